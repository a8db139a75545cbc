"""Register a work device and its number, end it, and note the use of one's own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Device, Person, is_staff, line_manager_of
from lanyard.rooms.contact.models import OwnDeviceUse, RegisteredDevice

DEVICES = "contact.devices"
_NUMBER = re.compile(r"\+\d{8,15}")


class NotRegistered(ValueError):
    """A device that cannot be registered so: ``field`` names what is wrong, the text says why."""

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        super().__init__(why)


@dataclass(frozen=True, kw_only=True)
class Work:
    """A device of the organisation."""

    tag: str
    kind: str
    uses: Sequence[str]
    number: str = ""
    holder: Person | None = None


def plain_number(typed: str) -> str:
    """Return a telephone number in international form, "" for none; raises ValueError."""
    digits = re.sub(r"[\s().\-]", "", typed)
    if not digits:
        return ""
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+44{digits[1:]}"
    if not _NUMBER.fullmatch(digits):
        raise ValueError("This is no telephone number.")
    return digits


@transaction.atomic
def register(work: Work, *, by: Person) -> RegisteredDevice:
    """Put a work device on the register (KMC-GSF-11, LAN-DD-16).

    Raises PermissionError for anybody but IT, NotRegistered for somebody's own device or number,
    one that stands there already, or what cannot be read.
    """
    _it(by)
    tag = " ".join(work.tag.split())
    try:
        number = plain_number(work.number)
    except ValueError:
        raise NotRegistered("number", _("Give a number such as 07700 900123")) from None
    with system_duty("keep the register of devices"):
        _check(tag, number, work)
        made = RegisteredDevice.objects.create(
            tag=tag, kind=work.kind, number=number, uses=sorted(set(work.uses)),
            holder=work.holder, registered_by=by.pk, registered_by_name=str(by),
            registered_on=timezone.localdate(),
        )  # fmt: skip
    audit.record(
        "contact.device-registered", by=by, subject=tag, kind="device", subject_id=made.pk
    )  # fmt: skip
    return made


def _check(tag: str, number: str, work: Work) -> None:
    standing = RegisteredDevice.objects.filter(ended_on=None)
    if not tag or standing.filter(tag__iexact=tag).exists():
        raise NotRegistered("tag", _("This is on the register already."))
    if number and standing.filter(number=number).exists():
        raise NotRegistered("number", _("Another device has this number."))
    if not work.uses or not set(work.uses) <= set(RegisteredDevice.Use.values):
        raise NotRegistered("uses", _("Say what it may be used for."))
    if work.holder is not None and not is_staff(work.holder):
        raise NotRegistered("holder", _("They do not work here."))
    own = Device.objects.filter(identifier__iexact=tag, ownership=Device.Ownership.OWN)
    if own.exists():
        raise NotRegistered("tag", _("This is somebody's own device."))


@transaction.atomic
def end_device(one: RegisteredDevice, *, by: Person, because: str) -> None:
    """Take a device off the register, with the reason; raises ValueError twice."""
    _it(by)
    with system_duty("keep the register of devices"):
        one.refresh_from_db(
            from_queryset=RegisteredDevice.objects.select_for_update(of=("self",))
        )  # fmt: skip
        if one.ended_on is not None or not because.strip():
            raise ValueError("A device is taken off once, with a reason.")
        one.ended_on, one.ended_by_name = timezone.localdate(), str(by)
        one.ended_because = because.strip()
        one.save(update_fields=["ended_on", "ended_by_name", "ended_because"])
    audit.record(
        "contact.device-ended", by=by, subject=one.tag, kind="device", subject_id=one.pk,
        because=one.ended_because,
    )  # fmt: skip


@transaction.atomic
def note_own_device(*, by: Person, on: datetime.date, because: str) -> OwnDeviceUse:
    """Note that one used a device of one's own, and why (OAK-4.6-05); raises ValueError."""
    if not is_staff(by):
        raise PermissionError("Staff note their own use.")
    if not because.strip() or on > timezone.localdate():
        raise ValueError("It has a reason, and has happened.")
    manager = line_manager_of(by)
    with system_duty("keep the use of own devices"):
        made = OwnDeviceUse.objects.create(
            person=by, manager_id=manager.pk if manager else None, on=on,
            because=because.strip(), said_on=timezone.localdate(),
        )  # fmt: skip
    audit.record("contact.own-device", by=by, kind="own-device", subject_id=made.pk)
    return made


def is_registered(*, tag: str, use: str, on: datetime.date) -> bool:
    """Say whether a device is on the register for a use on a day: asked by other rooms."""
    with system_duty("ask for a device of the register"):
        found = RegisteredDevice.objects.filter(tag__iexact=tag.strip(), registered_on__lte=on)
        return any(use in one.uses and (one.ended_on is None or one.ended_on > on) for one in found)


def _it(by: Person) -> None:
    if not access.may(by.pk, DEVICES):
        raise PermissionError("IT keeps the register.")
