"""What the trail carries out, with its evidence."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.audit.api import Entry, verify_latest
from lanyard.foundation.registry.controls import Control, Evidence, Figure, judged, not_set_up

#: How many of the newest links are walked each day; ``lanyard audit verify`` walks them all.
_LATEST = 1000


def _chain(organisation: UUID, on: datetime.date) -> Evidence:
    link = reverse("audit:trail")
    newest = Entry.objects.order_by("-at").values_list("at", flat=True).first()
    walked = verify_latest(organisation, _LATEST)
    if newest is None or not walked.links:
        return not_set_up(on, link=link)
    sound = walked.links if walked.broken is None else 0
    return judged(Figure(sound, walked.links), newest, on=on, link=link)


CONTROLS = (
    Control("audit-chain-whole", "it-department",
            _("Newest entries of the trail whose chain is unbroken"), _chain),
)  # fmt: skip
