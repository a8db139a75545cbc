"""How far a policy has reached each audience: who signed, opened, accepted or was sent it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min

from lanyard.engine.duties import api as duties
from lanyard.people.api import Sponsorship, spans
from lanyard.rooms.policies.models import (
    Document,
    FormOpening,
    Invitation,
    Mailing,
    Opening,
    Shown,
    Signature,
    Version,
)
from lanyard.rooms.policies.queries.signing import last_material
from lanyard.rooms.policies.shipped import Aware

#: The audiences and channels of a policy that names none: Lanyard's default.
USUAL = (
    Aware(audience="staff", channel="sign"), Aware(audience="learner", channel="read"),
    Aware(audience="governor", channel="sign"), Aware(audience="sponsored", channel="reception"),
    Aware(audience="guardian", channel="email"),
)  # fmt: skip


@dataclass(frozen=True)
class Reached:
    """How many of an audience are here, and how many were reached by its channel or another."""

    audience: str
    channel: str
    clauses: tuple[str, ...]
    people: int
    reached: int
    signed: int
    opened: int

    @property
    def percent(self) -> int | None:
        """Reached of a hundred, None where nobody is of the audience."""
        return 100 * self.reached // self.people if self.people else None


def awareness(document: Document, aware: Iterable[Aware], *, on: datetime.date) -> list[Reached]:
    """Return how far a document has come with each audience (KMC-WHO-01).

    Words that still hold count: those since the last material version.
    """
    material = last_material(document)
    since = material.number if material else 0
    words = {"version__document": document, "version__number__gte": since}
    signed = _ids(Signature.objects.filter(person__isnull=False, **words))
    opened = _ids(Opening.objects.filter(**words)) | _ids(
        FormOpening.objects.filter(
            attachment__version__document=document, attachment__version__number__gte=since
        )
    )
    reception = _ids(Sponsorship.objects.filter(spans(on), acknowledged_on__lte=on))
    sent = _ids(
        Invitation.objects.filter(
            requirement__document=document, person__isnull=False, withdrawn_on__isnull=True
        )
    )
    mailed = _ids(Mailing.objects.filter(sent_at__isnull=False, **words))
    by_channel = {"sign": signed, "read": opened, "reception": reception, "email": sent | mailed}
    anyhow = signed | opened
    found = []
    for row in aware:
        here = set(duties.members(duties.Audience(kinds=(row.audience,)), today=on))
        reached = here & (by_channel[row.channel] | anyhow)
        if row.channel == "sign":
            reached = here & signed
        found.append(
            Reached(row.audience, row.channel, row.clauses, len(here), len(reached),
                    len(here & signed), len(here & opened))
        )  # fmt: skip
    return found


def _ids(rows: Any) -> set[UUID]:
    return set(rows.values_list("person_id", flat=True))


def receipts(version: Version, *, on: datetime.date) -> dict[UUID, tuple[int, int]]:
    """Return by attachment how many it was issued to, and how many of them opened it."""
    found = {}
    for form in version.attachments.all():
        if not form.audience:
            continue
        issued = set(duties.members(duties.Audience(kinds=tuple(form.audience)), today=on))
        found[form.pk] = (len(issued), len(issued & _ids(form.openings)))
    return found


def first_seen(version: Version | None) -> dict[str, Any]:
    """Return by how many sign-ins a log-on notice was first seen in a version, and when."""
    return Shown.objects.filter(version=version).aggregate(
        number=Count("id"), first=Min("first_at"), last=Max("first_at")
    )


def complete(document: Document, slugs: Iterable[str], people: Iterable[UUID]) -> set[UUID]:
    """Return who of some people has signed a document and all that belongs to it (KMC-WHO-03)."""
    left = set(people)
    for one in [document, *Document.objects.filter(slug__in=list(slugs))]:
        material = last_material(one)
        if material is None and one != document:
            continue
        if material is None:
            return set()
        left &= _ids(
            Signature.objects.filter(
                version__document=one, version__number__gte=material.number, person__in=left
            )
        )
    return left
