"""Reads of files."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from lanyard.foundation.files.models import StoredFile


def files_of(record_kind: str, record_id: UUID) -> QuerySet[StoredFile]:
    """Return the files of a record that the person of this transaction may see, oldest first."""
    return StoredFile.objects.filter(record_kind=record_kind, record_id=record_id)
