"""``lanyard decide``: answer the policy's questions. No database, no Django, no server."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import click

from lanyard.engine.decisions.api import FactsRefused, day, decide, questions
from lanyard.engine.policy.api import shipped, slugs

_CASE = frozenset({"id", "question", "profile", "on", "facts"})


@click.command("decide")
@click.argument("question", required=False)
@click.option("--profile", "slug", help="The policy profile, such as oaklands.")
@click.option("--on", "on", help="The date asked about, such as 2026-03-02. Default: today.")
@click.option("--jsonl", is_flag=True, help="Read a case per line, write an answer per line.")
@click.argument("file", type=click.File("rb"), default="-")
def decide_command(
    question: str | None, slug: str | None, on: str | None, jsonl: bool, file: BinaryIO
) -> None:
    r"""Answer QUESTION from facts (JSON on standard input), or many cases with --jsonl.

    \b
    Examples:
      echo '{"reporter": "staff", "about": "learner", "category": "bullying"}' |
        lanyard decide concern.route --profile oaklands --on 2026-03-02
      lanyard decide --jsonl < cases.jsonl > answers.jsonl
    """
    if jsonl:
        raise SystemExit(0 if _batch(file) else 1)
    if question is None or slug is None:
        raise click.UsageError("Give a QUESTION and --profile, or --jsonl.")
    case = {"question": question, "profile": slug, "on": on, "facts": _loaded(file.read())}
    if on is None:
        del case["on"]
    answer = answered(case, datetime.date.today())
    click.echo(json.dumps(answer, indent=2), err="error" in answer)
    raise SystemExit(1 if "error" in answer else 0)


def answered(case: object, today: datetime.date) -> dict[str, Any]:
    """Return the answer to one case, or an error that names the field."""
    try:
        question, profile, on, facts = _checked(case, today)
        return decide(question, profile, on, facts).as_json()
    except FactsRefused as refused:
        return {"error": str(refused)}


def _checked(case: object, today: datetime.date) -> tuple[str, Any, datetime.date, Any]:
    if not isinstance(case, dict):
        raise FactsRefused("case", "must be a JSON object")
    for field in case:
        if field not in _CASE:
            raise FactsRefused(field, f"is not known here; known are {', '.join(sorted(_CASE))}")
    for field in ("question", "profile", "facts"):
        if field not in case:
            raise FactsRefused(field, "is missing")
    _known("question", case["question"], questions())
    _known("profile", case["profile"], slugs())
    on = day(case["on"], "on") if "on" in case else today
    if not isinstance(case["facts"], dict):
        raise FactsRefused("facts", "must be a JSON object")
    return case["question"], shipped(case["profile"]), on, case["facts"]


def _known(field: str, value: object, names: tuple[str, ...]) -> None:
    if value not in names:
        raise FactsRefused(field, f"must be one of {', '.join(names)}, not {value!r}"[:300])


def _loaded(text: bytes) -> object:
    """Return facts from JSON; raises ClickException where they are not."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise click.ClickException(f"facts: is not JSON: {error}") from None


def _lines(file: BinaryIO, today: datetime.date) -> Iterator[dict[str, Any]]:
    for line in file:
        if not line.strip():
            continue
        try:
            case = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield {"id": None, "error": f"line: is not JSON: {error}"}
            continue
        name = case.get("id") if isinstance(case, dict) else None
        yield {"id": name, **answered(case, today)}


def _batch(file: BinaryIO) -> bool:
    """Write an answer per case; say whether all were well formed."""
    well, today = True, datetime.date.today()
    encode, write = json.JSONEncoder(check_circular=False).encode, sys.stdout.write
    for answer in _lines(file, today):
        well = well and "error" not in answer
        write(encode(answer) + "\n")
    sys.stdout.flush()
    return well
