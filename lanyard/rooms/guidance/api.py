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
from lanyard.rooms.guidance.actions.technology import APPROVAL as TECHNOLOGY
from lanyard.rooms.guidance.actions.technology import (
    Proposed,
    bring,
    choose,
    give_lesson,
    propose,
    tell,
)
from lanyard.rooms.guidance.checking.rules import Kind
from lanyard.rooms.guidance.content import Audience, GuidancePage
from lanyard.rooms.guidance.models import Technology
from lanyard.rooms.guidance.official import provide_official_pages
from lanyard.rooms.guidance.queries import pages_in_force
from lanyard.rooms.guidance.rest import router
from lanyard.rooms.guidance.speaking import Concern, check_official
from lanyard.rooms.guidance.technology import lessons_given
from lanyard.rooms.guidance.uptake import in_force as self_check_in_force

__all__ = [
    "PLAN",
    "TECHNOLOGY",
    "Audience",
    "Concern",
    "GuidancePage",
    "Kind",
    "Planned",
    "Proposed",
    "Technology",
    "Wording",
    "add_term",
    "answer_them",
    "ask_for_checks",
    "ask_us",
    "bring",
    "check_official",
    "check_session",
    "choose",
    "count_check",
    "give_lesson",
    "give_the_same",
    "keep_check",
    "lessons_given",
    "mark_read",
    "note_device",
    "pages_in_force",
    "plan_devices",
    "plan_use",
    "propose",
    "provide_official_pages",
    "publish",
    "router",
    "self_check_in_force",
    "stay_away",
    "tell",
    "write_own",
]
