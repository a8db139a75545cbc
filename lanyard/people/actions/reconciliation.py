"""Exports of other systems taken in: who can sign in where, and which devices are connected."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from lanyard.foundation.audit import api as audit
from lanyard.foundation.registry import api as registry
from lanyard.people.models import Device, ExternalId, Login, Person


@dataclass(frozen=True, slots=True)
class SeenLogin:
    """A sign-in as an export names it."""

    user_name: str
    email: str = ""
    enabled: bool = True
    remote: bool = False


@dataclass(frozen=True, slots=True)
class SeenDevice:
    """A device as an onboarding export names it; ``user`` is a user name or e-mail address."""

    identifier: str
    user: str = ""
    name: str = ""
    kind: str = Device.Kind.OTHER
    ownership: str = Device.Ownership.OWN
    terms_accepted_on: datetime.date | None = None
    seen_on: datetime.date | None = None


@transaction.atomic
def take_logins(
    system: str, seen: Sequence[SeenLogin], *, by: audit.Actor | None, on: datetime.date
) -> int:
    """Replace a system's sign-ins by its whole export (LAN-SCO-01, KMC-WHO-02).

    Returns how many matched nobody. Whoever gained or lost a sign-in is announced.
    """
    whose = owners()
    before = _signing_in(system)
    rows = {one.user_name.lower(): one for one in seen}
    Login.objects.filter(system=system).delete()
    made = Login.objects.bulk_create(
        (
            Login(
                system=system, user_name=one.user_name, enabled=one.enabled, remote=one.remote,
                exported_on=on, person_id=whose.get(one.email.lower()) or whose.get(key),
            )
            for key, one in sorted(rows.items())
        ),
        batch_size=2_000,
    )  # fmt: skip
    unmatched = sum(1 for login in made if login.person_id is None)
    audit.record(
        "people.logins-taken", by=by, subject=system, kind="login-export", logins=len(made),
        unmatched=unmatched,
    )  # fmt: skip
    if changed := before ^ _signing_in(system):
        registry.announce("people.sign-ins-changed", people=changed)
    return unmatched


def _signing_in(system: str) -> set[UUID]:
    held = Login.objects.filter(system=system, enabled=True, person__isnull=False)
    return {person for person in held.values_list("person_id", flat=True) if person}


def owners() -> dict[str, UUID]:
    """Return whose each e-mail address and each user name elsewhere is, in small letters."""
    names = ExternalId.objects.filter(system="login", kind="person")
    owners = {value.lower(): pk for value, pk in names.values_list("value", "target_id")}
    people = Person.objects.exclude(email="").values_list("email", "pk")
    owners.update((email.lower(), pk) for email, pk in people)
    return owners


@transaction.atomic
def take_devices(source: str, seen: Iterable[SeenDevice], *, by: audit.Actor | None) -> int:
    """Add or update the devices of an onboarding export (LAN-SCO-02).

    Returns how many have no known user.
    """
    whose = owners()
    known = {device.identifier.lower(): device for device in Device.objects.all()}
    count = unknown = 0
    for one in {row.identifier.lower(): row for row in seen}.values():
        device = known.get(one.identifier.lower()) or Device(identifier=one.identifier)
        device.person_id = whose.get(one.user.lower()) or device.person_id
        device.name = one.name or device.name
        device.kind, device.ownership = one.kind, one.ownership
        device.terms_accepted_on = one.terms_accepted_on or device.terms_accepted_on
        device.seen_on, device.source = one.seen_on or device.seen_on, source
        device.save()
        count += 1
        unknown += device.person_id is None
    audit.record(
        "people.devices-taken", by=by, subject=source, kind="device-export", devices=count,
        unknown=unknown,
    )  # fmt: skip
    return unknown


@transaction.atomic
def record_device(
    *,
    by: Person | None,
    identifier: str,
    kind: str,
    ownership: str,
    person: Person | None,
    name: str = "",
    terms_accepted_on: datetime.date | None = None,
) -> Device:
    """Record a device as the college's or somebody's own, with its user (OAK-2-04)."""
    device = Device.objects.create(
        identifier=identifier, kind=kind, ownership=ownership, person=person, name=name,
        terms_accepted_on=terms_accepted_on,
    )  # fmt: skip
    audit.record(
        "people.device-recorded", by=by, subject=str(device), kind="device", subject_id=device.pk
    )
    return device


@transaction.atomic
def change_device(
    device: Device,
    *,
    by: Person | None,
    person: Person | None,
    terms_accepted_on: datetime.date | None,
) -> Device:
    """Say whose a device is, and when that person accepted the terms (LAN-SCO-02)."""
    device.person, device.terms_accepted_on = person, terms_accepted_on
    device.save(update_fields=["person", "terms_accepted_on"])
    audit.record(
        "people.device-changed", by=by, subject=str(device), kind="device", subject_id=device.pk
    )
    return device


@transaction.atomic
def withdraw_device(device: Device, *, by: Person | None, on: datetime.date, because: str) -> None:
    """Record that a device is no longer used here; it stays on record.

    Raises ValueError without a reason.
    """
    if not because.strip():
        raise ValueError("Say why it is withdrawn.")
    device.withdrawn_on = on
    device.save(update_fields=["withdrawn_on"])
    audit.record(
        "people.device-withdrawn", by=by, subject=str(device), kind="device",
        subject_id=device.pk, because=because,
    )  # fmt: skip
