"""The door to governance: begin it, write papers, check laws, meet, log work with others."""

from lanyard.rooms.governance.actions.laws import check_law
from lanyard.rooms.governance.actions.meetings import (
    Called,
    Contact,
    call_meeting,
    keep_minutes,
    log_liaison,
)
from lanyard.rooms.governance.actions.papers import (
    begin_paper,
    receive_paper,
    sign_paper,
    write_paper,
)
from lanyard.rooms.governance.actions.starting import begin
from lanyard.rooms.governance.kinds import KINDS
from lanyard.rooms.governance.models import LawEntry, Paper

__all__ = [
    "KINDS", "Called", "Contact", "LawEntry", "Paper", "begin", "begin_paper", "call_meeting",
    "check_law", "keep_minutes", "log_liaison", "receive_paper", "sign_paper", "write_paper",
]  # fmt: skip
