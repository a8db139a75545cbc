"""What the home page shows of approvals."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from lanyard.engine.approvals.queries import waiting_for
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person


def due(person: Person) -> Iterator[DueItem]:
    """Give what waits for a person's approval."""
    for approval in waiting_for(person):
        yield DueItem(
            _("Approve or reject: %(title)s") % {"title": approval.title},
            reverse("approvals:one", args=[approval.pk]),
        )
