"""Who answers for a control."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from uuid import UUID

from lanyard.engine.policy.api import Profile, catalogue
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.access import api as access


def owners_of(control: str) -> list[UUID]:
    """Return who answers for a control today, else the safeguarding lead, else the head."""
    return owners_of_all([control])[control]


def owners_of_all(controls: Iterable[str]) -> dict[str, list[UUID]]:
    """Return who answers for each of some controls; each post is looked up once."""
    profile, acting = _profile(), functools.cache(access.holders_of)
    found: dict[str, list[UUID]] = {}
    for control in controls:
        roles: tuple[str, ...] = ()
        if profile is not None:
            owner = catalogue().owner_under(control, profile)
            roles = (owner, profile.posts.safeguarding_lead, profile.posts.head)
        found[control] = next((held for role in roles if (held := acting(role))), [])
    return found


def _profile() -> Profile | None:
    try:
        return profile_in_force().profile
    except NoProfile:
        return None
