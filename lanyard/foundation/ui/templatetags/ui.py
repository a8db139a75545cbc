"""Template tags of the interface, built into every template (no ``load`` needed)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lanyard.foundation.ui import times
from lanyard.foundation.ui.storage import BUILT

register = template.Library()

register.filter("when", times.when)
register.filter("day", times.day)
register.filter("near", times.near)
register.filter("due_state", times.due_state)


@cache
def _shapes(name: str) -> str:
    """Return the shapes of an icon; "" where it is unknown or nothing has been built yet."""
    path = BUILT / "icons" / f"{name}.svg"
    return path.read_text("utf-8") if path.is_file() else ""


@register.simple_tag
def icon(name: str, solid: bool = False) -> SafeString:
    """Draw a small icon. It is hidden from screen readers: always put a word beside it."""
    return format_html(
        '<svg class="lanyard-icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        "{}</svg>",
        " lanyard-icon--solid" if solid else "",
        mark_safe(_shapes(name)),
    )


@register.filter
def initials(name: object) -> str:
    """Return the first letters of the first and last word of a name: "Mia Okoro" gives "MO"."""
    if hasattr(name, "initials"):
        return str(name.initials)
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def grouped(number: object) -> str:
    """Write a receipt number in groups of four: "1234567890123456" gives "1234 5678 9012 3456"."""
    digits = str(number).replace(" ", "")
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


@register.filter
def item(mapping: Mapping[Any, Any], key: object) -> Any:
    """Return the value of a key, None where it is missing."""
    return mapping.get(key)
