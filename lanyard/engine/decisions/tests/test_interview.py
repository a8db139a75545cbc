"""Asking only what is needed, in the order and the words of a form."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from lanyard.engine.decisions.api import facts_of, questions, still_to_ask, title_of
from lanyard.engine.policy.api import shipped, slugs

ON = datetime.date(2026, 3, 2)


def names(question: str, profile: str, **known: Any) -> list[str]:
    return [fact.name for fact in still_to_ask(question, shipped(profile), ON, known)]


def test_each_policy_asks_only_what_its_rules_look_for() -> None:
    learner = {"account": "personal", "relation": "current-learner"}
    assert names("contact.connect", "portland", **learner) == []
    assert names("contact.connect", "oaklands", **learner) == []
    assert names("contact.connect", "kingston-maurward", **learner) == ["own_childs_friend"]
    assert names("contact.connect", "company", **learner) == ["platform"]
    assert names("contact.connect", "company", **learner, platform="teams") == []
    assert names("contact.connect", "company", **learner, platform="x") == ["it_permission"]
    assert "born" in names("contact.connect", "landau", **learner)


def test_an_answer_that_stands_asks_nothing_more() -> None:
    assert names("recruitment.view", "oaklands") == []
    assert names("recruitment.view", "landau") == ["site"]
    assert names("recruitment.view", "landau", site="personal") == []
    assert names("recruitment.view", "landau", site="professional") == ["finding_protected"]


def test_what_only_the_system_knows_is_marked() -> None:
    facts = {fact.name: fact for fact in facts_of("contact.connect", shipped("landau"))}
    assert {name for name, fact in facts.items() if fact.protected} == {"vulnerable", "deemed"}
    assert facts["born"].recorded
    assert not facts["platform"].recorded


def test_a_fact_tells_a_form_all_it_needs() -> None:
    facts = {fact.name: fact for fact in facts_of("contact.message", shipped("portland"))}
    assert ("sms", "Text message") in facts["channel"].choices
    assert facts["lawful_basis"].null
    approvals = facts["approvals"]
    assert approvals.kind == "list"
    assert approvals.each is not None
    assert [part.name for part in approvals.each.parts] == ["role", "on", "review_on"]
    assert ("dsl", "Designated Safeguarding Lead") in approvals.each.parts[0].choices
    assert facts["hours"].parts[0].kind == "time"


@pytest.mark.parametrize("question", questions())
def test_every_question_has_words(question: str) -> None:
    assert title_of(question).endswith("?")


def test_an_unknown_question_is_refused() -> None:
    for ask in (title_of, lambda q: facts_of(q, shipped(slugs()[0]))):
        with pytest.raises(LookupError, match=r"No question is called 'who\.knows'"):
            ask("who.knows")
