"""The papers that come with a profile: what is read with the policy, who signs, whom it reaches.

Read from ``content/<profile>/papers.toml``. A row without clauses is the product's own default.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from lanyard.engine.duties.api import KINDS
from lanyard.engine.policy.api import CONTENT
from lanyard.engine.policy.api import clauses as register_of

_FILE = "papers.toml"
_HOWS = ("outward", "probe", "hand")
_SHOWS = ("words", "link")
_CONSEQUENCES = ("nothing", "manager", "access")
CHANNELS = ("sign", "read", "reception", "email")
Row = TypeVar("Row")


class PapersInvalid(ValueError):
    """Papers that cannot be used; the text names the file and the key."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document that a college under the profile keeps beside the policy."""

    slug: str
    title: str
    kind: str
    owner: str
    reference: str = ""
    called: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    reflects: bool = False
    public: bool = False
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Who signs which of them, and what follows where they do not."""

    of: str
    name: str
    who: tuple[str, ...]
    new_starters: bool = False
    grace_days: int = 14
    statements: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    consequence: str = "manager"
    collected_by: str = ""
    with_companions: bool = False
    bundle: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Aware:
    """An audience that the policy must reach, and by which channel."""

    audience: str
    channel: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a document, or a link to our pages, must stand outside, by the policy's own name."""

    of: str
    name: str
    how: str = "hand"
    shows: str = "words"
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A page in plain words that we wrote for an audience: a draft until the college adopts it."""

    file: str
    title: str
    who: tuple[str, ...]
    text: str = ""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Papers:
    """All the papers of a profile."""

    documents: tuple[Paper, ...] = ()
    asks: tuple[Ask, ...] = ()
    aware: tuple[Aware, ...] = ()
    summaries: tuple[Summary, ...] = ()
    places: tuple[Place, ...] = ()
    #: What each draft is held against (OAK-1-01).
    values: tuple[str, ...] = ()
    #: The law and guidance that the policy relies on.
    sources: tuple[str, ...] = ()
    #: The meeting and minute of the approval, without which nothing is published (KMC-COV-03).
    minute_needed: bool = False
    #: What the policy's own text calls its companions elsewhere (POR-REL-01).
    named_otherwise: tuple[str, ...] = ()


@cache
def papers(slug: str) -> Papers:
    """Return the papers of a profile, none for one without; raises PapersInvalid."""
    path: Path = CONTENT / slug / _FILE
    if not path.is_file():
        return Papers()
    file = f"{slug}/{_FILE}"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PapersInvalid(f"{file}: {error}") from None
    found = Papers(
        documents=_rows(Paper, data.pop("documents", []), f"{file}: documents"),
        asks=_rows(Ask, data.pop("asks", []), f"{file}: asks"),
        aware=_rows(Aware, data.pop("aware", []), f"{file}: aware"),
        places=_rows(Place, data.pop("places", []), f"{file}: places"),
        summaries=_summaries(slug, data.pop("summaries", []), f"{file}: summaries"),
        **_plain(Papers, data, file),
    )
    _check(found, slug, file)
    return found


def _summaries(slug: str, rows: list[dict[str, Any]], at: str) -> tuple[Summary, ...]:
    """Return the summaries with their words; raises PapersInvalid for a page that is not there."""
    found = []
    for number, row in enumerate(_rows(Summary, rows, at), 1):
        path: Path = CONTENT / slug / "summaries" / row.file
        if not path.is_file():
            raise PapersInvalid(f"{at}.{number}.file: {row.file} is not there")
        if unknown := set(row.who) - set(KINDS):
            raise PapersInvalid(f"{at}.{number}.who: {min(unknown)} is no kind of people")
        found.append(replace(row, text=path.read_text("utf-8").strip()))
    return tuple(found)


def _rows(kind: type[Row], rows: list[dict[str, Any]], at: str) -> tuple[Row, ...]:
    found = []
    for number, row in enumerate(rows, 1):
        try:
            found.append(kind(**_plain(kind, row, f"{at}.{number}")))
        except TypeError as error:
            raise PapersInvalid(f"{at}.{number}: {error}") from None
    return tuple(found)


def _plain(kind: Any, row: dict[str, Any], at: str) -> dict[str, Any]:
    plain = {
        name.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for name, value in row.items()
    }
    if unknown := set(plain) - {one.name for one in fields(kind)}:
        raise PapersInvalid(f"{at}: {min(unknown)} is unknown")
    return plain


def _check(found: Papers, slug: str, file: str) -> None:
    known = {"policy", *(one.slug for one in found.documents)}
    clauses = register_of(slug)
    for number, ask in enumerate(found.asks, 1):
        at = f"{file}: asks.{number}"
        if unknown := {ask.of, *ask.bundle} - known:
            raise PapersInvalid(f"{at}: {min(unknown)} is no document")
        if unknown := set(ask.who) - set(KINDS):
            raise PapersInvalid(f"{at}.who: {min(unknown)} is no kind of people")
        if ask.consequence not in _CONSEQUENCES:
            raise PapersInvalid(f"{at}.consequence: {ask.consequence} is none")
    for number, aware in enumerate(found.aware, 1):
        if aware.audience not in KINDS or aware.channel not in CHANNELS:
            raise PapersInvalid(f"{file}: aware.{number}: {aware.audience}, {aware.channel}")
    for number, place in enumerate(found.places, 1):
        if place.of not in known or place.how not in _HOWS or place.shows not in _SHOWS:
            raise PapersInvalid(f"{file}: places.{number}: {place.of}, {place.how}, {place.shows}")
    cited = [one.clauses for one in found.documents] + [one.clauses for one in found.asks]
    cited += [one.clauses for one in found.aware]
    cited += [one.clauses for one in found.summaries]
    cited += [one.clauses for one in found.places]
    if unknown := {clause for many in cited for clause in many} - set(clauses):
        raise PapersInvalid(f"{file}: {min(unknown)} is no clause")


def questions_of(ask: Ask) -> list[dict[str, Any]]:
    """Return the questions of a row, each ``ask | wrong | *right``; raises ValueError."""
    return [question(line) for line in ask.questions]


def question(line: str) -> dict[str, Any]:
    """Read a question with its answers, the right one behind a star; raises ValueError."""
    words, *choices = [part.strip() for part in line.split("|")]
    right = [n for n, choice in enumerate(choices) if choice.startswith("*")]
    if not words or len(choices) < 2 or len(right) != 1:
        raise ValueError(line)
    plain = [choice.removeprefix("*").strip() for choice in choices]
    return {"ask": words, "choices": plain, "right": right[0]}
