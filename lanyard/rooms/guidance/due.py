"""What guidance puts on somebody's home page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from lanyard.foundation.access.api import may
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person
from lanyard.rooms.guidance.links import BROKEN
from lanyard.rooms.guidance.models import OutsideLink, RemovalRequest


def due(person: Person) -> Iterator[DueItem]:
    """Tell of what one wanted taken down, and those who write of addresses that lead nowhere."""
    today = timezone.localdate()
    again = RemovalRequest.objects.filter(
        person_id=person.pk, gone_on=None, follow_up_on__lte=today
    ).count()
    if again:
        said = ngettext(
            "Look whether %(many)d thing about you was taken down",
            "Look whether %(many)d things about you were taken down", again,
        )  # fmt: skip
        yield DueItem(said % {"many": again}, reverse("guidance:removals"))
    if not may(person.pk, "guidance.write"):
        return
    many = OutsideLink.objects.filter(state__in=BROKEN).count()
    if many:
        said = ngettext(
            "%(many)d address in the guidance is gone or has moved",
            "%(many)d addresses in the guidance are gone or have moved", many,
        )  # fmt: skip
        yield DueItem(said % {"many": many}, reverse("guidance:links"))
