"""A learner's safeguarding file follows to the next setting, in time and against a receipt."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.models import Transfer

#: From a learner's first day there until the file must have gone (KCSIE-FILE-TRANSFER, 2026).
DAYS = datetime.timedelta(days=5)


@transaction.atomic
def decide_transfer(
    person: Person,
    *,
    by: Person,
    setting: str = "",
    starts_on: datetime.date | None = None,
    beforehand: str = "",
    why_none: str = "",
) -> Transfer:
    """Decide where a learner's safeguarding file goes, or record why it goes nowhere.

    It is due five days after they start there. Raises ValueError where neither or both are given,
    where it was decided before, and without the day.
    """
    if bool(setting.strip()) == bool(why_none.strip()):
        raise ValueError(_("Give the next setting, or say why no file goes anywhere."))
    if setting.strip() and starts_on is None:
        raise ValueError(_("Give the day on which they start there."))
    with system_duty("decide where a file goes"):
        if Transfer.objects.filter(person=person).exists():
            raise ValueError(_("This was decided before."))
        circle = access.circle_of(in_force.profile().posts.safeguarding)
        made = Transfer.objects.create(
            circle=circle, person=person, setting=setting.strip(), why_none=why_none.strip(),
            due_on=starts_on + DAYS if setting.strip() and starts_on else None,
            beforehand=beforehand, decided_by=by,
        )  # fmt: skip
    _record("decided", made, by=by)
    return made


@transaction.atomic
def send_transfer(
    transfer: Transfer, *, by: Person, method: str, sent_to: str, sent_on: datetime.date,
    apart: bool,
) -> None:  # fmt: skip
    """Record that the file went, apart from the main file. It is recorded once.

    Raises ValueError where it does not go anywhere, went before, or went with the main file.
    """
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if not transfer.setting or transfer.sent_on is not None:
        raise ValueError(_("This file has gone, or goes nowhere."))
    if not apart:
        raise ValueError(_("Send it apart from the main file."))
    transfer.method, transfer.sent_to, transfer.sent_on = method, sent_to, sent_on
    transfer.apart, transfer.sent_by = True, by
    transfer.save(update_fields=["method", "sent_to", "sent_on", "apart", "sent_by"])
    _record("sent", transfer, by=by, method=method)


@transaction.atomic
def keep_receipt(
    transfer: Transfer, *, by: Person, receipt_on: datetime.date, receipt_from: str
) -> None:
    """Record who there confirmed that they have it. Raises ValueError before it went, or twice."""
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if transfer.sent_on is None or transfer.receipt_on is not None:
        raise ValueError(_("There is no receipt to keep: it has not gone, or is confirmed."))
    if receipt_on < transfer.sent_on:
        raise ValueError(_("The receipt cannot be older than the file's journey."))
    transfer.receipt_on, transfer.receipt_from = receipt_on, receipt_from
    transfer.save(update_fields=["receipt_on", "receipt_from"])
    _record("received", transfer, by=by)


def _record(verb: str, transfer: Transfer, *, by: Person, **more: str) -> None:
    audit.record(
        f"concerns.transfer-{verb}", by=by, subject=str(transfer.person), kind="transfer",
        subject_id=transfer.pk, circle=transfer.circle_id, **more,
    )  # fmt: skip
