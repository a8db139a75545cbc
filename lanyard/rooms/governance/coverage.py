"""The map of risks by layer: which layer meets which risk with something that is live today."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _
from yaml.nodes import Node

from lanyard.engine.clauses.api import Stand, Standing
from lanyard.engine.policy.api import CONTENT, YamlPage, catalogue, line_of

FILE = "coverage.yaml"
#: Layer to its name, in the order of the policies.
LAYERS = {
    "security": _("Security"), "training": _("Training"), "guidance": _("Guidance"),
    "policies": _("Policies"),
}  # fmt: skip
LIVE = frozenset({Stand.IN_FORCE, Stand.AT_RISK})
#: Parts of the house whose controls filter, block or watch.
TECHNICAL = frozenset({"filtering", "itsecurity", "monitoring", "identity"})


@dataclass(frozen=True)
class Risk:
    """An area of risk with the controls of each layer."""

    slug: str
    title: str
    layers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Map:
    """The risks, and what is taught beside each technical control."""

    risks: tuple[Risk, ...]
    taught_beside: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Cell:
    """How a layer meets a risk: its controls as they stand."""

    layer: str
    controls: tuple[Standing, ...]

    @property
    def live(self) -> int:
        """How many of its controls are live."""
        return sum(one.stand in LIVE for one in self.controls)


@dataclass(frozen=True)
class Pair:
    """A technical control and what is taught beside it."""

    control: Standing
    taught: tuple[Standing, ...]

    @property
    def live(self) -> bool:
        """Say whether anything taught beside it is live."""
        return any(one.stand in LIVE for one in self.taught)


def read_map(text: str, file: str, known: Collection[str]) -> Map:
    """Read a map; raises ContentInvalid with file and line of every fault."""
    page = YamlPage(text, file)
    needed = frozenset({"risks", "taught-beside"})
    top = page.fields(page.root, "the map", needed, frozenset()) if page.root else {}
    risks = [_risk(page, node, known) for node in page.entries(top.get("risks"), "risks")]
    beside = page.table(top.get("taught-beside"), "taught-beside")
    pairs = {slug: _known(page, node, slug, known) for slug, node in beside.items()}
    for slug, node in beside.items():
        if slug not in known:
            page.fault(line_of(node), f"names an unknown control: {slug}")
    slugs = [one.slug for one in risks]
    for twice in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        page.fault(1, f"gives the risk {twice} twice")
    page.finish()
    return Map(tuple(risks), pairs)


def _risk(page: YamlPage, node: Node, known: Collection[str]) -> Risk:
    fields = page.fields(node, "a risk", frozenset({"slug", "title", *LAYERS}), frozenset())
    texts = {name: page.text(fields[name], name) for name in ("slug", "title") if name in fields}
    layers = {
        layer: _known(page, fields[layer], layer, known) for layer in LAYERS if layer in fields
    }
    return Risk(texts.get("slug", ""), texts.get("title", ""), layers)


def _known(page: YamlPage, node: Node, name: str, known: Collection[str]) -> tuple[str, ...]:
    placed = page.texts(node, name)
    for one in placed:
        if one.value not in known:
            page.fault(one.line, f"names an unknown control: {one.value}")
    return tuple(one.value for one in placed)


@cache
def shipped() -> Map:
    """Return the shipped map."""
    return read_map((CONTENT / FILE).read_text("utf-8"), FILE, catalogue().controls.keys())


def crossed(standings: Mapping[str, Standing]) -> list[tuple[Risk, list[Cell]]]:
    """Return each risk with a cell for each layer, as its controls stand."""
    return [
        (risk, [Cell(layer, tuple(standings[slug] for slug in risk.layers[layer]))
                for layer in LAYERS])
        for risk in shipped().risks
    ]  # fmt: skip


def gaps(standings: Mapping[str, Standing]) -> list[tuple[Risk, str]]:
    """Return each risk with a layer that meets it with nothing live."""
    return [
        (risk, cell.layer) for risk, cells in crossed(standings) for cell in cells if not cell.live
    ]


def pairs(standings: Mapping[str, Standing]) -> Sequence[Pair]:
    """Return every technical control with what is taught beside it; those with nothing first."""
    beside = shipped().taught_beside
    found = [
        Pair(one, tuple(standings[slug] for slug in beside.get(one.slug, ())))
        for one in standings.values() if one.entry.room in TECHNICAL
    ]  # fmt: skip
    return sorted(found, key=lambda pair: (bool(pair.taught), pair.live, pair.control.slug))
