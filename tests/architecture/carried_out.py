"""Writes docs/clauses-carried-out.md from the register and from what the rooms say of it.

``docs/clauses-carried-out.yaml`` says of a clause where it is carried out, the tests that fail
without it, and what is missing. Run ``python -m tests.architecture.carried_out`` after a change of
it, of the register or of a control; a test fails when the paper differs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import django
import yaml

from lanyard.engine.policy.api import clauses, shipped, slugs
from lanyard.foundation.registry.api import controls
from tests.architecture import house

SAID = house.ROOT / "docs" / "clauses-carried-out.yaml"
PAGE = SAID.with_suffix(".md")
_KEYS = {"where", "tests", "missing"}
_HEAD = """# Clauses carried out

Each clause of the five policies: what it says in our words, the controls that show its evidence
(**bold** ones exist in code), where it is carried out, and the test that fails without it. Paths
start at `lanyard/`.

Made by `python -m tests.architecture.carried_out` from the clause register
(`lanyard/content/*/clauses.yaml`), the controls in code, and `docs/clauses-carried-out.yaml`, where
a room writes down what it carries out. A clause without a place is not carried out yet.
"""


def said() -> dict[str, dict[str, Any]]:
    """Return what the rooms say: clause id to where, tests and what is missing."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(SAID.read_text("utf-8"))
    return found


def problems() -> list[str]:
    """Return what is wrong in it: an unknown clause, a file or a test that is not there."""
    known, found = {one.id for _, ones in _registers() for one in ones}, []
    for clause, row in said().items():
        if clause not in known:
            found.append(f"{clause} is in no register")
        if not row.keys() <= _KEYS or not ({"where", "tests"} <= row.keys() or "missing" in row):
            found.append(f"{clause} says neither where and by which tests, nor what is missing")
        found += [f"{clause}: {name}" for name in row.get("tests", []) if not _is_there(name)]
        found += [
            f"{clause}: {path}"
            for path in re.findall(r"`([\w/.-]+\.(?:py|toml|yaml|html|sql))", row.get("where", ""))
            if not (house.PACKAGE / path).exists() and not (house.ROOT / path).exists()
        ]
    return found


def _is_there(test: str) -> bool:
    path, _, name = test.partition("::")
    for folder in (house.PACKAGE, house.ROOT):
        if (folder / path).is_file():
            words = (folder / path).read_text("utf-8")
            return re.search(rf"^def {re.escape(name.split('[')[0])}\(", words, re.M) is not None
    return False


def page() -> str:
    """Return the paper as the register, the code and the rooms have it."""
    rows, built = said(), set(controls())
    lines = [_HEAD, "| Policy | Clauses | Carried out | In part | Every control in code |"]
    lines.append("|---|--:|--:|--:|--:|")
    for title, register in _registers():
        here = [rows.get(one.id, {}) for one in register]
        done = sum("tests" in row and "missing" not in row for row in here)
        part = sum("missing" in row for row in here)
        whole = sum(built >= set(one.controls) for one in register)
        lines.append(f"| {title} | {len(register)} | {done} | {part} | {whole} |")
    for title, register in _registers():
        lines += ["", f"## {title}", "", "| Clause | It says | Controls | Where | Test |"]
        lines.append("|---|---|---|---|---|")
        lines += [_row(one, rows.get(one.id, {}), built) for one in register]
    return "\n".join([*lines, *_missing(rows)]) + "\n"


def _row(clause: Any, row: dict[str, Any], built: set[str]) -> str:
    controls = ", ".join(f"**{one}**" if one in built else one for one in clause.controls)
    tests = ", ".join(f"`{one}`" for one in row.get("tests", []))
    says = clause.says.replace("|", "\\|")
    return f"| {clause.id} | {says} | {controls} | {row.get('where', '')} | {tests} |"


def _missing(rows: dict[str, dict[str, Any]]) -> Iterator[str]:
    missing = {clause: row["missing"] for clause, row in rows.items() if "missing" in row}
    if missing:
        yield "\n## Not to their full words yet\n\n| Clause | What is missing |\n|---|---|"
        yield from (f"| {clause} | {what} |" for clause, what in missing.items())


def _registers() -> list[tuple[str, list[Any]]]:
    return [
        (f"{shipped(slug).name}: {shipped(slug).document.title}", list(clauses(slug).values()))
        for slug in sorted(slugs())
    ]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lanyard.config.settings")
    django.setup()
    PAGE.write_text(page(), "utf-8")
