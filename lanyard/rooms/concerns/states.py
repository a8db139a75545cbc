"""The states of reports, cases and their work, as data, and the one rule that asks the data.

States are words that never change; their labels may. An edge that is not drawn here is refused by
``check`` and, should anybody forget to ask it, by the database (``sql/states.sql``). The diagrams
of the handbook are drawn from this page.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _words
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


class SanctionState(models.TextChoices):
    """How far a sanction has come."""

    RECOMMENDED = "recommended", _("Recommended")
    DECIDED = "decided", _("Decided")
    REFUSED = "refused", _("Not agreed")


#: From a state to a state, and what happens on the way (for the handbook's diagrams).
Edges = dict[tuple[str, str], str]

CONCERN_TRANSITIONS: Edges = {
    (ConcernState.RECEIVED, ConcernState.ACKNOWLEDGED): "somebody takes it",
    (ConcernState.ACKNOWLEDGED, ConcernState.TRIAGED): "it opens a case or joins one",
}
#: Nothing closes without a second person.
CASE_TRANSITIONS: Edges = {
    (CaseState.OPEN, CaseState.AWAITING_AGREEMENT): "closure proposed",
    (CaseState.AWAITING_AGREEMENT, CaseState.CLOSED): "the second person agrees",
    (
        CaseState.AWAITING_AGREEMENT,
        CaseState.OPEN,
    ): "the second person does not agree, or a further report joins",
    (CaseState.AWAITING_AGREEMENT, CaseState.WATCHING): "the second person agrees, keeping watch",
    (CaseState.WATCHING, CaseState.CLOSED): "the watch ends",
    (CaseState.WATCHING, CaseState.OPEN): "reopened with a reason",
    (CaseState.CLOSED, CaseState.OPEN): "reopened with a reason",
}
ACTION_TRANSITIONS: Edges = {
    (ActionState.TO_DO, ActionState.DONE): "done, with what came of it",
    (ActionState.TO_DO, ActionState.DROPPED): "left undone, with the reason",
}
REFERRAL_TRANSITIONS: Edges = {
    (ReferralState.TO_SEND, ReferralState.SENT): "sent",
    (ReferralState.TO_SEND, ReferralState.NOT_MADE): "left out, with the reason",
    (ReferralState.NOT_MADE, ReferralState.SENT): "sent after all",
    (ReferralState.SENT, ReferralState.ACKNOWLEDGED): "the agency has it",
    (ReferralState.SENT, ReferralState.ANSWERED): "the agency answers",
    (ReferralState.ACKNOWLEDGED, ReferralState.ANSWERED): "the agency answers",
}
SANCTION_TRANSITIONS: Edges = {
    (SanctionState.RECOMMENDED, SanctionState.DECIDED): "decided by the one who may",
    (SanctionState.RECOMMENDED, SanctionState.REFUSED): "not agreed",
}
#: Each kind of record (by its model's name) with its edges and the state it begins in.
MACHINES: dict[str, tuple[type[models.TextChoices], Edges, str]] = {
    "concern": (ConcernState, CONCERN_TRANSITIONS, ConcernState.RECEIVED),
    "case": (CaseState, CASE_TRANSITIONS, CaseState.OPEN),
    "action": (ActionState, ACTION_TRANSITIONS, ActionState.TO_DO),
    "referral": (ReferralState, REFERRAL_TRANSITIONS, ReferralState.TO_SEND),
    "sanction": (SanctionState, SANCTION_TRANSITIONS, SanctionState.RECOMMENDED),
}


class NotDrawn(ValueError):
    """A record cannot go from the state it is in to the one asked for."""


def check(machine: str, source: str, target: str) -> None:
    """Raise NotDrawn, with a sentence for the reader, unless the edge is drawn."""
    states, edges, _start = MACHINES[machine]
    if (source, target) not in edges:
        raise NotDrawn(
            _words("This is “%(now)s” and cannot become “%(wanted)s”.")
            % {"now": states(source).label, "wanted": states(target).label}
        )
