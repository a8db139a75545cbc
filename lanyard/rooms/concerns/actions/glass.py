"""Break the glass: open a case in an emergency, for an hour, with a reason that the lead sees."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person
from lanyard.rooms.concerns.actions import escalation
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.queries.cases import kept_out_of

MINUTES = 60


def open_in_emergency(reference: str, *, by: Person, reason: str) -> Case | None:
    """Let somebody read the case of a reference for an hour; None where they may not, or none is.

    Whoever is kept out of a case stays out, and learns no more than somebody who gave a number
    that never was. Raises access.NoReason for a reason too short, whether or not there is a case.
    """
    if len(reason.strip()) < access.SHORTEST_REASON:
        raise access.NoReason
    case = _case_called(reference)
    if case is None:
        return None
    try:
        with transaction.atomic():
            _break("case", case.pk, case, by=by, reason=reason)
            with system_duty("find the reports of a case"):
                reports = list(Concern.objects.filter(case=case).values_list("pk", flat=True))
            until = datetime.timedelta(minutes=MINUTES)
            for concern in reports:
                access.grant("concern", concern, by.pk, because=reason, break_glass=True,
                             until=_now() + until)  # fmt: skip
    except access.Excluded:
        return None
    return case


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _break(kind: str, record: UUID, case: Case, *, by: Person, reason: str) -> None:
    access.break_glass(
        kind, record, by=by, reason=reason, minutes=MINUTES, subject=case.reference,
        circle=case.circle_id,
    )  # fmt: skip


def _case_called(reference: str) -> Case | None:
    year, _dash, number = reference.strip().lstrip("#").partition("-")
    if not (year.isdigit() and number.isdigit() and len(year) == 4 and len(number) < 9):
        return None
    with system_duty("find the case of a reference"):
        return Case.objects.filter(year=int(year), number=int(number)).first()


def tell_lead(
    *, record_kind: str, record_id: UUID, person_id: UUID, grant_id: UUID, **_more: object
) -> None:
    """Tell the safeguarding lead at once (or the case's own circle) that the glass was broken.

    Where the lead is who broke it, or is kept out, the others of the circle are told, or the head.
    """
    if record_kind != "case":
        return
    with system_duty("tell the lead"):
        case = Case.objects.select_related("circle").filter(pk=record_id).first()
        if case is None:
            return
        told = escalation.answerable(case, but={*kept_out_of(case), person_id})
    notices.notify(
        "concerns.glass-broken", told, event=f"glass:{grant_id}", severity=5,
        url=reverse("concerns:readers", args=[record_id]), subject_kind="case",
        subject_id=record_id,
    )  # fmt: skip
