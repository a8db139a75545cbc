"""What somebody owes who did not sign in time before newer words came. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A version in which something asked of people changed, and since when it is asked."""

    number: int
    since: datetime.date


@dataclass(frozen=True)
class Debt:
    """The words that were to be signed first, and by when."""

    number: int
    due: datetime.date


def debt(
    asked: Sequence[Words], *, signed: int, joined: datetime.date, grace: datetime.timedelta
) -> Debt | None:
    """Return what a person owes, None for nothing; ``signed`` is the last number they signed.

    Newer words give new time to whoever had signed, and to whoever still had time. Whoever was late
    when they came stays late since the same day: lateness ends with a signature, and with nothing
    else. ``asked`` stands in the order of the versions.
    """
    owed = None
    for words in asked:
        if words.number <= signed:
            continue
        if owed is not None and owed.due < words.since:
            return owed
        owed = Debt(words.number, max(words.since, joined) + grace)
    return owed
