"""Birthdays and anniversaries. A day that a year does not have is the first of the next month."""

from __future__ import annotations

import datetime


def years_after(day: datetime.date, years: int) -> datetime.date:
    """Return the same day some years later: 29 February becomes 1 March of a common year."""
    return months_after(day, 12 * years)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later; the last day there is, beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    try:
        return datetime.date(year, month + 1, day.day)
    except ValueError:
        year, month = divmod(day.year * 12 + day.month + months, 12)
        return datetime.date(year, month + 1, 1) if year <= datetime.MAXYEAR else datetime.date.max


def told(day: datetime.date) -> str:
    """Say a day in words."""
    return f"{day.day} {day:%B} {day.year}"
