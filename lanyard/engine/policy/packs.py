"""Statutory packs: what the law and its guidance ask, dated by edition, onto the same controls."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from yaml.nodes import Node

from lanyard.engine.policy.catalogue import catalogue
from lanyard.engine.policy.register import Clause, clauses_on
from lanyard.engine.policy.shipped import CONTENT
from lanyard.engine.policy.yaml_reading import Page, line_of

_PACKS = CONTENT / "packs"
_TEXTS = ("title", "issuer", "source", "dated")
_NEEDED = frozenset({*_TEXTS, "in-force-from", "duties"})
_COMPARED = ("section", "says", "actor", "strength", "controls", "source", "verified")


@dataclass(frozen=True)
class Edition:
    """One edition of a pack, with its duties by id."""

    pack: str
    edition: str
    title: str
    issuer: str
    source: str
    #: How the source dates it, in words; ``in_force_from`` only puts editions in their order.
    dated: str
    in_force_from: datetime.date
    duties: Mapping[str, Clause]


@dataclass(frozen=True)
class Differences:
    """What a new edition changes: ids added and removed, and by id the fields that differ."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def read_edition(text: str, file: str, known: Collection[str]) -> Edition:
    """Read an edition; raises ContentInvalid with file and line of every fault.

    ``file`` ends in ``<pack>/<edition>.yaml``.
    """
    page = Page(text, file)
    top = page.fields(page.root, "an edition", _NEEDED, frozenset()) if page.root else {}
    texts = {name: page.text(top[name], name) for name in _TEXTS if name in top}
    day = _day(page, top.get("in-force-from"))
    duties = clauses_on(page, top.get("duties"), known)
    page.finish()
    pack, edition = file.removesuffix(".yaml").split("/")[-2:]
    return Edition(pack, edition, **texts, in_force_from=day, duties=duties)


def _day(page: Page, node: Node | None) -> datetime.date:
    day = page.plain(node) if node is not None else None
    if isinstance(day, datetime.date) and not isinstance(day, datetime.datetime):
        return day
    if node is not None:
        page.fault(line_of(node), "in-force-from must be a day such as 2026-09-01")
    return datetime.date.min


@cache
def packs() -> Mapping[str, tuple[Edition, ...]]:
    """Return the shipped packs by slug, each with its editions, oldest first."""
    known = catalogue().controls.keys()
    found: dict[str, list[Edition]] = {}
    for path in sorted(_PACKS.glob("*/*.yaml")):
        file = f"packs/{path.parent.name}/{path.name}"
        edition = read_edition(path.read_text("utf-8"), file, known)
        found.setdefault(edition.pack, []).append(edition)
    return {pack: tuple(sorted(many, key=_age)) for pack, many in found.items()}


def edition_on(editions: tuple[Edition, ...], day: datetime.date) -> Edition:
    """Return the edition in force on a day, the first where none is yet."""
    begun = [one for one in editions if one.in_force_from <= day]
    return begun[-1] if begun else editions[0]


def edition_before(editions: tuple[Edition, ...], edition: Edition) -> Edition | None:
    """Return the edition before one, None for the first."""
    place = editions.index(edition)
    return editions[place - 1] if place else None


def changes_of(before: Edition, after: Edition) -> Differences:
    """Say what an edition changes against the one before it."""
    old, new = before.duties, after.duties
    both = [slug for slug in new if slug in old]
    changed = {slug: _fields(old[slug], new[slug]) for slug in both}
    return Differences(
        added=tuple(slug for slug in new if slug not in old),
        removed=tuple(slug for slug in old if slug not in new),
        changed={slug: fields for slug, fields in changed.items() if fields},
    )


def _fields(old: Clause, new: Clause) -> tuple[str, ...]:
    return tuple(name for name in _COMPARED if getattr(old, name) != getattr(new, name))


def _age(edition: Edition) -> tuple[datetime.date, str]:
    return edition.in_force_from, edition.edition
