"""When training is due: table D10 for Kingston Maurward, the other clocks, never a day back."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.policy.api import shipped
from lanyard.rooms.training.clocks import Asked, Taken, Taker, due_on, only

D = datetime.date
STARTED = D(2024, 3, 1)
TAKER = Taker(STARTED)
KINGSTON = shipped("kingston-maurward")


def asked(word: str = "", **more: Any) -> Asked:
    """Return what a rule asks that was introduced long ago."""
    plain = Asked(courses=("a", "b"), since=D(2020, 1, 1), decides=word)
    profile = only(KINGSTON, word) if word else None
    return replace(plain, **{"profile": profile, **more})


def took(course: str, on: D, **more: Any) -> Taken:
    return replace(Taken(course, on), **more)


@pytest.mark.parametrize(
    ("word", "taken", "due"),
    [
        # KMC-TRS-02: each year, from the last reading.
        ("kcsie", [], D(2025, 3, 1)),
        ("kcsie", [took("a", D(2025, 9, 10))], D(2026, 9, 10)),
        ("kcsie", [took("a", D(2025, 9, 10)), took("b", D(2025, 11, 1))], D(2026, 11, 1)),
        # KMC-TRS-03: no less often than every 36 months.
        ("refresher", [took("a", D(2024, 5, 20))], D(2027, 5, 20)),
        # KMC-TRS-05: two different methods within twelve months.
        ("update", [took("a", D(2025, 9, 1), method="bulletin")], D(2025, 3, 1)),
        (
            "update",
            [took("a", D(2025, 9, 1), method="bulletin"),
             took("a", D(2025, 10, 1), method="bulletin")],
            D(2025, 3, 1),
        ),
        (
            "update",
            [took("a", D(2025, 9, 1), method="bulletin"),
             took("a", D(2025, 10, 1), method="briefing")],
            D(2026, 9, 1),
        ),
        # KMC-TRS-06: once.
        ("prevent", [], STARTED),
        ("prevent", [took("a", D(2024, 4, 1))], None),
        # KMC-TRS-01: induction of those who are new, once.
        ("induction", [], STARTED),
        ("induction", [took("b", D(2024, 3, 4))], None),
    ],
)  # fmt: skip
def test_table_d10_for_kingston_maurward(word: str, taken: list[Taken], due: D | None) -> None:
    assert due_on(asked(word, days=0), TAKER, taken) == due


def test_only_key_staff_have_the_shorter_clock_and_the_earliest_wins() -> None:
    refresher = took("a", D(2024, 5, 20))
    update = took("b", D(2024, 5, 20), word="")
    key = asked("key-staff-update", courses=("b",))
    assert due_on(key, TAKER, [refresher, update]) is None
    mine = due_on(key, Taker(STARTED, key_staff=True), [refresher, update])
    other = due_on(asked("refresher", courses=("a",)), TAKER, [refresher, update])
    assert (mine, other) == (D(2026, 5, 20), D(2027, 5, 20))


def test_induction_comes_first_and_starts_the_clock() -> None:
    inducted = took("x", D(2024, 3, 20), word="induction")
    assert due_on(asked("kcsie"), TAKER, [inducted]) == D(2025, 3, 20)


def test_induction_is_asked_of_nobody_who_was_here_long_before() -> None:
    before = asked("induction", since=D(2026, 1, 1))
    assert due_on(before, TAKER, []) is None
    assert due_on(before, Taker(D(2025, 9, 1)), []) == D(2026, 1, 29)


def test_a_course_that_the_profile_does_not_know_is_asked_of_nobody() -> None:
    oaklands = asked("refresher", profile=only(shipped("oaklands"), "refresher"))
    assert due_on(oaklands, TAKER, []) is None


def test_months_editions_and_ends_of_certificates() -> None:
    yearly = asked(months=12, days=30)
    assert due_on(yearly, TAKER, []) == D(2024, 3, 31)
    assert due_on(yearly, TAKER, [took("a", D(2025, 1, 31))]) == D(2026, 1, 31)
    ends = took("a", D(2025, 1, 31), expires_on=D(2025, 6, 30))
    assert due_on(yearly, TAKER, [ends]) == D(2025, 6, 30)
    once = asked(days=30)
    assert due_on(once, TAKER, [took("a", D(2025, 1, 31))]) is None
    assert due_on(once, TAKER, [ends]) == D(2025, 6, 30)
    edition = asked(days=14, editions=(("a", "2026", D(2026, 9, 1)),))
    assert due_on(edition, TAKER, [took("a", D(2025, 9, 1), edition="2025")]) == D(2026, 9, 15)
    assert due_on(edition, TAKER, [took("a", D(2026, 9, 3), edition="2026")]) is None


def test_nothing_is_due_before_it_was_introduced() -> None:
    new = asked(months=12, days=28, since=D(2026, 11, 1))
    assert due_on(new, TAKER, []) == D(2026, 11, 29)
    assert due_on(new, TAKER, [took("a", D(2024, 9, 1))]) == D(2025, 9, 1)


_DAYS = st.dates(D(2019, 1, 1), D(2026, 12, 31))
_TAKEN = st.builds(
    Taken,
    course=st.sampled_from(["a", "b", "x"]),
    on=_DAYS,
    method=st.sampled_from(["quiz", "briefing", "bulletin"]),
    edition=st.sampled_from(["", "2025", "2026"]),
    expires_on=st.none(),
    word=st.just(""),
)
_WORDS = st.sampled_from(
    ["", "induction", "kcsie", "refresher", "key-staff-update", "update", "prevent"]
)


@given(word=_WORDS, months=st.sampled_from([None, 6, 12, 24]), taken=st.lists(_TAKEN, max_size=6),
       more=_TAKEN, key=st.booleans(), started=_DAYS)  # fmt: skip
def test_a_completion_never_moves_a_day_back(
    word: str, months: int | None, taken: list[Taken], more: Taken, key: bool, started: D
) -> None:
    own = [one for one in taken if one.course != "x"]
    rule = asked(word, months=months)
    taker = Taker(started, key)
    before = due_on(rule, taker, taken)
    after = due_on(rule, taker, [*taken, more])
    if before is None:
        assert after is None
    elif own:
        assert after is None or after >= before
    # With nothing taken the day may be a grace; a record that lapsed long ago then shows as such.
    assert due_on(rule, taker, [*taken, more]) == after


@given(word=_WORDS, taken=st.lists(_TAKEN, max_size=6), started=_DAYS, data=st.data())
def test_the_order_of_records_changes_nothing(
    word: str, taken: list[Taken], started: D, data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(taken))
    rule = asked(word, months=12)
    assert due_on(rule, Taker(started), taken) == due_on(rule, Taker(started), mixed)
