"""When a duty falls due for one person, and when they are reminded. Pure: no clock, no database."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from lanyard.engine.duties.days import Calendar, academic_year, add_months

Anchor = Literal["day", "joined", "birthday", "yearly"]
#: A room computes the days itself; see ``schedules``.
BY_ROOM = "room"
#: It is due for each record that waits; see ``errands``.
BY_RECORD = "record"
OVERDUE_EVERY = 7


class RuleInvalid(ValueError):
    """A rule that says nothing usable; the text names the key."""


@dataclass(frozen=True)
class Rule:
    """When it is due: so long after an anchor, and again so many months after each completion.

    ``day`` is the anchor of "day" (a policy's publication), and otherwise the earliest day from
    which the duty counts. "joined" is a person's first day here, "birthday" the day on which they
    reach ``age``, "yearly" the day ``month``/``on`` of each year. "room" leaves it to the room,
    "record" to the records that wait.
    """

    anchor: str = "day"
    day: datetime.date | None = None
    days: int = 0
    working_days: int = 0
    months: int = 0
    age: int = 0
    month: int = 9
    on: int = 1
    #: Months after each completion; 0 for a duty done once.
    every: int = 0
    in_term: bool = False

    def __post_init__(self) -> None:
        if self.anchor not in {*get_args(Anchor), BY_ROOM, BY_RECORD}:
            raise RuleInvalid(f"anchor: {self.anchor} is none")
        if self.anchor == "day" and self.day is None:
            raise RuleInvalid("day: a rule that counts from a day names it")
        if self.anchor == "birthday" and not 0 < self.age < 120:
            raise RuleInvalid("age: a birthday's rule names the age")
        if min(self.days, self.working_days, self.months, self.every) < 0:
            raise RuleInvalid("days: none can be negative")
        if self.anchor == "yearly":
            try:
                datetime.date(2023, self.month, self.on)
            except ValueError:
                raise RuleInvalid("month: not a day of every year") from None

    def as_data(self) -> dict[str, Any]:
        """Return the rule as JSON data."""
        data = {key: value for key, value in vars(self).items() if value}
        return {**data, "day": self.day.isoformat()} if self.day else data


def rule_from(data: dict[str, Any]) -> Rule:
    """Read a rule from JSON data; raises RuleInvalid."""
    day = data.get("day")
    try:
        return Rule(**{**data, "day": datetime.date.fromisoformat(day) if day else None})
    except TypeError as error:
        raise RuleInvalid(str(error)) from None


@dataclass(frozen=True)
class Due:
    """One occurrence that ought to stand open: its period and the day it is due."""

    period: str
    on: datetime.date


def due_for(
    rule: Rule,
    *,
    joined: datetime.date | None,
    born: datetime.date | None,
    last_done: datetime.date | None,
    done_periods: int,
    today: datetime.date,
    calendar: Calendar,
) -> Due | None:
    """Return what should stand open for one person, or None where nothing (more) is asked.

    A later completion never moves the next day back; the same facts give the same day for ever.
    """
    if rule.anchor == "yearly":
        return _yearly(rule, joined=joined, last_done=last_done, today=today, calendar=calendar)
    if last_done is not None:
        if not rule.every:
            return None
        again = add_months(last_done, rule.every)
        return Due(str(done_periods + 1), _settled(rule, again, calendar))
    start = _anchor(rule, joined, born)
    if start is None:
        return None
    reached = add_months(start, rule.months) + datetime.timedelta(days=rule.days)
    if rule.working_days:
        reached = calendar.add_working_days(reached, rule.working_days)
    return Due("1", _settled(rule, reached, calendar))


def _anchor(
    rule: Rule, joined: datetime.date | None, born: datetime.date | None
) -> datetime.date | None:
    if rule.anchor == "day":
        # Who joins after it was asked of all has the same time, counted from joining.
        return max(filter(None, (rule.day, joined)), default=None)
    found = joined
    if rule.anchor == "birthday":
        found = add_months(born, 12 * rule.age) if born else None
    if found is None:
        return None
    return max(found, rule.day) if rule.day else found


def _yearly(
    rule: Rule,
    *,
    joined: datetime.date | None,
    last_done: datetime.date | None,
    today: datetime.date,
    calendar: Calendar,
) -> Due | None:
    """Each academic year from September on: asked once, due so long after its day of the year."""
    year = academic_year(today)
    starts = datetime.date(year if rule.month >= 9 else year + 1, rule.month, rule.on)
    begins = datetime.date(year, 9, 1)
    if rule.day and rule.day > starts:
        return None
    if last_done is not None and last_done >= begins:
        return None
    start = max(filter(None, (starts, joined)))
    reached = add_months(start, rule.months) + datetime.timedelta(days=rule.days)
    if rule.working_days:
        reached = calendar.add_working_days(reached, rule.working_days)
    return Due(str(year), _settled(rule, reached, calendar))


def _settled(rule: Rule, day: datetime.date, calendar: Calendar) -> datetime.date:
    return calendar.term_day(day) if rule.in_term else day


def managers_hear(
    due: datetime.date, every: int, told: datetime.date | None, *, today: datetime.date
) -> bool:
    """Say whether a line manager is still to hear of the latest step of lateness.

    A step comes ``every`` so many days after the due day (0 for never). One that nothing ran on is
    made up on the next day; what was told since is not told again.
    """
    late = (today - due).days
    if not every or late < every:
        return False
    latest = today - datetime.timedelta(days=late % every)
    return told is None or told < latest


def step_reached(
    due: datetime.date, opened: datetime.date, steps: Sequence[int], *, today: datetime.date
) -> str:
    """Return the name of the latest reminder that has fallen due by ``today``, "" if none.

    ``steps`` are days relative to the due day (-7, -1, 0). The start, then each step, then each
    week overdue counts as one; after a pause only the latest is sent, never all that were missed.
    """
    late = (today - due).days
    if late >= OVERDUE_EVERY:
        return f"overdue-{late // OVERDUE_EVERY}"
    passed = [step for step in sorted(steps) if due + datetime.timedelta(days=step) <= today]
    if passed:
        return f"step{passed[-1]:+d}"
    return "start" if opened <= today else ""
