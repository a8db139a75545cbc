"""What guidance carries out, each with its evidence."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.controls import (
    Control,
    Evidence,
    Figure,
    State,
    judged,
    not_set_up,
)
from lanyard.foundation.registry.counting import YEAR, ends
from lanyard.people.api import Employment, Enrolment, GuardianLink, Person, spans
from lanyard.rooms.guidance import controls_classroom, uptake
from lanyard.rooms.guidance.checking.rules import Kind
from lanyard.rooms.guidance.content import Audience
from lanyard.rooms.guidance.links import sound
from lanyard.rooms.guidance.models import CheckTally, GuidanceReading
from lanyard.rooms.guidance.queries import pages_in_force

#: A checker that nobody used for a quarter of a year is not known well enough (Lanyard's default).
_QUARTER = datetime.timedelta(days=92)
Rows = Callable[[datetime.date], "QuerySet[Person]"]


def _guidance() -> str:
    return reverse("guidance:index")


def _checks(kind: Kind) -> Callable[[UUID, datetime.date], Evidence]:
    """Return the evidence that texts of a kind were checked, and lately."""

    def evidence(_organisation: UUID, on: datetime.date) -> Evidence:
        rows = CheckTally.objects.filter(kind=kind.value, day__gt=on - YEAR, day__lte=on)
        found = rows.aggregate(many=Sum("checked"), newest=Max("at"))
        many = found["many"] or 0
        return judged(
            Figure(many, many), found["newest"], on=on, link=reverse("guidance:check"),
            stale_after=_QUARTER,
        )  # fmt: skip

    return evidence


def _read(audience: Audience, people: Rows) -> Callable[[UUID, datetime.date], Evidence]:
    """Return the evidence that people have read a page of theirs, in its words of today.

    One page is enough, since no policy says how many; nobody's reading is older than a year. What
    leads its readers to an address that is gone, or that nobody could look at, is at risk.
    """

    def evidence(_organisation: UUID, on: datetime.date) -> Evidence:
        pages = [one for one in pages_in_force().values() if one.audience is audience]
        marks = Q(pk__in=[])
        for page in pages:
            marks |= Q(slug=page.slug, digest=page.digest)
        readings = GuidanceReading.objects.filter(marks, at__gt=ends(on) - YEAR, at__lte=ends(on))
        everybody = people(on)
        whole = everybody.count()
        read = everybody.filter(Exists(readings.filter(person=OuterRef("pk")))).count()
        newest = readings.aggregate(newest=Max("at"))["newest"]
        # Without any mark nothing shows that the pages are known at all.
        found = judged(Figure(read, whole), newest, on=on, link=_guidance())
        if found.state is State.IN_FORCE and not sound(audience, on):
            return replace(found, state=State.AT_RISK, link=reverse("guidance:links"))
        return found

    return evidence


def _staff(on: datetime.date) -> QuerySet[Person]:
    here = Employment.objects.filter(spans(on), person=OuterRef("pk"))
    return Person.objects.filter(Exists(here))


def _learners(on: datetime.date) -> QuerySet[Person]:
    here = Enrolment.objects.filter(spans(on), person=OuterRef("pk"))
    return Person.objects.filter(Exists(here))


def _guardians(_on: datetime.date) -> QuerySet[Person]:
    links = GuardianLink.objects.filter(
        guardian=OuterRef("pk"), verified_on__isnull=False, ended_on__isnull=True
    )
    return Person.objects.filter(Exists(links))


def _self_checked(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count those of whom the policy asks a self-check and who did one in time."""
    asked = uptake.in_force()
    link = reverse("guidance:take-up")
    if not asked.audience:
        return not_set_up(on, link=link)
    here = {row["person_id"] for row in uptake.asked_people(asked, on)}
    done, _declined = uptake.done_lately(asked, on)
    return judged(Figure(len(here & done), len(here)), uptake.newest(on), on=on, link=link)


CONTROLS = (
    Control("privacy-self-check", "hr-director",
            _("People who went through their privacy settings in time"), _self_checked),
    Control("post-checker", "director-marketing", _("Posts checked within the year"),
            _checks(Kind.POST)),
    Control("message-checker", "dsl", _("Messages checked within the year"),
            _checks(Kind.MESSAGE)),
    Control("staff-guidance-read", "dsl",
            _("Staff who have read guidance for staff in its present words, within the year"),
            _read(Audience.STAFF, _staff)),
    Control("learner-guidance-read", "dsl",
            _("Learners who have read guidance for learners in its present words, within the year"),
            _read(Audience.LEARNERS, _learners)),
    Control("parents-guidance", "dsl",
            _("Parents and guardians who have read the guidance for them, within the year"),
            _read(Audience.PARENTS, _guardians)),
    *controls_classroom.CONTROLS,
)  # fmt: skip
