"""How far groups are taught online safety, as evidence."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from uuid import UUID

from django.urls import reverse

from lanyard.foundation.registry.controls import Evidence, Figure, judged
from lanyard.people.api import Enrolment, spans
from lanyard.rooms.guidance.api import lessons_given
from lanyard.rooms.training import induction, lessons, resources
from lanyard.rooms.training.evidence import noon
from lanyard.rooms.training.models import ApprenticeReview, PracticeSeen, TaughtOnce
from lanyard.rooms.training.teaching import taught

Evidences = Callable[[UUID, datetime.date], Evidence]
_YEAR = datetime.timedelta(days=365)


def _newest(on: datetime.date) -> datetime.datetime | None:
    last = (
        TaughtOnce.objects.filter(on__lte=on).order_by("-on").values_list("on", flat=True).first()
    )
    return noon(last)


def taught_this_term(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the groups with learners in which something was taught this term.

    The lessons that come with tools in class count beside them, once any group was taught
    (POR-ES-03).
    """
    groups = taught(on=on)
    given, every = lessons_given(on)
    figure = Figure(sum(line.this_term > 0 for line in groups) + given, len(groups) + every)
    return judged(figure, _newest(on), on=on, link=reverse("training:taught"))


def tutorials_held(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count lessons whose day has come, apprentices reviewed within the year, what is taught with.

    Right is a lesson given, a review with guidance, a resource whose review is not overdue. Nothing
    stands before the first lesson or review.
    """
    slots = lessons.slots(on=on)
    given = sum(one.given is not None for one in slots)
    late = sum(one.late(on) for one in slots)
    reviewed, apprentices = _reviewed(on)
    kept = resources.kept().filter(reviewed_on__lte=on)
    current = kept.filter(review_due__gte=on).count()
    figure = Figure(given + reviewed + current, given + late + apprentices + kept.count())
    days = [one.given.on for one in slots if one.given is not None]
    newest = max([*days, *_last_review(on)], default=None)
    return judged(figure, noon(newest), on=on, link=reverse("training:undelivered"))


def _reviewed(on: datetime.date) -> tuple[int, int]:
    """Return how many apprentices had guidance in a review within the year, and how many late.

    Whoever became an apprentice within the last three months may still wait for the first one.
    """
    since = on - _YEAR / 4
    here = set(
        Enrolment.objects.filter(spans(on), apprentice=True, since__lte=since)
        .values_list("person_id", flat=True)
    )  # fmt: skip
    done = set(
        ApprenticeReview.objects.filter(on__gt=on - _YEAR, on__lte=on).exclude(guidance="")
        .values_list("person_id", flat=True)
    )  # fmt: skip
    returned = set(
        ApprenticeReview.objects.filter(on__lte=on, guidance="").values_list("person_id", flat=True)
    )
    return len(done - returned), len(here | done | returned)


def _last_review(on: datetime.date) -> list[datetime.date]:
    rows = ApprenticeReview.objects.filter(on__lte=on).order_by("-on").values_list("on", flat=True)
    return list(rows[:1])


def signed_off(kind: str, courses: Evidences) -> Evidences:
    """Return the evidence of inductions: their courses, and those signed off by both in time."""

    def evidence(organisation: UUID, on: datetime.date) -> Evidence:
        taken = courses(organisation, on)
        found = induction.standing(kind, on=on)
        done = [one.signed_off.on for one in found if one.signed_off and one.signed_off.on <= on]
        late = sum(one.due < on for one in found) - sum(
            one.due < on for one in found if one.signed_off and one.signed_off.on <= on
        )
        figure = taken.figure or Figure(0, 0)
        both = Figure(figure.part + len(done), figure.whole + len(done) + late)
        newest = max(filter(None, (taken.as_of, noon(max(done, default=None)))), default=None)
        return judged(both, newest, on=on, link=reverse("training:induction-gaps"))

    return evidence


def with_observations(courses: Evidences) -> Evidences:
    """Return the evidence that staff set an example: their statements, and what was observed.

    Of the lessons observed within the year, those that showed sound practice or better are right.
    """

    def evidence(organisation: UUID, on: datetime.date) -> Evidence:
        taken = courses(organisation, on)
        seen = PracticeSeen.objects.filter(on__gt=on - _YEAR, on__lte=on)
        good = seen.filter(seen__in=(PracticeSeen.Seen.MODEL, PracticeSeen.Seen.SOUND)).count()
        figure = taken.figure or Figure(0, 0)
        both = Figure(figure.part + good, figure.whole + seen.count())
        last = seen.order_by("-on").values_list("on", flat=True).first()
        newest = max(filter(None, (taken.as_of, noon(last))), default=None)
        return judged(both, newest, on=on, link=taken.link)

    return evidence
