"""Entries of menus, and the addresses of pages that some room may provide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Entry:
    """An entry of a menu. ``current`` is what aria-current says of it ("page", "true" or "")."""

    label: Any
    url: str
    icon: str = ""
    current: str = ""
    #: The slug of the manifest that offers it.
    room: str = ""


def address(name: str) -> str:
    """Return the address of a named page, "" where nothing provides it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
