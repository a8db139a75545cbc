"""Words of modules for the page: names and addresses filled in, Markdown made into safe HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.templatetags.static import static

from lanyard.foundation.ui.api import safe_html

_PLACE = re.compile(r"\[\[([a-z-]+)\]\]")
_PICTURE = re.compile(r"picture:([a-z0-9-]+)")


def filled(text: str, places: Mapping[str, str]) -> str:
    """Return a text with each ``[[place]]`` filled; one that nobody fills stays as it is."""
    return _PLACE.sub(lambda found: places.get(found[1], found[0]), text)


def as_html(text: str) -> str:
    """Return Markdown as safe HTML in our classes; ``picture:name`` becomes one of our drawings."""
    return safe_html(text, picture=_picture)


def _picture(source: str) -> str:
    found = _PICTURE.fullmatch(source)
    return static(f"training/{found[1]}.svg") if found else ""
