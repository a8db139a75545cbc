"""Words of modules for the page: names and addresses filled in, Markdown made into safe HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping

import nh3
from django.templatetags.static import static
from markdown_it import MarkdownIt

_PLACE = re.compile(r"\[\[([a-z-]+)\]\]")
_PICTURE = re.compile(r"picture:([a-z0-9-]+)")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "hr", "img", "li", "ol", "p", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_CLASSES = {
    "h2": "govuk-heading-m", "h3": "govuk-heading-s", "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet", "ol": "govuk-list govuk-list--number",
    "table": "govuk-table", "th": "govuk-table__header", "td": "govuk-table__cell",
}  # fmt: skip


def filled(text: str, places: Mapping[str, str]) -> str:
    """Return a text with each ``[[place]]`` filled; one that nobody fills stays as it is."""
    return _PLACE.sub(lambda found: places.get(found[1], found[0]), text)


def as_html(text: str) -> str:
    """Return Markdown as safe HTML in our classes; ``picture:name`` becomes one of our drawings."""
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 3)}"
        if token.nesting == 1 and token.tag in _CLASSES:
            token.attrSet("class", _CLASSES[token.tag])
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("class", "govuk-link")
            elif child.type == "image":
                child.attrSet("src", _picture(str(child.attrGet("src") or "")))
                child.attrSet("class", "lanyard-drawing")
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return nh3.clean(
        html, tags=_TAGS, link_rel="noopener", url_schemes={"http", "https", "mailto"},
        attributes={"*": {"class"}, "a": {"href"}, "img": {"src", "alt"}},
        attribute_filter=_only_ours,
    )  # fmt: skip


def _picture(source: str) -> str:
    found = _PICTURE.fullmatch(source)
    return static(f"training/{found[1]}.svg") if found else ""


def _only_ours(tag: str, attribute: str, value: str) -> str | None:
    """Drop the source of a picture that is not one of ours: nothing is fetched from elsewhere."""
    if tag == "img" and attribute == "src" and not value.startswith(static("training/")):
        return None
    return value
