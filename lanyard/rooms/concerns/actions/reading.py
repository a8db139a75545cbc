"""Reading a confidential record is an act."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.models import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.actions import escalation
from lanyard.rooms.concerns.actions.progress import go_to, hold
from lanyard.rooms.concerns.models import Case, Concern, Receipt
from lanyard.rooms.concerns.states import ConcernState


@transaction.atomic
def read_report(concern: Concern, *, by: Person) -> None:
    """Record that somebody read a report."""
    trail.on_report("read", concern, by=by)


@transaction.atomic
def read_case(case: Case, *, by: Person) -> None:
    """Record that somebody read a case."""
    trail.on_case("case-read", case, by=by)


@transaction.atomic
def acknowledge(concern: Concern, *, by: Person) -> None:
    """Say that somebody has the report: its clock stops and the reporter is told that it was read.

    Acknowledging twice does nothing; the first one stands. Once one of those whose report it is
    has it, whoever read it by escalation reads it no more.
    """
    hold(concern)
    escalation.stand_down(concern, by=by)
    if concern.acknowledged_at is not None:
        return
    go_to(concern, ConcernState.ACKNOWLEDGED, acknowledged_at=timezone.now(), acknowledged_by=by)
    notices.settle("concern", concern.pk, by=by)
    tell_reporter(concern, "read")
    trail.on_report("acknowledged", concern, by=by)


#: A status never goes back, except when finished work starts again.
_ORDER = ("received", "read", "being-worked", "outside-help", "finished")


def tell_reporter(concern: Concern, status: str, *, again: bool = False) -> None:
    """Move the word that the reporter sees forward (or back to work, where ``again``)."""
    with system_duty("tell the reporter how far it is"):
        receipt = Receipt.objects.filter(concern=concern).first()
        if receipt is None:
            return
        if not again and _ORDER.index(status) <= _ORDER.index(receipt.status):
            return
        receipt.status = status
        receipt.status_at = timezone.now()
        receipt.save(update_fields=["status", "status_at"])


def answered(
    *, by: audit.Actor, kind: str, subject_id: UUID | None = None, **_more: object
) -> None:
    """Acknowledge the report whose notice somebody acknowledged: both say "I have it"."""
    if kind != "concerns.received" or subject_id is None:
        return
    concern = Concern.objects.filter(pk=subject_id).first()
    person = Person.objects.filter(pk=by.pk).first()
    if concern is not None and person is not None:
        acknowledge(concern, by=person)
