"""The door to profiles: which one is in force, and putting another in force."""

from lanyard.engine.profiles.actions import adopt, put_in_force, save_draft
from lanyard.engine.profiles.models import ProfileVersion
from lanyard.engine.profiles.proposals import as_offered, propose_shipped
from lanyard.engine.profiles.queries import (
    CHANGE,
    PROPOSED,
    NoProfile,
    draft_of,
    open_proposal,
    profile_in_force,
    scheduled,
    version_with_id,
)

__all__ = [
    "CHANGE",
    "PROPOSED",
    "NoProfile",
    "ProfileVersion",
    "adopt",
    "as_offered",
    "draft_of",
    "open_proposal",
    "profile_in_force",
    "propose_shipped",
    "put_in_force",
    "save_draft",
    "scheduled",
    "version_with_id",
]
