"""Any well-formed facts of any question, made from what the question says of its facts."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from hypothesis import strategies as st

from lanyard.engine.decisions.facts import Kind
from lanyard.engine.decisions.questions import ALL
from lanyard.engine.decisions.tests.all_cells import CELLS
from lanyard.engine.decisions.tests.tables import D3
from lanyard.engine.policy.api import slugs

DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2060, 12, 31)).map(str)
PROFILES = st.sampled_from(slugs())
ASKED_ON = st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31))
_PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "flag": st.booleans(),
    "text": st.sampled_from(["", " ", "facebook", "teams", "Instagram", "public task", "a", "b"]),
    "date": DAYS,
    "moment": st.datetimes(datetime.datetime(2020, 1, 1), datetime.datetime(2030, 1, 1)).map(
        lambda at: at.isoformat()
    ),
    "time": st.times().map(lambda at: at.strftime("%H:%M")),
    "number": st.integers(0, 120),
}


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Return the raw values that a fact may have."""
    if kind.name == "choice":
        found: st.SearchStrategy[Any] = st.sampled_from(kind.choices)
    elif kind.name == "table":
        found = tables(kind.parts or {})
    elif kind.name == "list":
        assert kind.each is not None
        found = st.lists(values(kind.each), max_size=3)
    else:
        found = _PLAIN[kind.name]
    return found | st.none() if kind.null else found


def tables(parts: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Return tables with any of their parts; a span never ends before it begins."""
    made = st.fixed_dictionaries({}, optional={name: values(k) for name, k in parts.items()})
    return made.filter(_runs_forward) if "to" in parts and "from" in parts else made


def _runs_forward(span: dict[str, Any]) -> bool:
    if len(str(span.get("from", ""))) != 10 or span.get("to") is None:
        return True
    return bool(span["from"] <= span["to"])


def facts(question: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return well-formed facts of a question, any of them absent."""
    return tables(ALL[question].facts)


@st.composite
def near_a_cell(draw: st.DrawFn, question: str, profile: str) -> dict[str, Any]:
    """Return the facts of a cell with a few of them changed: near where rules turn."""
    known = dict(draw(st.sampled_from(_cells(question, profile))))
    kinds = ALL[question].facts
    for name in draw(st.lists(st.sampled_from(sorted(kinds)), max_size=2)):
        known[name] = draw(values(kinds[name]))
    return known


@cache
def _cells(question: str, profile: str) -> list[dict[str, Any]]:
    found = [cell.facts for cell in CELLS if (cell.question, cell.profile) == (question, profile)]
    return found or [case.facts for case in D3 if case.profile == profile]


def any_facts(question: str, profile: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return facts from anywhere, and facts from near the cells of the tables."""
    return facts(question) | near_a_cell(question, profile)
