"""Write into the trail what access announces of broken glass."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from lanyard.foundation.audit import api as audit


def broken(
    *,
    by: audit.Actor,
    record_kind: str,
    record_id: UUID,
    subject: str,
    reason: str,
    circle: UUID | None,
    until: Any,
    **_: Any,
) -> None:
    """Record that somebody broke the glass; the reason only where the entry is confined."""
    audit.record(
        "access.glass-broken", by=by, subject=subject, kind=record_kind, subject_id=record_id,
        because=reason if circle else "", circle=circle, until=until.isoformat(),
    )  # fmt: skip


def refused(
    *, by: audit.Actor, record_kind: str, record_id: UUID, circle: UUID | None, **_: Any
) -> None:
    """Record that somebody who is kept out of a record tried to break the glass."""
    audit.record(
        "access.glass-refused", by=by, kind=record_kind, subject_id=record_id, circle=circle
    )


def closed(*, by: audit.Actor, record_kind: str, record_id: UUID, **_: Any) -> None:
    """Record that somebody closed the glass before its time."""
    audit.record("access.glass-closed", by=by, kind=record_kind, subject_id=record_id)
