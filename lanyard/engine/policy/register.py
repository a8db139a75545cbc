"""The clause register of a policy: what each clause says, and the control that carries it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from lanyard.engine.policy.checking import walk
from lanyard.engine.policy.profile import Profile
from lanyard.engine.policy.reading import Problem
from lanyard.engine.policy.shipped import CONTENT
from lanyard.engine.policy.sources import Sourced


@dataclass(frozen=True)
class Clause:
    """One clause. ``says`` is a paraphrase; ``control`` is what the product does about it."""

    id: str
    section: str
    says: str
    actor: str
    kind: str
    capability: str
    control: str
    params: dict[str, Any] = field(default_factory=dict)


@cache
def clauses(slug: str) -> dict[str, Clause]:
    """Return a shipped policy's clauses by id; raises FileNotFoundError for an unknown slug."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (CONTENT / slug / "clauses.yaml").read_text("utf-8")
    entries = [Clause(**entry) for entry in yaml.load(text, Loader=loader)]  # noqa: S506
    return {entry.id: entry for entry in entries}


def cited(profile: Profile) -> Iterator[tuple[str, str]]:
    """Give each clause id that a profile cites, with the key where it does."""
    for at, entry in walk(profile):
        if isinstance(entry, Sourced):
            for clause in (
                *entry.clauses,
                *getattr(entry, "route_clauses", ()),
                *getattr(entry, "near", ()),
            ):
                yield at, clause


def uncited(profile: Profile, slug: str, file: str) -> list[Problem]:
    """Return a problem for each clause id of a profile that its policy does not have."""
    known = clauses(slug)
    return [
        Problem(file, f"{at}.clauses", f"names no clause of the policy: {clause!r}")
        for at, clause in cited(profile)
        if clause not in known
    ]
