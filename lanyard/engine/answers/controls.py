"""What "May I…?" carries out, with its evidence: decisions of the last year."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.engine.answers.models import Precedent
from lanyard.engine.decisions.api import Word
from lanyard.foundation.registry.counting import YEAR, counted


def _asked(question: str) -> Any:
    def rows(on: datetime.date) -> QuerySet[Precedent]:
        return Precedent.objects.filter(question=question, on__gt=on - YEAR, on__lte=on)

    return rows


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
)  # fmt: skip
