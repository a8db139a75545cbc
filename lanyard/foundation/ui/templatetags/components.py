"""The components of pages as tags. They are built in; the gallery shows each in each state."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lanyard.foundation.ui import times
from lanyard.foundation.ui.listing import query_with
from lanyard.foundation.ui.templatetags.ui import icon

register = template.Library()

#: Kind of a state to the shape that goes with its word.
SHAPES = {
    "alarm": "octagon-alert",
    "due": "alarm-clock",
    "good": "circle-check",
    "note": "circle-dot",
    "waiting": "hourglass",
    "locked": "lock",
    "quiet": "circle",
}
_DUE_KINDS = {"overdue": "alarm", "soon": "due", "later": "quiet"}


@register.simple_tag
def state(kind: str, word: Any) -> SafeString:
    """Show a state as a word with a shape: ``{% state "good" _("In force") %}``."""
    return format_html(
        '<strong class="lanyard-state lanyard-state--{}">{}{}</strong>',
        kind, icon(SHAPES[kind]), word,
    )  # fmt: skip


@register.simple_tag
def severity(level: int, word: Any) -> SafeString:
    """Show a severity of 1 to 5 as a word with that many of five marks filled."""
    marks = format_html_join(
        "",
        '<rect class="lanyard-severity__mark{}" x="{}" y="1" width="4.5" height="12" rx="1"/>',
        ((" lanyard-severity__mark--on" if n < level else "", 1 + n * 7) for n in range(5)),
    )
    return format_html(
        '<strong class="lanyard-severity lanyard-severity--{}">'
        '<svg class="lanyard-severity__marks" viewBox="0 0 35 14" aria-hidden="true">{}</svg>'
        "{}</strong>",
        level, marks, word,
    )  # fmt: skip


@register.simple_tag
def due(moment: datetime.date | None) -> SafeString | str:
    """Show how far a due date is, with the date itself: ``{% due action.due %}``."""
    if moment is None:
        return ""
    kind = _DUE_KINDS[times.due_state(moment)]
    return format_html(
        '<time class="lanyard-due lanyard-due--{}" datetime="{}" title="{}">{}{}</time>',
        kind, moment.isoformat(), times.when(moment),
        icon("alarm-clock" if kind != "quiet" else "calendar"), times.near(moment),
    )  # fmt: skip


@register.inclusion_tag("ui/parts/chip.html")
def chip(person: object, role: Any = "", whole: bool = False) -> dict[str, Any]:
    """Show a person by initials and role; ``whole=True`` shows the name where it may be seen."""
    return {"person": person, "role": role, "whole": whole}


@register.inclusion_tag("ui/parts/quick_exit.html")
def quick_exit() -> dict[str, str]:
    """Show the way out of the page at once. Without scripts it is a plain link."""
    return {"url": f"https://{settings.QUICK_EXIT}"}


@register.inclusion_tag("ui/parts/receipt.html")
def receipt(number: str) -> dict[str, str]:
    """Show a receipt number in groups of four, with a button to copy it."""
    return {"number": number}


@register.inclusion_tag("ui/parts/do_not.html")
def do_not() -> dict[str, Any]:
    """Show the four don'ts for nude and semi-nude images."""
    return {}


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: Any, text: Any = "", url: str = "", action: Any = "") -> dict[str, Any]:
    """Show that a list is empty, and what to do: ``{% empty _("Nothing here") _("…") %}``."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, of: int, words: Any) -> dict[str, Any]:
    """Show how far long work is, in words and as a bar."""
    return {"done": done, "of": of, "words": words}


@register.inclusion_tag("ui/parts/facts.html")
def facts(rows: Sequence[Sequence[Any]], small: bool = False) -> dict[str, Any]:
    """Show facts as a summary list. A row is (label, value), or (label, value, url, action)."""
    return {"rows": [(*row, "", "")[:4] for row in rows], "small": small}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(entries: Sequence[Any]) -> dict[str, Any]:
    """Show a chronology, each entry at its place. See the part's own comment for what one holds."""
    return {"entries": entries}


@register.inclusion_tag("ui/parts/readers.html")
def readers(people: Sequence[Any]) -> dict[str, Any]:
    """Show who may read a record and when each last did; an emergency opening in red, in words."""
    return {"readers": people}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(entries: Sequence[Sequence[Any]], label: Any) -> dict[str, Any]:
    """Show the sections of a thing as links. An entry is (label, url, current) or with a count."""
    return {"entries": [(*entry, None)[:4] for entry in entries], "label": label}


@register.inclusion_tag("ui/parts/filters.html")
def filters(groups: Sequence[Any]) -> dict[str, Any]:
    """Show filters with counts; make them with ``ui.listing.filter_by``."""
    return {"groups": groups}


@register.inclusion_tag("ui/parts/table.html")
def table(content: Any) -> dict[str, Any]:
    """Show a ``ui.listing.Table``, exceptions first."""
    return {"table": content}


@register.inclusion_tag("ui/parts/bars.html")
def bars(figure: Any) -> dict[str, Any]:
    """Draw a ``ui.figures.Figure`` as bars with its table."""
    return {"figure": figure}


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Show the ways to other pages of a list, keeping the filters."""
    request = context["request"]
    return {
        "page": page,
        "before": query_with(request, page=str(page.number - 1)),
        "after": query_with(request, page=str(page.number + 1)),
    }


@register.simple_block_tag
def stop(content: SafeString, title: Any) -> SafeString:
    """Frame what to do when somebody is in danger now: ``{% stop _("…") %}…{% endstop %}``."""
    return format_html(
        '<section class="lanyard-stop"><h2 class="lanyard-stop__title">{}{}</h2>{}</section>',
        icon("octagon-alert"), title, content,
    )  # fmt: skip


@register.simple_block_tag
def advice(content: SafeString) -> SafeString:
    """Set advice apart from the text: ``{% advice %}…{% endadvice %}``."""
    return format_html('<div class="govuk-inset-text lanyard-advice">{}</div>', content)


@register.simple_block_tag
def banner(content: SafeString, kind: str, title: Any) -> SafeString:
    """Tell of something at the top of a page; kind as in ``state``."""
    return format_html(
        '<section class="lanyard-banner lanyard-banner--{}">'
        '<h2 class="lanyard-banner__title">{}{}</h2>{}</section>',
        kind, icon(SHAPES[kind]), title, content,
    )  # fmt: skip


@register.simple_block_tag
def card(content: SafeString, title: Any = "") -> SafeString:
    """Put a few things of the side of a page together under a heading."""
    heading = format_html('<h2 class="govuk-heading-s">{}</h2>', title) if title else ""
    return format_html('<section class="lanyard-card">{}{}</section>', heading, content)
