"""What contact carries out, each with its evidence."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.controls import (
    Control,
    Evidence,
    Figure,
    judged,
    not_set_up,
)
from lanyard.foundation.registry.counting import counted, ends, within_a_year
from lanyard.people.api import Employment, spans
from lanyard.rooms.contact.models import (
    ClassPlace,
    ContactAttestation,
    ContactEvent,
    ListedChannel,
    RegisteredDevice,
    ScreeningFinding,
)
from lanyard.rooms.contact.queries import teaching_groups
from lanyard.rooms.contact.terms import term_of


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


def _attested(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the staff of a day who gave their word for its term (KMC-GSF-10)."""
    link = reverse("contact:word")
    given = ContactAttestation.objects.filter(term=term_of(on), said_on__lte=on)
    staff = Employment.objects.filter(spans(on)).values("person").distinct()
    said = given.filter(person__in=staff).count()
    if not said:
        return not_set_up(on, link=link)
    return judged(Figure(said, staff.count()), ends(on), on=on, link=link)


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
    counted(
        "private-contact-told", "dsl",
        _("Contact outside the channels that was told of, and dealt with where it had to be"),
        rows=lambda on: ContactEvent.objects.filter(within_a_year("reported_at", on)),
        right=Q(waits=False) | Q(done_on__isnull=False), when="reported_at",
        link=lambda: reverse("contact:ledger"),
    ),
    Control(
        "private-contact-attested", "dsl",
        _("Staff who gave their word on contact for this term"), _attested,
    ),
    counted(
        "contact-devices-registered", "it-department",
        _("Registered work devices whose holder works here"),
        rows=lambda on: RegisteredDevice.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=on), registered_on__lte=on
        ),
        right=lambda on: Q(holder=None) | Q(holder__left_on=None) | Q(holder__left_on__gt=on),
        link=lambda: reverse("contact:devices"),
    ),
    counted(
        "recruitment-screened", "hr-director",
        _("Findings on applicants checked by a second person, or waiting for less than two weeks"),
        rows=lambda on: ScreeningFinding.objects.filter(within_a_year("looked_at", on)),
        right=lambda on: ~Q(state="waits") | Q(looked_at__gt=ends(on) - datetime.timedelta(14)),
        when="looked_at", link=lambda: reverse("contact:screenings"),
    ),
    Control(
        "classes-linked", "principal",
        _("Groups with a link to the standard platform for learning"), _classes,
    ),
)  # fmt: skip
