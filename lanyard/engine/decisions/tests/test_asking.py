"""Asking: worked examples, facts that are refused by name, purity and speed of the door."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from lanyard.engine.decisions.api import FactsRefused, check_facts, day, decide
from lanyard.engine.decisions.asking import listed
from lanyard.engine.policy.api import shipped

ON = datetime.date(2026, 3, 2)
EXAMPLES = [
    json.loads(line)
    for line in Path(__file__).with_name("examples.jsonl").read_text("utf-8").splitlines()
]
EXACTLY = {"recipients", "approvers", "answer", "until", "silent"}


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["id"])
def test_worked_examples(case: dict[str, Any]) -> None:
    on = datetime.date.fromisoformat(case["on"])
    answer = decide(case["question"], shipped(case["profile"]), on, case["facts"]).as_json()
    for field, wanted in case["expect"].items():
        if field in EXACTLY:
            assert answer[field] == wanted
        else:
            assert set(wanted) <= set(answer[field])


def test_an_answer_has_exactly_the_documented_fields() -> None:
    answer = decide("concern.route", shipped("landau"), ON, {}).as_json()
    assert list(answer) == [
        "answer", "because", "silent", "until", "conditions", "approvers", "recipients",
        "excluded", "duties", "missing", "say",
    ]  # fmt: skip
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"reporters": "staff"}, "reporters"),
        ({"reporter": "teacher"}, "reporter"),
        ({"serious": "yes"}, "serious"),
        ({"category": ["nudes"]}, "category"),
        ({"about": None}, "about"),
    ],
)
def test_a_fact_that_cannot_be_used_is_refused_by_name(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(FactsRefused) as refused:
        decide("concern.route", shipped("landau"), ON, facts)
    assert refused.value.field == field
    assert str(refused.value).startswith(f"{field}: ")


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(LookupError, match=r"No question is called 'concern\.lose'"):
        decide("concern.lose", shipped("landau"), ON, {})


@pytest.mark.parametrize("raw", ["2026-3-2", "20260302", "2026-02-30", 20260302, None, "today"])
def test_a_date_that_is_none_is_refused(raw: object) -> None:
    with pytest.raises(FactsRefused, match="born: must be a date such as 2026-03-02"):
        day(raw, "born")


def test_dates_and_parties_are_read_from_plain_values() -> None:
    assert day("2026-03-02", "on") == ON == day(ON, "on")
    assert check_facts("image.found", {"parties": [{"age": None}]}) == {"parties": ({"age": None},)}


def test_lists_read_as_they_are_said() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b"], "or") == "a or b"
