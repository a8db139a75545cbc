"""What every act leaves behind on its case: the soonest due moment and the first action."""

from __future__ import annotations

import datetime

from django.db.models import Min
from django.utils import timezone

from lanyard.foundation.database.identity import system_duty
from lanyard.rooms.concerns.models import Action, Case, FollowUp, Referral, SupportPlan
from lanyard.rooms.concerns.states import ActionState, CaseState, ReferralState

#: Days shown as due at this hour of the organisation's day.
_DUE_HOUR = 9


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
