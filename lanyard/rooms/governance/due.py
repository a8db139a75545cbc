"""What the home page shows of governance beside its duties."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.foundation.access.api import may
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person
from lanyard.rooms.governance.figures import MANY_REPORTS, spiking
from lanyard.rooms.governance.models import Liaison, Meeting

#: Within so long a meeting speaks against calling another: the product's default.
_LATELY = datetime.timedelta(days=30)


def due(person: Person) -> Iterator[DueItem]:
    """Ask the lead to work with others each term, and to meet when reports rise."""
    if may(person.pk, "governance.chair"):
        yield from _of_the_lead(person)


def _of_the_lead(person: Person) -> Iterator[DueItem]:
    today = timezone.localdate()
    term = duties.Term.objects.filter(since__lte=today, until__gte=today).first()
    if term and not Liaison.objects.filter(on__range=(term.since, today)).exists():
        yield DueItem(
            _("No work with a body outside is on the log this term"),
            reverse("governance:liaison"), due=term.until,
        )  # fmt: skip
    met = Meeting.objects.filter(at__gte=timezone.now() - _LATELY).exists()
    if not met and spiking(today):
        said = _("Call a meeting? %(why)s") % {"why": MANY_REPORTS}
        yield DueItem(said, reverse("governance:call-meeting"))
