"""The safeguarding reporting procedure as an ordered checklist (LAN-DSO-01). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from lanyard.engine.policy.api import Profile
from lanyard.rooms.concerns import rules
from lanyard.rooms.concerns.casefile import CaseFile

STEPS: tuple[tuple[str, Any], ...] = (
    ("acknowledge", lazy("Acknowledge")),
    ("assess", lazy("Assess")),
    ("act", lazy("Act")),
    ("refer", lazy("Refer")),
    ("record", lazy("Record")),
    ("close", lazy("Decide and close")),
)


@dataclass(frozen=True)
class Step:
    """A step of the procedure: "done", "open" with what is left, or "skipped" with a reason."""

    slug: str
    label: Any
    state: str
    left: int = 0

    @property
    def may_be_left_out(self) -> bool:
        """Whether it is open and one of those that a reason can leave out."""
        return self.state == "open" and self.slug not in {"acknowledge", "close"}


def steps(file: CaseFile, profile: Profile) -> list[Step]:
    """Return the steps in order. A step is done when nothing that the case needs is left in it."""
    open_needs = rules.blockers(file, profile)
    found = []
    for slug, label in STEPS:
        left = sum(1 for need in open_needs if need.step == slug)
        if slug == "acknowledge":
            left = 0 if file.acknowledged else 1
        if slug == "close":
            left = 0 if "close" in file.decisions else 1
        state = "done" if not left else "skipped" if slug in file.skipped else "open"
        found.append(Step(slug, label, state, left))
    return found
