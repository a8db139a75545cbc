"""``training.due``: which training falls due, and when (decision table D10)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.asking import Ask, Question, listed, once
from lanyard.engine.decisions.dates import months_after, told
from lanyard.engine.decisions.facts import choice, day, list_of, table, text
from lanyard.engine.decisions.tables import Facts
from lanyard.engine.policy.api import Course, Profile, RoleFlag, TrainingCourse

_FACTS = {
    "role_flags": list_of(choice(RoleFlag)),
    "started": day,
    "records": list_of(table({"course": choice(Course), "on": day, "method": text})),
}
_ASKS = {
    "role_flags": Ask("What kind of role is it?", "the role", recorded=True),
    "started": Ask("When did they start?", "the first day", recorded=True),
    "records": Ask("Which training was taken, and when?", "the training taken", recorded=True),
}
_NAMES = {
    Course.INDUCTION: "induction", Course.KCSIE: "Keeping Children Safe in Education",
    Course.REFRESHER: "the safeguarding refresher", Course.KEY_STAFF_UPDATE: "the key staff update",
    Course.UPDATE: "safeguarding updates", Course.PREVENT: "Prevent",
}  # fmt: skip


@dataclass(frozen=True)
class _Due:
    row: TrainingCourse
    on: datetime.date


def _decide(profile: Profile, on: datetime.date, facts: Facts) -> Answer:
    flags, started, records = (facts.get(name) for name in ("role_flags", "started", "records"))
    taken = tuple(r for r in records or () if "on" in r and r["on"] <= on)
    missing = [name for name in ("role_flags", "records") if name not in facts]
    due: list[_Due] = []
    for row in profile.training.courses:
        if row.only is not None and row.only not in (flags or ()):
            continue
        base = _base(row, taken, started)
        if base is not None:
            when = _next(profile, row, base)
            due += [_Due(row, when)] if when is not None else []
        elif "started" not in facts and not _done(row, taken):
            missing.append("started")
    if missing:
        return _unknown(once(missing))
    return _answer(sorted(due, key=lambda entry: entry.on), on)


def _next(profile: Profile, row: TrainingCourse, base: datetime.date) -> datetime.date | None:
    """Return the day on which a course is due, counted from a day; None where nobody set it."""
    if row.interval:
        return profile.interval(row.interval).after(base)
    return months_after(base, row.months or 0)


def _base(
    row: TrainingCourse, taken: tuple[Mapping[str, Any], ...], started: datetime.date | None
) -> datetime.date | None:
    """Return the day from which a course counts; None where it is done, or that is not known."""
    if row.once:
        return None if _done(row, taken) else started
    latest: dict[str, datetime.date] = {}
    for n, record in enumerate(taken):
        if record.get("course") is row.course:
            method = record.get("method", "") if row.methods > 1 else str(n)
            latest[method] = max(record["on"], latest.get(method, datetime.date.min))
    newest = sorted(latest.values(), reverse=True)
    enough = len(newest) >= row.methods
    first = [started] if started else []
    inducted = [r["on"] for r in taken if r.get("course") is Course.INDUCTION]
    if enough:
        inducted = [*(day for day in inducted if day <= newest[0]), newest[row.methods - 1]]
    # Nothing taken before the first day, or before the induction, brings a day forward.
    return max([*inducted, *first], default=None)


def _done(row: TrainingCourse, taken: tuple[Mapping[str, Any], ...]) -> bool:
    return row.once and any(r.get("course") is row.course for r in taken)


def _unknown(missing: tuple[str, ...]) -> Answer:
    return Answer(
        answer=Word.UNKNOWN, silent=True, missing=missing, rule="training?", more={"due": []},
        say=f"It depends on {listed(_ASKS[name].called for name in missing)}; until that is known, "
        "take it as due.",
    )  # fmt: skip


def _answer(due: list[_Due], on: datetime.date) -> Answer:
    now = [entry for entry in due if entry.on <= on]
    deciding = now or due[:1]
    return Answer(
        answer=Word.YES if now else Word.NO,
        because=once(*(entry.row.clauses for entry in deciding)),
        silent=all(entry.row.default for entry in deciding),
        until=due[0].on if due and not now else None,
        say=_say(now, due),
        rule=f"training.courses.{deciding[0].row.slug}" if deciding else "training.none",
        more={
            "due": [
                {"course": str(e.row.course), "on": e.on.isoformat(), "overdue": e.on < on}
                for e in due
            ]
        },
    )


def _say(now: list[_Due], due: list[_Due]) -> str:
    if now:
        return f"Due now: {listed(_NAMES[entry.row.course] for entry in now)}."
    if due:
        return f"Nothing is due before {told(due[0].on)}, when {_NAMES[due[0].row.course]} is."
    return "No training falls due."


QUESTION = Question("training.due", _FACTS, (_decide,), "Which training is due?", _ASKS)
