"""What must hold of the rules of a profile beyond the type of each value."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from lanyard.engine.policy.profile import Profile
from lanyard.engine.policy.reading import key_of
from lanyard.engine.policy.rules import Rule, Rules
from lanyard.engine.policy.vocabulary import DUTIES, Clock, Word

_WAIT = "former-learner-connection"


def sections(profile: Profile) -> Iterator[tuple[str, Rules]]:
    """Give every part of a profile that holds rules, with its key."""
    for field in dataclasses.fields(profile):
        value = getattr(profile, field.name)
        if isinstance(value, Rules):
            yield key_of(field.name), value


def rule_problems(profile: Profile) -> Iterator[tuple[str, str]]:
    """Give the key of everything that is wrong with the rules, and what is."""
    for section, rules in sections(profile):
        for name, rows in (("rules", rules.rules), ("otherwise", rules.otherwise)):
            yield from _identities(f"{section}.{name}", rows)
            for row in rows:
                yield from _row(section, f"{section}.{name}.{row.slug}", row)
        if not rules.otherwise or rules.otherwise[-1].tests:
            yield f"{section}.otherwise", "must end in a row without conditions"
    yield from _connect(profile)
    yield from _training(profile)
    if profile.go_live.admins.least < 1:
        yield "go-live.admins.least", "must be at least 1"


def _identities(at: str, rows: tuple[Rule, ...]) -> Iterator[tuple[str, str]]:
    names = [row.slug for row in rows]
    for n, name in enumerate(names):
        if name in names[:n]:
            yield f"{at}[{n}]", f"is a second {name!r}"


def _row(section: str, at: str, row: Rule) -> Iterator[tuple[str, str]]:
    if row.answer is Word.UNKNOWN:
        yield f"{at}.answer", "cannot be unknown"
    if (row.answer is Word.YES_IF) != bool(row.conditions):
        yield f"{at}.conditions", "must be given with yes-if, and only with it"
    if (row.answer is Word.ASK_FIRST) != bool(row.approvers):
        yield f"{at}.approvers", "must be given with ask-first, and only with it"
    for key in ("duties", "also"):
        for duty in getattr(row, key):
            if duty not in DUTIES[section]:
                yield f"{at}.{key}", f"names no duty: {duty!r}"
    if row.near and not row.default:
        yield f"{at}.near", "goes with default = true only"


def _connect(profile: Profile) -> Iterator[tuple[str, str]]:
    months = {i.slug: i.months for i in profile.intervals}.get(_WAIT)
    timed = {Clock.RUNNING, Clock.OVER}
    for row in profile.connect.rules:
        if timed & set(row.clock) and not months:
            yield f"connect.rules.{row.slug}.clock", f"needs the interval {_WAIT}, in months"
        if row.declarable and profile.connect.declared is None:
            yield f"connect.rules.{row.slug}.declarable", "needs connect.declared"


def _training(profile: Profile) -> Iterator[tuple[str, str]]:
    known = {interval.slug for interval in profile.intervals}
    for course in profile.training.courses:
        at = f"training.courses.{course.slug}"
        if course.interval and course.interval not in known:
            yield f"{at}.interval", f"names no interval: {course.interval!r}"
        if course.interval and course.months is not None:
            yield at, "gives both an interval and months"
        if course.months is not None and course.months < 1:
            yield f"{at}.months", "must be at least 1"
        if course.methods < 1:
            yield f"{at}.methods", "must be at least 1"
