"""``image.found``: somebody was shown or found a nude or semi-nude image (decision table D5)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.asking import Ask, Question, once, titled
from lanyard.engine.decisions.facts import choice, list_of, optional, table, whole_number
from lanyard.engine.policy.api import Finder, ImageAges, ImageRules, Profile

_FACTS = {
    "finder": choice(Finder),
    "parties": list_of(table({"age": optional(whole_number(0, 120))})),
}
_ASKS = {
    "finder": Ask("Who found it, or was shown it?"),
    "parties": Ask("How old is each person in it, as far as you know?"),
}
_FLOOR = ("do-not-view", "do-not-copy", "do-not-share", "do-not-delete", "go-straight-to-dsl")


def ages_rule(rules: ImageRules, parties: tuple[Mapping[str, Any], ...]) -> tuple[str, ImageAges]:
    """Return which of the three situations it is. An unknown age is a child's until it is known."""
    ages = [party.get("age") for party in parties]
    adults = [age for age in ages if age is not None and age >= rules.adult_age]
    if not adults:
        return "all-children", rules.all_children
    if len(adults) < len(ages):
        return "adult-and-child", rules.adult_and_child
    return "all-adults", rules.all_adults


def _finder_unknown(profile: Profile, on: datetime.date, facts: Mapping[str, Any]) -> Answer | None:
    """Until it is known who asks, nobody looks."""
    if facts.get("finder") is not None:
        return None
    return Answer(
        answer=Word.UNKNOWN,
        silent=True,
        duties=_FLOOR,
        missing=("finder",),
        say="Do not look at it, copy it, share it or delete it until we know who found it.",
        rule="image.finder-unknown",
    )


def _found(profile: Profile, on: datetime.date, facts: Mapping[str, Any]) -> Answer:
    finder = facts["finder"]
    n, row = next((n, r) for n, r in enumerate(profile.image.finders) if finder in r.finder)
    situation, ages = ages_rule(profile.image, facts.get("parties", ()))
    told = titled(profile, row.to, "or" if finder is Finder.LEARNER else "and")
    return Answer(
        answer=Word(row.answer),
        because=once(row.clauses, row.route_clauses, ages.clauses),
        silent=row.default,
        conditions=row.conditions,
        recipients=row.to,
        duties=once(row.duties, row.also, ages.duties, ages.also),
        missing=_missing(facts),
        say=_say(Word(row.answer), told),
        rule=f"image.finders[{n}]+{situation}",
    )


def _missing(facts: Mapping[str, Any]) -> tuple[str, ...]:
    parties = facts.get("parties", ())
    if not parties:
        return ("parties",)
    return tuple(f"parties[{n}].age" for n, party in enumerate(parties) if party.get("age") is None)


def _say(answer: Word, told: str) -> str:
    if answer is Word.NO:
        return f"Do not look at it, copy it, share it or delete it; go straight to {told}."
    return "Look only if you must to decide, with a second person there, and record why and when."


QUESTION = Question(
    "image.found", _FACTS, (_finder_unknown, _found),
    "What happens with a nude or semi-nude image?", _ASKS,
)  # fmt: skip
