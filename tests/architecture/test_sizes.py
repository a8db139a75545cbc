"""Files, functions and settings stay small enough to read."""

from __future__ import annotations

import ast
import re
import statistics
from pathlib import Path

from tests.architecture import house

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60
MEDIAN_OF_A_FUNCTION = 10
LINES_OF_THE_SETTINGS = 450
HUSHED_TYPE_ERRORS = 9

_HUSHED = "# type: ignore"
_WITH_REASON = re.compile(r"# type: ignore\[[\w-]+\]  # \w")


def test_no_file_is_longer_than_the_law_allows() -> None:
    written = [*house.PACKAGE.rglob("*.py"), *(house.ROOT / "tests").rglob("*.py")]
    written = [p for p in written if p.parent.name != "migrations"]  # generated
    settings = house.PACKAGE / "config" / "settings.py"
    assert _longer(written, LINES_OF_A_FILE, but=settings) == []
    assert _longer([settings], LINES_OF_THE_SETTINGS) == []


def test_no_function_is_longer_than_the_law_allows() -> None:
    long = [
        f"{path.relative_to(house.ROOT)}:{node.lineno} {node.name} has {_lines(node)} lines"
        for path in house.sources()
        for node in _functions(path)
        if _lines(node) > LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_the_median_function_is_short() -> None:
    lengths = [_lines(node) for path in house.sources() for node in _functions(path)]
    assert statistics.median(lengths) < MEDIAN_OF_A_FUNCTION


def _longer(paths: list[Path], limit: int, *, but: Path | None = None) -> list[str]:
    counts = {p: len(p.read_text("utf-8").splitlines()) for p in paths if p != but}
    return [f"{p.relative_to(house.ROOT)} has {n} lines" for p, n in counts.items() if n > limit]


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    nodes = ast.walk(house.tree(path))
    return [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_every_hushed_type_error_says_why_and_they_are_few() -> None:
    written = [*house.PACKAGE.rglob("*.py"), *(house.ROOT / "tests").rglob("*.py")]
    hushed = [
        f"{path.relative_to(house.ROOT)}: {line.strip()}"
        for path in written
        for line in path.read_text("utf-8").splitlines()
        if _HUSHED in line and '"' + _HUSHED not in line
    ]
    assert [line for line in hushed if not _WITH_REASON.search(line)] == []
    assert len(hushed) <= HUSHED_TYPE_ERRORS, "\n".join(hushed)
