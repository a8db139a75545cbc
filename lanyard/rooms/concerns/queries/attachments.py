"""Files as the pages of a report and a case show them: whose, their hash, and who took them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lanyard.foundation.files import api as files
from lanyard.people.api import people_by_id
from lanyard.rooms.concerns.models import SentFile


@dataclass(frozen=True)
class Shown:
    """One file: where it came from, in words, and each time that somebody took it out."""

    file: files.StoredFile
    whose: str
    note: str
    openings: list[files.Opening]

    @property
    def closed(self) -> bool:
        """Whether the check for malware keeps it closed."""
        scan = files.StoredFile.Scan
        return self.file.scan in {scan.QUARANTINED, scan.INFECTED}


def shown(stored: Iterable[files.StoredFile]) -> list[Shown]:
    """Return files that the asker was shown, ready for a page."""
    rows = list(stored)
    openings = files.openings_of(rows)
    found = SentFile.objects.filter(file_id__in=[row.pk for row in rows])
    sent = {one.file_id: one for one in found.select_related("concern")}
    keepers = people_by_id([row.sealed_by for row in rows if row.sealed_by])
    return [
        Shown(
            file=row,
            whose=_whose(sent.get(row.pk), keepers[row.sealed_by] if row.sealed_by else "Lanyard"),
            note=sent[row.pk].note if row.pk in sent else "",
            openings=openings[row.pk],
        )
        for row in rows
    ]


def _whose(sent: SentFile | None, keeper: object) -> str:
    if sent is not None:
        return _("From report %(reference)s") % {"reference": sent.concern.reference}
    return _("Kept by %(who)s") % {"who": keeper}
