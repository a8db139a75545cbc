"""Evidence: nothing is in force, or at risk, without a record behind it, however it is made."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.foundation.registry.controls import (
    Basis,
    Evidence,
    Figure,
    NoRecord,
    State,
    attested,
    judged,
)

DAY = datetime.date(2026, 11, 26)
NOON = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)
GREEN = {State.IN_FORCE, State.AT_RISK}

moments = st.none() | st.datetimes(
    datetime.datetime(2020, 1, 1), datetime.datetime(2028, 1, 1), timezones=st.just(datetime.UTC)
)
days = st.dates(datetime.date(2020, 1, 1), datetime.date(2028, 1, 1))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    whole = draw(st.integers(0, 40))
    return Figure(draw(st.integers(0, whole)), whole)


@given(
    state=st.sampled_from(State), basis=st.sampled_from(Basis), on=days,
    figure=st.none() | figures(), as_of=moments, until=st.none() | days,
)  # fmt: skip
def test_whatever_is_claimed_green_has_a_record(**given_: Any) -> None:
    try:
        made = Evidence(link="", **given_)
    except NoRecord:
        return
    if made.state in GREEN:
        assert made.figure is not None
        assert made.figure.part >= 1
        assert made.as_of is not None
        assert made.as_of.date() <= made.on + datetime.timedelta(days=1)
        assert made.until is None or made.until >= made.on
    assert made.basis is not Basis.ATTESTED or made.until is not None


@given(figure=figures(), as_of=moments, on=days, stale=st.none() | st.timedeltas())
def test_judging_never_fails_and_never_flatters(
    figure: Figure,
    as_of: datetime.datetime | None,
    on: datetime.date,
    stale: datetime.timedelta | None,
) -> None:
    made = judged(figure, as_of, on=on, stale_after=stale)
    if made.state is State.IN_FORCE:
        assert figure.part == figure.whole >= 1
    if made.state is State.AT_RISK and stale is None:
        assert 0.9 <= figure.share < 1
    if figure.whole == 0 or as_of is None:
        assert made.state is State.NOT_SET_UP


@pytest.mark.parametrize(
    ("part", "whole", "state"),
    [
        (0, 0, State.NOT_SET_UP), (1, 1, State.IN_FORCE), (9, 10, State.AT_RISK),
        (8, 10, State.NOT_IN_FORCE), (0, 1, State.NOT_IN_FORCE),
    ],
)  # fmt: skip
def test_in_force_when_all_at_risk_from_nine_in_ten(part: int, whole: int, state: State) -> None:
    assert judged(Figure(part, whole), NOON, on=DAY).state is state


@pytest.mark.parametrize(
    ("age", "state"), [(10, State.IN_FORCE), (11, State.AT_RISK), (21, State.NOT_IN_FORCE)]
)
def test_what_is_stale_is_no_longer_green(age: int, state: State) -> None:
    ten = datetime.timedelta(days=10)
    old = NOON - datetime.timedelta(days=age)
    assert judged(Figure(1, 1), old, on=DAY, stale_after=ten).state is state


@pytest.mark.parametrize(("days_left", "state"), [(0, State.IN_FORCE), (-1, State.NOT_IN_FORCE)])
def test_a_word_holds_to_its_last_day(days_left: int, state: State) -> None:
    until = DAY + datetime.timedelta(days=days_left)
    assert attested(NOON - datetime.timedelta(days=30), until, on=DAY).state is state


@pytest.mark.parametrize(("part", "whole"), [(2, 1), (-1, 1)])
def test_no_figure_counts_more_than_there_is(part: int, whole: int) -> None:
    with pytest.raises(NoRecord):
        Figure(part, whole)
