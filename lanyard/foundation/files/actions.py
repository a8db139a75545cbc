"""Seal a file, open it, check what waits in quarantine, renew keys."""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
from collections.abc import Set
from pathlib import PurePath
from typing import IO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import (
    disk,
    documents,
    held,
    keys,
    kinds,
    pdfs,
    pictures,
    scanner,
    videos,
)
from lanyard.foundation.files.models import OrganisationKey, StoredFile
from lanyard.foundation.files.refused import Damaged, Refused
from lanyard.foundation.jobs import api as jobs

_REPLACED_FOR = datetime.timedelta(days=1)


@transaction.atomic
def seal(
    name: str,
    stream: IO[bytes],
    *,
    record_kind: str,
    record_id: UUID,
    circle: UUID | None,
    by: audit.Actor | None,
    nameless: bool = False,
    takes: Set[str] = kinds.USUAL,
    largest: int | None = None,
) -> StoredFile:
    """Check a file, take its metadata off and keep it encrypted, readable in ``circle``.

    Of a ``nameless`` sender office documents and PDFs lose their properties too; of others they are
    kept as they came, since who made them may be evidence. ``takes`` are the kinds that are taken
    here, ``largest`` the bytes; a picture that browsers do not show is kept as one that they do.

    Without a circle everybody signed in to the organisation may read it. Raises Refused with a
    plain sentence where it is too large, not of a kind we take, or malware.
    """
    most = largest or settings.LARGEST_FILE
    received = stream.read(most + 1)
    if len(received) > most:
        limit = most // (1024 * 1024)
        raise Refused(_("This file is larger than %(limit)d MB. Send a smaller one.")
                      % {"limit": limit})  # fmt: skip
    came_as = kinds.kind_of(received)
    kinds.check_taken(name, came_as, takes)
    scan = _scan(received)
    kept = _stripped(received, came_as, nameless=nameless)
    kind = pictures.kept_as(came_as)
    stored = StoredFile(
        name=tidy_name(name, kind), media_type=kind, size=len(kept), scan=scan,
        sha256_received=hashlib.sha256(received).hexdigest(),
        sha256_kept=hashlib.sha256(kept).hexdigest(),
        record_kind=record_kind, record_id=record_id, circle_id=circle,
        sealed_by=by.pk if by else None,
    )  # fmt: skip
    _write_sealed(stored, kept)
    audit.record(
        "files.sealed", by=by, subject=kind, kind=record_kind, subject_id=record_id,
        circle=_told_to(stored), file=str(stored.pk), sha256=stored.sha256_received,
    )  # fmt: skip
    return stored


def _stripped(received: bytes, kind: str, *, nameless: bool) -> bytes:
    if kind in kinds.IMAGES:
        return pictures.without_metadata(received, kind)
    if kind in kinds.VIDEOS:
        return videos.without_metadata(received, kind)
    return _without_author(received, kind) if nameless else received


def _without_author(content: bytes, kind: str) -> bytes:
    """Return a copy that does not say who made it; what has no such properties as it is."""
    if kind in documents.DOCUMENTS:
        return documents.without_author(content)
    return pdfs.without_author(content) if kind == kinds.PDF else content


@transaction.atomic
def hang(*, of: tuple[str, UUID], on: tuple[str, UUID], circle: UUID | None) -> list[StoredFile]:
    """Move all files of a record to another one, whose circle reads them from now on.

    The caller's own entry in the trail says what moved; to be called as the system.
    """
    hung = StoredFile.objects.select_for_update().filter(record_kind=of[0], record_id=of[1])
    found = list(hung)
    for stored in found:
        stored.record_kind, stored.record_id = on
        stored.circle_id = circle
        stored.save(update_fields=["record_kind", "record_id", "circle_id"])
    return found


@transaction.atomic
def destroy(record_kind: str, record_id: UUID, *, because: str, only: UUID | None = None) -> int:
    """Destroy a record's files, or one of them, beyond recovery; return how many went.

    The rows go with the transaction and the bytes right after it. Each leaves an entry with its
    hash, under no person's name. To be called as the system.
    """
    found = StoredFile.objects.filter(record_kind=record_kind, record_id=record_id)
    going = list(found.filter(pk=only) if only else found)
    for stored in going:
        audit.record(
            "files.destroyed", by=None, subject=stored.media_type, kind=record_kind,
            subject_id=record_id, circle=_told_to(stored), because=because, file=str(stored.pk),
            sha256=stored.sha256_received,
        )  # fmt: skip
        path = disk.path_of(stored.organisation_id, stored.pk)
        stored.delete()
        transaction.on_commit(functools.partial(path.unlink, missing_ok=True))
    return len(going)


@transaction.atomic
def open_sealed(file_id: UUID, *, by: audit.Actor | None) -> bytes:
    """Return a file's content to somebody who may read it, and record that they did.

    Raises StoredFile.DoesNotExist where they may not, Refused while it waits to be checked, and
    Damaged where the bytes on disk are not those that were sealed.
    """
    stored = StoredFile.objects.get(pk=file_id)
    if stored.scan in {StoredFile.Scan.QUARANTINED, StoredFile.Scan.INFECTED}:
        raise Refused(_("This file has not passed the check for malware, so it stays closed."))
    content = content_of(stored)
    audit.record(
        "files.opened", by=by, subject=stored.media_type, kind=stored.record_kind,
        subject_id=stored.record_id, circle=_told_to(stored), file=str(stored.pk),
    )  # fmt: skip
    return content


