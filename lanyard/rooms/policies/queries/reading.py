"""Who opened what, and when: the receipt that training asks for (LAN-TRS-02, COM-CMS-06)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from lanyard.rooms.policies.models import Document, Opening
from lanyard.rooms.policies.queries.signing import last_material


def opened_on(slug: str, people: Iterable[UUID]) -> dict[UUID, datetime.date]:
    """Return on which day each of some people first opened a document in words that still hold.

    "policy" is the organisation's policy. Whoever has not opened it is not named. Two queries.
    """
    document = Document.objects.filter(slug=slug, archived_on__isnull=True).first()
    material = last_material(document) if document else None
    if document is None or material is None:
        return {}
    rows = Opening.objects.filter(
        version__document=document, version__number__gte=material.number,
        person_id__in=list(people),
    ).order_by("-at")  # fmt: skip
    return {person: timezone.localdate(at) for person, at in rows.values_list("person_id", "at")}
