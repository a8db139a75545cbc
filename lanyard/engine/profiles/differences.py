"""What is different between two versions of a profile, value by value."""

from __future__ import annotations

from dataclasses import dataclass

from lanyard.engine.policy.api import Profile, Value, values
from lanyard.engine.profiles.models import ProfileVersion


@dataclass(frozen=True)
class Change:
    """One value before and after; None where it was not there, or is no more."""

    key: str
    before: Value | None
    after: Value | None


def differences(before: ProfileVersion, after: ProfileVersion) -> list[Change]:
    """Return what changed from one version to another, in the order of the later one."""
    return changes_between(before.profile, after.profile)


def changes_between(before: Profile, after: Profile) -> list[Change]:
    """Return what differs between two profiles."""
    old = {value.key: value for value in values(before)}
    new = {value.key: value for value in values(after)}
    return [
        Change(key, old.get(key), new.get(key))
        for key in [*new, *(key for key in old if key not in new)]
        if old.get(key) != new.get(key)
    ]


def set_here(version: ProfileVersion) -> frozenset[str]:
    """Return the keys at which the organisation differs from the profile that was shipped to it."""
    if not _differs(version):
        return frozenset()
    changed = changes_between(version.shipped_profile, version.profile)
    return frozenset(change.key for change in changed)


def _differs(version: ProfileVersion) -> bool:
    return bool(version.changes) or version.base_id != version.shipped_id
