"""A profile as a list of values to read: the key, the words, and where each comes from."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator

from lanyard.engine.policy.checking import ROLE_FIELDS, walk
from lanyard.engine.policy.profile import Profile
from lanyard.engine.policy.reading import key_of
from lanyard.engine.policy.routing import StandingDuty
from lanyard.engine.policy.rules import Rule, condition_fields
from lanyard.engine.policy.sources import Sourced

_LEFT_OUT = frozenset({"clauses", "default", "note", "slug", "code", "set_before_go_live"})

_LABELS = {"suggested_days": "days, until somebody sets it (Lanyard's default)"}


@dataclasses.dataclass(frozen=True)
class Value:
    """One entry of a profile: its section, its key, its parts in words, and its source."""

    section: str
    key: str
    parts: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...]
    default: bool
    note: str
    unset: bool

    @property
    def text(self) -> str:
        """The parts in one line."""
        return "; ".join(f"{name}: {words}" for name, words in self.parts)


def values(profile: Profile, *, titled: bool = False) -> Iterator[Value]:
    """Give every value of a profile in the order of its sections; roles by title if ``titled``."""
    for at, entry in walk(profile):
        if isinstance(entry, Sourced):
            yield Value(
                section=at.split(".")[0].split("[")[0],
                key=at,
                parts=tuple(_parts(profile, entry, titled)),
                clauses=entry.clauses,
                default=entry.default,
                note=entry.note,
                unset=_unset(entry),
            )
    yield _ours("routing.fallback", "to", _roles(profile, profile.routing.fallback, titled))
    yield _ours("image.adult-age", "from", str(profile.image.adult_age))


def _ours(key: str, name: str, told: str) -> Value:
    """Return a value that no policy speaks of and that carries no source of its own."""
    return Value(key.split(".", maxsplit=1)[0], key, ((name, told),), (), True, "", False)


def _unset(entry: Sourced) -> bool:
    left_open: bool = getattr(entry, "set_before_go_live", False)
    return left_open and not getattr(entry, "is_set", False)


def _roles(profile: Profile, value: str | tuple[str, ...], titled: bool) -> str:
    roles = (value,) if isinstance(value, str) else value
    return ", ".join(profile.title_of(role) if titled else role for role in roles)


def _parts(profile: Profile, entry: Sourced, titled: bool) -> Iterator[tuple[str, str]]:
    if isinstance(entry, StandingDuty):
        yield "duty", entry.slug
    for field in _ordered(entry):
        value = getattr(entry, field.name)
        nested = isinstance(value, tuple) and any(dataclasses.is_dataclass(v) for v in value)
        empty = value in (None, (), "") or (value is False and field.default is not None)
        if field.name in _LEFT_OUT or nested or empty:
            continue
        if field.name == "suggested_days" and getattr(entry, "is_set", False):
            continue
        told = _roles(profile, value, titled) if field.name in ROLE_FIELDS else words(value)
        yield _LABELS.get(field.name) or key_of(field.name).replace("-", " "), told


def _ordered(entry: Sourced) -> list[dataclasses.Field[object]]:
    """Return the fields as they are read: of a rule, what must hold before what is answered."""
    fields = list(dataclasses.fields(entry))
    if isinstance(entry, Rule):
        fields.sort(key=lambda field: field.name not in condition_fields(type(entry)))
    return fields


def words(value: object) -> str:
    """Say a plain value in words."""
    if isinstance(value, tuple):
        return ", ".join(words(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    return str(value)
