"""Facts as they come from outside: checked against what a question knows, name by name."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Mapping
from typing import Any

#: Turns a raw value into the one that rules use; raises FactsRefused naming the field.
Kind = Callable[[Any, str], Any]


class FactsRefused(ValueError):
    """A fact that a question does not know, or whose value it cannot use."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(f"{field}: {what}")
        self.field = field
        self.what = what


def choice(words: type[enum.StrEnum]) -> Kind:
    """Return the kind of a word out of a closed list."""
    allowed = {str(word): word for word in words}
    told = ", ".join(allowed)

    def check(raw: Any, field: str) -> Any:
        if not isinstance(raw, str) or raw not in allowed:
            raise FactsRefused(field, f"must be one of {told}, not {_shown(raw)}")
        return allowed[raw]

    return check


def flag(raw: Any, field: str) -> bool:
    """Check a true or false."""
    if not isinstance(raw, bool):
        raise FactsRefused(field, f"must be true or false, not {_shown(raw)}")
    return raw


def text(raw: Any, field: str) -> str:
    """Check a text."""
    if not isinstance(raw, str):
        raise FactsRefused(field, f"must be text, not {_shown(raw)}")
    return raw


def day(raw: Any, field: str) -> datetime.date:
    """Check an ISO date."""
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


def whole_number(least: int, most: int) -> Kind:
    """Return the kind of a whole number between two bounds, both included."""

    def check(raw: Any, field: str) -> int:
        if not isinstance(raw, int) or isinstance(raw, bool) or not least <= raw <= most:
            raise FactsRefused(
                field, f"must be a whole number from {least} to {most}, not {_shown(raw)}"
            )
        return raw

    return check


def optional(kind: Kind) -> Kind:
    """Return the kind that also takes null, for a value known to be unknown."""

    def check(raw: Any, field: str) -> Any:
        return None if raw is None else kind(raw, field)

    return check


def table(known: Mapping[str, Kind]) -> Kind:
    """Return the kind of a table with known keys, all of them optional."""

    def check(raw: Any, field: str) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            raise FactsRefused(field, f"must be a table, not {_shown(raw)}")
        return read(known, raw, f"{field}.")

    return check


def list_of(kind: Kind) -> Kind:
    """Return the kind of a list."""

    def check(raw: Any, field: str) -> tuple[Any, ...]:
        if not isinstance(raw, (list, tuple)):
            raise FactsRefused(field, f"must be a list, not {_shown(raw)}")
        return tuple(kind(item, f"{field}[{n}]") for n, item in enumerate(raw))

    return check


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
        checked = kind(value, f"{prefix}{name}")
        facts[name] = checked
    return facts


def _shown(raw: Any) -> str:
    shown = repr(raw)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
