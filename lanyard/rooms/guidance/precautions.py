"""The bank of precautions: what those who teach choose from for their group. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lanyard.engine.policy.api import CONTENT, YamlPage

_NEEDED = frozenset({"title", "precautions"})


@dataclass(frozen=True)
class Shelf:
    """Precautions of one kind of tool."""

    slug: str
    title: str
    precautions: tuple[tuple[str, str], ...]


@cache
def bank() -> tuple[Shelf, ...]:
    """Return the bank in its order, each precaution by its slug; raises ContentInvalid."""
    text = (CONTENT / "catalogue" / "precautions.yaml").read_text("utf-8")
    page = YamlPage(text, "catalogue/precautions.yaml")
    found = []
    for slug, node in page.table(page.root, "the bank").items():
        fields = page.fields(node, slug, _NEEDED, frozenset())
        title = page.text(fields["title"], "title") if "title" in fields else ""
        said = [page.text(one, slug) for one in page.entries(fields.get("precautions"), slug)]
        numbered = tuple((f"{slug}-{number}", words) for number, words in enumerate(said, 1))
        found.append(Shelf(slug, title, numbered))
    page.finish()
    return tuple(found)


def words_of(slugs: list[str]) -> list[str]:
    """Return the precautions of some slugs in the bank's order; one that left the bank is left."""
    return [words for shelf in bank() for slug, words in shelf.precautions if slug in slugs]
