"""Where no file of any type is taken, because a nude or sexual image could be in it."""

from __future__ import annotations

from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.reasons import WITHOUT_FILES


def files_allowed(case: Case) -> bool:
    """Say whether files may be put on a case; never on one about nude images, whatever the type."""
    return case.category not in {"nudes", "upskirting"}


def answers_allow(concern: Concern) -> bool:
    """Say whether a report's answers let files come with it (COM-NUD-04)."""
    return concern.category not in WITHOUT_FILES and concern.image_said not in {"yes", "unsure"}
