"""What is committed names no machine and no registry; decisions are written down."""

from __future__ import annotations

import re

from tests.architecture import house

_PINNED = ("pyproject.toml", "constraints.txt", "package.json", "package-lock.json")
_ADDRESS = re.compile(r"https?://|git\+|file:|\bpypi\.org\b|npmjs|registry\.", re.IGNORECASE)
_MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|Users|tmp)/\w")


def test_dependencies_name_no_address_and_no_machine() -> None:
    found = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name in _PINNED
        for number, line in enumerate((house.ROOT / name).read_text("utf-8").splitlines(), 1)
        if _ADDRESS.search(line) or _MACHINE.search(line)
    ]
    assert found == []


def test_dependencies_are_pinned_plainly() -> None:
    lines = (house.ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.\-]+==[\w.!+]+", line)] == []


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = [p.name[:4] for p in (house.ROOT / "docs" / "adr").glob("*.md")]
    assert sorted(set(numbers)) == sorted(numbers)
