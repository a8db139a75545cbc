"""The words of a module: pages in Markdown, then questions, each answer with what is said to it.

A page begins with ``# Its title {topic, topic}``. A question begins with ``?``; the lines
after it are its answers, ``*`` before the right one and ``-`` before the others, with what is said
to whoever chooses it after ``|``. Lines between ``<<slug, slug`` and ``>>`` are for
those profiles alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

_PAGE = re.compile(r"# +(?P<title>[^{]+?)\s*(?:\{(?P<topics>[^}]*)\})?\s*")
_LONGEST = 200_000


class ModuleInvalid(ValueError):
    """Words that make no module; the text names the line."""


@dataclass(frozen=True)
class Page:
    """One page: a title, its words, the topics it carries."""

    title: str
    text: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """An answer that may be chosen, and what is said to it."""

    text: str
    said: str
    right: bool


@dataclass(frozen=True)
class Question:
    """A question with its answers, exactly one of them right."""

    ask: str
    choices: tuple[Choice, ...]

    @property
    def right(self) -> int:
        """The place of the right answer."""
        return next(n for n, choice in enumerate(self.choices) if choice.right)


@dataclass(frozen=True)
class Module:
    """Pages to read, then questions."""

    pages: tuple[Page, ...]
    questions: tuple[Question, ...]

    @property
    def topics(self) -> frozenset[str]:
        """The topics that its pages carry."""
        return frozenset(topic for page in self.pages for topic in page.topics)


@lru_cache(maxsize=256)
def module_of(text: str) -> Module:
    """Return the module that a text makes; raises ModuleInvalid, naming the line."""
    if len(text) > _LONGEST:
        raise ModuleInvalid("The words are longer than 200,000 characters.")
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        reader.take(number, line)
    return reader.module()


class _Reader:
    """Takes line after line."""

    def __init__(self) -> None:
        self._pages: list[tuple[str, tuple[str, ...], list[str]]] = []
        self._questions: list[tuple[int, str, list[Choice]]] = []

    def take(self, number: int, line: str) -> None:
        """Take one line; raises ModuleInvalid."""
        if line.startswith("? "):
            self._questions.append((number, line[2:].strip(), []))
        elif self._questions:
            self._answer(number, line.strip())
        elif found := _PAGE.fullmatch(line):
            topics = (one.strip() for one in (found["topics"] or "").split(","))
            self._pages.append((found["title"], tuple(t for t in topics if t), []))
        elif self._pages:
            self._pages[-1][2].append(line)
        elif line.strip():
            raise ModuleInvalid(f"Line {number}: begin with a page, as “# Its title”.")

    def _answer(self, number: int, line: str) -> None:
        if not line:
            return
        mark, _, rest = line.partition(" ")
        if mark not in {"-", "*"} or not rest.strip():
            raise ModuleInvalid(f"Line {number}: an answer begins with “- ” or “* ”.")
        text, _, said = rest.partition("|")
        self._questions[-1][2].append(Choice(text.strip(), said.strip(), mark == "*"))

    def module(self) -> Module:
        """Return what was read; raises ModuleInvalid for a question that cannot be answered."""
        if not self._pages:
            raise ModuleInvalid("Line 1: begin with a page, as “# Its title”.")
        for number, _ask, choices in self._questions:
            if len(choices) < 2 or sum(choice.right for choice in choices) != 1:
                raise ModuleInvalid(
                    f"Line {number}: a question needs two answers or more, and a * before one."
                )
        return Module(
            tuple(Page(title, "\n".join(lines), topics) for title, topics, lines in self._pages),
            tuple(Question(ask, tuple(choices)) for _, ask, choices in self._questions),
        )


def uncovered(text: str, topics: Iterable[str]) -> list[str]:
    """Return the topics that a module must cover and no page carries (COM-LRN-05)."""
    return sorted(set(topics) - module_of(text).topics)


def for_profile(text: str, slug: str) -> str:
    """Return the words with those passages of single profiles that are this profile's."""
    kept: list[str] = []
    inside: Collection[str] | None = None
    for line in text.splitlines():
        if line.startswith("<<"):
            inside = {one.strip() for one in line[2:].split(",")}
        elif line.strip() == ">>":
            inside = None
        elif inside is None or slug in inside:
            kept.append(line)
    return "\n".join(kept) + "\n"


def marked(module: Module, answers: Iterable[int]) -> int:
    """Return of a hundred how many answers are right; 100 where nothing is asked."""
    given = list(answers)
    right = sum(a == q.right for a, q in zip(given, module.questions, strict=False))
    return 100 * right // len(module.questions) if module.questions else 100
