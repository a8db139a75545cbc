"""What guidance puts on somebody's home page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from lanyard.foundation.access.api import may
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person
from lanyard.rooms.guidance.links import BROKEN
from lanyard.rooms.guidance.models import OutsideLink


def due(person: Person) -> Iterator[DueItem]:
    """Tell those who write guidance of addresses that lead nowhere any more."""
    if not may(person.pk, "guidance.write"):
        return
    many = OutsideLink.objects.filter(state__in=BROKEN).count()
    if many:
        said = ngettext(
            "%(many)d address in the guidance is gone or has moved",
            "%(many)d addresses in the guidance are gone or have moved", many,
        )  # fmt: skip
        yield DueItem(said % {"many": many}, reverse("guidance:links"))
