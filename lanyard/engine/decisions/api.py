"""The door to decisions. Pure: no database, no clock, no settings, no Django."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.facts import FactsRefused, day, read
from lanyard.engine.decisions.questions import ALL
from lanyard.engine.decisions.questions.concern_route import find_row
from lanyard.engine.decisions.tables import Facts
from lanyard.engine.policy.api import Profile, Route

__all__ = [
    "Answer",
    "FactsRefused",
    "Word",
    "check_facts",
    "day",
    "decide",
    "questions",
    "route_row",
]


def questions() -> tuple[str, ...]:
    """Return the names of the questions that can be asked."""
    return tuple(ALL)


def decide(question: str, profile: Profile, on: datetime.date, facts: Mapping[str, Any]) -> Answer:
    """Answer a question under a profile on a day.

    Raises LookupError for an unknown question, FactsRefused (naming the field) for a fact that the
    question does not know or cannot use. The same arguments always give the same answer.
    """
    asked = ALL.get(question)
    if asked is None:
        raise LookupError(f"No question is called {question!r}; there are {', '.join(ALL)}.")
    return asked.answer(profile, on, Facts(read(asked.facts, facts)))


def check_facts(question: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts as rules see them; raises as ``decide`` does."""
    return read(ALL[question].facts, facts)


def route_row(profile: Profile, facts: Mapping[str, Any]) -> tuple[str, Route]:
    """Return the routing row that decides a concern, with its name; raises as ``decide`` does."""
    name, row, _ = find_row(profile, check_facts("concern.route", facts))
    return name, row
