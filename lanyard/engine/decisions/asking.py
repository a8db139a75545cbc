"""A question: the facts it knows and the rule that answers it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lanyard.engine.decisions.answers import Answer
from lanyard.engine.decisions.facts import Kind
from lanyard.engine.policy.api import Profile

#: One rule: an answer where the rule applies, None where the next is to be tried.
Rule = Callable[[Profile, datetime.date, Mapping[str, Any]], Answer | None]


@dataclass(frozen=True)
class Question:
    """A question under its name. ``rules`` are tried in order; the last must always answer."""

    name: str
    facts: Mapping[str, Kind]
    rules: tuple[Rule, ...]

    def answer(self, profile: Profile, on: datetime.date, facts: Mapping[str, Any]) -> Answer:
        """Return the answer of the first rule that applies."""
        for rule in self.rules:
            found = rule(profile, on, facts)
            if found is not None:
                return found
        raise AssertionError(f"No rule of {self.name} answers.")


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
