"""Keeping tables: one row for each content, however many versions hold it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lanyard.engine.policy.api import Profile, digest_of, shipped_table, to_json, whole
from lanyard.engine.profiles.models import ProfileSnapshot


def keep(table: Mapping[str, Any]) -> ProfileSnapshot:
    """Return the snapshot of a table, made where there is none."""
    content = to_json(table)
    kept, _ = ProfileSnapshot.objects.get_or_create(
        digest=digest_of(content), defaults={"content": content}
    )
    return kept


def keep_profile(profile: Profile) -> ProfileSnapshot:
    """Return the snapshot of a whole profile in effect."""
    return keep(whole(profile))


def keep_shipped(slug: str) -> ProfileSnapshot:
    """Return the snapshot of a profile as this release ships it."""
    return keep(shipped_table(slug))
