"""A whole profile as plain data to keep: every value with its source, readable by later releases.

What is kept is the profile as it was in effect, not a difference to a file that may change. A later
release reads it by what it knows then: a key that it no longer knows is passed over, and a required
one that did not exist yet comes from the profile that it ships.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import types
import typing
from collections.abc import Mapping
from typing import Any

from lanyard.engine.policy.profile import Profile
from lanyard.engine.policy.reading import build, fields_of, key_of
from lanyard.engine.policy.shipped import with_posts

_MARKS: dict[str, type[datetime.date] | type[datetime.time]] = {
    "$date": datetime.date, "$time": datetime.time,
}  # fmt: skip


def whole(profile: Profile) -> dict[str, Any]:
    """Return every value of a profile, with the source of each, as a table."""
    table: dict[str, Any] = _plain(profile)
    return table


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = ((key_of(f.name), getattr(value, f.name)) for f in dataclasses.fields(value))
        return {key: _plain(part) for key, part in parts if part is not None}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return value


def from_whole(table: Mapping[str, Any], spare: Mapping[str, Any], file: str) -> Profile:
    """Return the profile that a kept table holds; raises ProfileInvalid.

    ``spare`` is a table of this release, for the keys that it requires and the other lacks.
    """
    return build(Profile, with_posts(fitted(table, spare)), file)


def fitted(table: Mapping[str, Any], spare: Mapping[str, Any]) -> dict[str, Any]:
    """Return a kept table with the keys of this release, what it requires taken from ``spare``."""
    found: dict[str, Any] = _fitted(Profile, table, spare)
    return found


def is_needed(section: str) -> bool:
    """Say whether this release can do nothing without a section of a profile."""
    known = fields_of(Profile).get(section)
    return known is not None and known[2]


def _fitted(kind: Any, value: Any, spare: Any) -> Any:
    """Return a kept value as a type of this release asks for it."""
    origin = typing.get_origin(kind)
    if origin is types.UnionType or origin is typing.Union:
        inner = next(arg for arg in typing.get_args(kind) if arg is not type(None))
        return _fitted(inner, value, spare)
    if origin is tuple and isinstance(value, list):
        entry = typing.get_args(kind)[0]
        return [_fitted(entry, one, _counterpart(one, spare)) for one in value]
    if not dataclasses.is_dataclass(kind) or not isinstance(value, Mapping):
        return value
    others = spare if isinstance(spare, Mapping) else {}
    found = {}
    for key, (_, hint, required) in fields_of(typing.cast("type", kind)).items():
        if key in value:
            found[key] = _fitted(hint, value[key], others.get(key))
        elif required and key in others:
            found[key] = others[key]
    return found


def _counterpart(entry: Any, spare: Any) -> Any:
    """Return the entry of a list of this release that goes by the same name, else its first."""
    if not isinstance(entry, Mapping) or not isinstance(spare, list):
        return None
    names = ("slug", "code")
    same = (
        one
        for one in spare
        if isinstance(one, Mapping)
        and any(name in entry and one.get(name) == entry[name] for name in names)
    )
    return next(same, spare[0] if spare else None)


def to_json(value: Any) -> Any:
    """Return a table with dates and times written so that JSON carries them."""
    if isinstance(value, Mapping):
        return {key: to_json(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [to_json(entry) for entry in value]
    for mark, kind in _MARKS.items():
        if isinstance(value, kind):
            return {mark: value.isoformat()}
    return str(value) if isinstance(value, str) else value


def from_json(value: Any) -> Any:
    """Return a table as it was before ``to_json``."""
    if isinstance(value, list):
        return [from_json(entry) for entry in value]
    if not isinstance(value, Mapping):
        return value
    if len(value) == 1:
        (mark, text), *_ = value.items()
        if mark in _MARKS:
            return _MARKS[mark].fromisoformat(text)
    return {key: from_json(entry) for key, entry in value.items()}


def digest_of(content: Any) -> str:
    """Return the SHA-256 of JSON data, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
