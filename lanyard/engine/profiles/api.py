"""The door to profiles: which one is in force, and putting another in force."""

from lanyard.engine.profiles.actions import adopt, put_in_force, save_draft
from lanyard.engine.profiles.models import ProfileVersion
from lanyard.engine.profiles.proposals import propose_shipped
from lanyard.engine.profiles.queries import NoProfile, profile_in_force, version_with_id

__all__ = [
    "NoProfile",
    "ProfileVersion",
    "adopt",
    "profile_in_force",
    "propose_shipped",
    "put_in_force",
    "save_draft",
    "version_with_id",
]
