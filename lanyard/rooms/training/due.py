"""What the home page shows of training beside its duties."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from lanyard.foundation.access.api import may
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person
from lanyard.rooms.training.leads import told


def due(person: Person) -> Iterator[DueItem]:
    """Tell the head at once of leads whose training has expired."""
    today = timezone.localdate()
    if may(person.pk, "training.leads"):
        yield from (DueItem(said, url, due=today, weight=1) for said, url in told(person))
