"""The privacy self-check as it ships: platforms with settings, and each policy's questions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from yaml.nodes import Node

from lanyard.engine.policy.api import CONTENT, YamlPage, clauses, line_of

_PLATFORM = frozenset({"title", "where", "steps"})
_NEEDED = frozenset({"for", "months", "clauses", "questions"})
_QUESTION = frozenset({"ask", "good", "advice", "clauses"})
FOR = ("staff", "learners")
#: Lanyard's default where the policy asks for no self-check: how often it suggests one.
MONTHS = 12


@dataclass(frozen=True)
class Platform:
    """A platform, where its settings are, and which to go through."""

    slug: str
    title: str
    where: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Asking:
    """A question beside the settings: which answer is good, and what is advised otherwise."""

    ask: str
    good: str
    advice: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class SelfCheck:
    """What a policy asks. ``audience`` is "" where it asks nobody, and all is Lanyard's default."""

    audience: str = ""
    months: int = MONTHS
    clauses: tuple[str, ...] = ()
    questions: tuple[Asking, ...] = ()
    may_decline: bool = True


@cache
def platforms() -> tuple[Platform, ...]:
    """Return the platforms in their order; raises ContentInvalid."""
    text = (CONTENT / "selfcheck" / "platforms.yaml").read_text("utf-8")
    page = YamlPage(text, "selfcheck/platforms.yaml")
    found = []
    for slug, node in page.table(page.root, "the list").items():
        fields = page.fields(node, slug, _PLATFORM, frozenset())
        steps = [page.text(one, "a step") for one in page.entries(fields.get("steps"), "steps")]
        said = {
            name: page.text(fields[name], name) for name in ("title", "where") if name in fields
        }
        found.append(Platform(slug, said.get("title", ""), said.get("where", ""), tuple(steps)))
    page.finish()
    return tuple(found)


@cache
def self_check_of(slug: str) -> SelfCheck:
    """Return what a shipped policy asks; raises ContentInvalid."""
    path = CONTENT / slug / "selfcheck.yaml"
    if not slug or not path.is_file():
        return SelfCheck()
    return read_self_check(path.read_text("utf-8"), f"{slug}/selfcheck.yaml", clauses(slug).keys())


def read_self_check(text: str, file: str, known: Collection[str]) -> SelfCheck:
    """Read a policy's self-check; raises ContentInvalid with file and line of every fault."""
    page = YamlPage(text, file)
    top = (
        page.fields(page.root, "the file", _NEEDED, frozenset({"may-decline"})) if page.root else {}
    )
    audience = page.text(top["for"], "for") if "for" in top else ""
    if audience not in FOR:
        page.fault(1, f"is for somebody unknown: {audience}")
    months = page.plain(top["months"]) if "months" in top else 0
    if not isinstance(months, int) or not 1 <= months <= 36:
        page.fault(1, "has a number of months that is none of 1 to 36")
    asked = tuple(
        _question(page, node, known) for node in page.entries(top.get("questions"), "questions")
    )
    cited = _cited(page, top.get("clauses"), known)
    declines = bool(page.plain(top["may-decline"])) if "may-decline" in top else False
    page.finish()
    return SelfCheck(audience, months, cited, asked, declines)


def _question(page: YamlPage, node: Node, known: Collection[str]) -> Asking:
    fields = page.fields(node, "a question", _QUESTION, frozenset())
    said = {
        name: page.text(fields[name], name) for name in ("ask", "good", "advice") if name in fields
    }
    if said.get("good") not in {"yes", "no"}:
        page.fault(line_of(node), "has a good answer that is neither yes nor no")
    cited = _cited(page, fields.get("clauses"), known)
    return Asking(said.get("ask", ""), said.get("good", ""), said.get("advice", ""), cited)


def _cited(page: YamlPage, node: Node | None, known: Collection[str]) -> tuple[str, ...]:
    placed = page.texts(node, "clauses") if node is not None else []
    for one in placed:
        if one.value and one.value not in known:
            page.fault(one.line, f"names no clause of the policy: {one.value}")
    return tuple(one.value for one in placed)
