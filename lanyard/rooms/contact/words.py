"""What is said of writing to learners."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

#: The card of a professional tone. The words are Lanyard's; the clauses stand in the content.
TONE: tuple[Any, ...] = (
    later("Write as if a parent, your manager and the learner's next teacher read it too."),
    later("Keep to study and support; no jokes about looks, no nicknames, no kisses."),
    later("Answer what was asked; take anything about your private life out."),
    later("Where it worries you, do not answer in the thread: report it."),
)
WEEKDAYS = (
    (1, later("Monday")), (2, later("Tuesday")), (3, later("Wednesday")), (4, later("Thursday")),
    (5, later("Friday")), (6, later("Saturday")), (7, later("Sunday")),
)  # fmt: skip


def span(opens: datetime.time, closes: datetime.time) -> str:
    """Return hours in words."""
    return _("{opens} to {closes}").format(
        opens=time_format(opens, "g:i a"), closes=time_format(closes, "g:i a")
    )


def on_days(days: list[int]) -> str:
    """Return days of the week in words."""
    return ", ".join(str(label) for number, label in WEEKDAYS if number in days)
