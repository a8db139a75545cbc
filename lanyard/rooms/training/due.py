"""What the home page shows of training beside its duties."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lanyard.foundation.access.api import may
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person
from lanyard.rooms.training.leads import told
from lanyard.rooms.training.queries.own import unconfirmed
from lanyard.rooms.training.surveys import asked_of


def due(person: Person) -> Iterator[DueItem]:
    """Ask a person to confirm the dates that others entered in their calendar (LAN-TRS-04)."""
    many = unconfirmed(person).count()
    if many:
        said = ngettext(
            "Confirm %(many)d date in your CPD calendar",
            "Confirm %(many)d dates in your CPD calendar", many,
        )  # fmt: skip
        yield DueItem(said % {"many": many}, reverse("training:calendar"))
    today = timezone.localdate()
    for one, title in asked_of(person, on=today):
        url = reverse("training:survey", args=[one.pk])
        yield DueItem(
            _("Answer without your name: %(title)s") % {"title": title}, url, one.closes_on
        )
    if may(person.pk, "training.leads"):
        yield from (DueItem(said, url, due=today, weight=1) for said, url in told(person))
