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

#: What whoever told of contact does now. Lanyard's default, beside what the policy says.
NOW: dict[str, tuple[Any, ...]] = {
    "mistake": (
        later("Do not go on there. Delete the number or the thread only once you have a picture "
              "of it."),
        later("Say in one line, from a work channel, that it came from you by mistake."),
        later("Take the learner's details off your own device."),
    ),
    "followed": (
        later("Do not accept and do not follow back."),
        later("Block or remove them now; they are not told why."),
        later("Set who may follow you and see your posts to people whom you know."),
        later("Then say here that it is done."),
    ),
    "messaged": (
        later("Do not answer there, not even to explain."),
        later("Take a picture of the message, then block the account or number."),
        later("If it needs an answer, give it from a work channel."),
        later("Then say here that it is done."),
    ),
    "number": (
        later("Do not answer from it. Tell them, from a work channel, by which way they reach "
              "you."),
        later("Ask them to delete it, and block theirs."),
        later("The safeguarding lead sees that you told it yourself."),
        later("Then say here that it is done."),
    ),
    "told": (
        later("It has gone to the people who look after your safety."),
        later("Keep the message; you need not answer it."),
        later("You can block the number or the account."),
    ),
}  # fmt: skip


def span(opens: datetime.time, closes: datetime.time) -> str:
    """Return hours in words."""
    return _("{opens} to {closes}").format(
        opens=time_format(opens, "g:i A").lower(), closes=time_format(closes, "g:i A").lower()
    )


def on_days(days: list[int]) -> str:
    """Return days of the week in words."""
    return ", ".join(str(label) for number, label in WEEKDAYS if number in days)
