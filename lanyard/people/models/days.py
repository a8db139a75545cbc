"""Spans of days, both ends included."""

from __future__ import annotations

import datetime

from django.db.models import F, Q

ENDS_AFTER = Q(until__isnull=True) | Q(until__gte=F("since"))


def spans(day: datetime.date) -> Q:
    """Return the filter for rows whose span of days, ends included, holds ``day``."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
