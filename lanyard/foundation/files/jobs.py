"""The background work of files."""

from __future__ import annotations

import time
from uuid import UUID

from django.utils import timezone

from lanyard.foundation.files import actions, disk, held, keys, scanner
from lanyard.foundation.files.models import StoredFile
from lanyard.foundation.jobs import api as jobs

_BATCH = 500
_ORPHAN_AGE = 24 * 3600


@jobs.task("files.rewrap")
def rewrap(organisation: UUID) -> None:
    """Wrap the keys of some files with the newest organisation key; go on until all are."""
    version = keys.current_version()
    held.seal_anew(version=version)
    behind = StoredFile.objects.exclude(key_version=version).select_for_update()[:_BATCH]
    rows = list(behind)
    for stored in rows:
        actions.rewrap(stored, version=version)
    if len(rows) == _BATCH:
        jobs.defer("files.rewrap")


@jobs.schedule("20 4 * * *", "files.retire-keys")
def retire_keys(organisation: UUID) -> None:
    """Wrap anew what is left under an older key, and retire the keys that nothing needs."""
    actions.retire_keys(by=None, now=timezone.now())
    if keys.current_version() > 1:
        jobs.defer("files.rewrap")


@jobs.schedule("*/5 * * * *", "files.check-quarantined")
def check_quarantined(organisation: UUID) -> None:
    """Check what came while the scanner was away."""
    if scanner.configured():
        waiting = StoredFile.objects.filter(scan=StoredFile.Scan.QUARANTINED)
        for stored in waiting[:_BATCH]:
            actions.check_quarantined(stored)


@jobs.schedule("40 3 * * *", "files.remove-orphans")
def remove_orphans(organisation: UUID) -> None:
    """Remove sealed bytes whose row was rolled back, once they are a day old."""
    remove_orphans_older_than(organisation, seconds=_ORPHAN_AGE)


def remove_orphans_older_than(organisation: UUID, *, seconds: float) -> int:
    """Remove files on disk that no row speaks of; return how many went."""
    known = {key.hex for key in StoredFile.objects.values_list("pk", flat=True)}
    before = time.time() - seconds
    orphans = [
        path
        for path in disk.files_on_disk(organisation)
        if path.name not in known and path.stat().st_mtime < before
    ]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
