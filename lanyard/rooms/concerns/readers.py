"""Who reads one report now, and who is kept out of it."""

from __future__ import annotations

from uuid import UUID

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.rooms.concerns.models import Concern


def exclusions_of(concern: Concern) -> dict[UUID, str]:
    """Return who must not see a report, and why; a case made from it must keep them out too."""
    with system_duty("list who is kept out"):
        kept = access.Exclusion.objects.filter(record_kind="concern", record_id=concern.pk)
        return dict(kept.order_by("since").values_list("person_id", "because"))


def present_readers(concern: Concern) -> list[UUID]:
    """Return those who act on a report today: its circle's holders and those named on it.

    To be called as the system: it looks past the caller's own rights.
    """
    kept = exclusions_of(concern)
    by_role = [p for role in concern.circle.roles for p in access.holders_of(role)]
    by_name = [grant.person_id for grant in access.readers_by_grant("concern", concern.pk)]
    return [p for p in dict.fromkeys([*by_role, *by_name]) if p not in kept]


def audit_circle(concern: Concern) -> UUID:
    """Return the circle that reads a report's audit entries (see ``access.trail_circle``)."""
    return access.trail_circle("concern", concern.pk, concern.circle_id)
