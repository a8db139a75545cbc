"""Kinds of report that grow: told once a month, in rounded figures, to whoever keeps the policy.

No policy says when a rise is a trend: Lanyard's default is twice the monthly mean of the three
months before, and at least five reports. Numbers are rounded to the nearest five, as figures are
for everybody without cases, so that nobody can be worked out by them.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties.api import add_months
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.registry import api as registry
from lanyard.rooms.concerns.figures import SMALL
from lanyard.rooms.concerns.models import Concern
from lanyard.rooms.concerns.reasons import Category

MONTHS_BEFORE = 3
TIMES = 2


@dataclass(frozen=True)
class Trend:
    """A kind of report that came in far more often in a month than in those before."""

    category: str
    month: datetime.date
    seen: int
    usual: float

    @property
    def rounded(self) -> int:
        """The number, to the nearest five."""
        return SMALL * round(self.seen / SMALL)


def grows(seen: int, before: int) -> bool:
    """Say whether so many reports in a month, after so many in three, are a trend."""
    return seen >= SMALL and seen >= TIMES * before / MONTHS_BEFORE


def trends(*, today: datetime.date) -> list[Trend]:
    """Return the kinds of report that grew in the last month that is over."""
    this = today.replace(day=1)
    month, first = add_months(this, -1), add_months(this, -1 - MONTHS_BEFORE)
    with system_duty("look for trends"):
        rows = (
            Concern.objects.filter(
                received_at__gte=_begins(first), received_at__lt=_begins(this), is_test=False
            )
            .annotate(month=TruncMonth("received_at")).values("category", "month")
            .annotate(count=Count("pk")).values_list("category", "month", "count")
        )  # fmt: skip
        seen: Counter[str] = Counter()
        before: Counter[str] = Counter()
        for category, begins, count in rows:
            (seen if timezone.localtime(begins).date() == month else before)[category] += count
    return [
        Trend(category, month, number, before[category] / MONTHS_BEFORE)
        for category, number in sorted(seen.items())
        if grows(number, before[category])
    ]


def _begins(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def tell_trends(*, today: datetime.date | None = None) -> int:
    """Tell whoever listens of each trend (COM-SCO-01); return how many there are."""
    found = trends(today=today or timezone.localdate())
    for one in found:
        words = _(
            "About %(number)d reports of the kind “%(kind)s” came in during %(month)s, at least"
            " twice the mean of the three months before (Lanyard's default for a trend)."
        ) % {
            "number": one.rounded, "kind": Category(one.category).label,
            "month": f"{one.month:%B %Y}",
        }  # fmt: skip
        registry.announce(
            "concerns.trend-seen", category=one.category, words=words,
            month=f"{one.month:%Y-%m}", url=reverse("concerns:figures"),
        )  # fmt: skip
    return len(found)
