"""Quiet times of any kind end, and mail never goes within them."""

from __future__ import annotations

import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from lanyard.foundation.notices.timing import Calendar, Span

ADA = UUID(int=1)
LONDON = ZoneInfo("Europe/London")
_times = st.times().map(lambda time: time.replace(second=0, microsecond=0))
_moments = st.datetimes(
    datetime.datetime(2025, 1, 1), datetime.datetime(2027, 12, 31), timezones=st.just(datetime.UTC)
)


def _calendar(quiet: Span | None, own: Span | None, weekends: bool, call: bool) -> Calendar:
    return Calendar(
        zone=LONDON, quiet=quiet, weekends=weekends, own={ADA: own} if own else {},
        away_until={}, on_call=frozenset({ADA} if call else ()), no_routine=frozenset(),
    )  # fmt: skip


@given(_times, _times, _moments, st.booleans(), st.integers(1, 4))
def test_mail_is_never_sent_in_quiet_hours_and_always_sometime(
    since: datetime.time, until: datetime.time, now: datetime.datetime, weekends: bool, level: int
) -> None:
    assume(since != until)
    quiet = Span(since, until)
    at = _calendar(quiet, None, weekends, False).mail_at(ADA, now=now, severity=level)
    assert now <= at <= now + datetime.timedelta(days=5)
    local = at.astimezone(LONDON)
    assert quiet.end_after(local) is None
    assert not (weekends and local.weekday() >= 5)


@given(_times, _times, _moments, st.booleans())
def test_severity_five_and_on_call_wait_for_nothing(
    since: datetime.time, until: datetime.time, now: datetime.datetime, call: bool
) -> None:
    calendar = _calendar(Span(since, until), Span(until, since), True, call)
    assert calendar.mail_at(ADA, now=now, severity=2 if call else 5) == now
