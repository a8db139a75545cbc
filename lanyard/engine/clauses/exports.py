"""The policy with its states, taken out as CSV or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from lanyard.engine.clauses import words
from lanyard.engine.clauses.pages import Line
from lanyard.engine.clauses.standing import Standing
from lanyard.foundation.registry.controls import Figure
from lanyard.foundation.spreadsheets.api import csv_text

_COLUMNS = (
    "id", "section", "says", "actor", "kind", "capability", "strength", "state", "control",
    "sentence", "owner", "control_state", "basis", "part", "whole", "age", "as_of", "looked_on",
)  # fmt: skip


#: Says of a control whether its figure and moment may be given exactly, None for not at all.
Exactness = Callable[[str], "bool | None"]


def as_json(lines: Sequence[Line], *, figures: Exactness, head: dict[str, Any]) -> str:
    """Return the lines as JSON; of figures what ``figures`` allows."""
    kept = [
        {
            **_clause(line),
            "controls": [_control(one, line, figures(one.slug)) for one in line.controls],
        }
        for line in lines
    ]
    return json.dumps({**head, "clauses": kept}, ensure_ascii=False, indent=2)


def as_csv(lines: Sequence[Line], *, figures: Exactness) -> str:
    """Return a row for each control of each line."""
    found = (
        {**_control(one, line, figures(one.slug)), **_clause(line)}
        for line in lines
        for one in line.controls
    )
    rows = [[row.get(column, "") for column in _COLUMNS] for row in found]
    return "\ufeff" + csv_text([_COLUMNS, *rows])


def _clause(line: Line) -> dict[str, Any]:
    clause = line.clause
    return {
        "id": clause.id, "section": clause.section, "says": clause.says, "actor": clause.actor,
        "kind": clause.kind, "capability": clause.capability, "strength": clause.strength.value,
        "state": line.stand.value,
    }  # fmt: skip


def _control(one: Standing, line: Line, exact: bool | None) -> dict[str, Any]:
    found = one.found
    moment = found.as_of if found else None
    return {
        "control": one.slug, "sentence": one.entry.sentence, "owner": one.owner,
        "control_state": one.stand.value, "basis": found.basis.value if found else None,
        **_numbers(found.figure if found else None, exact),
        "age": str(words.age_of(moment, line.day)) if moment else None,
        "as_of": moment.isoformat() if moment and exact else None,
        "looked_on": found.on.isoformat() if found else None,
    }  # fmt: skip


def _numbers(figure: Figure | None, exact: bool | None) -> dict[str, int | None]:
    if figure is None or exact is None or (words.is_small(figure) and not exact):
        return {"part": None, "whole": None}
    return {"part": figure.part, "whole": figure.whole}
