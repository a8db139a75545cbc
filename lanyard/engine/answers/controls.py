"""What "May I…?" carries out, with its evidence: decisions of the last year."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.engine.answers.models import ConnectionDeclaration, FollowerFound, Precedent
from lanyard.engine.decisions.api import Word
from lanyard.foundation.registry.controls import Control, Evidence, Figure, judged, not_set_up
from lanyard.foundation.registry.counting import YEAR, count, counted, within_a_year


def _asked(question: str) -> Any:
    def rows(on: datetime.date) -> QuerySet[Precedent]:
        return Precedent.objects.filter(question=question, on__gt=on - YEAR, on__lte=on)

    return rows


def _declared(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count what was declared or found in a year, and what of it was dealt with."""
    link = reverse("answers:declarations")
    state = ConnectionDeclaration.State.PENDING
    declared, last = count(
        ConnectionDeclaration.objects.filter(within_a_year("declared_at", on)), ~Q(state=state),
        "declared_at", on=on,
    )  # fmt: skip
    followers = FollowerFound.objects.filter(found_on__gt=on - YEAR, found_on__lte=on)
    found, latest = count(followers, Q(done_on__isnull=False), "found_on", on=on)
    moments = [one for one in (last, latest) if one is not None]
    if not moments:
        return not_set_up(on, link=link)
    figure = Figure(declared.part + found.part, declared.whole + found.whole)
    return judged(figure, max(moments), on=on, link=link)


_SAID = ~Q(answer__answer=str(Word.UNKNOWN))

CONTROLS = (
    counted(
        "connection-check", "dsl", _("Questions about connections that got a definite answer"),
        rows=_asked("contact.connect"), right=_SAID, when="on",
        link=lambda: reverse("answers:index"),
    ),
    counted(
        "channel-check", "dsl", _("Questions about messages that got a definite answer"),
        rows=_asked("contact.message"), right=_SAID, when="on",
        link=lambda: reverse("answers:index"),
    ),
    Control(
        "connections-declared", "dsl",
        _("Declared connections decided, and followers dealt with"), _declared,
    ),
)  # fmt: skip
