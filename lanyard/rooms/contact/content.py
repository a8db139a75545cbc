"""What a policy says of contact: the channels it speaks of, and the clauses on tone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from yaml.nodes import Node

from lanyard.engine.policy.api import CONTENT, Channel, YamlPage, clauses, line_of
from lanyard.rooms.contact.models import Use

_NEEDED = frozenset({"name", "uses", "guidance", "clauses"})
_MORE = frozenset({"sends", "standard"})


@dataclass(frozen=True)
class Way:
    """A channel that a policy speaks of, as it is offered for approval."""

    name: str
    sends: str
    uses: tuple[str, ...]
    guidance: str
    standard: bool
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """A sentence that staff give their word for each term."""

    says: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    """What one policy says; without tone clauses the rules of tone are Lanyard's default."""

    tone: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    attest: tuple[Statement, ...] = ()


@cache
def contact_of(slug: str) -> Contact:
    """Return what a shipped policy says of contact; raises ContentInvalid."""
    path = CONTENT / slug / "contact.yaml"
    if not slug or not path.is_file():
        return Contact()
    return read_contact(path.read_text("utf-8"), f"{slug}/contact.yaml", clauses(slug).keys())


def read_contact(text: str, file: str, known: Collection[str]) -> Contact:
    """Read what a policy says; raises ContentInvalid with file and line of every fault."""
    page = YamlPage(text, file)
    fields = (
        page.fields(page.root, "the file", frozenset(), frozenset({"tone", "ways", "attest"}))
        if page.root else {}
    )  # fmt: skip
    tone = _cited(page, fields["tone"], known) if "tone" in fields else ()
    ways = tuple(_way(page, node, known) for node in page.entries(fields.get("ways"), "ways"))
    said = tuple(
        _statement(page, node, known) for node in page.entries(fields.get("attest"), "attest")
    )
    page.finish()
    return Contact(tone, ways, said)


def _statement(page: YamlPage, node: Node, known: Collection[str]) -> Statement:
    fields = page.fields(node, "a statement", frozenset({"says", "clauses"}), frozenset())
    return Statement(
        page.text(fields["says"], "says") if "says" in fields else "",
        _cited(page, fields["clauses"], known) if "clauses" in fields else (),
    )


def _way(page: YamlPage, node: Node, known: Collection[str]) -> Way:
    fields = page.fields(node, "a way", _NEEDED, _MORE)
    said = {one: page.text(fields[one], one) if one in fields else ""
            for one in ("name", "guidance", "sends")}  # fmt: skip
    if said["sends"] and said["sends"] not in set(Channel):
        page.fault(line_of(node), f"sends by an unknown channel: {said['sends']}")
    uses = tuple(page.text(one, "a use") for one in page.entries(fields.get("uses"), "uses"))
    for use in set(uses) - set(Use.values):
        page.fault(line_of(node), f"has an unknown use: {use}")
    return Way(
        said["name"], said["sends"], uses, said["guidance"],
        "standard" in fields and page.plain(fields["standard"]) is True,
        _cited(page, fields["clauses"], known) if "clauses" in fields else (),
    )  # fmt: skip


def _cited(page: YamlPage, node: Node, known: Collection[str]) -> tuple[str, ...]:
    placed = page.texts(node, "clauses")
    for one in placed:
        if one.value not in known:
            page.fault(one.line, f"cites a clause that the policy does not have: {one.value}")
    return tuple(one.value for one in placed)
