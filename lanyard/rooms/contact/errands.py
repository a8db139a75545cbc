"""What waits for somebody after contact outside the channels."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lanyard.engine.duties import api as duties
from lanyard.people.api import Person
from lanyard.rooms.contact.models import ContactEvent

MADE = "contact.dealt-with"


def _open() -> QuerySet[ContactEvent]:
    return ContactEvent.objects.filter(waits=True, done_on=None)


def waiting(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give everything that its reporter has still to deal with, due the same day."""
    for one in duties.among(_open(), about):
        yield duties.Waiting(str(one.pk), {one.reported_by}, one.on, due=one.on)


def touched(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name what somebody told of and has not dealt with."""
    return map(str, _open().filter(reported_by=person_id).values_list("pk", flat=True))


def tell(person: Person, about: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Say what a reader has still to do; no name stands in it."""
    said = _("Say that you blocked the contact, or changed your number or settings")
    found = _open().filter(pk__in=about, reported_by=person.pk)
    return {str(one.pk): (said, reverse("contact:event", args=[one.pk])) for one in found}


ERRANDS = (
    duties.Errand(
        kind=MADE, title=gettext_lazy("Deal with contact outside the channels"), waiting=waiting,
        touched=touched, tell=tell, steps=(0,), managers_every=0, owner="", private=True,
    ),
)  # fmt: skip
