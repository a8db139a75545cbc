"""How records move on: locked, along a drawn edge; and what every act leaves behind on a case."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.database.identity import system_duty
from lanyard.rooms.concerns import states
from lanyard.rooms.concerns.actions import escalation
from lanyard.rooms.concerns.models import (
    Action,
    Case,
    Concern,
    FollowUp,
    Referral,
    Sanction,
    SupportPlan,
)
from lanyard.rooms.concerns.states import ActionState, CaseState, ReferralState

Moving = TypeVar("Moving", Concern, Case, Action, Referral, Sanction)

#: Days shown as due at this hour of the organisation's day.
_DUE_HOUR = 9


class Changed(ValueError):
    """Somebody else changed the record meanwhile; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has changed this meanwhile. Look at it again."))


class NotOpen(ValueError):
    """The case is not open, so its work stands still."""

    def __init__(self) -> None:
        super().__init__(_("This case is not open. Open it again first."))


def hold(record: Moving) -> None:
    """Lock a record until the transaction ends, and see it as it now stands.

    Whoever acts on the same record at the same moment waits here, and then sees what was done.
    """
    rows = type(record)._base_manager.select_for_update(of=("self",))
    record.refresh_from_db(from_queryset=rows)


def hold_open(case: Case) -> None:
    """Lock a case as ``hold`` does; raises NotOpen unless it is open."""
    hold(case)
    if case.state != CaseState.OPEN:
        raise NotOpen


def go_to(record: Moving, state: str, **along: Any) -> None:
    """Move a record to a state, with the values that change along; the one way to change a state.

    Raises states.NotDrawn where no edge leads there, and Changed where the record has left the
    state in which the caller saw it.
    """
    rows = type(record)._base_manager.select_for_update(of=("self",))
    if rows.values_list("state", flat=True).get(pk=record.pk) != record.state:
        raise Changed
    states.check(record._meta.model_name or "", record.state, state)
    for name, value in {"state": state, **along}.items():
        setattr(record, name, value)
    record.save(update_fields=["state", *along])


def moment_of(day: datetime.date) -> datetime.datetime:
    """Return the moment at which something due on a day is shown as due."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(_DUE_HOUR)))


def refresh_due(case: Case) -> None:
    """Set the soonest thing due on a case from what is open on it."""
    with system_duty("keep what is due"):
        soonest = min(_due_moments(case), default=None)
        if case.next_due != soonest:
            case.next_due = soonest
            case.save(update_fields=["next_due"])
        if soonest is None or soonest > timezone.now():
            escalation.stand_down_case(case)


def _due_moments(case: Case) -> list[datetime.datetime]:
    moments: list[datetime.datetime] = []
    if case.state == CaseState.OPEN and case.first_action_at is None and case.first_action_by:
        moments.append(case.first_action_by)
    actions = Action.objects.filter(case=case, state=ActionState.TO_DO)
    moments += [m for m in [actions.aggregate(soonest=Min("due"))["soonest"]] if m]
    chased = Referral.objects.filter(
        case=case, state__in=[ReferralState.TO_SEND, ReferralState.SENT, ReferralState.ACKNOWLEDGED]
    )
    plans = SupportPlan.objects.filter(case=case, ended_at=None)
    days = [
        chased.aggregate(soonest=Min("chase_on"))["soonest"],
        plans.aggregate(soonest=Min("next_review"))["soonest"],
        case.watch_until if case.state == CaseState.WATCHING else None,
    ]
    moments += [moment_of(day) for day in days if day]
    if case.state == CaseState.OPEN:
        moments += [
            asked + datetime.timedelta(days=1)
            for asked in FollowUp.objects.filter(case=case, entered_at=None).values_list(
                "asked_at", flat=True
            )
        ]
    return moments
