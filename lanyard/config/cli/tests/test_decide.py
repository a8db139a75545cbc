"""``lanyard decide``: one question or many lines, without Django, naming every bad field."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lanyard.config.cli.decide import decide_command
from lanyard.config.cli.root import main
from lanyard.engine import decisions
from lanyard.engine.decisions.api import questions

CASE = {
    "id": "a",
    "question": "concern.route",
    "profile": "oaklands",
    "on": "2026-03-02",
    "facts": {"reporter": "staff", "about": "learner", "category": "bullying"},
}


def batch(*lines: object) -> Result:
    text = "\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines)
    return CliRunner().invoke(decide_command, ["--jsonl"], input=text)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_question_is_answered_as_json() -> None:
    result = CliRunner().invoke(
        main, ["decide", "concern.route", "--profile", "oaklands", "--on", "2026-03-02"],
        input=json.dumps(CASE["facts"]),
    )  # fmt: skip
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert "id" not in answer
    assert answer["recipients"] == ["safeguarding-team"]


def test_the_day_is_today_where_none_is_given() -> None:
    result = CliRunner().invoke(
        main, ["decide", "image.found", "--profile", "company"], input='{"finder": "staff"}'
    )
    assert (result.exit_code, json.loads(result.stdout)["answer"]) == (0, "no")


@pytest.mark.parametrize(
    ("arguments", "facts", "told"),
    [
        (["concern.route", "--profile", "oaklands"], '{"reporter": 5}', "reporter: must be one of"),
        (["concern.lose", "--profile", "oaklands"], "{}", "question: must be one of"),
        (["concern.route", "--profile", "sixth"], "{}", "profile: must be one of"),
        (["concern.route", "--profile", "oaklands", "--on", "soon"], "{}", "on: must be a date"),
        (["concern.route", "--profile", "oaklands"], "{", "facts: is not JSON"),
        (["concern.route", "--profile", "oaklands"], "[]", "facts: must be a JSON object"),
        (["concern.route"], "{}", "Give a QUESTION and --profile"),
    ],
)
def test_a_mistake_is_told_and_fails(arguments: list[str], facts: str, told: str) -> None:
    result = CliRunner().invoke(decide_command, arguments, input=facts)
    assert result.exit_code != 0
    assert told in result.stderr


def test_a_batch_answers_every_line_in_order() -> None:
    result = batch(CASE, "", {**CASE, "id": "a"}, "   ", {**CASE, "id": 7})
    assert result.exit_code == 0
    assert [a["id"] for a in answers(result)] == ["a", "a", 7]


def test_a_bad_line_is_an_error_and_the_batch_goes_on() -> None:
    result = batch("{nonsense", {**CASE, "facts": {"colour": "red"}}, CASE)
    assert result.exit_code == 1
    first, second, third = answers(result)
    assert first["id"] is None
    assert first["error"].startswith("line: is not JSON")
    assert second == {
        "id": "a",
        "error": "colour: is not a fact known here; known are"
        " reporter, about, category, serious, source",
    }
    assert third["answer"] == "yes"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"question": "concern.lose"}, "question"),
        ({"question": ["concern.route"]}, "question"),
        ({"profile": "sixth"}, "profile"),
        ({"profile": None}, "profile"),
        ({"on": "2026-02-30"}, "on"),
        ({"on": None}, "on"),
        ({"facts": None}, "facts"),
        ({"fact": {}}, "fact"),
        ({"facts": {"serious": "yes"}}, "serious"),
        ({"facts": {"about": "Learner"}}, "about"),
    ],
)
def test_a_malformed_case_names_its_field(change: dict[str, Any], field: str) -> None:
    result = batch({**CASE, **change})
    assert result.exit_code == 1
    (answer,) = answers(result)
    assert set(answer) == {"id", "error"}
    assert answer["error"].startswith(f"{field}: ")


@pytest.mark.parametrize("missing", ["question", "profile", "facts"])
def test_a_missing_part_is_named(missing: str) -> None:
    (answer,) = answers(batch({k: v for k, v in CASE.items() if k != missing}))
    assert answer == {"id": "a", "error": f"{missing}: is missing"}


@pytest.mark.parametrize("line", ["5", "[]", '"x"', "null"])
def test_a_line_that_is_no_object_is_refused(line: str) -> None:
    (answer,) = answers(batch(line))
    assert answer == {"id": None, "error": "case: must be a JSON object"}


def test_bytes_that_are_no_text_and_deep_nesting_do_not_end_the_batch() -> None:
    lines = b'{"id": "\xff\xfe"}\n' + b"[" * 100_000 + b"\n" + json.dumps(CASE).encode()
    result = CliRunner().invoke(decide_command, ["--jsonl"], input=lines)
    assert result.exit_code == 1
    assert ["error" in a for a in answers(result)] == [True, True, False]


def test_nothing_of_django_is_loaded() -> None:
    code = (
        "import sys, json; from lanyard.config.cli import main\n"
        "try: main(['decide', '--jsonl'])\n"
        "except SystemExit: pass\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in {'django', 'psycopg'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(CASE), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_worked_example_is_answered_as_expected() -> None:
    path = Path(decisions.__file__).parent / "tests" / "examples.jsonl"
    cases = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    asked = [{key: case[key] for key in case if key != "expect"} for case in cases]
    result = batch(*asked)
    assert result.exit_code == 0
    told = answers(result)
    assert [answer["id"] for answer in told] == [case["id"] for case in cases]
    assert {case["question"] for case in cases} == set(questions())
    for case, answer in zip(cases, told, strict=True):
        for field, wanted in case["expect"].items():
            exact = field in {"answer", "until", "silent", "recipients", "approvers", "missing"}
            held = answer[field] == wanted if exact else set(wanted) <= set(answer[field])
            assert held, (case["id"], field, answer)
