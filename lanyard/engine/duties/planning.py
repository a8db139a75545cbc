"""What must change so that the open occurrences of a duty are what they should be. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from lanyard.engine.duties.audience import Audience, Traits
from lanyard.engine.duties.days import Calendar
from lanyard.engine.duties.rules import Due, Rule, due_for


@dataclass
class Standing:
    """How one duty stands for one person."""

    open_id: UUID | None = None
    open_period: str = ""
    open_due: datetime.date | None = None
    last_done: datetime.date | None = None
    #: Periods that were done, and those withdrawn with the row that may open again.
    done: set[str] = field(default_factory=set)
    withdrawn: dict[str, UUID] = field(default_factory=dict)


NOTHING = Standing()


@dataclass
class Changes:
    """What to write."""

    opened: list[tuple[UUID, str, datetime.date]] = field(default_factory=list)
    reopened: list[tuple[UUID, datetime.date]] = field(default_factory=list)
    moved: list[tuple[UUID, datetime.date]] = field(default_factory=list)
    withdrawn: list[UUID] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(len(rows) for rows in (self.opened, self.reopened, self.moved, self.withdrawn))


def audience_now(
    audience: Audience, everybody: Iterable[Traits], *, today: datetime.date
) -> dict[UUID, tuple[Traits, datetime.date]]:
    """Return who is of an audience on a day, with since when."""
    found = {}
    for traits in everybody:
        joined = audience.joined(traits, today=today)
        if joined is not None:
            found[traits.person_id] = (traits, joined)
    return found


def dues(
    rule: Rule,
    asked: Mapping[UUID, tuple[Traits, datetime.date]],
    standing: Mapping[UUID, Standing],
    *,
    today: datetime.date,
    calendar: Calendar,
) -> dict[UUID, Due | None]:
    """Return what should stand open for each person asked."""
    found = {}
    for person, (traits, joined) in asked.items():
        now = standing.get(person, NOTHING)
        found[person] = due_for(
            rule, joined=joined, born=traits.born, last_done=now.last_done,
            done_periods=len(now.done), today=today, calendar=calendar,
        )  # fmt: skip
    return found


def changes(wanted: Mapping[UUID, Due | None], standing: Mapping[UUID, Standing]) -> Changes:
    """Return what turns the standing into the wanted; nothing where they agree."""
    found = Changes()
    for person, due in wanted.items():
        _one(found, person, due, standing.get(person, NOTHING))
    for person, now in standing.items():
        if now.open_id is not None and person not in wanted:
            found.withdrawn.append(now.open_id)
    return found


def _one(found: Changes, person: UUID, due: Due | None, now: Standing) -> None:
    if due is None or due.period in now.done:
        if now.open_id is not None:
            found.withdrawn.append(now.open_id)
        return
    if now.open_id is not None and now.open_period == due.period:
        if now.open_due != due.on:
            found.moved.append((now.open_id, due.on))
        return
    if now.open_id is not None:
        found.withdrawn.append(now.open_id)
    if due.period in now.withdrawn:
        found.reopened.append((now.withdrawn[due.period], due.on))
    else:
        found.opened.append((person, due.period, due.on))
