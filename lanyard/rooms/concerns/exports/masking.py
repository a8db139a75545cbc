"""Mask the names of third parties, so that a copy can be given to one of the people in it.

Pure: no database, no clock.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lanyard.people.names import fold

_SHORTEST = 2
_APOSTROPHES = "'`\u2018\u2019\u02bc\u00b4\uff07"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_BETWEEN = re.compile(rf"[{_HYPHENS}\s,;()._]+")


@dataclass(frozen=True)
class Name:
    """How a person may be named in a text, and what stands in the name's place."""

    full: str
    parts: tuple[str, ...]
    stand_in: str


def name_of(full: str, stand_in: str, *, also: Iterable[str] = ()) -> Name:
    """Make a Name from a full name: its words count too (but no lone letters), and other forms.

    A double-barrelled name counts whole and by its halves.
    """
    forms = [full, *(form for form in also if "@" not in form)]
    words = {word for form in forms for word in re.split(r"[\s,;()]+", form)}
    halves = {half for word in words for half in _BETWEEN.split(word)}
    every = {form.strip() for form in (*words, *halves, *also)}
    kept = sorted((form for form in every if len(form) >= _SHORTEST), key=len, reverse=True)
    return Name(full.strip(), tuple(kept), stand_in)


class Mask:
    """Replaces every form of every name, longest first.

    It sees through the letters' case, accents, the shape of apostrophes and hyphens, and the
    breaks between words, as people type them.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        forms: dict[str, str] = {}
        for name in names:
            for form in (name.full, *name.parts):
                for key in (key_of(form), key_of(form, apostrophes=False)):
                    if key:
                        forms.setdefault(key, name.stand_in)
        self._forms: Mapping[str, str] = forms
        ordered = sorted(forms, key=len, reverse=True)
        pattern = "|".join(r"[\s\-]+".join(map(re.escape, key.split())) for key in ordered)
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if forms else None

    def __call__(self, text: str) -> str:
        """Return the text with every name replaced by its stand-in."""
        if self._pattern is None:
            return text
        plain, places = _plain(text)
        shown, last = [], 0
        for match in self._pattern.finditer(plain):
            shown += [text[last : places[match.start()]], self._stand_in(match.group(0))]
            last = places[match.end()]
        return "".join([*shown, text[last:]])

    def _stand_in(self, found: str) -> str:
        return self._forms.get(" ".join(found.replace("-", " ").split()), "[name]")


#: Leaves every text as it is.
NO_MASK = Mask(())


def key_of(form: str, *, apostrophes: bool = True) -> str:
    """Return a form of a name as it is compared: plain small letters, single spaces."""
    plain = _plain(form)[0].replace("-", " ")
    return " ".join((plain if apostrophes else plain.replace("'", "")).split())


def _plain(text: str) -> tuple[str, list[int]]:
    """Return a text in plain small letters, and where in the text each of its letters begins."""
    plain: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        folded = _letter(letter)
        plain.append(folded)
        places += [place] * len(folded)
    return "".join(plain), [*places, len(text)]


def _letter(letter: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    return "".join(map(_piece, apart))


def _piece(letter: str) -> str:
    if letter in _APOSTROPHES:
        return "'"
    if letter in _HYPHENS:
        return "-"
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Cf"}:
        return ""
    return fold(letter) or letter


def stand_ins(count: int) -> list[str]:
    """Return "Person A" to "Person Z", then "Person 27" and so on."""
    letters = [f"Person {chr(ord('A') + number)}" for number in range(min(count, 26))]
    return letters + [f"Person {number + 1}" for number in range(26, count)]
