"""Take the trail out of Lanyard, which is itself recorded."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from lanyard.foundation.audit import api, exports
from lanyard.foundation.audit.models import Entry


@transaction.atomic
def export(entries: QuerySet[Entry], *, by: api.Actor | None, because: str) -> list[str]:
    """Return the entries as lines of CSV, oldest first; raises ValueError without a reason."""
    if not because.strip():
        raise ValueError("The trail is exported only with a reason.")
    written = list(exports.lines(entries.order_by("at", "id").iterator(chunk_size=2000)))
    api.record("audit.exported", by=by, because=because, entries=len(written) - 1)
    return written
