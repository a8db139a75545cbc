"""The door to approvals: ask, decide, know what waits."""

from lanyard.engine.approvals.actions import (
    Ask,
    Chain,
    NotAsked,
    NotMet,
    Weighed,
    ask,
    decide,
    withdraw,
)
from lanyard.engine.approvals.models import Approval, Step
from lanyard.engine.approvals.queries import deciders, of_subject, open_steps, step_for, waiting_for

__all__ = [
    "Approval", "Ask", "Chain", "NotAsked", "NotMet", "Step", "Weighed", "ask", "decide",
    "deciders", "of_subject", "open_steps", "step_for", "waiting_for", "withdraw",
]  # fmt: skip
