"""When duties fall due: pure rules, by example and by property."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.duties.days import (
    NATIONS,
    Calendar,
    Span,
    academic_year,
    add_months,
    bank_holidays,
)
from lanyard.engine.duties.rules import (
    Due,
    Rule,
    RuleInvalid,
    due_for,
    managers_hear,
    rule_from,
    step_reached,
)

D = datetime.date
DAYS = st.dates(D(2000, 1, 1), D(2060, 12, 31))
NO_TERMS = Calendar()
RULES = st.one_of(
    st.builds(Rule, anchor=st.just("day"), day=DAYS, days=st.integers(0, 400),
              every=st.integers(0, 40), in_term=st.booleans()),
    st.builds(Rule, anchor=st.just("joined"), working_days=st.integers(0, 60),
              every=st.integers(0, 40), day=st.one_of(st.none(), DAYS)),
    st.builds(Rule, anchor=st.just("birthday"), age=st.integers(1, 99), months=st.integers(0, 9)),
    st.builds(Rule, anchor=st.just("yearly"), month=st.integers(1, 12), on=st.integers(1, 28),
              days=st.integers(0, 60)),
)  # fmt: skip


def due(rule: Rule, **facts: Any) -> Due | None:
    known: dict[str, Any] = {"joined": None, "born": None, "last_done": None, "done_periods": 0,
             "today": D(2026, 11, 26), "calendar": NO_TERMS}  # fmt: skip
    return due_for(rule, **{**known, **facts})


def test_bank_holidays_of_england() -> None:
    assert {D(2026, 12, 25), D(2026, 12, 28), D(2026, 4, 6), D(2026, 8, 31)} <= bank_holidays(2026)
    assert D(2026, 3, 17) not in bank_holidays(2026)
    assert D(2026, 8, 3) not in bank_holidays(2026)


@pytest.mark.parametrize(
    ("nation", "days"),
    [
        ("england-and-wales", {(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25),
                               (12, 28)}),
        ("scotland", {(1, 1), (1, 2), (4, 3), (5, 4), (5, 25), (6, 15), (8, 3), (11, 30), (12, 25),
                      (12, 28)}),
        ("northern-ireland", {(1, 1), (3, 17), (4, 3), (4, 6), (5, 4), (5, 25), (7, 13), (8, 31),
                              (12, 25), (12, 28)}),
    ],
)  # fmt: skip
def test_each_nation_keeps_its_own_bank_holidays(nation: str, days: set[tuple[int, int]]) -> None:
    """As gov.uk lists them for 2026, on the days of the week on which anybody would work."""
    kept = {(day.month, day.day) for day in bank_holidays(2026, nation) if day.isoweekday() <= 5}
    assert kept == days


def test_working_days_are_counted_by_the_nation() -> None:
    eve = D(2026, 11, 27)
    reached = {nation: Calendar(nation=nation).add_working_days(eve, 1) for nation in NATIONS}
    assert reached == {
        "england-and-wales": D(2026, 11, 30), "scotland": D(2026, 12, 1),
        "northern-ireland": D(2026, 11, 30),
    }  # fmt: skip
    assert Calendar(nation="scotland").term_day(D(2026, 11, 30)) == D(2026, 12, 1)
    assert Calendar(nation="northern-ireland").term_day(D(2026, 3, 17)) == D(2026, 3, 18)


def test_working_days_pass_over_christmas() -> None:
    assert NO_TERMS.add_working_days(D(2026, 12, 24), 1) == D(2026, 12, 29)
    assert NO_TERMS.add_working_days(D(2026, 12, 25), 0) == D(2026, 12, 29)
    assert NO_TERMS.add_working_days(D(2026, 11, 26), 10) == D(2026, 12, 10)


def test_what_is_due_in_term_waits_for_the_term() -> None:
    terms = Calendar((Span(D(2026, 9, 1), D(2026, 12, 18)), Span(D(2027, 1, 4), D(2027, 3, 25))))
    assert terms.term_day(D(2026, 12, 21)) == D(2027, 1, 4)
    assert terms.term_day(D(2026, 12, 18)) == D(2026, 12, 18)
    assert terms.term_day(D(2026, 11, 28)) == D(2026, 11, 30)
    # After the last known term nothing waits for ever.
    assert terms.term_day(D(2027, 7, 28)) == D(2027, 7, 28)


@pytest.mark.parametrize(
    ("day", "months", "reached"),
    [
        (D(2024, 2, 29), 12, D(2025, 3, 1)), (D(2024, 2, 29), 48, D(2028, 2, 29)),
        (D(2026, 1, 31), 1, D(2026, 3, 1)), (D(2026, 11, 26), 3, D(2027, 2, 26)),
        (D(2026, 12, 15), 36, D(2029, 12, 15)), (D(2026, 10, 31), 1, D(2026, 12, 1)),
    ],
)  # fmt: skip
def test_anniversaries(day: D, months: int, reached: D) -> None:
    assert add_months(day, months) == reached


def test_the_academic_year_begins_in_september() -> None:
    assert [academic_year(day) for day in (D(2026, 8, 31), D(2026, 9, 1), D(2027, 1, 1))] == [
        2025, 2026, 2026,
    ]  # fmt: skip


def test_a_policy_asks_everybody_from_its_day_and_joiners_from_theirs() -> None:
    rule = Rule(anchor="day", day=D(2026, 9, 1), days=14)
    assert due(rule, joined=D(2015, 1, 1)) == Due("1", D(2026, 9, 15))
    assert due(rule, joined=D(2026, 11, 2)) == Due("1", D(2026, 11, 16))
    assert due(rule, joined=D(2015, 1, 1), last_done=D(2026, 9, 3), done_periods=1) is None


def test_what_comes_again_counts_from_the_last_time() -> None:
    rule = Rule(anchor="joined", days=28, every=36)
    assert due(rule, joined=D(2026, 9, 1)) == Due("1", D(2026, 9, 29))
    again = due(rule, joined=D(2026, 9, 1), last_done=D(2026, 9, 20), done_periods=1)
    assert again == Due("2", D(2029, 9, 20))


def test_an_eighteenth_birthday() -> None:
    rule = Rule(anchor="birthday", age=18)
    assert due(rule, joined=D(2025, 9, 1), born=D(2008, 2, 29)) == Due("1", D(2026, 3, 1))
    assert due(rule, joined=D(2025, 9, 1)) is None


def test_a_september_campaign_comes_once_in_each_academic_year() -> None:
    rule = Rule(anchor="yearly", month=9, on=1, days=30)
    facts = {"joined": D(2015, 1, 1)}
    assert due(rule, **facts) == Due("2026", D(2026, 10, 1))
    assert due(rule, **facts, last_done=D(2026, 9, 4)) is None
    assert due(rule, **facts, last_done=D(2026, 8, 30)) == Due("2026", D(2026, 10, 1))
    assert due(rule, joined=D(2026, 11, 20)) == Due("2026", D(2026, 12, 20))
    assert due(rule, **facts, today=D(2027, 8, 31)) == Due("2026", D(2026, 10, 1))
    assert due(rule, **facts, today=D(2027, 9, 1)) == Due("2027", D(2027, 10, 1))


@given(rule=RULES)
def test_a_rule_survives_being_kept(rule: Rule) -> None:
    assert rule_from(rule.as_data()) == rule


@given(rule=RULES, joined=st.one_of(st.none(), DAYS), born=st.one_of(st.none(), DAYS),
       last=st.one_of(st.none(), DAYS), today=DAYS)  # fmt: skip
def test_rules_are_total_and_the_same_each_time(
    rule: Rule, joined: D | None, born: D | None, last: D | None, today: D
) -> None:
    facts = {"joined": joined, "born": born, "last_done": last, "today": today,
             "done_periods": 1 if last else 0}  # fmt: skip
    first = due(rule, **facts)
    assert first == due(rule, **facts)
    if first is not None and joined is not None and last is None:
        assert first.on >= joined or rule.anchor == "birthday"


@given(every=st.integers(1, 60), first=DAYS, second=DAYS)
def test_doing_it_again_never_moves_the_next_day_back(every: int, first: D, second: D) -> None:
    rule = Rule(anchor="joined", every=every)
    earlier, later = sorted((first, second))
    before = due(rule, joined=D(2000, 1, 1), last_done=earlier, done_periods=1)
    after = due(rule, joined=D(2000, 1, 1), last_done=later, done_periods=2)
    assert before
    assert after
    assert after.on >= before.on


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"anchor": "moon"}, "anchor"), ({"anchor": "day"}, "day"), ({"anchor": "birthday"}, "age"),
        ({"anchor": "joined", "days": -1}, "days"),
        ({"anchor": "yearly", "month": 2, "on": 29}, "month"), ({"colour": "red"}, "colour"),
    ],
)  # fmt: skip
def test_a_wrong_rule_is_refused_by_its_key(data: dict[str, object], key: str) -> None:
    with pytest.raises(RuleInvalid, match=key):
        rule_from(data)


def test_steps_of_reminding() -> None:
    on, opened, steps = D(2026, 10, 1), D(2026, 9, 1), [-7, -1, 0]

    def step(day: D) -> str:
        return step_reached(on, opened, steps, today=day)

    assert [step(D(2026, 9, day)) for day in (1, 23, 24, 29, 30)] == [
        "start", "start", "step-7", "step-7", "step-1",
    ]  # fmt: skip
    assert [step(D(2026, 10, day)) for day in (1, 7, 8, 15)] == [
        "step+0", "step+0", "overdue-1", "overdue-2",
    ]  # fmt: skip
    assert step_reached(on, opened, steps, today=D(2026, 8, 1)) == ""


@given(every=st.integers(1, 30), ran=st.lists(st.booleans(), min_size=60, max_size=90))
def test_managers_hear_of_each_step_once_however_many_nights_are_missed(
    every: int, ran: list[bool]
) -> None:
    due, told, heard = D(2026, 10, 1), None, []
    for late, runs in enumerate(ran, start=1):
        today = due + datetime.timedelta(days=late)
        if runs and managers_hear(due, every, told, today=today):
            told = today
            heard.append(late)
    steps = {late // every for late, runs in enumerate(ran, start=1) if runs and late >= every}
    # One telling for each stretch on which anything ran at all, on the first day that it ran.
    assert [late // every for late in heard] == sorted(steps)
    assert not managers_hear(due, 0, None, today=D(2030, 1, 1))
    assert not managers_hear(due, every, None, today=due)
