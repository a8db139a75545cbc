"""What needs a person, of every part of the house: the one inbox, and what the home page shows."""

from __future__ import annotations

import datetime

from django.utils import timezone

from lanyard.engine.duties.due import of_team
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person

#: The manifest whose items are shown as duties, each with its clauses and what may be done.
_OWN = "duties"


def needs_of(person: Person) -> list[DueItem]:
    """Return what needs a person now: earliest due first, then without a date, weightier first."""
    return _in_order([i for m in registry.manifests() if m.due for i in m.due(person)])


def needs_beside(person: Person) -> list[DueItem]:
    """Return what needs a person that is no duty of theirs: reports, approvals, tasks, a team."""
    others = (m.due for m in registry.manifests() if m.due and m.slug != _OWN)
    return _in_order([*of_team(person), *(item for due in others for item in due(person))])


def _in_order(found: list[DueItem]) -> list[DueItem]:
    return sorted(found, key=lambda item: (_moment(item.due), -item.weight))


def _moment(due: datetime.date | None) -> float:
    if due is None:
        return float("inf")
    if isinstance(due, datetime.datetime):
        return due.timestamp()
    end_of_day = datetime.datetime.combine(due, datetime.time.max)
    return timezone.make_aware(end_of_day).timestamp()
