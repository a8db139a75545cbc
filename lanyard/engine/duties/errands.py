"""What waits for somebody's act on one record: an occurrence for each who may do it.

A room declares an errand: which of its records wait now and for whom, and how that reads. From then
on it is chased, escalated and counted as every other duty is. No text of the record is kept here:
whoever opens the inbox reads it from the room, under their own rights.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person

#: The records asked about: None asks about all of them.
Only = Collection[str] | None
#: The owner is the head of the organisation, whatever the profile calls the post.
HEAD = "@head"


@dataclass(frozen=True)
class Waiting:
    """One record that waits now: any of ``people`` may do it, and then it waits for nobody.

    ``due`` is set where the record says the day itself; otherwise the errand's days count from
    ``since``. ``period`` tells the stages of one record apart.
    """

    about: str
    people: Collection[UUID]
    since: datetime.date
    due: datetime.date | None = None
    period: str = "1"


@dataclass(frozen=True, kw_only=True)
class Errand:
    """A kind of waiting. The days and the climbing are Lanyard's default: no policy sets any.

    ``waiting`` runs as the system and may give ids and days only, of all records or of some.
    ``touched`` names the records that may wait for one person who holds some roles, so that a
    change of that person need not look at the others. ``tell`` runs as the reader and gives a
    sentence and an address for each record that they may know; the others are not shown.
    ``told`` says that the room itself tells the people when it opens. ``private`` keeps from
    managers and owners whose it is: they see a number.
    """

    kind: str
    title: Any
    waiting: Callable[[datetime.date, Only], Iterable[Waiting]]
    touched: Callable[[UUID, Collection[str]], Iterable[str]]
    tell: Callable[[Person, Collection[str]], Mapping[str, tuple[str, str]]]
    working_days: int = 0
    steps: Sequence[int] = (-1, 0)
    managers_every: int = 7
    owner: str = HEAD
    told: bool = False
    private: bool = False
    clauses: Sequence[str] = field(default=())


_errands: dict[str, Errand] = {}
_Record = TypeVar("_Record", bound=Model)


def among(rows: QuerySet[_Record], about: Only) -> QuerySet[_Record]:
    """Return the rows of the records asked about."""
    return rows if about is None else rows.filter(pk__in=about)


def provide_errand(errand: Errand) -> None:
    """Let a part of the house declare an errand; called once at start."""
    if _errands.get(errand.kind, errand) is not errand:
        raise ValueError(f"Two errands are called {errand.kind}.")
    _errands[errand.kind] = errand


def errands(kinds: Collection[str] = ()) -> list[Errand]:
    """Return the errands of some kinds, or all; raises LookupError for a kind nobody declares."""
    for kind in kinds:
        registry.duty(kind)
    found = [_errands[kind] for kind in kinds] if kinds else list(_errands.values())
    return sorted(found, key=lambda one: one.kind)


def told_of(person: Person, about: Mapping[str, Collection[str]]) -> dict[str, dict[str, Any]]:
    """Return, by kind and record, the sentence and address for a reader; one ask for a kind."""
    return {
        kind: dict(_errands[kind].tell(person, records)) if kind in _errands else {}
        for kind, records in about.items()
    }
