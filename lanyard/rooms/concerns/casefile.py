"""What stands on a case, as plain data for the rules. No database, no clock."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from lanyard.rooms.concerns.reasons import Part

#: Age from which somebody is an adult. Somebody of unknown age is taken to be a child.
ADULT_AGE = 18


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A person in a case: their part, age (None where unknown), and what they are here."""

    id: UUID
    person_id: UUID | None
    name: str
    part: str
    age: int | None = None
    learner: bool = False
    apprentice: bool = False
    staff: bool = False

    @property
    def part_label(self) -> str:
        """The part in words."""
        return str(Part(self.part).label)

    @property
    def adult(self) -> bool:
        """Whether the person is known to be an adult; staff are, whatever their birthday."""
        return self.staff or (self.age is not None and self.age >= ADULT_AGE)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A referral as far as the rules look at it."""

    id: UUID
    agency: str
    kind: str
    state: str
    reference: str
    required: bool
    name: str = ""

    @property
    def made(self) -> bool:
        """Whether it has gone to the agency."""
        return self.state in {"sent", "acknowledged", "answered"}

    @property
    def settled(self) -> bool:
        """Whether nothing more is expected before it goes: made, or not made with a reason."""
        return self.made or self.state == "not-made"


@dataclass(frozen=True, kw_only=True)
class Task:
    """An action as far as the rules look at it."""

    id: UUID
    kind: str
    state: str
    required: bool
    what: str


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """All that the rules ask of a case."""

    kind: str
    category: str
    severity: int
    prevent: str
    illegal: str = ""
    disturbing: str = ""
    child_sexual_abuse: bool = False
    acknowledged: bool = True
    first_action_at: datetime.datetime | None = None
    people: tuple[Someone, ...] = ()
    breaches: tuple[str, ...] = ()
    #: Kind of decision to its newest answer, and to the roles its maker held at the time.
    decisions: Mapping[str, str] = field(default_factory=dict)
    waived_by_right: bool = False
    referrals: tuple[Sent, ...] = ()
    actions: tuple[Task, ...] = ()
    #: Outside systems whose reference is still asked for: id and name.
    follow_ups: tuple[tuple[UUID, str], ...] = ()
    #: (party, id of the person in the case) for whom telling was decided.
    tellings: frozenset[tuple[str, UUID | None]] = frozenset()
    #: (set, key) to its newest answers.
    particulars: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    #: None where no image review was done; else whether it says to refer at once.
    refer_at_once: bool | None = None
    sanctions_waiting: tuple[UUID, ...] = ()
    skipped: frozenset[str] = frozenset()

    @property
    def concerned(self) -> tuple[Someone, ...]:
        """Those harmed or alleged."""
        return tuple(one for one in self.people if one.part in {"harmed", "alleged"})

    @property
    def child_involved(self) -> bool:
        """Whether somebody harmed or alleged is, or may be, under 18."""
        return not self.concerned or any(not one.adult for one in self.concerned)

    @property
    def adult_party(self) -> bool:
        """Whether somebody harmed or alleged is known to be an adult."""
        return any(one.adult for one in self.concerned)

    @property
    def alleged(self) -> tuple[Someone, ...]:
        """Those alleged to have done it."""
        return tuple(one for one in self.people if one.part == "alleged")

    def made_to(self, *kinds: str) -> tuple[Sent, ...]:
        """Return the referrals that went to agencies of these slugs or kinds."""
        return tuple(r for r in self.referrals if r.made and (r.agency in kinds or r.kind in kinds))
