"""A college whose policy runs, with a few rows of evidence."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from lanyard.engine.clauses.models import ControlState
from lanyard.engine.profiles.api import adopt

EARLY = datetime.date(2020, 1, 1)
#: A control of concerns that Oaklands' clause OAK-4.7-02 rests on alone.
STEP, CLAUSE = "protective-step-first", "OAK-4.7-02"


def in_force(profile: str = "oaklands") -> None:
    """Put a policy in force."""
    adopt(profile, by=None, effective_from=EARLY, reason="Set up")


def a_look(control: str = STEP, *, days: int = 0, part: int = 7, **fields: Any) -> ControlState:
    """Keep how a control stood some days ago: 7 of 7 unless said otherwise."""
    on = timezone.localdate() - datetime.timedelta(days=days)
    moment = timezone.now() - datetime.timedelta(days=days)
    state = "in-force" if part == 7 else "not-in-force"
    values = {"state": state, "basis": "measured", "part": part, "whole": 7, "as_of": moment}
    return ControlState.objects.create(
        control=control, on=on, taken_at=moment, **{**values, **fields}
    )
