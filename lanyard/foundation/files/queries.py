"""Reads of files."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files.models import StoredFile


def files_of(record_kind: str, record_id: UUID) -> QuerySet[StoredFile]:
    """Return the files of a record that the person of this transaction may see, oldest first."""
    return files_on(record_kind, [record_id])


def files_on(record_kind: str, records: Iterable[UUID]) -> QuerySet[StoredFile]:
    """Return the files of several records of a kind, like ``files_of``."""
    return StoredFile.objects.filter(record_kind=record_kind, record_id__in=list(records))


@dataclass(frozen=True)
class Opening:
    """That somebody took a file out: who, and when."""

    who: str
    at: datetime.datetime


def openings_of(shown: Iterable[StoredFile]) -> dict[UUID, list[Opening]]:
    """Return who opened each of these files, newest first. The caller must have been shown them."""
    files = {str(stored.pk): stored for stored in shown}
    found: dict[UUID, list[Opening]] = {stored.pk: [] for stored in files.values()}
    with system_duty("say who opened a file"):
        entries = Entry.objects.filter(
            verb="files.opened", subject_kind__in={one.record_kind for one in files.values()},
            subject_id__in={str(one.record_id) for one in files.values()},
        )  # fmt: skip
        for file, who, at in entries.order_by("-at").values_list("details__file", "actor", "at"):
            if file in files:
                found[files[file].pk].append(Opening(who, at))
    return found


def every_file() -> list[StoredFile]:
    """Return each file of the organisation in force that the identity in force may see."""
    return list(StoredFile.objects.all())
