"""Mask the names of third parties, so that a copy can be given to one of the people in it.

Pure: no database, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SHORTEST = 2


@dataclass(frozen=True)
class Name:
    """How a person may be named in a text, and what stands in the name's place."""

    full: str
    parts: tuple[str, ...]
    stand_in: str


def name_of(full: str, stand_in: str, *, also: Iterable[str] = ()) -> Name:
    """Make a Name from a full name: its words count too (but no lone letters), and other forms."""
    words = {word for word in re.split(r"[\s,;()]+", full) if len(word) >= _SHORTEST}
    extra = {form.strip() for form in also if len(form.strip()) >= _SHORTEST}
    return Name(full.strip(), tuple(sorted(words | extra, key=len, reverse=True)), stand_in)


class Mask:
    """Replaces every form of every name, longest first, whatever the letters' case."""

    def __init__(self, names: Iterable[Name]) -> None:
        forms: dict[str, str] = {}
        for name in names:
            for form in (name.full, *name.parts):
                if form:
                    forms.setdefault(form.casefold(), name.stand_in)
        self._forms: Mapping[str, str] = forms
        ordered = sorted(forms, key=len, reverse=True)
        pattern = "|".join(re.escape(form) for form in ordered)
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if forms else None

    def __call__(self, text: str) -> str:
        """Return the text with every name replaced by its stand-in."""
        if self._pattern is None:
            return text
        return self._pattern.sub(self._stand_in, text)

    def _stand_in(self, match: re.Match[str]) -> str:
        found = match.group(0)
        return self._forms.get(found.casefold(), "[name]")


#: Leaves every text as it is.
NO_MASK = Mask(())


def stand_ins(count: int) -> list[str]:
    """Return "Person A" to "Person Z", then "Person 27" and so on."""
    letters = [f"Person {chr(ord('A') + number)}" for number in range(min(count, 26))]
    return letters + [f"Person {number + 1}" for number in range(26, count)]
