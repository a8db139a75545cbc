"""Try the rows of a profile in order against what is known of a case."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.policy.api import Profile, Rule

#: Works a term out of a case; None where it cannot be known yet.
Term = Callable[["Situation"], Any]


class Facts(dict[str, Any]):
    """Facts that remember which of the absent ones somebody looked for."""

    __slots__ = ("sought",)

    def __init__(self, known: Mapping[str, Any]) -> None:
        super().__init__(known)
        self.sought: dict[str, None] = {}

    def get(self, name: str, default: Any = None) -> Any:
        """Return a fact, or the default, noting that it was looked for."""
        if name in self:
            return self[name]
        self.sought[name] = None
        return default


@dataclass
class Situation:
    """A case as the rows see it: facts by name, and terms worked out of them, each once."""

    profile: Profile
    on: datetime.date
    facts: Facts
    terms: Mapping[str, Term]
    lacking: dict[str, None] = field(default_factory=dict)
    worked_out: dict[str, tuple[Any, tuple[str, ...]]] = field(default_factory=dict)

    def need(self, name: str) -> Any:
        """Return a fact that must be known for an answer; None, and noted, where it is not."""
        if name not in self.facts:
            self.lacking[name] = None
        return self.facts.get(name)

    def lack(self, name: str) -> None:
        """Note that a fact is not complete enough for an answer."""
        self.lacking[name] = None
        self.facts.sought[name.partition("[")[0]] = None

    def term(self, name: str) -> tuple[Any, tuple[str, ...]]:
        """Return the value of a term, and the facts that are wanting if it is None."""
        found = self.worked_out.get(name)
        if found is None:
            before, self.lacking = self.lacking, {}
            work = self.terms.get(name)
            value = self.need(name) if work is None else work(self)
            found = self.worked_out[name] = (value, tuple(self.lacking))
            self.lacking = before
        return found

    def value(self, name: str) -> Any:
        """Return the value of a term for use by another term, which then wants the same facts."""
        value, wanting = self.term(name)
        if value is None:
            self.lacking.update(dict.fromkeys(wanting))
        return value


def assumed(name: str, value: Any) -> Term:
    """Return the term of a fact that is taken to be ``value`` until somebody says otherwise."""
    return lambda case: case.facts.get(name, value)


def fits(row: Rule, case: Situation) -> tuple[bool | None, tuple[str, ...]]:
    """Say whether a row fits, does not, or (None) may, with the facts that would tell next."""
    wanting: tuple[str, ...] = ()
    unknown = False
    wanted: Any
    worked_out = case.worked_out
    for name, wanted, negated in row.tests:
        value, lacking = worked_out.get(name) or case.term(name)
        if value is None:
            wanting = wanting if unknown else lacking
            unknown = True
            continue
        if isinstance(value, frozenset):  # holds while something asked for is not there
            met = not value.issuperset(wanted)
        else:
            met = value in wanted if isinstance(wanted, tuple) else value == wanted
        if met is negated:
            return False, ()
    return (None if unknown else True), wanting


@dataclass(frozen=True)
class Found:
    """The row that decides, its word, and what is wanting before it can."""

    row: Rule
    name: str
    word: Word
    wanting: tuple[str, ...]


def first(
    rows: Iterable[Rule], case: Situation, section: str, word: Callable[[Rule], Word] | None = None
) -> Found:
    """Return the first row that fits.

    Where a row before it may fit and would answer otherwise, the word is ``unknown``, and what is
    wanting names the facts that would tell. ``word`` gives a row's answer where it is not its own.
    """
    skipped: list[tuple[Word, tuple[str, ...]]] = []
    said = word or _own_word
    for row in rows:
        met, wanting = fits(row, case)
        if met:
            told = said(row)
            others = [facts for other, facts in skipped if other is not told]
            if others:
                wanted = dict.fromkeys(fact for facts in others for fact in facts)
                return Found(row, f"{section}.{row.slug}", Word.UNKNOWN, tuple(wanted))
            return Found(row, f"{section}.{row.slug}", told, ())
        if met is None:
            skipped.append((said(row), wanting))
    raise AssertionError(f"No row of {section} fits.")


def _own_word(row: Rule) -> Word:
    return row.answer


def reasons(row: Rule) -> tuple[str, ...]:
    """Return the clauses that a row rests on: its own, or those that bear on a default."""
    return tuple(dict.fromkeys((*row.clauses, *row.near)))


def answered(found: Found, say: str, **more: Any) -> Answer:
    """Return what the row that was found answers; ``more`` replaces fields of the answer."""
    row = found.row
    fields: dict[str, Any] = {
        "answer": found.word,
        "because": reasons(row),
        "silent": row.default,
        "conditions": row.conditions,
        "approvers": row.approvers,
        "duties": tuple(dict.fromkeys((*row.duties, *row.also))),
        "say": say,
        "rule": found.name,
    }
    return Answer(**{**fields, **more})
