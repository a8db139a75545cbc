"""Evidence that counts rows: how many are right, of how many, and the newest."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from lanyard.foundation.registry.controls import Basis, Control, Evidence, Figure, judged

#: How far back a control that looks at events looks.
YEAR = datetime.timedelta(days=365)
#: From a day to the rows that a control looks at.
Rows = Callable[[datetime.date], "QuerySet[Any]"]
#: What makes a row right; from a day where it depends on one.
Right = Q | Callable[[datetime.date], Q]


def ends(on: datetime.date) -> datetime.datetime:
    """Return the last moment that evidence of a day may speak of: now, or the end of the day."""
    midnight = datetime.datetime.combine(on + datetime.timedelta(days=1), datetime.time())
    return min(timezone.now(), timezone.make_aware(midnight))


def within_a_year(field: str, on: datetime.date) -> Q:
    """Return the filter for rows of the year up to a day."""
    until = ends(on)
    return Q(**{f"{field}__gt": until - YEAR, f"{field}__lte": until})


def count(
    rows: QuerySet[Any], right: Q, when: str, *, on: datetime.date
) -> tuple[Figure, datetime.datetime | None]:
    """Count the right rows in one query; ``when`` is their time, "" for how they stand now."""
    newest = {"newest": Max(when)} if when else {}
    found = rows.aggregate(
        whole=Count("pk", distinct=True), part=Count("pk", filter=right, distinct=True), **newest
    )
    as_of = found.get("newest") or (ends(on) if found["whole"] else None)
    if isinstance(as_of, datetime.date) and not isinstance(as_of, datetime.datetime):
        as_of = timezone.make_aware(datetime.datetime.combine(as_of, datetime.time()))
    return Figure(found["part"], found["whole"]), as_of


def counted(
    slug: str,
    owner: str,
    counts: Any,
    *,
    rows: Rows,
    right: Right,
    when: str = "",
    link: Callable[[], str] = lambda: "",
    basis: Basis = Basis.MEASURED,
    stale_after: datetime.timedelta | None = None,
) -> Control:
    """Make a control whose evidence is one count over the rows of the organisation in force."""

    def evidence(organisation: UUID, on: datetime.date) -> Evidence:
        found = right(on) if callable(right) else right
        figure, as_of = count(rows(on), found, when, on=on)
        return judged(figure, as_of, on=on, link=link(), basis=basis, stale_after=stale_after)

    return Control(slug, owner, counts, evidence)
