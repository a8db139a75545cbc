"""The door to decisions. Pure: no database, no clock, no settings, no Django."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from lanyard.engine.decisions import interview, replay
from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.asking import Question
from lanyard.engine.decisions.facts import FactsRefused, day, read
from lanyard.engine.decisions.interview import FactInfo
from lanyard.engine.decisions.questions import ALL
from lanyard.engine.decisions.questions.concern_route import find_row
from lanyard.engine.decisions.replay import Altered, Past, Replayed
from lanyard.engine.decisions.tables import Facts
from lanyard.engine.policy.api import Profile, Route

_NAMES = tuple(ALL)
__all__ = [
    "Altered",
    "Answer",
    "FactInfo",
    "FactsRefused",
    "Past",
    "Replayed",
    "Word",
    "check_facts",
    "day",
    "decide",
    "facts_of",
    "for_asker",
    "questions",
    "replayed",
    "route_row",
    "still_to_ask",
    "title_of",
]


def questions() -> tuple[str, ...]:
    """Return the names of the questions that can be asked."""
    return _NAMES


def title_of(question: str) -> str:
    """Return a question in words; raises LookupError for an unknown one."""
    return _asked(question).title


def decide(question: str, profile: Profile, on: datetime.date, facts: Mapping[str, Any]) -> Answer:
    """Answer a question under a profile on a day.

    Raises LookupError for an unknown question, FactsRefused (naming the field) for a fact that the
    question does not know or cannot use. The same arguments always give the same answer.
    """
    asked = _asked(question)
    return asked.answer(profile, on, Facts(read(asked.facts, facts)))


def check_facts(question: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts as rules see them; raises as ``decide`` does."""
    return read(_asked(question).facts, facts)


def facts_of(question: str, profile: Profile) -> tuple[FactInfo, ...]:
    """Return every fact of a question in the order in which they are asked, with its labels."""
    return interview.facts_of(_asked(question), profile)


def still_to_ask(
    question: str, profile: Profile, on: datetime.date, facts: Mapping[str, Any]
) -> tuple[FactInfo, ...]:
    """Return the facts that matter, given those already known; none: the answer stands.

    Worked out of the rules of the profile. Raises as ``decide`` does.
    """
    return interview.still_to_ask(_asked(question), profile, on, facts)


def for_asker(question: str, answer: Answer, looked_up: Collection[str] = ()) -> Answer:
    """Return an answer as its asker may see it: no protected fact shows in it (LAN-FRI-03).

    ``looked_up`` are the facts that the records gave and not the asker: none is told by a day.
    """
    return interview.for_asker(_asked(question), answer, looked_up)


def replayed(past: Iterable[Past], draft: Profile) -> Replayed:
    """Return which past decisions a draft profile would answer otherwise, from what to what."""
    return replay.replayed(past, draft, decide)


def route_row(profile: Profile, facts: Mapping[str, Any]) -> tuple[str, Route]:
    """Return the routing row that decides a concern, with its name; raises as ``decide`` does."""
    name, row, _ = find_row(profile, check_facts("concern.route", facts))
    return name, row


def _asked(question: str) -> Question:
    asked = ALL.get(question)
    if asked is None:
        raise LookupError(f"No question is called {question!r}; there are {', '.join(ALL)}.")
    return asked
