"""What the home page shows of consent: papers to check."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from lanyard.foundation.access import api as access
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person
from lanyard.rooms.consent.models import ConsentPaper


def due(person: Person) -> Iterator[DueItem]:
    """Give what waits for a person's own act."""
    if not access.may(person.pk, "consent.keep"):
        return
    waiting = ConsentPaper.objects.filter(state=ConsentPaper.State.WAITS)
    count = waiting.exclude(entered_by=person.pk).exclude(person=person).count()
    if count:
        words = ngettext(
            "Check a consent on paper", "Check %(count)d consents on paper", count
        ) % {"count": count}  # fmt: skip
        yield DueItem(words, reverse("consent:papers"))
