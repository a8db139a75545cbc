"""The shipped register of laws: what each policy names, what satisfies it, what replaced it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from yaml.nodes import Node

from lanyard.engine.policy.api import (
    CONTENT,
    Clause,
    YamlPage,
    catalogue,
    clauses,
    line_of,
    packs,
    slugs,
)

FILE = "laws.yaml"
_NEEDED = frozenset({"slug", "title", "controls"})
_ALLOWED = frozenset({"named-by", "everywhere", "since-replaced-by", "pack"})


@dataclass(frozen=True)
class Law:
    """A statute or guidance: the clauses that name it and the controls that satisfy it."""

    slug: str
    title: str
    controls: tuple[str, ...]
    named_by: tuple[str, ...] = ()
    #: It binds every college, whatever its policy names.
    everywhere: bool = False
    #: What stands in its place, where Lanyard knows it.
    replaced_by: str = ""
    #: The statutory pack that holds its duties.
    pack: str = ""

    def clauses_in(self, register: Mapping[str, Clause]) -> tuple[Clause, ...]:
        """Return the clauses of a policy that name it, or rest on what satisfies it."""
        named = set(self.named_by)
        return tuple(
            one for one in register.values()
            if one.id in named or (not named and not set(self.controls).isdisjoint(one.controls))
        )  # fmt: skip


def read_laws(text: str, file: str, controls: Collection[str], known: Collection[str]) -> list[Law]:
    """Read a register of laws; raises ContentInvalid with file and line of every fault."""
    page = YamlPage(text, file)
    needed = frozenset({"laws"})
    top = page.fields(page.root, "the register", needed, frozenset()) if page.root else {}
    found: dict[str, Law] = {}
    for node in page.entries(top.get("laws"), "laws"):
        law = _law(page, node, controls, known)
        if law is not None and law.slug in found:
            page.fault(line_of(node), f"gives the law {law.slug} again")
        elif law is not None:
            found[law.slug] = law
    page.finish()
    return list(found.values())


def _law(
    page: YamlPage, node: Node, controls: Collection[str], known: Collection[str]
) -> Law | None:
    before = len(page.faults)
    given = page.fields(node, "a law", _NEEDED, _ALLOWED)

    def text(name: str) -> str:
        return page.text(given[name], name) if name in given else ""

    def among(name: str, allowed: Collection[str]) -> tuple[str, ...]:
        placed = page.texts(given[name], name) if name in given else []
        for one in placed:
            if one.value not in allowed:
                page.fault(one.line, f"{name} names something unknown: {one.value}")
        return tuple(one.value for one in placed)

    pack = text("pack")
    if pack and pack not in packs():
        page.fault(line_of(given["pack"]), f"names an unknown pack: {pack}")
    law = Law(
        text("slug"), text("title"), among("controls", controls), among("named-by", known),
        everywhere="everywhere" in given and page.plain(given["everywhere"]) is True,
        replaced_by=text("since-replaced-by"), pack=pack,
    )  # fmt: skip
    if not (law.named_by or law.everywhere):
        page.fault(line_of(node), "binds nobody: it needs named-by, or everywhere: true")
    return law if len(page.faults) == before else None


@cache
def laws() -> tuple[Law, ...]:
    """Return the shipped register."""
    known = {one for slug in slugs() for one in clauses(slug)}
    text = (CONTENT / FILE).read_text("utf-8")
    return tuple(read_laws(text, FILE, catalogue().controls, known))


def laws_under(profile: str) -> tuple[Law, ...]:
    """Return the laws of a policy: those that it names, and those that bind every college."""
    register = clauses(profile)
    return tuple(
        one for one in laws() if one.everywhere or not register.keys().isdisjoint(one.named_by)
    )
