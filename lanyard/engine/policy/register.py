"""The clause register of a policy: what each clause says, how it binds, what carries it out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from yaml.nodes import Node

from lanyard.engine.policy.catalogue import catalogue
from lanyard.engine.policy.checking import walk
from lanyard.engine.policy.profile import Profile
from lanyard.engine.policy.reading import Problem
from lanyard.engine.policy.shipped import CONTENT
from lanyard.engine.policy.sources import Sourced
from lanyard.engine.policy.words import Binding
from lanyard.engine.policy.yaml_reading import Page, line_of

_TEXTS = ("id", "section", "says", "actor", "kind", "capability")
_NEEDED = frozenset({*_TEXTS, "asks", "strength", "controls"})
#: Fields of a duty of a statutory pack beside those of a clause.
_OF_PACKS = frozenset({"source", "verified", "asks", "kind", "capability"})
KINDS = frozenset({
    "duty", "prohibition", "permission", "procedure", "definition", "guidance", "cadence",
})  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """One clause, or one duty of a statutory pack. ``says`` is a paraphrase.

    ``asks`` is what was asked of the product; ``controls`` what carries it out. A duty that was
    not read in the primary text is not ``verified``.
    """

    id: str
    section: str
    says: str
    actor: str
    kind: str
    capability: str
    strength: Binding
    controls: tuple[str, ...]
    asks: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    verified: bool = True

    @property
    def heading(self) -> str:
        """The section as a reader sees it, without our note that its heading was lost."""
        return re.sub(r"\s*\([^()]*(?:lost|inferred)[^()]*\)", "", self.section)

    @property
    def actors(self) -> tuple[str, ...]:
        """Whom the clause speaks to, one by one."""
        return tuple(actor.strip() for actor in self.actor.split(";") if actor.strip())


def clauses_on(page: Page, node: Node | None, known: Collection[str]) -> dict[str, Clause]:
    """Return the clauses of a list by id, noting every fault on the page."""
    found: dict[str, Clause] = {}
    lines: dict[str, int] = {}
    for entry in page.entries(node, "the register"):
        clause = _clause(page, entry, known)
        if clause is None:
            continue
        if clause.id in found:
            line = lines[clause.id]
            page.fault(line_of(entry), f"gives the id {clause.id} again; it stands in line {line}")
            continue
        found[clause.id], lines[clause.id] = clause, line_of(entry)
    return found


def _clause(page: Page, node: Node, known: Collection[str]) -> Clause | None:
    pack = page.file.startswith("packs/")
    needed = _NEEDED - _OF_PACKS if pack else _NEEDED
    allowed = _OF_PACKS if pack else frozenset({"params"})
    before = len(page.faults)
    fields = page.fields(node, "a clause", needed, allowed)
    texts = {name: page.text(one, name) for name, one in fields.items()
             if name in (*_TEXTS, "asks", "source", "strength")}  # fmt: skip
    controls = _controls(page, fields.get("controls"), known)
    verified = page.plain(fields["verified"]) if "verified" in fields else True
    _check_words(page, fields, texts)
    if not isinstance(verified, bool):
        page.fault(line_of(fields["verified"]), "verified must be true or false")
    if len(page.faults) > before:
        return None
    params = page.plain(fields["params"]) if "params" in fields else {}
    return Clause(
        **{name: texts.get(name, "") for name in (*_TEXTS, "asks", "source")},
        strength=Binding(texts["strength"]), controls=controls, params=params or {},
        verified=verified,
    )  # fmt: skip


def _controls(page: Page, node: Node | None, known: Collection[str]) -> tuple[str, ...]:
    placed = page.texts(node, "controls") if node is not None else []
    for one in placed:
        if one.value and one.value not in known:
            page.fault(one.line, f"names an unknown control: {one.value}")
    names = tuple(one.value for one in placed)
    if node is not None and len(set(names)) < len(names):
        page.fault(line_of(node), "names a control twice")
    return names


def _check_words(page: Page, fields: dict[str, Node], texts: dict[str, str]) -> None:
    strength, kind = texts.get("strength", ""), texts.get("kind", "")
    if strength and strength not in set(Binding):
        page.fault(
            line_of(fields["strength"]),
            f"has an unknown strength: {strength}; there are {', '.join(Binding)}",
        )
    if kind and kind not in KINDS:
        page.fault(line_of(fields["kind"]), f"has an unknown kind: {kind}")


def read_register(text: str, file: str, known: Collection[str]) -> dict[str, Clause]:
    """Read a register; raises ContentInvalid with file and line of every fault."""
    page = Page(text, file)
    found = clauses_on(page, page.root, known)
    page.finish()
    return found


@cache
def clauses(slug: str) -> dict[str, Clause]:
    """Return a shipped policy's clauses by id.

    Raises FileNotFoundError for an unknown slug, and ContentInvalid for a register that cannot
    be used.
    """
    text = (CONTENT / slug / "clauses.yaml").read_text("utf-8")
    return read_register(text, f"{slug}/clauses.yaml", catalogue().controls.keys())


def cited(profile: Profile) -> Iterator[tuple[str, str]]:
    """Give each clause id that a profile cites, with the key where it does."""
    for at, entry in walk(profile):
        if isinstance(entry, Sourced):
            for clause in (*entry.clauses, *getattr(entry, "route_clauses", ())):
                yield at, clause


def uncited(profile: Profile, slug: str, file: str) -> list[Problem]:
    """Return a problem for each clause id of a profile that its policy does not have."""
    known = clauses(slug)
    return [
        Problem(file, f"{at}.clauses", f"names no clause of the policy: {clause!r}")
        for at, clause in cited(profile)
        if clause not in known
    ]
