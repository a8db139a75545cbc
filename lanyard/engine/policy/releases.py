"""What a release changes in a shipped profile, unit by unit, and a profile with some of it taken.

A unit is what one decision is about: an entry of a list whose entries have names, the plain values
of a table, or a list whose order matters as a whole (such as the rows of a route).
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Unit = tuple[str, ...]

_NAMES = ("slug", "code")


def units(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Unit]:
    """Return what differs between two tables, in the order of the later one."""
    return list(dict.fromkeys(_units(before, after, ())))


def with_units(
    table: Mapping[str, Any], source: Mapping[str, Any], wanted: Iterable[Unit]
) -> dict[str, Any]:
    """Return ``table`` with some units as they are in ``source``."""
    result: dict[str, Any] = copy.deepcopy(dict(table))
    for unit in wanted:
        _put(result, source, unit)
    return result


def unit_of(key: str, among: Iterable[Unit]) -> Unit | None:
    """Return the unit that the value of a key belongs to: the nearest of those given."""
    found = [unit for unit in among if _covers(".".join(unit), key)]
    return max(found, key=len, default=None)


def _covers(name: str, key: str) -> bool:
    return not name or key == name or key.startswith((f"{name}.", f"{name}["))


def _units(before: Any, after: Any, at: Unit) -> Iterator[Unit]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _of_tables(before, after, at)
    elif before != after:
        name = _name_of(before, after)
        same_order = name and _names(before, name) == _names(after, name)
        if name and (same_order or _kept_order(before, after, name)):
            yield from _of_entries(_named(before, name), _named(after, name), at)
        else:
            yield at


def _of_tables(before: Mapping[str, Any], after: Mapping[str, Any], at: Unit) -> Iterator[Unit]:
    if _plain(before, after) != _plain(after, before):
        yield at
    inner = [key for key in {**after, **before} if _is_inner(before, key) or _is_inner(after, key)]
    for key in inner:
        if key in before and key in after:
            yield from _units(before[key], after[key], (*at, key))
        else:
            yield (*at, key)


def _of_entries(before: dict[str, Any], after: dict[str, Any], at: Unit) -> Iterator[Unit]:
    for name in {**after, **before}:
        if name in before and name in after:
            yield from _of_tables(before[name], after[name], (*at, name))
        else:
            yield (*at, name)


def _kept_order(before: list[Any], after: list[Any], name: str) -> bool:
    """Say whether the entries that both lists have stand in the same order."""
    old, new = _names(before, name), _names(after, name)
    return [n for n in old if n in new] == [n for n in new if n in old]


def _is_inner(table: Mapping[str, Any], key: str) -> bool:
    value = table.get(key)
    tables = isinstance(value, list) and bool(value) and all(isinstance(e, Mapping) for e in value)
    return isinstance(value, Mapping) or tables


def _plain(table: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plain values; a list that is empty in one of two tables is as in the other."""
    inner = {key for key in {**table, **other} if _is_inner(table, key) or _is_inner(other, key)}
    return {key: value for key, value in table.items() if key not in inner}


def _name_of(*lists: Any) -> str:
    """Return the key by which all entries of some lists are told apart, "" where there is none."""
    entries: list[Any] = [
        entry for one in lists for entry in (one if isinstance(one, list) else [None])
    ]
    if not entries or not all(isinstance(entry, Mapping) for entry in entries):
        return ""
    for name in _NAMES:
        if all(isinstance(entry.get(name), str) for entry in entries):
            once = all(len(set(_names(one, name))) == len(one) for one in lists)
            return name if once else ""
    return ""


def _names(entries: list[Any], name: str) -> list[str]:
    return [entry[name] for entry in entries]


def _named(entries: list[Any], name: str) -> dict[str, Any]:
    return {entry[name]: entry for entry in entries}


def _put(result: Any, source: Any, unit: Unit) -> None:
    """Put one unit of ``source`` into ``result``, which is changed."""
    holder, original = result, source
    for step in unit[:-1]:
        holder, original = _step(holder, step), _step(original, step)
        if holder is None:
            return
    if not unit:
        _replace_plain(holder, source)
        return
    last = unit[-1]
    new = _step(original, last)
    old = _step(holder, last)
    if isinstance(old, dict) and isinstance(new, Mapping):
        _replace_plain(old, new)
    elif isinstance(holder, list):
        _put_entry(holder, original, last, new)
    elif new is None:
        holder.pop(last, None)
    else:
        holder[last] = copy.deepcopy(new)


def _step(value: Any, step: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, list):
        return next((e for e in value if any(e.get(n) == step for n in _NAMES)), None)
    return None


def _replace_plain(old: dict[str, Any], new: Mapping[str, Any]) -> None:
    for key in _plain(old, new):
        if key not in new:
            del old[key]
    old.update(copy.deepcopy(_plain(new, old)))


def _put_entry(holder: list[Any], original: Any, name: str, new: Any) -> None:
    """Add an entry after the one that it follows in the original, or take it away."""
    if new is None:
        holder[:] = [e for e in holder if not any(e.get(n) == name for n in _NAMES)]
        return
    place = original.index(new)
    before = next(
        (old for one in reversed(original[:place]) if (old := _same(holder, one)) is not None), None
    )
    holder.insert(holder.index(before) + 1 if before is not None else 0, copy.deepcopy(new))


def _same(entries: list[Any], wanted: Mapping[str, Any]) -> Any:
    name = next((n for n in _NAMES if isinstance(wanted.get(n), str)), "")
    return next((e for e in entries if e.get(name) == wanted.get(name)), None)
