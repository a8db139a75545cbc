"""What contact carries out, each with its evidence."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.controls import Control, Evidence, Figure, judged, not_set_up
from lanyard.foundation.registry.counting import counted
from lanyard.rooms.contact.models import ClassPlace, ListedChannel
from lanyard.rooms.contact.queries import teaching_groups


def _home() -> str:
    return reverse("contact:home")


def _classes(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the teaching groups with their link on the standard platform (LAN-TL-04)."""
    link = reverse("contact:groups")
    standing = ListedChannel.objects.filter(ended_on=None, standard=True)
    places = ClassPlace.objects.filter(ended_at=None, channel__in=standing).exclude(url="")
    groups = teaching_groups(on)
    whole = groups.count()
    last = places.order_by("-declared_at").values_list("declared_at", flat=True).first()
    if not whole or last is None:
        return not_set_up(on, link=link)
    linked = groups.filter(pk__in=places.values("group")).count()
    return judged(Figure(linked, whole), min(last, timezone.now()), on=on, link=link)


CONTROLS = (
    counted(
        "channels-listed", "principal",
        _("Channels approved by the leadership, with owner and guidance, and looked at in time"),
        rows=lambda on: ListedChannel.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=on), approved_on__lte=on
        ),
        right=lambda on: Q(review_on__gt=on),
        link=_home,
    ),
    Control(
        "classes-linked", "principal",
        _("Groups with a link to the standard platform for learning"), _classes,
    ),
)  # fmt: skip
