"""Evidence of a case: kept sealed with its hash, and handed to an agency as one indexed bundle."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.spreadsheets.api import csv_text
from lanyard.people.api import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.without_files import files_allowed


@transaction.atomic
def keep_evidence(case: Case, *, by: Person, name: str, stream: IO[bytes], what: str) -> None:
    """Seal a piece of evidence with its hash.

    Raises files.Refused with a plain sentence; on a case about nude images every file is refused,
    whatever its type (COM-NUD-04, KMC-GSF-17).
    """
    if not files_allowed(case):
        raise files.Refused(
            _("No file can be put on this case, because an image must never be kept here.")
        )
    with system_duty("seal evidence"):
        stored = files.seal(
            name, stream, record_kind="case", record_id=case.pk, circle=case.circle_id, by=by
        )
    add_line(
        case, kind=Kind.FILE, by=by, source=("file", stored.pk),
        text=_("Kept as evidence: %(name)s. %(what)s. SHA-256 %(hash)s")
        % {"name": stored.name, "what": what, "hash": stored.sha256_received},
    )  # fmt: skip
    trail.on_case("case-changed", case, by=by, evidence=str(stored.pk))


def evidence_of(case: Case) -> list[files.StoredFile]:
    """Return the evidence that the asker may see, with what came with reports, oldest first."""
    reports = Concern.objects.filter(case=case).values_list("pk", flat=True)
    kept = [*files.files_of("case", case.pk), *files.files_on("concern", reports)]
    return sorted(kept, key=lambda stored: stored.created)


@transaction.atomic
def bundle(case: Case, *, by: Person, to: str, because: str, originals: bool = False) -> bytes:
    """Return a zip of all evidence with an index of hashes; who took it, why and for whom is kept.

    Without ``originals`` PDFs and office documents are copies that do not say who made them. Raises
    ValueError without a reason or a recipient, where there is no evidence, or where a file cannot
    be copied so.
    """
    kept = evidence_of(case)
    if not (to.strip() and because.strip()):
        raise ValueError(_("Say for whom the bundle is, and why."))
    if not kept:
        raise ValueError(_("No evidence is kept on this case."))
    held = io.BytesIO()
    hashes: list[str] = []
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, stored in enumerate(kept, start=1):
            given = _given(stored, by=by, original=originals)
            hashes.append(hashlib.sha256(given).hexdigest())
            archive.writestr(_place(number, stored), given)
        archive.writestr("index.csv", _index(case, kept, hashes))
    add_line(
        case, kind=Kind.SHARED, by=by,
        text=_("An evidence bundle of %(count)d files was made for %(to)s: %(because)s")
        % {"count": len(kept), "to": to, "because": because},
    )  # fmt: skip
    trail.on_case(
        "exported", case, by=by, because=because, to=to, files=len(kept), originals=originals
    )
    return held.getvalue()


def _given(stored: files.StoredFile, *, by: Person, original: bool) -> bytes:
    if original:
        return files.open_sealed(stored.pk, by=by)
    try:
        return files.copy_for_others(stored.pk, by=by)
    except files.Refused as refused:
        raise ValueError(f"{stored.name}: {refused}") from None


def _place(number: int, stored: files.StoredFile) -> str:
    return f"{number:03}-{stored.name.replace('/', '_')}"


def _index(case: Case, kept: list[files.StoredFile], hashes: list[str]) -> str:
    header = ("file", "type", "bytes", "sha256 as received", "sha256 as kept", "kept at",
              "sha256 as given")  # fmt: skip
    rows = [
        (_place(number, stored), stored.media_type, stored.size, stored.sha256_received,
         stored.sha256_kept, timezone.localtime(stored.created).isoformat(), given)
        for number, (stored, given) in enumerate(zip(kept, hashes, strict=True), start=1)
    ]  # fmt: skip
    last = (case.reference, "", "", "", "", timezone.localtime().isoformat(), "")
    return csv_text([header, *rows, last])
