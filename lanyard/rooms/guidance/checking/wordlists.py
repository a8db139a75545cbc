"""Lists of words: spellings of other places, and language by how strong it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lanyard.engine.policy.api import CONTENT, YamlPage, line_of

LEVELS = ("strong", "mild", "hostile", "familiar", "jargon")
_EDGE = r"(?<![\w'\u2019])", r"(?![\w\u2019])"


@dataclass(frozen=True)
class Listed:
    """Words to look for as one pattern, and what may be written instead of each."""

    pattern: re.Pattern[str]
    instead: Mapping[str, str]

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Give where each stands, and what may be written instead ("" for nothing)."""
        for one in self.pattern.finditer(text):
            yield one.start(), one.end(), self.instead.get(_plain(one[0]), "")


def listed(words: Mapping[str, str]) -> Listed:
    """Return the words as one pattern: whole words, whatever their capitals and spaces."""
    ordered = sorted({_plain(word) for word in words if _plain(word)}, key=len, reverse=True)
    each = "|".join(_spaced(word) for word in ordered) or r"(?!)"
    pattern = re.compile(f"{_EDGE[0]}(?:{each}){_EDGE[1]}", re.IGNORECASE)
    return Listed(pattern, {_plain(word): instead for word, instead in words.items()})


def _spaced(word: str) -> str:
    escaped = re.escape(word).replace(r"\ ", r"\s{1,3}")
    return escaped.replace("'", "['\u2019]")


def _plain(word: str) -> str:
    return " ".join(word.replace("\u2019", "'").lower().split())


def spelling() -> Listed:
    """Return the spellings of other places; raises ContentInvalid."""
    return _pairs("spelling")


def slips() -> Listed:
    """Return the slips of grammar and spelling; raises ContentInvalid."""
    return _pairs("grammar")


@cache
def _pairs(name: str) -> Listed:
    page = YamlPage(_text(name), f"checker/{name}.yaml")
    words = {}
    for word, node in page.table(page.root, "the list").items():
        words[word] = page.text(node, word)
        if _plain(words[word]) == _plain(word):
            page.fault(line_of(node), f"gives {word} for itself")
    page.finish()
    return listed(words)


@cache
def language() -> Mapping[str, Listed]:
    """Return the lists of language by level; raises ContentInvalid."""
    return read_language(_text("language"), "checker/language.yaml")


def read_language(text: str, file: str) -> Mapping[str, Listed]:
    """Read the lists of language; raises ContentInvalid with file and line of every fault."""
    page = YamlPage(text, file)
    found: dict[str, dict[str, str]] = {}
    for level, node in page.table(page.root, "the list").items():
        if level not in LEVELS:
            page.fault(line_of(node), f"has an unknown level: {level}")
        words = found.setdefault(level, {})
        for entry in page.entries(node, level):
            said = page.plain(entry)
            pairs: Iterable[tuple[object, object]]
            pairs = said.items() if isinstance(said, dict) else [(said, "")]
            for word, instead in pairs:
                if str(word) in words:
                    page.fault(line_of(entry), f"gives {word} twice")
                words[str(word)] = str(instead)
    page.finish()
    return {level: listed(found.get(level, {})) for level in LEVELS}


def _text(name: str) -> str:
    return (CONTENT / "checker" / f"{name}.yaml").read_text("utf-8")
