"""How controls and clauses stand, worked out from what is built and what was found. All pure."""

from __future__ import annotations

import datetime
import enum
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lanyard.engine.policy.api import Clause, Entry
from lanyard.foundation.registry.controls import Basis, Figure, State

#: Evidence older than this many days cannot be green (Lanyard's default).
OLD = 2


class Stand(enum.StrEnum):
    """How a clause stands: the worst of its controls. In order, the worst last."""

    IN_FORCE = "in-force"
    AT_RISK = "at-risk"
    NOT_SET_UP = "not-set-up"
    NOT_IN_FORCE = "not-in-force"
    NOT_BUILT = "not-built"


_ORDER = list(Stand)


@dataclass(frozen=True)
class Found:
    """What the last look found: the row of evidence, without its organisation."""

    state: State
    basis: Basis
    on: datetime.date
    taken_at: datetime.datetime
    figure: Figure | None = None
    as_of: datetime.datetime | None = None
    until: datetime.date | None = None
    link: str = ""

    def state_on(self, day: datetime.date) -> State:
        """Return the state to show on a day: an old look is never green, nor an ended word."""
        if self.until is not None and self.until < day and self.state is not State.NOT_SET_UP:
            return State.NOT_IN_FORCE
        if self.state is State.IN_FORCE and (day - self.on).days > OLD:
            return State.AT_RISK
        return self.state


@dataclass(frozen=True)
class Standing:
    """One control as it stands on a day."""

    entry: Entry
    stand: Stand
    found: Found | None = None
    owner: str = ""

    @property
    def slug(self) -> str:
        """The control's slug."""
        return self.entry.slug

    @property
    def built(self) -> bool:
        """Say whether a part of the house carries the control out."""
        return self.stand is not Stand.NOT_BUILT

    def is_old(self, day: datetime.date) -> bool:
        """Say whether the last look is too old to be trusted."""
        return self.found is not None and (day - self.found.on).days > OLD


def standing_of(
    entry: Entry, *, built: bool, found: Found | None, on: datetime.date, owner: str = ""
) -> Standing:
    """Say how a control stands: not built without code, not set up without a look."""
    if not built:
        return Standing(entry, Stand.NOT_BUILT, None, owner)
    state = found.state_on(on) if found else State.NOT_SET_UP
    return Standing(entry, Stand(state.value), found, owner)


def worst(stands: Iterable[Stand]) -> Stand:
    """Return the worst of several; nothing at all is not built."""
    return max(stands, key=_ORDER.index, default=Stand.NOT_BUILT)


def is_worse(now: Stand | State, before: Stand | State) -> bool:
    """Say whether one state is worse than another."""
    return _ORDER.index(Stand(now.value)) > _ORDER.index(Stand(before.value))


def stand_of(clause: Clause, standings: Mapping[str, Standing]) -> Stand:
    """Say how a clause stands: as the worst of its controls."""
    return worst(standings[slug].stand for slug in clause.controls)


@dataclass
class Coverage:
    """How many clauses there are, are carried out in code, and stand in each state."""

    stands: Counter[Stand] = field(default_factory=Counter)

    def add(self, stand: Stand) -> None:
        """Count one clause."""
        self.stands[stand] += 1

    def as_json(self) -> dict[str, int]:
        """Return the counts under the names of the command's output."""
        whole = self.stands.total()
        return {
            "clauses": whole,
            "built": whole - self.stands[Stand.NOT_BUILT],
            **{
                one.value.replace("-", "_"): self.stands[one]
                for one in (Stand.IN_FORCE, Stand.AT_RISK, Stand.NOT_IN_FORCE, Stand.NOT_SET_UP,
                            Stand.NOT_BUILT)
            },
        }  # fmt: skip


def coverage(
    registers: Mapping[str, Mapping[str, Clause]], standings: Mapping[str, Standing]
) -> dict[str, dict[str, int] | dict[str, dict[str, int]]]:
    """Count the clauses of several policies: in all, by policy and by capability."""
    total = Coverage()
    profiles = {slug: Coverage() for slug in sorted(registers)}
    capabilities: dict[str, Coverage] = {}
    for slug, register in registers.items():
        for clause in register.values():
            stand = stand_of(clause, standings)
            capability = capabilities.setdefault(clause.capability, Coverage())
            for counted in (total, profiles[slug], capability):
                counted.add(stand)
    return {
        "total": total.as_json(),
        "profiles": {slug: one.as_json() for slug, one in profiles.items()},
        "capabilities": {slug: capabilities[slug].as_json() for slug in sorted(capabilities)},
    }
