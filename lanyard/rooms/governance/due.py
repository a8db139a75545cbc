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
from lanyard.rooms.governance.actions import surveys
from lanyard.rooms.governance.figures import MANY_REPORTS, spiking
from lanyard.rooms.governance.kinds import KINDS
from lanyard.rooms.governance.models import Liaison, Meeting
from lanyard.rooms.governance.queries import unreceived

#: Within so long a meeting speaks against calling another: the product's default.
_LATELY = datetime.timedelta(days=30)


def due(person: Person) -> Iterator[DueItem]:
    """Ask the leadership to receive, the lead to meet and to write minutes, all to answer."""
    survey = surveys.open_now()
    if survey and surveys.audience_of(person) and not surveys.has_answered(survey, person):
        yield DueItem(
            _("Say how confident you feel online: five questions, without your name"),
            reverse("governance:confidence"), due=survey.closes_on,
        )  # fmt: skip
    if may(person.pk, "governance.receive"):
        for paper in unreceived(person):
            said = _("Receive: %(title)s") % {"title": KINDS[paper.kind].title}
            yield DueItem(said, reverse("governance:paper", args=[paper.pk]), due=paper.signed_on)
    if may(person.pk, "governance.chair"):
        yield from _of_the_lead(person)


def _of_the_lead(person: Person) -> Iterator[DueItem]:
    today = timezone.localdate()
    over = Meeting.objects.filter(
        chair=person, at__lte=timezone.now(), held_at__isnull=True, cancelled_at__isnull=True
    )
    for one in over[:20]:
        said = _("Write the minutes of %(title)s") % {"title": one.title}
        url = reverse("governance:minutes", args=[one.pk])
        yield DueItem(said, url, due=timezone.localdate(one.at))
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
