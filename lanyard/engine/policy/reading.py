"""Turn TOML into typed values, collecting every problem with the file and key it is about."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import functools
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

from lanyard.engine.policy.sources import Sourced

Built = TypeVar("Built")
_NOTHING: Any = object()


@dataclasses.dataclass(frozen=True)
class Problem:
    """What is wrong, where: the file and the key, such as ``routing.about-staff[2].to``."""

    file: str
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.what}" if self.key else f"{self.file}: {self.what}"


class ProfileInvalid(ValueError):
    """A profile that cannot be used, with all its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def build(kind: type[Built], table: Mapping[str, Any], file: str) -> Built:
    """Build a dataclass from a table; raises ProfileInvalid naming every key that is wrong."""
    problems: list[Problem] = []
    value = _Reader(file, problems).table(kind, table, "")
    if problems:
        raise ProfileInvalid(problems)
    return typing.cast("Built", value)


def key_of(field: str) -> str:
    """Return how a field is spelt in TOML."""
    return field.replace("_", "-")


def entry_key(at: str, n: int, entry: Any) -> str:
    """Return the key of a list's entry: by its slug or code where it has one, else its place."""
    named = entry if isinstance(entry, Mapping) else getattr(entry, "__dict__", {})
    name = named.get("slug") or named.get("code")
    return f"{at}.{name}" if isinstance(name, str) else f"{at}[{n}]"


@functools.cache
def fields_of(kind: type) -> dict[str, tuple[str, Any, bool]]:
    """Return TOML key → (field, type, required) for a dataclass."""
    hints = typing.get_type_hints(kind)
    return {
        key_of(f.name): (f.name, hints[f.name], f.default is dataclasses.MISSING)
        for f in dataclasses.fields(kind)
    }


class _Reader:
    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems

    def wrong(self, key: str, what: str) -> Any:
        self.problems.append(Problem(self.file, key, what))
        return _NOTHING

    def table(self, kind: type, raw: Any, at: str) -> Any:
        if not isinstance(raw, Mapping):
            return self.wrong(at, f"must be a table, not {_named(raw)}")
        known = fields_of(kind)
        for key in raw:
            if key not in known:
                self.wrong(_join(at, str(key)), f"is not known here; known are {', '.join(known)}")
        values = {}
        for key, (field, hint, required) in known.items():
            if key in raw:
                values[field] = self.value(hint, raw[key], _join(at, key))
            elif required:
                values[field] = self.wrong(_join(at, key), "is missing")
        if issubclass(kind, Sourced):
            self._check_source(raw, at)
        if any(value is _NOTHING for value in values.values()):
            return _NOTHING
        return kind(**values)

    def _check_source(self, raw: Mapping[str, Any], at: str) -> None:
        if bool(raw.get("clauses")) == bool(raw.get("default")):
            self.wrong(at, "must give either the clauses it comes from or default = true")

    def value(self, hint: Any, raw: Any, at: str) -> Any:
        origin = typing.get_origin(hint)
        if origin is types.UnionType or origin is typing.Union:
            inner = next(arg for arg in typing.get_args(hint) if arg is not type(None))
            return self.value(inner, raw, at)
        if origin is tuple:
            return self._list(typing.get_args(hint)[0], raw, at)
        if dataclasses.is_dataclass(hint):
            return self.table(typing.cast("type", hint), raw, at)
        if issubclass(hint, enum.StrEnum):
            return self._word(hint, raw, at)
        return self._plain(hint, raw, at)

    def _list(self, hint: Any, raw: Any, at: str) -> Any:
        if not isinstance(raw, list):
            return self.wrong(at, f"must be a list, not {_named(raw)}")
        values = [self.value(hint, item, entry_key(at, n, item)) for n, item in enumerate(raw)]
        return _NOTHING if any(value is _NOTHING for value in values) else tuple(values)

    def _word(self, hint: type[enum.StrEnum], raw: Any, at: str) -> Any:
        if isinstance(raw, str) and raw in list(hint):
            return hint(raw)
        return self.wrong(at, f"must be one of {', '.join(hint)}, not {raw!r}")

    def _plain(self, hint: type, raw: Any, at: str) -> Any:
        if type(raw) is hint:
            return raw
        return self.wrong(at, f"must be {_NAMES[hint]}, not {_named(raw)}")


_NAMES: dict[type, str] = {
    str: "text", int: "a whole number", bool: "true or false", float: "a number",
    datetime.date: "a date", datetime.time: "a time", datetime.datetime: "a date and time",
    list: "a list", dict: "a table",
}  # fmt: skip


def _named(raw: Any) -> str:
    return _NAMES.get(type(raw), type(raw).__name__)


def _join(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key
