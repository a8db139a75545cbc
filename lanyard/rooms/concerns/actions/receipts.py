"""Receipts: what a reporter holds, the sixteen digits of one without a name, messages both ways."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from contextlib import AbstractContextManager
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import Identity, acting, current_identity, system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.notices import api as notices
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.models import Person
from lanyard.rooms.concerns.addresses import of_concern, of_receipt
from lanyard.rooms.concerns.models import Concern, Message, Receipt
from lanyard.rooms.concerns.readers import audit_circle, present_readers

DIGITS = 16
#: The purpose of the organisation's key from which numbers and their hashes follow.
KEY = "concerns.receipts"


def hold_key(sent_key: UUID) -> None:
    """Let what belongs to one report-to-be happen one after the other, to the transaction's end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [sent_key.int >> 65])


def check_digit(digits: str) -> str:
    """Return the digit that makes a number pass the Luhn check, so that a slip is noticed."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def code_for(key: UUID) -> str:
    """Return the sixteen digits of a receipt.

    They follow from a key of the organisation and the report's own random key, so that a report
    sent twice shows the same number, and yet the number itself is stored nowhere. The key is of the
    organisation's own: renewing the secrets of the installation leaves every receipt as it is.
    """
    made = _keyed("receipt number", key.hex)
    first = f"{int.from_bytes(made, 'big') % 10**15:015}"
    return first + check_digit(first)


def tidy_code(typed: str) -> str | None:
    """Return the digits of a number as typed, None where it cannot be a receipt number."""
    digits = "".join(letter for letter in typed if letter.isdecimal() and letter.isascii())
    whole = len(digits) == DIGITS and check_digit(digits[:-1]) == digits[-1]
    return digits if whole else None


def hash_of(code: str) -> str:
    """Return the keyed hash by which row security finds a receipt; the number is not kept."""
    return _keyed("receipt", code).hex()


def receipt_with_code(code: str) -> Receipt | None:
    """Return the receipt of sixteen digits in the organisation in force, or None.

    The look-up is by keyed hash and the same for right and wrong numbers.
    """
    wanted = hash_of(code)
    with bearing(wanted):
        found = Receipt.objects.filter(code_hash=wanted).first()
    same = hmac.compare_digest(found.code_hash if found else "0" * 64, wanted)
    return found if same else None


def bearing(code_hash: str) -> AbstractContextManager[Identity]:
    """Act as the bearer of a receipt number: nobody by name, and that one receipt."""
    return acting(Identity(organisation=current_organisation_id(), receipt=code_hash))


@transaction.atomic
def add_message(receipt: Receipt, text: str, *, by: Person | None) -> Message:
    """Add the reporter's message to their report and tell those who work on it.

    ``by`` is the reporter, None for the bearer of a receipt number. Raises PermissionError where
    the receipt is not theirs.
    """
    check_owner(receipt, by)
    with system_duty("pass a reporter's message on"):
        concern = Concern.objects.select_related("circle").get(pk=receipt.concern_id)
        message = _write(receipt, text, by=by, from_reporter=True)
        notices.notify(
            "concerns.message", present_readers(concern), url=of_concern(concern),
            event=f"concern-message:{message.pk}", subject_kind="concern", subject_id=concern.pk,
        )  # fmt: skip
    audit.record(
        "concerns.message-sent", by=by, subject=concern.reference, kind="concern",
        subject_id=concern.pk, circle=audit_circle(concern),
    )  # fmt: skip
    return message


@transaction.atomic
def reply(concern: Concern, text: str, *, by: Person) -> Message:
    """Write to the reporter from those who work on the report; a named reporter is told.

    Raises Concern.DoesNotExist where ``by`` may not read the report.
    """
    Concern.objects.get(pk=concern.pk)
    with system_duty("write to a reporter"):
        receipt = Receipt.objects.get(concern=concern)
        message = _write(receipt, text, by=by, from_reporter=False)
        if receipt.reporter_id:
            notices.notify(
                "concerns.message", [receipt.reporter_id], url=of_receipt(receipt),
                event=f"concern-message:{message.pk}", subject_kind="receipt",
                subject_id=receipt.pk,
            )  # fmt: skip
    audit.record(
        "concerns.message-sent", by=by, subject=concern.reference, kind="concern",
        subject_id=concern.pk, circle=audit_circle(concern),
    )  # fmt: skip
    return message


@transaction.atomic
def show_status(concern: Concern, status: str) -> None:
    """Set the word that the reporter sees; ``status`` is one of ``STATUSES``. Never goes back."""
    with system_duty("tell the reporter how far it is"):
        receipt = Receipt.objects.filter(concern=concern).first()
        if receipt is None or list(STATUSES).index(receipt.status) >= list(STATUSES).index(status):
            return
        receipt.status = status
        receipt.status_at = timezone.now()
        receipt.save(update_fields=["status", "status_at"])


@transaction.atomic
def give_name(receipt: Receipt, *, name: str, contact: str) -> Message:
    """Let a nameless reporter say who they are: it is passed on as a message, and only then."""
    text = f"{name}\n{contact}".strip()
    return add_message(receipt, text, by=None)


#: The words that a reporter may see, in their order (KMC-ROL-06), and nothing of the case.
STATUSES = ("received", "read", "being-worked", "outside-help", "finished")


def receipts_of(person: Person) -> Iterable[Receipt]:
    """Return the person's own receipts, newest first."""
    return Receipt.objects.filter(reporter_id=person.pk).order_by("-made_at")


def _write(receipt: Receipt, text: str, *, by: Person | None, from_reporter: bool) -> Message:
    return Message.objects.create(
        receipt=receipt, concern_id=receipt.concern_id, reporter_id=receipt.reporter_id,
        code_hash=receipt.code_hash, from_reporter=from_reporter, by=by, text=text,
    )  # fmt: skip


def check_owner(receipt: Receipt, by: Person | None) -> None:
    """Raise PermissionError unless a receipt is the person's, or its number's bearer's."""
    named = by is not None and receipt.reporter_id == by.pk
    bearer = receipt.code_hash and current_identity().receipt == receipt.code_hash
    if not (named or bearer):
        raise PermissionError("This receipt is somebody else's.")


def _keyed(purpose: str, text: str) -> bytes:
    words = f"{purpose}|{current_organisation_id()}|{text}"
    return hmac.digest(files.named_key(KEY), words.encode(), hashlib.sha256)
