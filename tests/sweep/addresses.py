"""Every address of the house, found by walking its URL patterns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One pattern: its name with namespaces, and the arguments it takes."""

    name: str
    pattern: str
    takes: tuple[str, ...]


def every_address() -> list[Address]:
    """Return every address in the order of its name."""
    return sorted(_walk(get_resolver(), "", ""), key=lambda address: address.name)


def _walk(resolver: URLResolver, prefix: str, space: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = space + (f"{entry.namespace}:" if entry.namespace else "")
            yield from _walk(entry, pattern, inner)
        elif isinstance(entry, URLPattern):
            takes = tuple(sorted(entry.pattern.regex.groupindex))
            yield Address(f"{space}{entry.name or pattern}", pattern, takes)
