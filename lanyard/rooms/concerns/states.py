"""The states of a report and of a case, as data. Words that never change; their labels may."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConcernState(models.TextChoices):
    """How far a report has come."""

    RECEIVED = "received", _("Received")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    TRIAGED = "triaged", _("Joined to a case")


class CaseState(models.TextChoices):
    """How far a case has come."""

    OPEN = "open", _("Open")
    AWAITING_AGREEMENT = "awaiting-agreement", _("Waiting for a second person")
    WATCHING = "watching", _("Closed, keeping watch")
    CLOSED = "closed", _("Closed")


#: From a state to the states it may go to. Nothing closes without a second person.
CASE_TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.OPEN: frozenset({CaseState.AWAITING_AGREEMENT}),
    CaseState.AWAITING_AGREEMENT: frozenset({CaseState.OPEN, CaseState.CLOSED, CaseState.WATCHING}),
    CaseState.WATCHING: frozenset({CaseState.OPEN, CaseState.CLOSED}),
    CaseState.CLOSED: frozenset({CaseState.OPEN}),
}


class ActionState(models.TextChoices):
    """How far an action has come."""

    TO_DO = "to-do", _("To do")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped, with a reason")


class ReferralState(models.TextChoices):
    """How far a referral has come."""

    TO_SEND = "to-send", _("To send")
    SENT = "sent", _("Sent")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    ANSWERED = "answered", _("Outcome recorded")
    NOT_MADE = "not-made", _("Not made, with a reason")
