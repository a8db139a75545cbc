"""The door to guidance: pages in force, read marks, the checker and its operation."""

from lanyard.rooms.guidance.actions.checking import add_term, count_check
from lanyard.rooms.guidance.actions.pages import Wording, mark_read, write_own
from lanyard.rooms.guidance.actions.selfchecking import ask_for_checks, keep_check
from lanyard.rooms.guidance.checking.rules import Kind
from lanyard.rooms.guidance.content import Audience, GuidancePage
from lanyard.rooms.guidance.queries import pages_in_force
from lanyard.rooms.guidance.rest import router
from lanyard.rooms.guidance.uptake import in_force as self_check_in_force

__all__ = [
    "Audience",
    "GuidancePage",
    "Kind",
    "Wording",
    "add_term",
    "ask_for_checks",
    "count_check",
    "keep_check",
    "mark_read",
    "pages_in_force",
    "router",
    "self_check_in_force",
    "write_own",
]  # fmt: skip
