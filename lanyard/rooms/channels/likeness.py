"""Whether a name could be taken for another: letters that look alike, and near spellings."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from confusable_homoglyphs import confusables

#: From how alike two names are taken for each other, of 1: the product's default.
ALIKE = 0.86
#: Shorter names are compared letter by letter only.
_SHORT = 5
#: What is read as another letter at a glance, beside Unicode's own list of lookalikes.
_AT_A_GLANCE = str.maketrans({"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "i": "l"})
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


@dataclass(frozen=True)
class Likeness:
    """A known name for which another could be taken, and why: ``same``, ``looks`` or ``near``."""

    known: str
    why: str


def plain(name: str) -> str:
    """Return a name in small letters, without accents, marks and spaces; lookalikes stay."""
    parts = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[^\w]|_", "", "".join(c for c in parts if not unicodedata.combining(c)))


def skeleton(name: str) -> str:
    """Return what a name looks like at a glance: each lookalike as the Latin letter it apes."""
    shown = "".join(_latin(character) for character in plain(name)).translate(_AT_A_GLANCE)
    for pair, letter in _PAIRS:
        shown = shown.replace(pair, letter)
    return shown


def _latin(character: str) -> str:
    if character.isascii():
        return character
    found = confusables.is_confusable(character, preferred_aliases=["latin"], greedy=False)
    apes = (glyph["c"] for glyph in found[0]["homoglyphs"]) if found else ()
    return next((one.casefold() for one in apes if one.isascii() and one.isalpha()), character)


def mixes_scripts(name: str) -> bool:
    """Say whether a name mixes alphabets in a way that only serves to deceive."""
    return bool(confusables.is_dangerous(name))


def likenesses(name: str, known: Iterable[str]) -> list[Likeness]:
    """Return the known names for which a name could be taken, the closest kind first."""
    mine, looks = plain(name), skeleton(name)
    if not mine:
        return []
    found = [Likeness(one, why) for one in dict.fromkeys(known) if (why := _why(mine, looks, one))]
    order = ("same", "looks", "near")
    return sorted(found, key=lambda one: (order.index(one.why), one.known))


def _why(mine: str, looks: str, known: str) -> str:
    theirs = plain(known)
    if not theirs:
        return ""
    if mine == theirs:
        return "same"
    shown = skeleton(known)
    if looks == shown:
        return "looks"
    long_enough = min(len(looks), len(shown)) >= _SHORT
    ratio = difflib.SequenceMatcher(None, looks, shown, autojunk=False).ratio()
    return "near" if long_enough and ratio >= ALIKE else ""
