"""Facts without names: what of a decision is kept for replay, and how it is shown."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from lanyard.engine.decisions.api import Answer, FactInfo, decide, facts_of
from lanyard.engine.policy.api import Profile

#: Text that rules look at word by word; of any other only that it is there is kept.
_KEPT_TEXT = frozenset({"platform", "method"})


def precedent_of(
    question: str, profile: Profile, on: datetime.date, facts: Mapping[str, Any]
) -> tuple[dict[str, Any], Answer]:
    """Return a decision's facts without names, and its answer under them.

    Days are kept as their months where the same rule then answers the same; else as they are,
    since a decision that cannot be asked again is worth nothing.
    """
    infos = {info.name: info for info in facts_of(question, profile)}
    exact = {name: _unnamed(infos[name], value, _People()) for name, value in facts.items()}
    coarse = {name: _coarse(infos[name], value) for name, value in exact.items()}
    told, meant = decide(question, profile, on, coarse), decide(question, profile, on, exact)
    if (told.answer, told.rule) == (meant.answer, meant.rule):
        return coarse, told
    return exact, meant


class _People(dict[str, str]):
    def __missing__(self, name: str) -> str:
        self[name] = f"person {len(self) + 1}"
        return self[name]


def _unnamed(info: FactInfo, value: Any, people: _People) -> Any:
    if value is None:
        return None
    if info.kind == "text":
        if info.name == "person":
            return people[value]
        return value if info.name in _KEPT_TEXT or not value.strip() else "given"
    if info.kind == "table":
        parts = {part.name: part for part in info.parts}
        return {name: _unnamed(parts[name], one, people) for name, one in value.items()}
    if info.kind == "list" and info.each is not None:
        return [_unnamed(info.each, one, people) for one in value]
    return _no_certain_day(value) if info.kind == "moment" else value


def _no_certain_day(value: str) -> str:
    """Return a moment on the first such weekday of its month: a time leads to whoever asked then.

    Rules look at the weekday and the time of day only.
    """
    at = datetime.datetime.fromisoformat(value)
    day = at.replace(day=(at.day - 1) % 7 + 1, second=0, microsecond=0)
    return day.isoformat()


def _coarse(info: FactInfo, value: Any) -> Any:
    if value is None:
        return None
    if info.kind == "date":
        return f"{value[:7]}-01"
    if info.kind == "table":
        parts = {part.name: part for part in info.parts}
        return {name: _coarse(parts[name], one) for name, one in value.items()}
    if info.kind == "list" and info.each is not None:
        return [_coarse(info.each, one) for one in value]
    return value
