"""A profile as a list of values to read: the key, the words, and where each comes from."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator

from lanyard.engine.policy.checking import walk
from lanyard.engine.policy.profile import Profile
from lanyard.engine.policy.reading import key_of
from lanyard.engine.policy.sources import Sourced

_SOURCE = frozenset({"clauses", "default", "note"})


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


def values(profile: Profile) -> Iterator[Value]:
    """Give every sourced value of a profile in the order of its sections."""
    for at, entry in walk(profile):
        if isinstance(entry, Sourced):
            yield Value(
                section=at.split(".")[0].split("[")[0],
                key=at,
                parts=tuple(_parts(profile, entry)),
                clauses=entry.clauses,
                default=entry.default,
                note=entry.note,
                unset=getattr(entry, "is_set", True) is False,
            )


def _parts(profile: Profile, entry: Sourced) -> Iterator[tuple[str, str]]:
    for field in dataclasses.fields(entry):
        value = getattr(entry, field.name)
        nested = isinstance(value, tuple) and any(dataclasses.is_dataclass(v) for v in value)
        if field.name in _SOURCE or nested or value in (None, (), "", False):
            continue
        yield key_of(field.name).replace("-", " "), words(value)


def words(value: object) -> str:
    """Say a plain value in words."""
    if isinstance(value, tuple):
        return ", ".join(words(v) for v in value)
    if value is True:
        return "yes"
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    return str(value)
