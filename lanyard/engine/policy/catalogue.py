"""The catalogue of controls: what carries clauses out, who owns it, and which part does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from yaml.nodes import Node

from lanyard.engine.policy.profile import Profile
from lanyard.engine.policy.shipped import CONTENT
from lanyard.engine.policy.words import ROLES
from lanyard.engine.policy.yaml_reading import Page, line_of

FILE = "controls.yaml"
_ENTRY = frozenset({"slug", "room", "owner", "sentence"})


@dataclass(frozen=True)
class Entry:
    """One control as the catalogue names it; whether it is built is for the code to say."""

    slug: str
    sentence: str
    owner: str
    room: str


@dataclass(frozen=True)
class Catalogue:
    """Every control by slug, and which posts stand in for an owner that a policy does not have."""

    controls: Mapping[str, Entry]
    in_place_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def owner_under(self, slug: str, profile: Profile) -> str:
        """Return the role that owns a control under a policy; raises KeyError for an unknown one.

        The control's own, else the first stand-in that the policy names, else the safeguarding
        lead.
        """
        wanted = self.controls[slug].owner
        posts = profile.posts
        there = {role.slug for role in profile.roles} | {posts.head, posts.safeguarding_lead}
        offered = (wanted, *self.in_place_of.get(wanted, ()))
        return next((role for role in offered if role in there), posts.safeguarding_lead)


def read_catalogue(text: str, file: str = FILE) -> Catalogue:
    """Read a catalogue; raises ContentInvalid with file and line of every fault."""
    page = Page(text, file)
    top = page.fields(page.root, "the catalogue", frozenset({"controls"}),
                      frozenset({"in-place-of"})) if page.root else {}  # fmt: skip
    found: dict[str, Entry] = {}
    for node in page.entries(top.get("controls"), "controls"):
        entry = _entry(page, node)
        if entry is not None and entry.slug in found:
            page.fault(line_of(node), f"gives the control {entry.slug} again")
        elif entry is not None:
            found[entry.slug] = entry
    stand_ins = {
        role: tuple(_role(page, one.value, one.line) for one in page.texts(node, "in-place-of"))
        for role, node in page.table(top.get("in-place-of"), "in-place-of").items()
    }
    page.finish()
    return Catalogue(found, stand_ins)


def _entry(page: Page, node: Node) -> Entry | None:
    before = len(page.faults)
    fields = page.fields(node, "a control", _ENTRY, frozenset())
    texts = {name: page.text(one, name) for name, one in fields.items() if name in _ENTRY}
    if "owner" in texts:
        _role(page, texts["owner"], line_of(fields["owner"]))
    return Entry(**texts) if len(page.faults) == before else None


def _role(page: Page, role: str, line: int) -> str:
    if role and role not in ROLES:
        page.fault(line, f"names an unknown role: {role}")
    return role


@cache
def catalogue() -> Catalogue:
    """Return the shipped catalogue."""
    return read_catalogue((CONTENT / FILE).read_text("utf-8"))
