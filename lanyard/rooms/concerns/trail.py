"""Write an act on a case to the audit trail, confined to the case's readers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.people.models import Person
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.models import Case, Concern


def on_case(verb: str, case: Case, *, by: Person | None, because: str = "", **details: Any) -> None:
    """Record an act on a case; details hold slugs and counts, never narrative."""
    audit.record(
        f"concerns.{verb}", by=by, subject=case.reference, kind="case", subject_id=case.pk,
        circle=access.trail_circle("case", case.pk, case.circle_id), because=because, **details,
    )  # fmt: skip


def on_report(
    verb: str, concern: Concern, *, by: Person | None, because: str = "", **details: Any
) -> None:
    """Record an act on a report."""
    audit.record(
        f"concerns.{verb}", by=by, subject=concern.reference, kind="concern", subject_id=concern.pk,
        circle=access.trail_circle("concern", concern.pk, concern.circle_id), because=because,
        **details,
    )  # fmt: skip


def answering_circle() -> UUID:
    """Return the circle of safeguarding and the head, for reasons that speak of several cases."""
    posts = in_force.profile().posts
    return access.circle_of({*posts.safeguarding, posts.head}).pk


#: Who may read entries about a record, as work on tasks asks for it.
readers_circle = access.trail_circle
