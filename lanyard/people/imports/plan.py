"""What an import would do: adds, changes, leavers, and what is wrong. Nothing is written here."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lanyard.people.imports.problems import Problems
from lanyard.people.imports.standing import Span, Values

#: More leavers than this share of those present need a second, explicit yes.
MOST_LEAVERS = 0.20
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the dry run: what kind of thing, which one, and what happens to it."""

    kind: str
    label: str
    what: str


@dataclass
class Counts:
    """How many rows of one kind would be added, changed, ended or left as they are.

    ``sent`` counts rows that are not compared here: what stands of them is not the importer's to
    know, and what is new among them is found when they are written.
    """

    add: int = 0
    change: int = 0
    end: int = 0
    same: int = 0
    sent: int = 0


@dataclass
class Plan:
    """Everything that applying a batch would write."""

    system: str
    today: datetime.date
    full: bool
    problems: Problems
    counts: dict[str, Counts] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    new: dict[str, list[Values]] = field(default_factory=dict)
    changed: dict[str, list[Values]] = field(default_factory=dict)
    external: list[tuple[str, str, str, UUID]] = field(default_factory=list)
    new_spans: dict[str, list[Span]] = field(default_factory=dict)
    changed_spans: dict[str, list[Span]] = field(default_factory=dict)
    new_guardians: list[Values] = field(default_factory=list)
    changed_guardians: list[Values] = field(default_factory=list)
    #: Person, kind, first day, note: as sent, whether they stand already or not.
    sent_vulnerabilities: list[tuple[UUID, str, datetime.date, str]] = field(default_factory=list)
    #: Person to the day they left.
    leavers: dict[UUID, datetime.date] = field(default_factory=dict)
    leaver_names: list[str] = field(default_factory=list)
    #: People whom this system knows and who have not left; the measure of ``MOST_LEAVERS``.
    present: int = 0

    def count(self, kind: str) -> Counts:
        """Return the counts of one kind."""
        return self.counts.setdefault(kind, Counts())

    def show(self, kind: str, label: Any, what: str) -> None:
        """Add a line to the dry run, as long as there is room for it."""
        if len(self.shown) < _SHOWN:
            self.shown.append(Shown(kind, str(label), what))

    @property
    def can_apply(self) -> bool:
        """Say whether nothing in the set is wrong."""
        return self.problems.errors == 0

    @property
    def too_many_leavers(self) -> bool:
        """Say whether so many would leave that it must be confirmed."""
        return len(self.leavers) > self.present * MOST_LEAVERS

    @property
    def changes_anything(self) -> bool:
        """Say whether applying would write anything about anybody."""
        return bool(self.leavers) or any(
            count.add or count.change or count.end for count in self.counts.values()
        )

    def summary(self) -> dict[str, Any]:
        """Return the counts as plain data, the same for the same plan."""
        counts = {
            kind: {"add": c.add, "change": c.change, "end": c.end, "same": c.same, "sent": c.sent}
            for kind, c in sorted(self.counts.items())
        }
        return {
            "counts": counts, "leavers": len(self.leavers), "present": self.present,
            "errors": self.problems.errors, "warnings": self.problems.warnings,
        }  # fmt: skip
