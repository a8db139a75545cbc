"""What carries a clause out, and the evidence that it does.

The types make one thing impossible: a control in force, or at risk, without a record behind it.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

__all__ = ["Basis", "Control", "Evidence", "Figure", "NoRecord", "State", "attested", "judged",
           "not_set_up"]  # fmt: skip

#: Lanyard's default where a policy names no measure: in force when all are right, at risk from
#: nine in ten.
NEARLY_ALL = 0.9


class State(enum.StrEnum):
    """How a control stands."""

    IN_FORCE = "in-force"
    AT_RISK = "at-risk"
    NOT_IN_FORCE = "not-in-force"
    NOT_SET_UP = "not-set-up"


class Basis(enum.StrEnum):
    """What the evidence rests on: our own records, a named person's word, another system's feed."""

    MEASURED = "measured"
    ATTESTED = "attested"
    EXTERNAL = "external"


class NoRecord(ValueError):
    """Evidence claims more than its records bear out."""


@dataclass(frozen=True)
class Figure:
    """How many records were right, of how many. It holds no more than the two numbers."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise NoRecord(f"{self.part} of {self.whole} is no figure.")

    @property
    def share(self) -> float:
        """The part of the whole, 0 where there is nothing."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True)
class Evidence:
    """How a control stood on a day, and what shows it.

    ``as_of`` is the moment of the newest record behind it; ``until`` the last day of a word given;
    ``link`` a page where the reader's own rights decide what is seen. Raises NoRecord where the
    state claims more than the rest bears out.
    """

    state: State
    basis: Basis
    on: datetime.date
    figure: Figure | None = None
    as_of: datetime.datetime | None = None
    link: str = ""
    until: datetime.date | None = None

    def __post_init__(self) -> None:
        if self.basis is Basis.ATTESTED and self.until is None:
            raise NoRecord("A word given needs a last day.")
        if self.state not in {State.IN_FORCE, State.AT_RISK}:
            return
        if self.figure is None or self.figure.part < 1 or self.as_of is None:
            raise NoRecord(f"Nothing is {self.state} without a record.")
        if _too_young(self.as_of, self.on):
            raise NoRecord("The record is younger than the day it is to speak for.")
        if self.until is not None and self.until < self.on:
            raise NoRecord("The word given has run out.")


@dataclass(frozen=True)
class Control:
    """What a part of the house does about a clause.

    ``evidence(organisation, on)`` runs as the system of that organisation, and only numbers may
    leave it. ``counts`` says what the figure counts: "Reports acknowledged in time".
    """

    slug: str
    owner: str
    counts: Any
    evidence: Callable[[UUID, datetime.date], Evidence]


def not_set_up(on: datetime.date, *, link: str = "", basis: Basis = Basis.MEASURED) -> Evidence:
    """Say that there is no record yet."""
    return Evidence(State.NOT_SET_UP, basis, on, link=link)


def judged(
    figure: Figure,
    as_of: datetime.datetime | None,
    *,
    on: datetime.date,
    link: str = "",
    basis: Basis = Basis.MEASURED,
    stale_after: datetime.timedelta | None = None,
) -> Evidence:
    """Judge a figure: nothing to count is not set up, all right in force, nearly all at risk.

    Where the newest record is older than ``stale_after``, what would be in force is at risk, and
    at twice that age it is not in force.
    """
    if figure.whole == 0 or as_of is None or _too_young(as_of, on):
        return not_set_up(on, link=link, basis=basis)
    state = _state(figure)
    if stale_after is not None:
        age = on - as_of.date()
        if age > 2 * stale_after:
            state = State.NOT_IN_FORCE
        elif age > stale_after and state is State.IN_FORCE:
            state = State.AT_RISK
    return Evidence(state, basis, on, figure, as_of, link)


def _too_young(as_of: datetime.datetime, on: datetime.date) -> bool:
    """Say whether a record is younger than the day it is to speak for, whatever the time zone."""
    return as_of.date() > on + datetime.timedelta(days=1)


def _state(figure: Figure) -> State:
    if figure.part == figure.whole:
        return State.IN_FORCE
    return State.AT_RISK if figure.share >= NEARLY_ALL else State.NOT_IN_FORCE


def attested(
    at: datetime.datetime, until: datetime.date, *, on: datetime.date, link: str = ""
) -> Evidence:
    """Give the evidence of a word given: in force to its last day, not in force after it."""
    state = State.IN_FORCE if on <= until else State.NOT_IN_FORCE
    return Evidence(state, Basis.ATTESTED, on, Figure(1, 1), at, link, until)
