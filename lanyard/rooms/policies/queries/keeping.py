"""What is wrong with companions, and what documents are called by different names."""

from __future__ import annotations

import datetime
import enum
import re
from collections.abc import Iterable

from django.db.models import Prefetch

from lanyard.rooms.policies.models import Companion, Document, Version

#: Words that say nothing of which document is meant.
_EMPTY = frozenset({"a", "and", "for", "in", "of", "policies", "policy", "procedures", "the"})


class Fault(enum.StrEnum):
    """What is wrong with a companion."""

    INCOMPLETE = "incomplete"
    MISSING = "missing"
    NO_VERSION = "no-version"
    OVERDUE = "overdue"


def live_companions(document: Document | None = None) -> list[tuple[Companion, Version | None]]:
    """Return the companions of documents in use, each with its version in force; three queries."""
    force = Version.objects.filter(state=Version.State.PUBLISHED)
    rows = Companion.objects.filter(document__archived_on__isnull=True)
    if document is not None:
        rows = rows.filter(document=document)
    rows = rows.select_related("document", "linked").prefetch_related(
        Prefetch("linked__versions", queryset=force, to_attr="in_force")
    )
    return [(row, next(iter(getattr(row.linked, "in_force", [])), None)) for row in rows]


def fault_of(row: Companion, held: Version | None, *, on: datetime.date) -> Fault | None:
    """Say what is wrong with a companion, None for one that is here, in date and named in full."""
    if "?" in f"{row.name}{row.reference}":
        return Fault.INCOMPLETE
    if row.linked is None or row.linked.archived_on is not None:
        return Fault.MISSING
    if held is None:
        return Fault.NO_VERSION
    return Fault.OVERDUE if held.due is not None and held.due < on else None


def named_differently(document: Document, otherwise: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return the pairs of names that seem to mean one document (POR-REL-01).

    A companion against the title of what it is linked to, and each name that the text uses
    elsewhere against the companions' names.
    """
    rows = [row for row, _held in live_companions(document)]
    found = [
        (row.name, row.linked.title)
        for row in rows
        if row.linked and row.name.casefold() != row.linked.title.casefold()
        and row.name.casefold() not in {alias.casefold() for alias in row.linked.aliases}
    ]  # fmt: skip
    names = [row.name for row in rows]
    for other in otherwise:
        if other not in names:
            found += [(other, name) for name in names if _alike(other, name)]
    return found


def _alike(one: str, other: str) -> bool:
    """Say whether the words of one name that say something are all in the other."""
    left, right = _telling(one), _telling(other)
    return bool(left & right) and (left <= right or right <= left)


def _telling(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", name.casefold())) - _EMPTY
