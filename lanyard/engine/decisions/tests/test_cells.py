"""Every cell of the decision tables, for all profiles, each named by its clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from lanyard.engine.decisions.api import day, decide, questions
from lanyard.engine.decisions.tests.all_cells import CELLS
from lanyard.engine.decisions.tests.cells import EVERY, Cell, check
from lanyard.engine.decisions.tests.counts import counted
from lanyard.engine.decisions.tests.tables import D3
from lanyard.engine.policy.api import sections, shipped


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.id)
def test_cell(cell: Cell) -> None:
    check(cell)


def test_no_two_cells_bear_the_same_name() -> None:
    names = [cell.id for cell in CELLS]
    assert sorted(set(names)) == sorted(names)


def test_every_question_has_cells_of_every_profile() -> None:
    asked = {(cell.question, cell.profile) for cell in CELLS} | {
        ("concern.route", case.profile) for case in D3
    }
    assert asked == {(q, p) for q in questions() for p in EVERY}


@pytest.mark.parametrize("cell", [c for c in CELLS if c.name == "row-9-once-taught"])
def test_a_learner_once_taught_is_flagged(cell: Cell) -> None:
    """D1, edges: the rule is in the present tense, but whoever taught them is reminded of it."""
    assert "you taught them once" in check(cell).say
    plain = Cell(**{**vars(cell), "facts": {**cell.facts, "responsible": False}})
    assert "taught" not in check(plain).say


def test_the_paper_tells_the_counts_as_they_are() -> None:
    paper = Path(__file__).resolve().parents[4] / "docs" / "decisions.md"
    assert counted() in paper.read_text("utf-8")


def test_every_rule_of_a_policy_decides_some_cell() -> None:
    """A row that no cell reaches is either in the wrong place or not tested."""
    reached = {
        (c.profile, decide(c.question, shipped(c.profile), day(c.on, "on"), c.facts).rule)
        for c in CELLS
    }
    rows = {
        (slug, f"{section}.{row.slug}")
        for slug in EVERY
        for section, rules in sections(shipped(slug))
        for row in rules.rules
    }
    assert sorted(rows - reached) == []
