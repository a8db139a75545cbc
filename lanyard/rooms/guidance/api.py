"""The door to guidance: pages, read marks, the checker, self-checks, the classroom, news."""

from lanyard.rooms.guidance.actions.checking import add_term, count_check
from lanyard.rooms.guidance.actions.classroom import APPROVAL as PLAN
from lanyard.rooms.guidance.actions.classroom import (
    Planned,
    check_session,
    give_the_same,
    note_device,
    plan_devices,
    plan_use,
    stay_away,
)
from lanyard.rooms.guidance.actions.newsletters import answer_them, ask_us, publish
from lanyard.rooms.guidance.actions.pages import Wording, mark_read, write_own
from lanyard.rooms.guidance.actions.selfchecking import ask_for_checks, keep_check
from lanyard.rooms.guidance.checking.rules import Kind
from lanyard.rooms.guidance.content import Audience, GuidancePage
from lanyard.rooms.guidance.queries import pages_in_force
from lanyard.rooms.guidance.rest import router
from lanyard.rooms.guidance.uptake import in_force as self_check_in_force

__all__ = [
    "PLAN",
    "Audience",
    "GuidancePage",
    "Kind",
    "Planned",
    "Wording",
    "add_term",
    "answer_them",
    "ask_for_checks",
    "ask_us",
    "check_session",
    "count_check",
    "give_the_same",
    "keep_check",
    "mark_read",
    "note_device",
    "pages_in_force",
    "plan_devices",
    "plan_use",
    "publish",
    "router",
    "self_check_in_force",
    "stay_away",
    "write_own",
]
