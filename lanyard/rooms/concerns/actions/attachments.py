"""Files that reporters send: sealed, with their hash, and never one that may show a nude image."""

from __future__ import annotations

from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import Identity, acting, system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.notices import api as notices
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.receipts import check_owner, hold_key
from lanyard.rooms.concerns.addresses import of_concern
from lanyard.rooms.concerns.models import Case, Concern, Draft, Receipt, SentFile
from lanyard.rooms.concerns.readers import present_readers
from lanyard.rooms.concerns.without_files import answers_allow, files_allowed

#: So many files fit a report, before it is sent and afterwards together.
MOST_FILES = 10
_DRAFT = "draft"


def too_many() -> files.Refused:
    """Return the refusal of one file more than a report holds."""
    return files.Refused(
        _("A report holds %(most)d files. Take one away, or describe the rest in words.")
        % {"most": MOST_FILES}
    )


def no_images() -> str:
    """Return the sentence by which a file is refused where a nude image may be in it."""
    return _("No file is taken here, because a nude or sexual image must never be sent or kept.")


@transaction.atomic
def keep_with_draft(draft: Draft, name: str, stream: IO[bytes], *, by: Person | None) -> None:
    """Seal a file for an unfinished report; nobody reads it until the report is sent.

    ``by`` is its author, None for one without a name. The caller has seen to it that the answers
    allow files. Raises files.Refused with a plain sentence, also where the report was sent or
    forgotten just then: no file is left that belongs to nothing.
    """
    hold_key(draft.pk)
    author = Identity(current_organisation_id(), draft.person_id, draft.key_hash)
    with acting(author):
        here = Draft.objects.select_for_update().filter(pk=draft.pk).exists()
    with system_duty("keep a file with an unfinished report"):
        if not here or Concern.objects.filter(sent_key=draft.pk).exists():
            raise files.Refused(
                _("This report was sent or forgotten meanwhile. Add the file to the sent report.")
            )
        if files.files_of(_DRAFT, draft.pk).count() >= MOST_FILES:
            raise too_many()
        files.seal(
            name, stream, record_kind=_DRAFT, record_id=draft.pk, by=by, nameless=by is None,
            circle=access.circle_of([]).pk,
        )  # fmt: skip


def files_of_draft(draft: Draft | None) -> list[files.StoredFile]:
    """Return the files of an unfinished report, for its author; row security showed them it."""
    if draft is None:
        return []
    with system_duty("list the files of an unfinished report"):
        return list(files.files_of(_DRAFT, draft.pk))


@transaction.atomic
def drop_from_draft(draft: Draft, *, because: str, only: UUID | None = None) -> int:
    """Destroy the files of an unfinished report, or one of them; return how many went."""
    with system_duty("destroy files of an unfinished report"):
        return files.destroy(_DRAFT, draft.pk, because=because, only=only)


def take_from_draft(receipt: Receipt, concern: Concern) -> None:
    """Hang the files of a draft on the report that it became. Done as the system.

    Where the report's answers allow no file they are destroyed, whatever a page let through.
    """
    if concern.sent_key is None:
        return
    if not answers_allow(concern):
        files.destroy(_DRAFT, concern.sent_key, because=no_images())
        return
    moved = files.hang(
        of=(_DRAFT, concern.sent_key), on=("concern", concern.pk), circle=concern.circle_id
    )
    for stored in moved:
        _list(stored, receipt)


def may_add_files(concern: Concern) -> bool:
    """Say whether a file may still be added to a report: never where an image may be in it."""
    with system_duty("see whether a report takes files"):
        case = _case_of(concern)
        return answers_allow(concern) and (case is None or files_allowed(case))


def may_add_files_by(receipt: Receipt) -> bool:
    """Say the same of the report of a receipt, to whoever holds that."""
    with system_duty("see whether a report takes files"):
        return may_add_files(Concern.objects.get(pk=receipt.concern_id))


@transaction.atomic
def add_to_report(
    receipt: Receipt, name: str, stream: IO[bytes], *, note: str, by: Person | None
) -> SentFile:
    """Add a file to a report that was sent before, and tell those who work on it.

    ``by`` is the reporter, None for the bearer of its sixteen digits. Raises PermissionError where
    the receipt is not theirs, and files.Refused where the file, or any file, is not taken.
    """
    check_owner(receipt, by)
    with system_duty("add a file to a report"):
        concern = Concern.objects.select_related("circle").get(pk=receipt.concern_id)
        if not may_add_files(concern):
            raise files.Refused(no_images())
        if concern.files.count() >= MOST_FILES:
            raise too_many()
        stored = files.seal(
            name, stream, record_kind="concern", record_id=concern.pk, circle=concern.circle_id,
            by=by, nameless=by is None,
        )  # fmt: skip
        sent = _list(stored, receipt, note=note)
        case = _case_of(concern)
        if case is not None:
            _enter(sent, case)
        notices.notify(
            "concerns.message", present_readers(concern), url=of_concern(concern),
            event=f"concern-file:{sent.pk}", subject_kind="concern", subject_id=concern.pk,
        )  # fmt: skip
    return sent


def follow_into_case(concern: Concern, case: Case) -> None:
    """Enter a report's files in the chronology of the case that it joined.

    On a case about nude images they are destroyed, with their hashes kept (COM-NUD-04).
    """
    with system_duty("take a report's files into its case"):
        sent = list(SentFile.objects.filter(concern=concern, destroyed_at=None))
        if files_allowed(case):
            for one in sent:
                _enter(one, case)
            return
        files.destroy("concern", concern.pk, because=no_images())
        for one in sent:
            one.destroyed_at = timezone.now()
            one.save(update_fields=["destroyed_at"])
            words = _(
                "Destroyed, because no file may be kept on this case: %(name)s. SHA-256 %(hash)s"
            )
            _line(one, case, words)


def _case_of(concern: Concern) -> Case | None:
    return Case.objects.select_related("circle").filter(concerns=concern.pk).first()


def _list(stored: files.StoredFile, receipt: Receipt, *, note: str = "") -> SentFile:
    return SentFile.objects.create(
        receipt=receipt, concern_id=receipt.concern_id, reporter_id=receipt.reporter_id,
        code_hash=receipt.code_hash, file_id=stored.pk, name=stored.name, note=note,
        sha256=stored.sha256_received, sent_at=stored.created,
    )  # fmt: skip


def _enter(sent: SentFile, case: Case) -> None:
    _line(sent, case, _("Sent by the reporter: %(name)s. SHA-256 %(hash)s"))


def _line(sent: SentFile, case: Case, words: str) -> None:
    add_line(
        case, kind=Kind.FILE, by=None, at=sent.destroyed_at or sent.sent_at,
        source=("file", sent.file_id), text=words % {"name": sent.name, "hash": sent.sha256},
    )  # fmt: skip
