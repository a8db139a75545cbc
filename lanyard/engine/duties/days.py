"""Days on which a college works: bank holidays of its nation, weekends, terms. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import holidays

_DAY = datetime.timedelta(days=1)
#: Nations with bank holidays of their own, as gov.uk divides them, to their part of the data.
NATIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
ENGLAND_AND_WALES = "england-and-wales"


@dataclass(frozen=True)
class Span:
    """A stretch of days, both ends in it."""

    since: datetime.date
    until: datetime.date

    def holds(self, day: datetime.date) -> bool:
        """Say whether a day lies in it."""
        return self.since <= day <= self.until


@lru_cache(maxsize=192)
def bank_holidays(year: int, nation: str = ENGLAND_AND_WALES) -> frozenset[datetime.date]:
    """Return the bank holidays of a nation in a year, substitute days included."""
    return frozenset(holidays.country_holidays("GB", subdiv=NATIONS[nation], years=year))


def is_working_day(day: datetime.date, nation: str = ENGLAND_AND_WALES) -> bool:
    """Say whether a day is neither weekend nor bank holiday of a nation."""
    return day.isoweekday() <= 5 and day not in bank_holidays(day.year, nation)


@lru_cache(maxsize=16_384)
def _working_days_after(day: datetime.date, count: int, nation: str) -> datetime.date:
    reached = day
    while not is_working_day(reached, nation):
        reached += _DAY
    for _ in range(count):
        reached += _DAY
        while not is_working_day(reached, nation):
            reached += _DAY
    return reached


@dataclass(frozen=True)
class Calendar:
    """The days of one organisation. Where no terms are set, every working day counts as term."""

    terms: tuple[Span, ...] = field(default=())
    nation: str = ENGLAND_AND_WALES

    def in_term(self, day: datetime.date) -> bool:
        """Say whether a day lies in a term; a day after the last known term counts as in one."""
        if not self.terms or day > max(term.until for term in self.terms):
            return True
        return any(term.holds(day) for term in self.terms)

    def add_working_days(self, day: datetime.date, count: int) -> datetime.date:
        """Return the day ``count`` working days after ``day``; 0 gives the next working day."""
        return _working_days_after(day, count, self.nation)

    def term_day(self, day: datetime.date) -> datetime.date:
        """Return the day itself, or the first working day in term after it."""
        reached = day
        while not (is_working_day(reached, self.nation) and self.in_term(reached)):
            reached += _DAY
        return reached


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of a later month; the 29th to 31st of a shorter month is its 1st after.

    As decisions count: an anniversary of 29 February is 1 March of a common year.
    """
    if not months:
        return day
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return day.replace(year=day.year + years, month=month + 1)
    except ValueError:
        years, month = divmod(day.month + months, 12)
        return datetime.date(day.year + years, month + 1, 1)


def academic_year(day: datetime.date) -> int:
    """Return the year in which the academic year of a day began (1 September)."""
    return day.year if day.month >= 9 else day.year - 1


def spans(pairs: Iterable[tuple[datetime.date, datetime.date]]) -> tuple[Span, ...]:
    """Make spans of pairs, in their order in time."""
    return tuple(Span(since, until) for since, until in sorted(pairs))
