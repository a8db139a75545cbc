"""What governance does by itself, each day."""

from __future__ import annotations

from uuid import UUID

from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.jobs.api import schedule
from lanyard.rooms.governance.actions.starting import begin


@schedule("20 3 * * *", "governance.keep-register")
def keep_register(organisation: UUID) -> None:
    """Bring the register of laws up to date, and ask for the papers that the policy rests on."""
    try:
        profile = profile_in_force().profile
    except NoProfile:
        return
    with system_duty("keep the register of laws"):
        begin(profile)
