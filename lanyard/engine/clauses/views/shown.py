"""One control as a page shows it to one reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from lanyard.engine.clauses import words
from lanyard.engine.clauses.chart import Chart, drawn
from lanyard.engine.clauses.models import Attestation
from lanyard.engine.clauses.standing import Found, Stand, Standing
from lanyard.engine.clauses.views.base import Now, Reader
from lanyard.foundation.registry import api as registry
from lanyard.people.api import people_in_role


@dataclass(frozen=True)
class Shown:
    """A control, with only what the reader may see; ``chart`` is None without that right."""

    standing: Standing
    word: Any
    kind: str
    basis: Any
    owner: str
    room: Any
    counts: Any
    old: bool
    chart: Chart | None
    word_given: Attestation | None
    may_attest: bool
    #: The figure and its age in words, as far as the reader may know them.
    figure: Any
    age: Any
    exact: bool
    #: The names of who acts in the owner's post today, for those who see figures.
    names: str = ""

    @property
    def slug(self) -> str:
        """The control's slug."""
        return self.standing.slug

    @property
    def found(self) -> Found | None:
        """What the last look found."""
        return self.standing.found

    @property
    def set_up(self) -> bool:
        """Say whether there is a record to speak of."""
        return self.standing.stand not in {Stand.NOT_BUILT, Stand.NOT_SET_UP}


def shown_controls(
    controls: Iterable[Standing],
    now: Now,
    reader: Reader,
    past: Mapping[str, Sequence[Found]],
    given: Mapping[str, Attestation],
) -> list[Shown]:
    """Return controls as one reader sees them."""
    every = list(controls)
    names = {}
    if reader.sees_figures:
        for role in {one.owner for one in every}:
            names[role] = ", ".join(str(person) for person in people_in_role(role))
    return [
        replace(
            _shown(one, now, reader, past.get(one.slug, ()), given), names=names.get(one.owner, "")
        )
        for one in every
    ]


def _shown(
    one: Standing, now: Now, reader: Reader, past: Sequence[Found],
    given: Mapping[str, Attestation],
) -> Shown:  # fmt: skip
    word, kind = words.STANDS[one.stand]
    declared = registry.controls().get(one.slug)
    exact = reader.sees_exactly(one.slug, now.profile)
    found = one.found
    figure = words.told(found.figure, exact=exact) if found and found.figure else ""
    age = words.age_of(found.as_of, now.day) if found and found.as_of else ""
    return Shown(
        one, word, kind, words.BASES[one.found.basis] if one.found else "",
        words.title_of(one.owner, now.profile), words.ROOMS.get(one.entry.room, one.entry.room),
        declared.counts if declared else "", one.is_old(now.day),
        drawn(past, on=now.day, exact=exact) if reader.sees_figures and one.built else None,
        given.get(one.slug), reader.may_attest(one.slug, now.profile),
        figure, age, exact,
    )  # fmt: skip


def holders(ids: Iterable[UUID], people: Mapping[UUID, Any]) -> list[str]:
    """Return the names of people by their ids, those that are known."""
    return [str(people[one]) for one in ids if one in people]
