"""What rooms add to a question: facts from their records, and what stands beside the answer."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lanyard.engine.answers.models import KeptAnswer
from lanyard.people.api import Person


@dataclass(frozen=True)
class Advice:
    """A card beside a question or its answer, with the clauses on which it rests, or a default."""

    title: Any
    lines: Sequence[Any]
    clauses: Sequence[str] = field(default=())
    url: str = ""
    link: Any = ""
    #: Its words are Lanyard's own, where the policy says nothing.
    default: bool = False


#: From the asker, what they said and the day to facts that the records know.
Supply = Callable[[Person, Mapping[str, Any], datetime.date], Mapping[str, Any]]
#: From the asker and their answer (None before they ask) to what stands beside it.
Advise = Callable[[Person, KeptAnswer | None], Iterable[Advice]]
_supplies: dict[str, Supply] = {}
_advises: dict[str, Advise] = {}


def provide_facts(question: str, supply: Supply) -> None:
    """Let a room answer facts of a question; called once at start."""
    _supplies[question] = supply


def provide_advice(question: str, advise: Advise) -> None:
    """Let a room say something beside a question and its answers; called once at start."""
    _advises[question] = advise


def supplied(
    question: str, asker: Person, said: Mapping[str, Any], on: datetime.date
) -> Mapping[str, Any]:
    """Return the facts that a room knows; they go before what the asker says."""
    supply = _supplies.get(question)
    return supply(asker, said, on) if supply else {}


def advised(question: str, asker: Person, kept: KeptAnswer | None = None) -> list[Advice]:
    """Return what stands beside a question, or beside its answer."""
    advise = _advises.get(question)
    return list(advise(asker, kept)) if advise else []
