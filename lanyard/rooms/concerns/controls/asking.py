"""What the evidence of concerns is made of: the year's reports and cases, and links to pages."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.urls import reverse

from lanyard.foundation.registry.counting import ends, within_a_year
from lanyard.rooms.concerns.models import Case, Closure, Concern
from lanyard.rooms.concerns.states import CaseState

CLOSED = Q(state__in=[CaseState.CLOSED, CaseState.WATCHING])


def figures() -> str:
    """Return the page of figures."""
    return reverse("concerns:figures")


def inbox() -> str:
    """Return the inbox."""
    return reverse("concerns:inbox")


def reports(on: datetime.date) -> QuerySet[Concern]:
    """Return the reports of the year up to a day."""
    return Concern.objects.filter(within_a_year("received_at", on))


def opened(on: datetime.date) -> QuerySet[Case]:
    """Return the cases opened in the year up to a day."""
    return Case.objects.filter(within_a_year("opened_at", on))


def closed(on: datetime.date) -> QuerySet[Case]:
    """Return the cases closed in the year up to a day."""
    return Case.objects.filter(CLOSED & within_a_year("closed_at", on))


def has(table: type[Model], **conditions: Any) -> Q:
    """Return the condition that a case has a row of a table."""
    rows = table._default_manager.filter(case=OuterRef("pk"), **conditions)
    return Q(Exists(rows))


def agreed() -> Q:
    """Return the condition that somebody other than the proposer agreed to close a case."""
    return has(Closure, agreed_by__isnull=False)


def in_time(done: str, by: str) -> Q:
    """Return the condition that a moment is there, and no later than another where that is set."""
    return Q(**{f"{done}__isnull": False}) & (
        Q(**{f"{by}__isnull": True}) | Q(**{f"{done}__lte": F(by)})
    )


def ripe(done: str, by: str, on: datetime.date) -> Q:
    """Return the condition that a thing was done, or that its time has passed."""
    return Q(**{f"{done}__isnull": False}) | Q(**{f"{by}__lte": ends(on)})
