"""The duties of those who train others: registers to take, certificates to verify."""

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
from lanyard.foundation.access.api import holders_of
from lanyard.people.api import Person
from lanyard.rooms.training.models import Completion, TrainingSession
from lanyard.rooms.training.queries.overview import waiting

REGISTER, VERIFY = "training.register", "training.verify"
#: Who verifies for whom nobody else does, and hears of what is overdue.
_OTHERWISE = "hr-director"
Told = Mapping[str, tuple[str, str]]


def registers(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every session that is on by a day and has no register, with who leads it."""
    held = _without_register().filter(starts_at__date__lte=day)
    for one in duties.among(held, about):
        on = timezone.localdate(one.starts_at)
        yield duties.Waiting(str(one.pk), {one.led_by_id}, on, due=on)


def _without_register() -> QuerySet[TrainingSession]:
    return TrainingSession.objects.filter(register_taken_at__isnull=True, cancelled_on__isnull=True)


def touched_registers(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the sessions that somebody leads and that have no register."""
    return map(str, _without_register().filter(led_by=person_id).values_list("pk", flat=True))


def tell_registers(person: Person, about: Collection[str]) -> Told:
    """Say of which sessions a reader takes the register."""
    led = TrainingSession.objects.filter(pk__in=about, led_by=person).select_related("course")
    return {
        str(one.pk): (
            _("Take the register of %(title)s") % {"title": one.course.title},
            reverse("training:register", args=[one.pk]),
        )
        for one in led
    }


def certificates(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give what was handed in and waits: for the line manager, else for whoever leads on staff."""
    handed_in = list(duties.among(_handed_in(), about))
    managers = duties.managers_of({one.person_id for one in handed_in}, on=day)
    others = set(holders_of(_OTHERWISE, on=day)) if handed_in else set()
    for one in handed_in:
        manager = managers.get(one.person_id)
        people = {manager} if manager else others - {one.person_id}
        yield duties.Waiting(str(one.pk), people, timezone.localdate(one.recorded_at))


def _handed_in() -> QuerySet[Completion]:
    return Completion.objects.filter(
        needs_verifying=True, verified_on__isnull=True, set_aside_on__isnull=True
    )


def touched_certificates(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name what somebody handed in, or verifies as a manager or for those who have none."""
    today = timezone.localdate()
    handed_in = dict(_handed_in().values_list("pk", "person_id"))
    managers = duties.managers_of(set(handed_in.values()), on=today) if handed_in else {}
    others = _OTHERWISE in roles
    return {
        str(key)
        for key, person in handed_in.items()
        if person_id in (person, managers.get(person)) or (others and person not in managers)
    }


def tell_certificates(person: Person, about: Collection[str]) -> Told:
    """Say whose certificates a reader verifies, of those whom they may see."""
    here = waiting(person, on=timezone.localdate()).filter(pk__in=about)
    return {
        str(one.pk): (
            _("Verify what %(name)s handed in: %(title)s")
            % {"name": one.person, "title": one.course.title},
            reverse("training:verify"),
        )
        for one in here
    }


ERRANDS = (
    duties.Errand(
        kind=REGISTER, title=gettext_lazy("Take the register of a session"), waiting=registers,
        touched=touched_registers, tell=tell_registers, steps=(0,), owner=_OTHERWISE,
    ),
    duties.Errand(
        kind=VERIFY, title=gettext_lazy("Verify what somebody took elsewhere"),
        waiting=certificates, touched=touched_certificates, tell=tell_certificates,
        working_days=5, told=True, owner=_OTHERWISE,
    ),
)  # fmt: skip
