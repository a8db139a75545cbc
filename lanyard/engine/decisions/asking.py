"""A question: the facts it knows and the rule that answers it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.facts import Kind
from lanyard.engine.decisions.tables import Facts, Found
from lanyard.engine.policy.api import Profile

#: One rule: an answer where the rule applies, None where the next is to be tried.
Rule = Callable[[Profile, datetime.date, Facts], Answer | None]


@dataclass(frozen=True)
class Ask:
    """How a fact is asked for: the words, and a word for it in a sentence.

    ``recorded`` says that the system may already hold it; ``protected`` that it decides without
    being shown: it is never asked of the asker, and never named to them.
    """

    label: str
    called: str = ""
    recorded: bool = False
    protected: bool = False


@dataclass(frozen=True)
class Question:
    """A question under its name. ``rules`` are tried in order; the last must always answer.

    ``asks`` holds the words for each fact, in the order in which they are asked.
    """

    name: str
    facts: Mapping[str, Kind]
    rules: tuple[Rule, ...]
    title: str
    asks: Mapping[str, Ask]

    def answer(self, profile: Profile, on: datetime.date, facts: Facts) -> Answer:
        """Return the answer of the first rule that applies."""
        for rule in self.rules:
            found = rule(profile, on, facts)
            if found is not None:
                return found
        raise AssertionError(f"No rule of {self.name} answers.")


def wanting(asks: Mapping[str, Ask], found: Found) -> Answer:
    """Return the answer of a case that cannot be decided until more is known.

    Protected facts are named only where nothing else is wanting: they are looked up, not asked for.
    """
    order = {name: n for n, name in enumerate(asks)}
    ordered = sorted(found.wanting, key=lambda name: order[fact_of(name)])
    open_facts = [name for name in ordered if not asks[fact_of(name)].protected]
    missing = tuple(open_facts or ordered)
    called = listed(dict.fromkeys(asks[fact_of(name)].called for name in open_facts))
    told = f"It depends on {called}" if called else "It cannot be said yet"
    return Answer(
        answer=Word.UNKNOWN, silent=True, missing=missing, rule=f"{found.name}?",
        say=f"{told}; until that is known, take it as a no.",
    )  # fmt: skip


def fact_of(name: str) -> str:
    """Return the fact that a place within it belongs to: "subjects" for "subjects[0].born"."""
    return name.partition("[")[0]


def once(*groups: Iterable[str]) -> tuple[str, ...]:
    """Return the words of several groups in order, each once."""
    return tuple(dict.fromkeys(word for group in groups for word in group))


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return words as they are said: one; one and another; one, another and a third."""
    every = list(words)
    if len(every) < 2:
        return "".join(every)
    return f"{', '.join(every[:-1])} {last} {every[-1]}"


def titled(profile: Profile, roles: Iterable[str], last: str = "and") -> str:
    """Return roles by the titles that the policy uses, ready for a sentence."""
    return listed([f"the {profile.title_of(role)}" for role in roles], last)