@transaction.atomic
def copy_for_others(file_id: UUID, *, by: audit.Actor | None) -> bytes:
    """Return a copy to give to somebody outside: PDFs and office documents without who made them.

    What is kept stays as it was sealed, with its hash. Raises like ``open_sealed``, and Refused for
    a PDF that is damaged or locked.
    """
    content = open_sealed(file_id, by=by)
    return _without_author(content, StoredFile.objects.get(pk=file_id).media_type)


@transaction.atomic
def check_quarantined(stored: StoredFile) -> None:
    """Ask the scanner about a file that came while it was away; act as the system."""
    try:
        found = scanner.found_in(content_of(stored))
    except scanner.AwayError:
        return
    stored.scan = StoredFile.Scan.INFECTED if found else StoredFile.Scan.CLEAN
    stored.save(update_fields=["scan"])
    if found:
        audit.record(
            "files.infected", by=None, subject=stored.media_type, kind=stored.record_kind,
            subject_id=stored.record_id, circle=_told_to(stored), file=str(stored.pk),
        )  # fmt: skip


@transaction.atomic
def renew_key(*, by: audit.Actor | None) -> int:
    """Make a new organisation key; files are wrapped anew in the background. Return its version."""
    version = keys.add_version()
    jobs.defer("files.rewrap")
    audit.record("files.key-renewed", by=by, subject=str(version))
    return version


@transaction.atomic
def retire_keys(*, by: audit.Actor | None, now: datetime.datetime) -> list[int]:
    """Destroy the keys that nothing needs and that were replaced a day ago; return their versions.

    The day is for what was sealed with the old key while the new one was made.
    """
    needed = {keys.current_version(), *held.versions_needed()}
    with system_duty("retire keys"):
        needed |= set(StoredFile.objects.values_list("key_version", flat=True).distinct())
        replaced = OrganisationKey.objects.filter(created__lte=now - _REPLACED_FOR)
        old = {version - 1 for version in replaced.values_list("version", flat=True)} - needed
        rows = OrganisationKey.objects.filter(version__in=old, retired_at__isnull=True)
        retired = sorted(rows.values_list("version", flat=True))
        rows.update(wrapped=b"", retired_at=now)
    for version in retired:
        audit.record("files.key-retired", by=by, subject=str(version))
    return retired


def rewrap(stored: StoredFile, *, version: int) -> None:
    """Wrap a file's key with another version of the organisation's key; its bytes stay."""
    key = keys.unwrap(stored.key_version, bytes(stored.key_wrapped), stored.pk.bytes)
    stored.key_wrapped = keys.wrap(version, key, stored.pk.bytes)
    stored.key_version = version
    stored.save(update_fields=["key_wrapped", "key_version"])


def content_of(stored: StoredFile) -> bytes:
    """Return the content, proved to be what was sealed; raises Damaged."""
    try:
        key = keys.unwrap(stored.key_version, bytes(stored.key_wrapped), stored.pk.bytes)
        sealed = disk.path_of(stored.organisation_id, stored.pk).read_bytes()
        content = keys.decrypt(key, sealed, stored.pk.bytes)
    except (OSError, InvalidTag, OrganisationKey.DoesNotExist):
        raise Damaged(str(stored.pk)) from None
    return content


def tidy_name(name: str, kind: str) -> str:
    """Return a name without folders or control characters, with the ending of what it is."""
    bare = PurePath(name.replace("\\", "/")).name
    plain = "".join(letter for letter in bare if letter.isprintable()).strip(" .")
    stem = PurePath(plain).stem[:200] or "file"
    return stem + kinds.ENDINGS[kind]


def _told_to(stored: StoredFile) -> UUID | None:
    """Return the circle that reads entries about a file; nobody kept out of the record does."""
    if stored.circle_id is None:
        return None
    return access.trail_circle(stored.record_kind, stored.record_id, stored.circle_id)


def _scan(content: bytes) -> StoredFile.Scan:
    if not scanner.configured():
        return StoredFile.Scan.NOT_SCANNED
    try:
        found = scanner.found_in(content)
    except scanner.AwayError:
        return StoredFile.Scan.QUARANTINED
    if found:
        raise Refused(_("Malware was found in this file, so we did not keep it."))
    return StoredFile.Scan.CLEAN


def _write_sealed(stored: StoredFile, content: bytes) -> None:
    """Write the bytes first: a row without its file would be a loss, the reverse is not."""
    key = AESGCM.generate_key(256)
    about = stored.pk.bytes
    stored.key_version = keys.current_version()
    stored.key_wrapped = keys.wrap(stored.key_version, key, about)
    path = disk.path_of(stored.organisation_id, stored.pk)
    disk.write(path, keys.encrypt(key, content, about))
    try:
        with system_duty("seal a file"):
            stored.save(force_insert=True)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
