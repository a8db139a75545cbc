"""The policy with its states, taken out as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from lanyard.engine.clauses.pages import Line
from lanyard.engine.clauses.standing import Standing
from lanyard.foundation.registry.controls import Figure

#: Starts of a cell that a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    "id", "section", "says", "actor", "kind", "capability", "strength", "state", "control",
    "sentence", "owner", "control_state", "basis", "part", "whole", "as_of", "looked_on",
)  # fmt: skip


def as_json(lines: Sequence[Line], *, figures: bool, head: dict[str, Any]) -> str:
    """Return the lines as JSON; without ``figures`` only the states and their bases."""
    kept = [
        {
            **_clause(line),
            "controls": [_control(one, figures=figures) for one in line.controls],
        }
        for line in lines
    ]
    return json.dumps({**head, "clauses": kept}, ensure_ascii=False, indent=2)


def as_csv(lines: Sequence[Line], *, figures: bool) -> str:
    """Return a row for each control of each line."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    for line in lines:
        for one in line.controls:
            row = {**_control(one, figures=figures), **_clause(line)}
            writer.writerow([_plain(row.get(column, "")) for column in _COLUMNS])
    return "\ufeff" + table.getvalue()


def _clause(line: Line) -> dict[str, Any]:
    clause = line.clause
    return {
        "id": clause.id, "section": clause.section, "says": clause.says, "actor": clause.actor,
        "kind": clause.kind, "capability": clause.capability, "strength": clause.strength.value,
        "state": line.stand.value,
    }  # fmt: skip


def _control(one: Standing, *, figures: bool) -> dict[str, Any]:
    found = one.found
    figure = found.figure if found and figures else None
    return {
        "control": one.slug, "sentence": one.entry.sentence, "owner": one.owner,
        "control_state": one.stand.value, "basis": found.basis.value if found else None,
        **_numbers(figure),
        "as_of": found.as_of.isoformat() if found and found.as_of else None,
        "looked_on": found.on.isoformat() if found else None,
    }  # fmt: skip


def _numbers(figure: Figure | None) -> dict[str, int | None]:
    return {"part": figure.part if figure else None, "whole": figure.whole if figure else None}


def _plain(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
