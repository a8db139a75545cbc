"""Words of modules for the page: names and addresses filled in, Markdown made into safe HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from django.templatetags.static import static

from lanyard.foundation.ui.api import safe_html

_PLACE = re.compile(r"\[\[([a-z-]+)\]\]")
_PICTURE = re.compile(r"picture:([a-z0-9-]+)")
_SHOWN = re.compile(r"!\[([^\]]*)\]\(picture:([a-z0-9-]+)")
_DRAWINGS = Path(__file__).resolve().parent / "static" / "training"


def filled(text: str, places: Mapping[str, str]) -> str:
    """Return a text with each ``[[place]]`` filled; one that nobody fills stays as it is."""
    return _PLACE.sub(lambda found: places.get(found[1], found[0]), text)


def pictures_in(text: str) -> set[str]:
    """Return the names of the pictures that words show."""
    return set(_PICTURE.findall(text))


def without_words(text: str) -> set[str]:
    """Return the pictures that words show without saying what is on them."""
    return {name for said, name in _SHOWN.findall(text) if not said.strip()}


def drawings() -> set[str]:
    """Return the names of the drawings that come with Lanyard."""
    return {path.stem for path in _DRAWINGS.glob("*.svg")}


def as_html(text: str, own: Mapping[str, str] | None = None) -> str:
    """Return Markdown as safe HTML in our classes.

    ``picture:name`` becomes a picture of one's own, whose addresses are given, or our drawing.
    """
    return safe_html(text, picture=partial(_picture, own or {}))


def _picture(own: Mapping[str, str], source: str) -> str:
    found = _PICTURE.fullmatch(source)
    if found is None:
        return ""
    return own.get(found[1]) or static(f"training/{found[1]}.svg")
