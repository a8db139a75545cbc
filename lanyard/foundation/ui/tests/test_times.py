"""Dates and times in words."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from lanyard.foundation.ui import times

LONDON = ZoneInfo("Europe/London")


def test_a_moment_is_written_in_the_time_of_london() -> None:
    summer = datetime.datetime(2026, 7, 1, 13, 5, tzinfo=datetime.UTC)
    assert times.when(summer) == "Wednesday 1 July 2026, 2:05 pm"
    winter = datetime.datetime(2026, 3, 3, 14, 15, tzinfo=datetime.UTC)
    assert times.when(winter) == "Tuesday 3 March 2026, 2:15 pm"
    assert times.day(winter) == "Tuesday 3 March 2026"


@pytest.mark.parametrize(
    ("hour", "said"), [(0, "12:30 am"), (1, "1:30 am"), (12, "12:30 pm"), (23, "11:30 pm")]
)
def test_hours_are_those_of_the_clock(hour: int, said: str) -> None:
    moment = datetime.datetime(2026, 3, 3, hour, 30, tzinfo=LONDON)
    assert times.when(moment) == f"Tuesday 3 March 2026, {said}"


def test_a_date_has_no_time_and_none_is_nothing() -> None:
    assert times.when(datetime.date(2026, 3, 3)) == "Tuesday 3 March 2026"
    assert (times.when(None), times.day(None), times.near(None)) == ("", "", "")
    assert times.due_state(None) == "none"


@pytest.mark.parametrize(
    ("days", "said", "state"),
    [
        (-3, "3 days overdue", "overdue"), (-1, "1 day overdue", "overdue"), (0, "today", "soon"),
        (1, "tomorrow", "soon"), (2, "in 2 days", "soon"), (3, "in 3 days", "later"),
    ],
)  # fmt: skip
def test_a_due_day_is_said_by_its_distance(days: int, said: str, state: str) -> None:
    due = timezone.localdate() + datetime.timedelta(days=days)
    assert (times.near(due), times.due_state(due)) == (said, state)


def test_a_moment_today_says_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    noon = datetime.datetime(2026, 3, 3, 12, tzinfo=LONDON)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    later, before = noon + datetime.timedelta(hours=2), noon - datetime.timedelta(hours=2)
    assert (times.near(later), times.due_state(later)) == ("today, 2:00 pm", "soon")
    assert (times.near(before), times.due_state(before)) == (
        "overdue since 10:00 am today",
        "overdue",
    )


def test_words_follow_the_language() -> None:
    with translation.override("cy"):
        assert times.day(datetime.date(2026, 3, 3)) == "Dydd Mawrth 3 Mawrth 2026"


@given(st.datetimes(timezones=st.just(datetime.UTC), min_value=datetime.datetime(1971, 1, 1)))
def test_every_moment_can_be_said(moment: datetime.datetime) -> None:
    said = times.when(moment)
    assert said.rpartition(" ")[2] in {"am", "pm"}
    assert times.due_state(moment) in {"overdue", "soon", "later"}
    assert times.near(moment)
