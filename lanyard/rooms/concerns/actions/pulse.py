"""The yearly pulse: did you see anything you did not report? Without names (KMC-ROL-04)."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.models import Pulse, PulseAnswer, PulseDone

#: A pulse stays open for a fortnight and is due again after a year: the product's defaults.
DAYS, EVERY = 14, 365
#: Fewer answers than this are not shown, so that nobody can be worked out.
SMALL = 5
_SHOWN = 5


@dataclass(frozen=True)
class Result:
    """What a pulse says: None where too few answered."""

    answered: int
    gap: int | None
    reasons: tuple[str, ...] = ()


def open_now() -> Pulse | None:
    """Return the pulse that is open today."""
    today = timezone.localdate()
    return Pulse.objects.filter(opened_on__lte=today, closes_on__gte=today).first()


def is_due() -> bool:
    """Say whether it is a year since the last pulse, or there was none."""
    last = Pulse.objects.first()
    return last is None or last.opened_on + datetime.timedelta(days=EVERY) <= timezone.localdate()


@transaction.atomic
def open_pulse(*, by: Person) -> Pulse:
    """Open the pulse of the year to all staff. Raises ValueError while one is open."""
    if open_now() is not None:
        raise ValueError(_("A pulse is open already."))
    today = timezone.localdate()
    pulse = Pulse.objects.create(
        opened_on=today, closes_on=today + datetime.timedelta(days=DAYS), opened_by=by
    )
    audit.record("concerns.pulse-opened", by=by, kind="pulse", subject_id=pulse.pk)
    return pulse


def has_answered(pulse: Pulse, person: Person) -> bool:
    """Say whether somebody has answered a pulse."""
    return PulseDone.objects.filter(pulse=pulse, person=person).exists()


@transaction.atomic
def answer(pulse: Pulse, *, by: Person, saw_unreported: bool, why_not: str = "") -> None:
    """Answer a pulse, once. What is answered and that somebody answered are never joined.

    No audit entry is written, and neither row holds a moment. Raises ValueError the second time,
    and once it is closed.
    """
    if open_now() != pulse:
        raise ValueError(_("This pulse is closed."))
    try:
        with transaction.atomic():
            PulseDone.objects.create(pulse=pulse, person=by)
    except IntegrityError:
        raise ValueError(_("You have answered already. Thank you.")) from None
    with system_duty("take a nameless answer"):
        PulseAnswer.objects.create(
            pulse=pulse, saw_unreported=saw_unreported, why_not=why_not,
            circle=access.circle_of(in_force.profile().posts.safeguarding),
        )  # fmt: skip


def results() -> list[tuple[Pulse, Result]]:
    """Return the newest pulses with what each says, in two queries."""
    shown = list(Pulse.objects.select_related("followed_up_by")[:_SHOWN])
    answers: dict[UUID, list[PulseAnswer]] = defaultdict(list)
    for given in PulseAnswer.objects.filter(pulse__in=shown).order_by("id"):
        answers[given.pulse_id].append(given)
    return [(pulse, _result(answers[pulse.pk])) for pulse in shown]


def result_of(pulse: Pulse) -> Result:
    """Return what a pulse says, for those who follow it up; too few answers say nothing."""
    return _result(list(PulseAnswer.objects.filter(pulse=pulse).order_by("id")))


def _result(answers: list[PulseAnswer]) -> Result:
    if len(answers) < SMALL:
        return Result(len(answers), None)
    saw = [given for given in answers if given.saw_unreported]
    return Result(len(answers), len(saw), tuple(a.why_not for a in saw if a.why_not.strip()))


@transaction.atomic
def follow_up(pulse: Pulse, *, by: Person, said: str) -> None:
    """Record what was done about the gap, once the pulse is closed. Raises ValueError before."""
    if open_now() == pulse:
        raise ValueError(_("Wait until it is closed."))
    if not said.strip():
        raise ValueError(_("Say what was done."))
    pulse.followed_up, pulse.followed_up_by = said, by
    pulse.save(update_fields=["followed_up", "followed_up_by"])
    audit.record("concerns.pulse-followed-up", by=by, kind="pulse", subject_id=pulse.pk)
