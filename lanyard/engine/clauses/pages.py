"""What the pages of the policy are made of: clauses in their order, filtered, each as it stands."""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lanyard.engine.clauses import words
from lanyard.engine.clauses.standing import Stand, Standing, stand_of
from lanyard.engine.policy.api import Binding, Clause, asks_of, clauses, packs
from lanyard.engine.policy.api import edition_on as _edition_on
from lanyard.foundation.ui.listing import Filter, filter_by


@dataclass(frozen=True)
class Line:
    """One clause on a page."""

    clause: Clause
    stand: Stand
    controls: tuple[Standing, ...]
    day: datetime.date

    @property
    def word(self) -> Any:
        """The word of its state."""
        return words.STANDS[self.stand][0]

    @property
    def kind(self) -> str:
        """The kind of shape of its state."""
        return words.STANDS[self.stand][1]

    @property
    def strength(self) -> Any:
        """How strongly it binds, in a word."""
        return words.STRENGTHS[self.clause.strength]

    @property
    def worst(self) -> Standing | None:
        """The control by which it stands as it does."""
        return next((one for one in self.controls if one.stand is self.stand), None)

    @property
    def basis(self) -> Any:
        """The word of the basis of its worst control, "" where nothing was found."""
        found = self.worst.found if self.worst else None
        known = self.stand in {Stand.IN_FORCE, Stand.AT_RISK, Stand.NOT_IN_FORCE}
        return words.SHORT_BASES[found.basis] if found and known else ""

    @property
    def age(self) -> Any:
        """How old its oldest evidence is, told coarsely; "" where there is none."""
        moments = [one.found.as_of for one in self.controls if one.found and one.found.as_of]
        known = self.stand in {Stand.IN_FORCE, Stand.AT_RISK, Stand.NOT_IN_FORCE}
        return words.age_of(min(moments), self.day) if known and moments else ""


@dataclass(frozen=True)
class Chosen:
    """What a reader asked to see; "" stands for everything."""

    state: str = ""
    actor: str = ""
    capability: str = ""
    strength: str = ""

    def admits(self, line: Line) -> bool:
        """Say whether a line is to be shown."""
        clause = line.clause
        return (
            self.state in {"", line.stand}
            and self.capability in {"", clause.capability}
            and self.strength in {"", clause.strength}
            and (not self.actor or asks_of(clause.actors, self.actor))
        )


def chosen_in(query: Mapping[str, str]) -> Chosen:
    """Return what a query asks for; an unknown value asks for everything."""
    known: dict[str, Iterable[str]] = {
        "state": list(Stand), "actor": words.ACTORS, "capability": words.CAPABILITIES,
        "strength": list(Binding),
    }  # fmt: skip
    given = {name: query.get(name, "") for name in known}
    return Chosen(**{name: value if value in known[name] else "" for name, value in given.items()})


def lines_of(
    register: Mapping[str, Clause], standings: Mapping[str, Standing], *, on: datetime.date
) -> list[Line]:
    """Return every clause of a register as it stands, in the order of the policy."""
    return [
        Line(one, stand_of(one, standings), tuple(standings[slug] for slug in one.controls), on)
        for one in register.values()
    ]


def sections(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Group lines by the section of the policy that they stand in."""
    found = itertools.groupby(lines, key=lambda line: line.clause.heading)
    return [(section, list(group)) for section, group in found]


def summary(lines: Sequence[Line]) -> list[tuple[Stand, Any, str, int]]:
    """Return each state with its word, its shape and how many lines have it."""
    counts = Counter(line.stand for line in lines)
    return [(stand, word, kind, counts[stand]) for stand, (word, kind) in words.STANDS.items()]


def filters(request: HttpRequest, lines: Sequence[Line], *, small: bool = False) -> list[Filter]:
    """Return the filters of the policy with their counts; ``small`` leaves out the capability."""
    stands = Counter(line.stand.value for line in lines)
    strengths = Counter(line.clause.strength.value for line in lines)
    asked = {
        slug: sum(asks_of(line.clause.actors, slug) for line in lines) for slug in words.ACTORS
    }
    found = [
        _by(request, "state", _("How it stands"),
            [(stand.value, word) for stand, (word, _kind) in words.STANDS.items()], stands,
            len(lines)),
        _by(request, "actor", _("What it asks of"), list(words.ACTORS.items()), asked, len(lines)),
        _by(request, "strength", _("How strongly"), list(words.STRENGTHS.items()), strengths,
            len(lines)),
    ]  # fmt: skip
    if not small:
        capabilities = Counter(line.clause.capability for line in lines)
        offered = [(slug, word) for slug, word in words.CAPABILITIES.items() if capabilities[slug]]
        found.insert(2, _by(request, "capability", _("What it is about"), offered, capabilities,
                            len(lines)))  # fmt: skip
    return found


def _by(
    request: HttpRequest,
    name: str,
    label: str,
    offered: Sequence[tuple[str, Any]],
    counts: Mapping[str, int],
    whole: int,
) -> Filter:
    """Make a filter; audiences overlap, so that all of them together are counted apart."""
    made = filter_by(request, name, label, offered, counts=counts, everything=_("Everything"))
    first, *others = made.choices
    every = type(first)(first.label, whole, first.url, first.on)
    return Filter(made.label, [every, *others])


def register_holding(clause_id: str, slug: str, on: datetime.date) -> tuple[Clause, str] | None:
    """Return a clause of the policy, or a duty of a pack with the pack's slug; None if unknown."""
    found = clauses(slug).get(clause_id)
    if found is not None:
        return found, ""
    for pack, editions in packs().items():
        duty = _edition_on(editions, on).duties.get(clause_id)
        if duty is not None:
            return duty, pack
    return None
