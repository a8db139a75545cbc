"""What the engine itself carries out: that evidence is gathered."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.engine.clauses.models import ControlState
from lanyard.foundation.registry.controls import Control, Evidence, Figure, judged, not_set_up

#: Over so many days the gathering must have run each day.
_DAYS = 7


def _gathered(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the days of the last week on which evidence was gathered; today may still come."""
    link = reverse("clauses:controls")
    since = on - datetime.timedelta(days=_DAYS)
    first = ControlState.objects.aggregate(first=Min("on"))["first"]
    if first is None:
        return not_set_up(on, link=link)
    rows = ControlState.objects.filter(on__gte=since, on__lt=on)
    found = rows.aggregate(days=Count("on", distinct=True), newest=Max("taken_at"))
    whole = min(_DAYS, (on - first).days)
    if whole == 0 or found["newest"] is None:
        newest = ControlState.objects.aggregate(newest=Max("taken_at"))["newest"]
        return judged(Figure(1, 1) if whole == 0 else Figure(0, whole), newest, on=on, link=link)
    return judged(Figure(found["days"], whole), found["newest"], on=on, link=link)


CONTROLS = (
    Control("evidence-gathered", "dsl", _("Days of the last week on which evidence was gathered"),
            _gathered),
)  # fmt: skip
