"""How far groups are taught online safety, as evidence."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.urls import reverse

from lanyard.foundation.registry.controls import Evidence, Figure, judged
from lanyard.rooms.training.evidence import noon
from lanyard.rooms.training.models import TaughtOnce
from lanyard.rooms.training.teaching import taught

_TUTORIALS = {TaughtOnce.Kind.TUTORIAL, TaughtOnce.Kind.EXTREMISM}


def _newest(on: datetime.date) -> datetime.datetime | None:
    last = (
        TaughtOnce.objects.filter(on__lte=on).order_by("-on").values_list("on", flat=True).first()
    )
    return noon(last)


def taught_this_term(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the groups with learners in which something was taught this term."""
    groups = taught(on=on)
    figure = Figure(sum(line.this_term > 0 for line in groups), len(groups))
    return judged(figure, _newest(on), on=on, link=reverse("training:taught"))


def tutorials_held(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the tutor groups with learners that had a tutorial on it this academic year."""
    groups = [line for line in taught(on=on) if line.group.kind == "tutor"]
    figure = Figure(sum(bool(line.kinds & _TUTORIALS) for line in groups), len(groups))
    return judged(figure, _newest(on), on=on, link=reverse("training:taught"))
