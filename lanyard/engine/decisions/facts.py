"""Facts as they come from outside: checked against what a question knows, name by name."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any


class FactsRefused(ValueError):
    """A fact that a question does not know, or whose value it cannot use."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(f"{field}: {what}")
        self.field = field
        self.what = what


@dataclass(frozen=True)
class Kind:
    """What a fact may be.

    Called with a raw value and its field it gives the value that rules use, or raises FactsRefused
    naming the field. ``name`` is one of choice, flag, text, date, moment, time, number, table and
    list; ``choices`` are the words of a choice, ``parts`` the kinds of a table, ``each`` that of a
    list's entries; ``null`` says that null is a value of its own.
    """

    name: str
    check: Callable[[Any, str], Any]
    choices: tuple[str, ...] = ()
    parts: Mapping[str, Kind] | None = None
    each: Kind | None = None
    null: bool = False

    def __call__(self, raw: Any, field: str) -> Any:
        """Return the checked value; raises FactsRefused."""
        return self.check(raw, field)


def choice(words: type[enum.StrEnum]) -> Kind:
    """Return the kind of a word out of a closed list."""
    return one_of({str(word): word for word in words})


def one_of(allowed: Mapping[str, Any]) -> Kind:
    """Return the kind of a word out of a closed list, with the value that stands for each."""
    told = ", ".join(allowed)

    def check(raw: Any, field: str) -> Any:
        if not isinstance(raw, str) or raw not in allowed:
            raise FactsRefused(field, f"must be one of {told}, not {_shown(raw)}")
        return allowed[raw]

    return Kind("choice", check, choices=tuple(allowed))


def _flag(raw: Any, field: str) -> bool:
    if not isinstance(raw, bool):
        raise FactsRefused(field, f"must be true or false, not {_shown(raw)}")
    return raw


def _text(raw: Any, field: str) -> str:
    if not isinstance(raw, str):
        raise FactsRefused(field, f"must be text, not {_shown(raw)}")
    return raw


def _day(raw: Any, field: str) -> datetime.date:
    if isinstance(raw, datetime.datetime):
        raise FactsRefused(field, "must be a date without a time")
    if isinstance(raw, datetime.date):
        return raw
    try:
        if len(raw) == 10:
            return datetime.date.fromisoformat(raw)
    except (TypeError, ValueError):
        pass
    raise FactsRefused(field, f"must be a date such as 2026-03-02, not {_shown(raw)}")


def _moment(raw: Any, field: str) -> datetime.datetime:
    if isinstance(raw, datetime.datetime):
        return raw
    try:
        if len(raw) > 10:
            return datetime.datetime.fromisoformat(raw)
    except (TypeError, ValueError):
        pass
    raise FactsRefused(
        field, f"must be a date and time such as 2026-03-02T16:30, not {_shown(raw)}"
    )


def _time(raw: Any, field: str) -> datetime.time:
    if isinstance(raw, datetime.time):
        return raw
    try:
        if raw[2] == ":":
            return datetime.time.fromisoformat(raw)
    except (TypeError, ValueError, IndexError, KeyError):
        pass
    raise FactsRefused(field, f"must be a time such as 08:30, not {_shown(raw)}")


flag = Kind("flag", _flag)
text = Kind("text", _text)
day = Kind("date", _day)
moment = Kind("moment", _moment)
time_of_day = Kind("time", _time)


def whole_number(least: int, most: int) -> Kind:
    """Return the kind of a whole number between two bounds, both included."""

    def check(raw: Any, field: str) -> int:
        if not isinstance(raw, int) or isinstance(raw, bool) or not least <= raw <= most:
            raise FactsRefused(
                field, f"must be a whole number from {least} to {most}, not {_shown(raw)}"
            )
        return raw

    return Kind("number", check)


def optional(kind: Kind) -> Kind:
    """Return the kind that also takes null, for a value known to be unknown."""

    def check(raw: Any, field: str) -> Any:
        return None if raw is None else kind(raw, field)

    return replace(kind, check=check, null=True)


def table(known: Mapping[str, Kind]) -> Kind:
    """Return the kind of a table with known keys, all of them optional."""

    def check(raw: Any, field: str) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            raise FactsRefused(field, f"must be a table, not {_shown(raw)}")
        return read(known, raw, f"{field}.")

    return Kind("table", check, parts=known)


def list_of(kind: Kind) -> Kind:
    """Return the kind of a list."""

    def check(raw: Any, field: str) -> tuple[Any, ...]:
        if not isinstance(raw, (list, tuple)):
            raise FactsRefused(field, f"must be a list, not {_shown(raw)}")
        return tuple([kind.check(item, f"{field}[{n}]") for n, item in enumerate(raw)])

    return Kind("list", check, each=kind)


def read(known: Mapping[str, Kind], raw: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return checked facts; raises FactsRefused for an unknown name or an unusable value.

    A null is the same as an absent fact, save where the kind is ``optional``.
    """
    facts = {}
    for name, value in raw.items():
        kind = known.get(name)
        if kind is None:
            raise FactsRefused(
                f"{prefix}{name}", f"is not a fact known here; known are {', '.join(known)}"
            )
        facts[name] = kind.check(value, prefix + name if prefix else name)
    return facts


def _shown(raw: Any) -> str:
    shown = repr(raw)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
