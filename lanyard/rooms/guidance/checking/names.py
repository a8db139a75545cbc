"""Names in a text: those of people whom we know, and those that look like one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from lanyard.rooms.guidance.checking.patterns import Place

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019.-][^\W\d_]+)*")
#: Words that stand before a name, or begin a sentence, and are none themselves.
_WORDS = """
    A An And As At But By Dear For From Here Hi Hello How I If In Is It Meet Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December My No Not Of On Or Our She He So Thank Thanks That The
    Their There They This To Today Tomorrow We Well What When Where Who Why With You Your
"""
_NO_NAMES = frozenset(_WORDS.split())

Fold = Callable[[str], str]


def tokens(text: str, fold: Fold) -> list[tuple[str, int, int]]:
    """Return the folded words of a text with their places; "Smith-Jones" gives two."""
    return [
        (word, found.start(), found.end())
        for found in _WORD.finditer(text)
        for word in fold(found[0]).split()
    ]


def known_names(text: str, names: Iterable[str], fold: Fold) -> Iterator[Place]:
    """Find whole names, whatever their accents and capitals: "mia okoro" finds Mia Okoro."""
    words = tokens(text, fold)
    wanted: dict[str, list[list[str]]] = {}
    for name in names:
        parts = fold(name).split()
        if len(parts) > 1:
            wanted.setdefault(parts[0], []).append(parts)
    for at, (word, start, _end) in enumerate(words):
        for parts in wanted.get(word, ()):
            here = [one for one, _s, _e in words[at : at + len(parts)]]
            if here == parts:
                yield start, words[at + len(parts) - 1][2]


def likely_names(text: str) -> Iterator[Place]:
    """Find two words side by side that begin with capitals, as a name and a family name do."""
    found = [one for one in _WORD.finditer(text) if one[0] not in _NO_NAMES]
    for one, other in pairwise(found):
        between = text[one.end() : other.start()]
        if between == " " and _is_name(one[0]) and _is_name(other[0]):
            yield one.start(), other.end()


def _is_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
