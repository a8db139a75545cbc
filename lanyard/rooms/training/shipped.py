"""The training that comes with a profile: courses, who takes them, the words of modules.

``content/training.toml`` lies under each profile; a profile's own changes its rows by their slug.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from lanyard.engine.policy.api import Profile
from lanyard.engine.policy.api import clauses as register_of

CONTENT = Path(__file__).resolve().parents[2] / "content"
_FILE = "training.toml"
Row = TypeVar("Row")


class TrainingInvalid(ValueError):
    """Content of training that cannot be used; the text names the file and the key."""


@dataclass(frozen=True, kw_only=True)
class ShippedCourse:
    """A course as the content says it."""

    slug: str
    title: str
    kind: str
    counts_as: str = ""
    topics: tuple[str, ...] = ()
    minutes: int | None = None
    for_learners: bool = False
    edition: str = ""
    online_safety: str = ""
    written_from_posts: bool = False
    pass_percent: int = 80


@dataclass(frozen=True, kw_only=True)
class ShippedRule:
    """Who takes what, as the content says it."""

    slug: str
    title: str
    courses: tuple[str, ...]
    who: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    decides: str = ""
    days: int | None = None
    months: int | None = None
    by_edition: bool = False
    consequence: str = "nothing"
    part_of: str = ""
    clauses: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    off: bool = False


@dataclass(frozen=True, kw_only=True)
class ShippedItem:
    """What an induction goes through, as the content says it."""

    slug: str
    title: str
    who: tuple[str, ...]
    #: For those who teach alone.
    academic: bool = False
    #: The person's own receipt: nobody else says it.
    receipt: bool = False
    clauses: tuple[str, ...] = ()
    off: bool = False


@dataclass(frozen=True, kw_only=True)
class ShippedLesson:
    """A lesson of the tutorial programme, as the content says it."""

    slug: str
    title: str
    about: str
    #: Month and day of the academic year by which it is given, where a plan says no other.
    by: str
    #: Whose lesson it is: the tutor's, or the course manager's.
    part: str = "tutor"
    clauses: tuple[str, ...] = ()
    off: bool = False


@dataclass(frozen=True, kw_only=True)
class ShippedSurvey:
    """A survey without names, as the content says it: sentences that hold more or less."""

    slug: str
    title: str
    who: tuple[str, ...]
    sentences: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    off: bool = False


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """All the training of a profile."""

    courses: tuple[ShippedCourse, ...]
    rules: tuple[ShippedRule, ...]
    new_starter_days: int
    grace_days: int
    key_staff: tuple[str, ...]
    induction: tuple[ShippedItem, ...]
    lessons: tuple[ShippedLesson, ...]
    induction_weeks: int
    surveys: tuple[ShippedSurvey, ...]
    #: Slugs of rules for which a learner's use of the network waits (POR-SM-05).
    network_waits_for: tuple[str, ...]


_KEYS = {
    "courses": {one.name for one in fields(ShippedCourse)},
    "requirements": {one.name for one in fields(ShippedRule)},
    "induction": {one.name for one in fields(ShippedItem)},
    "lessons": {one.name for one in fields(ShippedLesson)},
    "surveys": {one.name for one in fields(ShippedSurvey)},
}


@cache
def shipped(slug: str) -> Shipped:
    """Return the training of a shipped profile; raises TrainingInvalid naming file and key."""
    base = _read(CONTENT / _FILE, _FILE)
    own_file = f"{slug}/{_FILE}"
    own = _read(CONTENT / slug / _FILE, own_file) if (CONTENT / slug / _FILE).exists() else {}
    found = Shipped(
        courses=tuple(_rows(ShippedCourse, base, own, "courses", own_file)),
        rules=tuple(
            r for r in _rows(ShippedRule, base, own, "requirements", own_file) if not r.off
        ),
        new_starter_days=own.get("new-starter-days", base["new-starter-days"]),
        grace_days=own.get("grace-days", base["grace-days"]),
        key_staff=tuple(own.get("key-staff", base["key-staff"])),
        induction=tuple(
            i for i in _rows(ShippedItem, base, own, "induction", own_file) if not i.off
        ),
        lessons=tuple(o for o in _rows(ShippedLesson, base, own, "lessons", own_file) if not o.off),
        surveys=tuple(s for s in _rows(ShippedSurvey, base, own, "surveys", own_file) if not s.off),
        network_waits_for=tuple(own.get("network-waits-for", base["network-waits-for"])),
        induction_weeks=own.get("induction-weeks", base["induction-weeks"]),
    )
    _check(found, slug, own_file)
    return found


@cache
def text_of(course: str) -> str:
    """Return the words of a shipped module; "" where it has none."""
    path = CONTENT / "modules" / f"{course}.md"
    return path.read_text("utf-8") if path.is_file() else ""


def asked_by(profile: Profile) -> tuple[ShippedRule, ...]:
    """Return the rows that a profile asks: those whose days it gives, or that give their own."""
    known = {row.course.value for row in profile.training.courses}
    return tuple(
        row for row in shipped(profile.slug).rules if not row.decides or row.decides in known
    )


def _read(path: Path, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TrainingInvalid(f"{file}: {error}") from None


def _rows(
    kind: type[Row], base: Mapping[str, Any], own: Mapping[str, Any], key: str, file: str
) -> list[Row]:
    rows = {row["slug"]: dict(row) for row in base.get(key, [])}
    for row in own.get(key, []):
        rows.setdefault(row.get("slug", ""), {}).update(row)
    known = _KEYS[key]
    found = []
    for slug, row in rows.items():
        plain = {name.replace("-", "_"): _frozen(value) for name, value in row.items()}
        if unknown := set(plain) - known:
            raise TrainingInvalid(f"{file}: {key}.{slug}: {min(unknown)} is unknown")
        try:
            found.append(kind(**plain))
        except TypeError as error:
            raise TrainingInvalid(f"{file}: {key}.{slug}: {error}") from None
    return found


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _check(found: Shipped, slug: str, file: str) -> None:
    courses = {one.slug for one in found.courses}
    clauses = register_of(slug)
    cited = [(one.slug, one.clauses) for one in found.induction]
    cited += [(one.slug, one.clauses) for one in found.lessons]
    cited += [(one.slug, one.clauses) for one in found.surveys]
    for name, cites in cited:
        if unknown := set(cites) - set(clauses):
            raise TrainingInvalid(f"{file}: {name}.clauses: {min(unknown)} is no clause")
    if unknown := set(found.network_waits_for) - {rule.slug for rule in found.rules}:
        raise TrainingInvalid(f"{file}: network-waits-for: {min(unknown)} is not asked")
    for rule in found.rules:
        at = f"{file}: requirements.{rule.slug}"
        if unknown := set(rule.courses) - courses:
            raise TrainingInvalid(f"{at}.courses: {min(unknown)} is no course")
        if unknown := set(rule.clauses) - set(clauses):
            raise TrainingInvalid(f"{at}.clauses: {min(unknown)} is no clause")
        if not rule.who and not rule.roles:
            raise TrainingInvalid(f"{at}.who: names nobody")
