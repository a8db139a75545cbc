"""Markdown that people write, as safe HTML in the classes of our pages."""

from __future__ import annotations

from collections.abc import Callable

import nh3
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
_TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "span",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_CLASSES = {
    "h2": "govuk-heading-m", "h3": "govuk-heading-s", "h4": "govuk-heading-s", "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet", "ol": "govuk-list govuk-list--number",
    "a": "govuk-link", "table": "govuk-table", "th": "govuk-table__header",
    "td": "govuk-table__cell",
}  # fmt: skip


def safe_html(
    text: str,
    *,
    lead_to: Callable[[str], str] = str,
    picture: Callable[[str], str] | None = None,
) -> str:
    """Return Markdown as safe HTML: no scripts, no styles, our classes.

    Headings begin at the second level, since the page has its own title. ``lead_to`` gives the
    address for each link as it was written, ``picture`` the address of a drawing of ours for the
    source as it was written, "" for anything else; without it no picture is shown.
    """
    drawings: set[str] = set()
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}"
        if token.nesting == 1 and token.tag in _CLASSES:
            token.attrSet("class", _CLASSES[token.tag])
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("class", _CLASSES["a"])
                child.attrSet("href", lead_to(str(child.attrGet("href"))))
            elif child.type == "image" and picture is not None:
                drawings.add(address := picture(str(child.attrGet("src") or "")))
                child.attrSet("src", address)
                child.attrSet("class", "lanyard-drawing")
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})

    def only_ours(tag: str, attribute: str, value: str) -> str | None:
        foreign = tag == "img" and attribute == "src" and value not in drawings - {""}
        return None if foreign else value

    return nh3.clean(
        html, tags=_TAGS if picture is None else _TAGS | {"img"}, link_rel="noopener",
        url_schemes={"http", "https", "mailto"}, attribute_filter=only_ours,
        attributes={"*": {"class"}, "a": {"href"}, "img": {"src", "alt"}},
    )  # fmt: skip
