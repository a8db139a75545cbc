"""When somebody is due to take a course. Pure: no clock, no database.

Each rule has clocks of its own: the decision ``training.due`` (table D10), months after each
completion, an edition. The earliest wins, and a completion never moves a day back.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lanyard.engine.decisions.api import decide
from lanyard.engine.duties.api import add_months
from lanyard.engine.policy.api import Course as Word
from lanyard.engine.policy.api import Profile, RoleFlag, Training

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Taken:
    """One completion that counts: which course, when, how, in which edition, and until when."""

    course: str
    on: datetime.date
    method: str = ""
    edition: str = ""
    expires_on: datetime.date | None = None
    #: The word that it counts as in the decision, where it has one.
    word: str = ""


@dataclass(frozen=True)
class Asked:
    """What a rule asks, without whom."""

    courses: tuple[str, ...]
    since: datetime.date
    decides: str = ""
    days: int = 28
    months: int | None = None
    #: Course to the edition in force and since when it is, where editions count.
    editions: tuple[tuple[str, str, datetime.date], ...] = ()
    new_starter_days: int = 180
    #: The profile narrowed by ``only`` to the word, where the decision gives the days.
    profile: Profile | None = None


@dataclass(frozen=True)
class Taker:
    """What a clock needs to know of one person."""

    joined: datetime.date
    key_staff: bool = False


def due_on(asked: Asked, taker: Taker, taken: Iterable[Taken]) -> datetime.date | None:
    """Return the day on which a rule is due, None where it asks nothing (more).

    Nothing is due before the rule was introduced and its days have passed, unless a completion that
    has lapsed says so.
    """
    known = list(taken)
    own = [one for one in known if one.course in asked.courses]
    first = _clock(asked, taker, [t for t in known if t not in own])
    if not own:
        if first is None:
            return None
        return max(first, asked.since + asked.days * _DAY)
    again = [_clock(asked, taker, known), _edition(asked, own)]
    if all(one.expires_on for one in own):
        again.append(max(one.expires_on for one in own if one.expires_on))
    found = min((day for day in again if day is not None), default=None)
    # An old record found later never makes a day earlier than it was without any.
    return found if found is None or first is None else max(found, first)


def _clock(asked: Asked, taker: Taker, taken: Sequence[Taken]) -> datetime.date | None:
    if asked.profile is not None:
        return _decided(asked, asked.profile, taker, taken)
    own = [one for one in taken if one.course in asked.courses]
    if not own:
        return taker.joined + asked.days * _DAY
    if asked.months is None:
        return None
    return max(_until(one, asked.months) for one in own)


def _until(one: Taken, months: int) -> datetime.date:
    again = add_months(one.on, months)
    return min(again, one.expires_on) if one.expires_on else again


def _edition(asked: Asked, own: Sequence[Taken]) -> datetime.date | None:
    """Return by when the edition in force is due, None where it was taken or none counts."""
    now = [(course, edition, since) for course, edition, since in asked.editions if edition]
    if not now or {(t.course, t.edition) for t in own} & {(c, e) for c, e, _ in now}:
        return None
    return min(since for _, _, since in now) + asked.days * _DAY


def _decided(
    asked: Asked, profile: Profile, taker: Taker, taken: Sequence[Taken]
) -> datetime.date | None:
    """Return the day that decision training.due gives for the rule's word."""
    if not profile.training.courses:
        return None
    latest = max((t.on for t in taken), default=taker.joined)
    flags = [RoleFlag.KEY_STAFF.value] if taker.key_staff else []
    if taker.joined >= asked.since - asked.new_starter_days * _DAY:
        flags.append(RoleFlag.NEW_STARTER.value)
    records = [
        {"course": asked.decides if t.course in asked.courses else t.word,
         "on": t.on.isoformat(), "method": t.method}
        for t in taken
        if t.course in asked.courses or t.word == Word.INDUCTION
    ]  # fmt: skip
    facts = {"role_flags": flags, "started": taker.joined.isoformat(), "records": records}
    answer = decide("training.due", profile, max(latest, taker.joined), facts)
    days = [row["on"] for row in answer.more["due"] if row["course"] == asked.decides]
    return min(map(datetime.date.fromisoformat, days), default=None)


def only(profile: Profile, word: str) -> Profile:
    """Return the profile with the courses of one word, so that one rule is decided by itself."""
    rows = tuple(row for row in profile.training.courses if row.course == word)
    return replace(profile, training=Training(courses=rows))
