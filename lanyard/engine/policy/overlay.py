"""Lay changes over a table: an organisation's over the shipped profile, and that over defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: What tells the entries of a list of tables apart, the first that all entries have.
_IDENTITIES = (("slug",), ("code",), ("severity", "age"))


def laid_over(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``base`` with ``changes`` over it.

    Tables merge key by key. In a list of tables with an identity (``slug``, ``code``, or
    ``severity`` with ``age``) an entry replaces the keys it names of the entry that it matches, is
    added where it matches none, and takes that one away where it says ``remove = true``. Any other
    list is replaced. Giving ``clauses`` takes away ``default`` and the other way round; ``unset``
    lists further keys to take away.
    """
    unset = changes.get("unset")
    gone = unset if isinstance(unset, list) else []
    result = {key: value for key, value in base.items() if key not in gone}
    if "clauses" in changes:
        result.pop("default", None)
    if changes.get("default"):
        result.pop("clauses", None)
    for key, value in changes.items():
        if key != "unset" or not isinstance(value, list):
            result[key] = _merged(base.get(key), value)
    return result


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return laid_over(old, new)
    if isinstance(old, list) and isinstance(new, list):
        identity = _identity(old, new)
        if identity:
            return _merged_entries(old, new, identity)
    return _without_removed(new)


def _merged_entries(old: list[Any], new: list[Any], identity: tuple[str, ...]) -> list[Any]:
    def name(entry: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(entry[key] for key in identity)

    entries = {name(entry): entry for entry in old}
    for entry in new:
        if entry.get("remove") is True:
            entries.pop(name(entry), None)
        else:
            entries[name(entry)] = laid_over(entries.get(name(entry), {}), entry)
    return list(entries.values())


def _identity(old: list[Any], new: list[Any]) -> tuple[str, ...] | None:
    entries = [*old, *new]
    if not all(isinstance(entry, Mapping) for entry in entries):
        return None
    for identity in _IDENTITIES:
        if entries and all(_names(entry, identity) for entry in entries):
            return identity
    return None


def _names(entry: Mapping[str, Any], identity: tuple[str, ...]) -> bool:
    return all(isinstance(entry.get(key), (str, int)) for key in identity)


def _without_removed(value: Any) -> Any:
    if isinstance(value, list):
        return [e for e in value if not (isinstance(e, Mapping) and e.get("remove") is True)]
    return value
