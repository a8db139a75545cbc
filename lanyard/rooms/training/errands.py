"""The duties of those who train others: registers to take, certificates to verify."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping

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


def registers(day: datetime.date) -> Iterator[duties.Waiting]:
    """Give every session that is on by a day and has no register, with who leads it."""
    held = TrainingSession.objects.filter(
        starts_at__date__lte=day, register_taken_at__isnull=True, cancelled_on__isnull=True
    )
    for one in held:
        on = timezone.localdate(one.starts_at)
        yield duties.Waiting(str(one.pk), {one.led_by_id}, on, due=on)


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


def certificates(day: datetime.date) -> Iterator[duties.Waiting]:
    """Give what was handed in and waits: for the line manager, else for whoever leads on staff."""
    handed_in = list(
        Completion.objects.filter(
            needs_verifying=True, verified_on__isnull=True, set_aside_on__isnull=True
        )
    )
    managers = duties.managers_of({one.person_id for one in handed_in}, on=day)
    others = set(holders_of(_OTHERWISE, on=day)) if handed_in else set()
    for one in handed_in:
        manager = managers.get(one.person_id)
        people = {manager} if manager else others - {one.person_id}
        yield duties.Waiting(str(one.pk), people, timezone.localdate(one.recorded_at))


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
        tell=tell_registers, steps=(0,), owner=_OTHERWISE,
    ),
    duties.Errand(
        kind=VERIFY, title=gettext_lazy("Verify what somebody took elsewhere"),
        waiting=certificates, tell=tell_certificates, working_days=5, told=True,
        owner=_OTHERWISE,
    ),
)  # fmt: skip
