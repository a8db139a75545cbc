"""Slips of grammar that need no parser. Each finder gives (start, end, what is meant)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanyard.rooms.guidance.checking import wordlists

Slip = tuple[int, int, str]
_TWICE = re.compile(r"\b([a-z]+)\s{1,3}\1\b", re.IGNORECASE)
#: Words that may stand twice in good English.
_MAY_REPEAT = frozenset({"had", "that", "bye", "very", "no", "ha", "so", "is"})
_SMALL_I = re.compile(r"(?<![\w.'\u2019/-])i(?=['\u2019](?:m|ve|ll|d)\b|\s+[a-z])(?![.)])")
#: Lower case only: "an MP" and "a UK college" go by their sound.
_A_VOWEL = re.compile(r"\b([Aa])(?=\s(?!on(?:e|ce)\b|one-|eu|ewe)[aeio][a-z])")
_AN_CONSONANT = re.compile(r"\b([Aa])n(?=\s[bcdfgjklmnpqrstvwyz][a-z])")


def slips(text: str) -> Iterator[Slip]:
    """Find the slips of the list, words written twice, a small i, and a for an."""
    yield from wordlists.slips().found(text)
    for found in _TWICE.finditer(text):
        if found[1].lower() not in _MAY_REPEAT:
            yield *found.span(), found[1]
    for found in _SMALL_I.finditer(text):
        yield *found.span(), "I"
    for found in _A_VOWEL.finditer(text):
        yield *found.span(), f"{found[1]}n"
    for found in _AN_CONSONANT.finditer(text):
        yield *found.span(), found[1]
