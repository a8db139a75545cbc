"""The errands of governance: papers to receive, minutes to write, a survey to answer."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lanyard.engine.duties import api as duties
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.rooms.governance.actions.meetings import MINUTES
from lanyard.rooms.governance.actions.papers import RECEIVE, RECEIVED, receivers
from lanyard.rooms.governance.actions.surveys import (
    ANSWER,
    AUDIENCES,
    audience_of,
    has_answered,
    open_now,
)
from lanyard.rooms.governance.kinds import KINDS
from lanyard.rooms.governance.models import Confidence, ConfidenceDone, Meeting
from lanyard.rooms.governance.queries import unreceived

Told = Mapping[str, tuple[str, str]]


def papers(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every signed paper that nobody of the leadership has received; never its signer."""
    leadership = receivers()
    for one in duties.among(unreceived(), about):
        if one.signed_on is not None:
            people = {person for person in leadership if person != one.signed_by}
            yield duties.Waiting(str(one.pk), people, one.signed_on)


def touched_papers(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the papers that wait for the leadership, to whoever is of it."""
    if set(roles).isdisjoint(registry.permission(RECEIVE).held_by):
        return ()
    return map(str, unreceived().values_list("pk", flat=True))


def tell_papers(person: Person, about: Collection[str]) -> Told:
    """Say which papers a reader may receive."""
    return {
        str(one.pk): (
            _("Receive: %(title)s") % {"title": KINDS[one.kind].title},
            reverse("governance:paper", args=[one.pk]),
        )
        for one in unreceived().filter(pk__in=about).exclude(signed_by=person.pk)
    }


def _unwritten() -> QuerySet[Meeting]:
    return Meeting.objects.filter(held_at__isnull=True, cancelled_at__isnull=True)


def minutes(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every meeting that was to be by a day and has no minutes, with its chair."""
    for one in duties.among(_unwritten().filter(at__date__lte=day), about):
        on = timezone.localdate(one.at)
        yield duties.Waiting(str(one.pk), {one.chair_id}, on, due=on)


def touched_minutes(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the meetings without minutes that somebody chairs."""
    return map(str, _unwritten().filter(chair=person_id).values_list("pk", flat=True))


def tell_minutes(person: Person, about: Collection[str]) -> Told:
    """Say of which meetings a reader writes the minutes."""
    return {
        str(one.pk): (
            _("Write the minutes of %(title)s") % {"title": one.title},
            reverse("governance:minutes", args=[one.pk]),
        )
        for one in Meeting.objects.filter(pk__in=about, chair=person)
    }


def answers(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give the open survey of confidence to all learners and staff who have not answered."""
    open_ones = list(Confidence.objects.filter(opened_on__lte=day, closes_on__gte=day))
    done = ConfidenceDone.objects.filter(survey__in=open_ones)
    answered = set(done.values_list("survey_id", "person_id")) if open_ones else set()
    asked = [
        duties.AskedOfEach(one.pk, AUDIENCES, one.opened_on, one.closes_on) for one in open_ones
    ]
    return duties.waits_for_each(asked, answered, day, about)


def touched_answers(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the open survey as it may ask one person."""
    survey = open_now()
    return {duties.about_each(survey.pk, person_id)} if survey else ()


def tell_answers(person: Person, about: Collection[str]) -> Told:
    """Ask a reader to answer, without their name."""
    survey = open_now()
    if survey is None or not audience_of(person) or has_answered(survey, person):
        return {}
    said = _("Say how confident you feel online: five questions, without your name")
    return {duties.about_each(survey.pk, person.pk): (said, reverse("governance:confidence"))}


ERRANDS = (
    duties.Errand(
        kind=RECEIVED, title=gettext_lazy("Receive a paper for the leadership"), waiting=papers,
        touched=touched_papers, tell=tell_papers, working_days=10, told=True,
        clauses=("LAN-DSL-07",),
    ),
    duties.Errand(
        kind=MINUTES, title=gettext_lazy("Write the minutes of a meeting"), waiting=minutes,
        touched=touched_minutes, tell=tell_minutes, steps=(0,),
    ),
    duties.Errand(
        kind=ANSWER, title=gettext_lazy("Say how confident you feel online"), waiting=answers,
        touched=touched_answers, tell=tell_answers, steps=(-7, -1), managers_every=0, owner="",
        private=True,
    ),
)  # fmt: skip
