"""What notices carries out, with its evidence."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.notices.channels import in_app
from lanyard.foundation.notices.models import Delivery
from lanyard.foundation.registry.counting import counted, ends

_MONTH = datetime.timedelta(days=30)
_HOUR = datetime.timedelta(hours=1)
_STATE = Delivery.State


def _settled(on: datetime.date) -> QuerySet[Any]:
    """Return the mails and webhooks of the last month that have gone, or should have."""
    until = ends(on)
    made = Delivery.objects.filter(created__gt=until - _MONTH, created__lte=until)
    waiting = Q(state__in=[_STATE.QUEUED, _STATE.SENDING])
    not_yet = waiting & (Q(created__gt=until - _HOUR) | Q(next_try__gt=until))
    return made.exclude(channel=in_app.SLUG).exclude(not_yet)


CONTROLS = (
    counted(
        "notices-delivered", "it-department", _("Mails and webhooks of a month that went out"),
        rows=_settled, right=Q(state__in=[_STATE.SENT, _STATE.NOT_NEEDED]), when="created",
        link=lambda: reverse("notices:deliveries"),
    ),
)  # fmt: skip
