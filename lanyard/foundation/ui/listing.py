"""What lists are made of: filters with counts, and tables with the exceptions first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


@dataclass(frozen=True)
class Choice:
    """One choice of a filter: its label, how many there are, where it leads, whether it is on."""

    label: Any
    count: int | None
    url: str
    on: bool = False


@dataclass(frozen=True)
class Filter:
    """A filter of a list: its label and choices."""

    label: Any
    choices: Sequence[Choice]


def query_with(request: HttpRequest, **changes: str | None) -> str:
    """Return the page's query string with some values changed (None takes one out), from page 1."""
    query = request.GET.copy()
    for name, value in {"page": None, **changes}.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


def filter_by(
    request: HttpRequest,
    name: str,
    label: Any,
    choices: Iterable[tuple[str, Any]],
    *,
    counts: Mapping[str, int] | None = None,
    everything: Any = "",
) -> Filter:
    """Make a filter of links that set ``name`` in the query; "" chooses everything.

    ``filter_by(request, "state", _("State"), State.choices, everything=_("All"))``
    """
    chosen = request.GET.get(name, "")
    offered = ([("", everything)] if everything else []) + list(choices)
    known = {value for value, _ in offered}
    if chosen not in known:
        chosen = ""
    return Filter(
        label,
        [
            Choice(
                words,
                _count(counts, value),
                query_with(request, **{name: value or None}),
                value == chosen,
            )
            for value, words in offered
        ],
    )


def _count(counts: Mapping[str, int] | None, value: str) -> int | None:
    if counts is None:
        return None
    return counts.get(value, 0) if value else sum(counts.values())


@dataclass(frozen=True)
class Row:
    """A row of a table. ``exception`` is the word that says what is wrong with it, if anything."""

    cells: Sequence[Any]
    url: str = ""
    exception: Any = ""


@dataclass(frozen=True)
class Table:
    """A table with a caption and few columns; the first column names the row."""

    caption: Any
    columns: Sequence[Any]
    rows: Sequence[Row]
    #: Places of columns that hold numbers.
    numeric: frozenset[int] = frozenset()

    @property
    def exceptions_first(self) -> list[Row]:
        """The rows with those first where something is wrong."""
        return sorted(self.rows, key=lambda row: not row.exception)

    @property
    def titled(self) -> list[Row]:
        """The rows, exceptions first, each cell with the title of its column beside it."""
        return [
            Row(list(zip(self.columns, row.cells, strict=False)), row.url, row.exception)
            for row in self.exceptions_first
        ]

    @property
    def with_exceptions(self) -> bool:
        """Say whether any row has something wrong."""
        return any(row.exception for row in self.rows)


def page_of(request: HttpRequest, table: Table, per_page: int = 25) -> tuple[Table, Page[Row]]:
    """Return one page of a long table, exceptions on the first pages, and where it stands."""
    page = Paginator(table.exceptions_first, per_page).get_page(request.GET.get("page"))
    return replace(table, rows=list(page)), page
