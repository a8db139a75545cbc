"""Approvals as facts: who approved, by which day, and for how long it holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from lanyard.engine.policy.api import MEMBERS


def approved(entries: Iterable[Mapping[str, Any]], on: datetime.date) -> frozenset[str]:
    """Return the roles whose approval holds on a day.

    One that is given later, or whose review was due before, counts as absent. A post that belongs
    to a team approves for the team.
    """
    roles = {
        entry["role"]
        for entry in entries
        if "role" in entry and entry.get("on", on) <= on <= entry.get("review_on", on)
    }
    return frozenset(roles | {team for team, posts in MEMBERS.items() if roles & set(posts)})


def team_of(role: str | None) -> str | None:
    """Return the team that a post belongs to, else the post itself."""
    return next((team for team, posts in MEMBERS.items() if role in posts), role)
