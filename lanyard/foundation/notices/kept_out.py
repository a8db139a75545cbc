"""Who must not learn of an event, because they are kept out of the record it is about."""

from __future__ import annotations

from uuid import UUID

from lanyard.foundation.access.api import Exclusion
from lanyard.foundation.notices.models import Occasion


def kept_out(occasion: Occasion) -> set[UUID]:
    """Return those who are kept out of the occasion's record by now; act as the system."""
    if occasion.subject_id is None:
        return set()
    out = Exclusion.objects.filter(record_kind=occasion.subject_kind, record_id=occasion.subject_id)
    return set(out.values_list("person_id", flat=True))
