"""How controls and clauses stand: pure, and never better than the worst."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.clauses.chart import drawn
from lanyard.engine.clauses.standing import (
    Found,
    Stand,
    coverage,
    is_worse,
    stand_of,
    standing_of,
    worst,
)
from lanyard.engine.policy.api import Binding, Clause, Entry
from lanyard.foundation.registry.controls import Basis, Figure, State

DAY = datetime.date(2026, 11, 26)
NOON = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)
ENTRY = Entry("one", "It is done.", "dsl", "concerns")


def found(state: State = State.IN_FORCE, *, age: int = 0, until: int | None = None) -> Found:
    on = DAY - datetime.timedelta(days=age)
    end = None if until is None else DAY + datetime.timedelta(days=until)
    basis = Basis.MEASURED if end is None else Basis.ATTESTED
    return Found(state, basis, on, NOON, Figure(1, 1), NOON, end)


def a_clause(name: str, *controls: str, capability: str = "concerns") -> Clause:
    return Clause(name, "1", "It is.", "all", "duty", capability, Binding.MUST, controls)


def test_without_code_it_is_not_built_whatever_was_found() -> None:
    assert standing_of(ENTRY, built=False, found=found(), on=DAY).stand is Stand.NOT_BUILT


def test_without_a_look_it_is_not_set_up() -> None:
    assert standing_of(ENTRY, built=True, found=None, on=DAY).stand is Stand.NOT_SET_UP


@pytest.mark.parametrize(
    ("one", "stand"),
    [
        (found(), Stand.IN_FORCE), (found(age=2), Stand.IN_FORCE), (found(age=3), Stand.AT_RISK),
        (found(State.NOT_IN_FORCE, age=9), Stand.NOT_IN_FORCE),
        (found(until=0), Stand.IN_FORCE), (found(until=-1), Stand.NOT_IN_FORCE),
        (found(State.NOT_SET_UP), Stand.NOT_SET_UP),
    ],
)  # fmt: skip
def test_an_old_look_and_an_ended_word_are_not_green(one: Found, stand: Stand) -> None:
    assert standing_of(ENTRY, built=True, found=one, on=DAY).stand is stand


@given(st.lists(st.sampled_from(Stand)))
def test_a_clause_is_never_better_than_any_of_its_controls(stands: list[Stand]) -> None:
    result = worst(stands)
    assert result in stands or (not stands and result is Stand.NOT_BUILT)
    assert not any(is_worse(one, result) for one in stands)


def test_counts_add_up_by_policy_and_capability() -> None:
    standings = {
        stand.value: dataclasses.replace(
            standing_of(ENTRY, built=True, found=None, on=DAY), stand=stand
        )
        for stand in Stand
    }
    registers = {
        "landau": {"A": a_clause("A", "in-force"), "B": a_clause("B", "in-force", "at-risk")},
        "company": {
            "C": a_clause("C", "in-force", "not-in-force"),
            "D": a_clause("D", "not-set-up", "not-in-force", capability="risk"),
            "E": a_clause("E", "in-force", "not-built", capability="risk"),
            "F": a_clause("F", "at-risk", "not-set-up"),
        },
    }
    assert stand_of(registers["company"]["D"], standings) is Stand.NOT_IN_FORCE

    def counts(*numbers: int) -> dict[str, int]:
        names = ("clauses", "built", "in_force", "at_risk", "not_in_force", "not_set_up",
                 "not_built")  # fmt: skip
        return dict(zip(names, numbers, strict=True))

    assert coverage(registers, standings) == {
        "total": counts(6, 5, 1, 1, 2, 1, 1),
        "profiles": {"company": counts(4, 3, 0, 0, 2, 1, 1), "landau": counts(2, 2, 1, 1, 0, 0, 0)},
        "capabilities": {
            "concerns": counts(4, 4, 1, 1, 1, 1, 0), "risk": counts(2, 1, 0, 0, 1, 0, 1),
        },
    }  # fmt: skip


def test_a_chart_is_taller_the_better_and_lists_what_changed() -> None:
    past = [found(State.IN_FORCE, age=3), found(State.IN_FORCE, age=2),
            found(State.NOT_IN_FORCE, age=0)]  # fmt: skip
    chart = drawn(past, on=DAY, exact=True)
    assert [bar.height for bar in chart.bars] == [48, 48, 18]
    assert [bar.x for bar in chart.bars] == [86 * 6, 87 * 6, 89 * 6]
    assert [(change.on, str(change.word)) for change in chart.changes] == [
        (DAY, "Not in force"), (DAY - datetime.timedelta(days=3), "In force"),
    ]  # fmt: skip
