"""Verbs of the register: set an account up, who runs it, go live, hand it over, close it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.decisions.api import Answer, Word
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person, acknowledged, is_staff, spans
from lanyard.rooms.channels import kinds, standing
from lanyard.rooms.channels.actions import posters
from lanyard.rooms.channels.models import (
    AccountAdministrator,
    AccountApplication,
    OfficialAccount,
)
from lanyard.rooms.channels.queries import leaving

State = OfficialAccount.State
#: Who gives access on the network.
IT = ("it-helpdesk", "it-department", "it-support", "third-party-it", "head-digital-ict")


class TooFew(ValueError):
    """An account would be left with fewer administrators than the policy asks."""


def register(application: AccountApplication, *, by: Person) -> OfficialAccount:
    """Put an approved account on the register, to be set up (OAK-9-06); IT and its people hear."""
    account = OfficialAccount.objects.create(
        application=application, platform=application.platform, handle=application.handle,
        name=application.name, purpose=application.purpose, owner=application.owner,
        least=profile_in_force().profile.go_live.admins.least,
    )  # fmt: skip
    AccountAdministrator.objects.bulk_create(
        AccountAdministrator(account=account, person=one.person, role=one.role)
        for one in application.administrators.select_related("person")
    )
    audit.record(
        "channels.registered", by=by, subject=str(account), kind=standing.ACCOUNT,
        subject_id=account.pk,
    )  # fmt: skip
    _tell("channels.set-up", account, {one for role in IT for one in access.holders_of(role)})
    _tell("channels.confirm", account, application.administrators.values_list("person", flat=True))
    kinds.keep_register(account)
    return account


def _tell(kind: str, account: OfficialAccount, people: Iterable[UUID], event: str = "") -> None:
    notices.notify(
        kind, sorted(set(people), key=str), url=reverse("channels:account", args=[account.pk]),
        event=event or f"{kind}:{account.pk}", subject_kind=standing.ACCOUNT, subject_id=account.pk,
    )  # fmt: skip


def _locked(account: OfficialAccount) -> OfficialAccount:
    """Return an account that nobody else changes meanwhile; raises ValidationError for a closed."""
    found = OfficialAccount.objects.select_for_update().get(pk=account.pk)
    if found.state == State.CLOSED:
        raise ValidationError(_("This account is closed."))
    return found


@transaction.atomic
def apply_access(
    account: OfficialAccount, *, group: str, devices: str, url: str, by: Person
) -> OfficialAccount:
    """Record which setting of the network gives access, on which devices (LAN-APP-06)."""
    locked = _locked(account)
    locked.access_group, locked.access_devices = group.strip(), devices.strip()
    locked.access_applied_on, locked.access_applied_by_name = timezone.localdate(), str(by)
    locked.url = url.strip()
    locked.save()
    audit.record(
        "channels.access-applied", by=by, subject=str(locked), kind=standing.ACCOUNT,
        subject_id=locked.pk, group=locked.access_group,
    )  # fmt: skip
    look_again(locked, by=by)
    duties.errand_done(
        kinds.SET_UP, locked.pk, by=by, evidence=locked.access_group,
        record=(standing.ACCOUNT, locked.pk),
    )  # fmt: skip
    return locked


def look_again(account: OfficialAccount, *, by: Person) -> Answer:
    """Let an account go live as soon as the policy's whole answer is yes (table D6)."""
    with system_duty("see whether an account may go live"):
        answer = standing.answer(account.application, timezone.localdate())
    if account.state == State.SETTING_UP and answer.answer is Word.YES:
        account.state, account.live_on = State.LIVE, timezone.localdate()
        account.save(update_fields=["state", "live_on"])
        audit.record(
            "channels.live", by=by, subject=str(account), kind=standing.ACCOUNT,
            subject_id=account.pk, rule=answer.rule,
        )  # fmt: skip
        _tell("channels.live", account, [account.owner_id])
    return answer


@transaction.atomic
def confirm(account: OfficialAccount, *, by: Person) -> AccountAdministrator:
    """Say, as an administrator, that one can sign in (LAN-SMN-02); asked again after a quarter.

    Raises AccountAdministrator.DoesNotExist for anybody else.
    """
    locked, today = _locked(account), timezone.localdate()
    mine = AccountAdministrator.objects.get(spans(today), account=locked, person=by)
    mine.confirmed_on = today
    mine.save(update_fields=["confirmed_on"])
    audit.record(
        "channels.confirmed", by=by, subject=str(locked), kind=standing.ACCOUNT,
        subject_id=locked.pk,
    )  # fmt: skip
    look_again(locked, by=by)
    duties.errand_done(
        kinds.CONFIRM, mine.pk, by=by, evidence=_("Can sign in"),
        record=(standing.ACCOUNT, locked.pk),
    )  # fmt: skip
    return mine


@transaction.atomic
def add_administrator(
    account: OfficialAccount, person: Person, *, by: Person
) -> AccountAdministrator:
    """Let somebody run an account; they are asked to say that they can sign in.

    Raises ValidationError for somebody who does not work here, has not acknowledged the policy or
    runs it already.
    """
    locked, today = _locked(account), timezone.localdate()
    if not is_staff(person):
        raise ValidationError({"person": _("Only people who work here run an account")})
    if person.pk not in (acknowledged(today) or set()):
        raise ValidationError({"person": _("They have to sign the policy first")})
    if AccountAdministrator.objects.filter(account=locked, person=person, until=None).exists():
        raise ValidationError({"person": _("They run this account already")})
    wanted = profile_in_force().profile.go_live.admins.steps
    posts = standing.posts_of(person.pk, profile_in_force().profile)
    made = AccountAdministrator.objects.create(
        account=locked, person=person, role=next((one for one in posts if one in wanted), "")
    )
    audit.record(
        "channels.administrator-added", by=by, subject=str(locked), kind=standing.ACCOUNT,
        subject_id=locked.pk, person=str(person.pk),
    )  # fmt: skip
    _tell("channels.confirm", locked, [person.pk], f"channels.confirm:{made.pk}")
    kinds.keep_register(locked)
    return made


@transaction.atomic
def remove_administrator(
    one: AccountAdministrator, *, because: str, by: Person
) -> AccountAdministrator:
    """End somebody's running of an account; what they can still do is then taken from them.

    Raises TooFew where fewer than the policy's number would stay (LAN-SMN-03, KMC-GSF-05).
    """
    locked, today = _locked(one.account), timezone.localdate()
    row = AccountAdministrator.objects.select_for_update().get(pk=one.pk, until=None)
    others = locked.administrators.filter(until=None).exclude(pk=row.pk).count()
    if others < locked.least:
        raise TooFew(str(locked.least))
    row.until, row.because = today, because.strip()
    row.save(update_fields=["until", "because"])
    audit.record(
        "channels.administrator-removed", by=by, subject=str(locked), kind=standing.ACCOUNT,
        subject_id=locked.pk, person=str(row.person_id), because=row.because,
    )  # fmt: skip
    _tell("channels.revoke", locked, _others(row), f"channels.revoke:{row.pk}")
    kinds.keep_register(locked)
    return row


def _others(row: AccountAdministrator) -> set[UUID]:
    """Return who can take somebody's access away: the owner, and whoever else runs the account."""
    rows = row.account.administrators.filter(spans(timezone.localdate()), until=None)
    found = set(rows.values_list("person", flat=True)) | {row.account.owner_id}
    return found - {row.person_id}


@transaction.atomic
def revoke(one: AccountAdministrator, *, proof: str, by: Person) -> AccountAdministrator:
    """Record that somebody's access is gone, with the proof (LAN-SMN-04).

    Whoever has a last day to come runs the account no longer from now on. Raises ValidationError
    without a proof, and for whose running goes on.
    """
    OfficialAccount.objects.select_for_update().get(pk=one.account_id)
    row = AccountAdministrator.objects.select_for_update().get(pk=one.pk)
    today = timezone.localdate()
    if row.until is None and leaving([row.person_id], today):
        row.until, row.left, row.because = today, True, _("Leaves")
    if row.until is None or row.revoked_on is not None:
        raise ValidationError(_("There is nothing to take away."))
    if not proof.strip():
        raise ValidationError({"proof": _("Say what shows it")})
    row.revoked_on, row.revoked_proof = today, proof.strip()
    row.revoked_by_name = str(by)
    row.save()
    audit.record(
        "channels.revoked", by=by, subject=str(row.account), kind=standing.ACCOUNT,
        subject_id=row.account_id, person=str(row.person_id),
    )  # fmt: skip
    duties.errand_done(
        kinds.REVOKE, row.pk, by=by, evidence=row.revoked_proof,
        record=(standing.ACCOUNT, row.account_id),
    )  # fmt: skip
    kinds.keep_register(row.account)
    return row


@transaction.atomic
def hand_over(account: OfficialAccount, person: Person, *, by: Person) -> OfficialAccount:
    """Have somebody else answer for an account (LAN-SMN-05); they run it from now on too."""
    locked = _locked(account)
    if not is_staff(person):
        raise ValidationError({"person": _("Only people who work here answer for an account")})
    if not locked.administrators.filter(person=person, until=None).exists():
        add_administrator(locked, person, by=by)
    locked.owner = person
    locked.save(update_fields=["owner"])
    audit.record(
        "channels.handed-over", by=by, subject=str(locked), kind=standing.ACCOUNT,
        subject_id=locked.pk, person=str(person.pk),
    )  # fmt: skip
    _tell("channels.yours", locked, [person.pk], f"channels.yours:{locked.pk}:{person.pk}")
    kinds.keep_register(locked)
    return locked


@transaction.atomic
def close(account: OfficialAccount, *, because: str, archive: str, by: Person) -> OfficialAccount:
    """Close an account for good, with the reason and where what it published is kept."""
    locked, today = _locked(account), timezone.localdate()
    if not because.strip():
        raise ValidationError({"because": _("Say why")})
    locked.state, locked.closed_on = State.CLOSED, today
    locked.closed_because, locked.archive = because.strip(), archive.strip()
    locked.save()
    locked.administrators.filter(until=None).update(
        until=today, because=_("The account was closed")
    )
    audit.record(
        "channels.closed", by=by, subject=str(locked), kind=standing.ACCOUNT,
        subject_id=locked.pk, because=locked.closed_because,
    )  # fmt: skip
    posters.end_all(locked, _("The account was closed"), today)
    kinds.keep_register(locked)
    return locked


def left(*, person_id: UUID, on: datetime.date, by: Person | None, **_facts: object) -> None:
    """End a leaver's running of every account, that day; those who stay are to revoke it."""
    with system_duty("end what a leaver ran"):
        accounts = OfficialAccount.objects.filter(
            Q(administrators__person=person_id, administrators__until=None) | Q(owner=person_id)
        ).exclude(state=State.CLOSED)
        # In one order for everybody, so that two leavers of one day do not wait for each other.
        ids = sorted(set(accounts.values_list("pk", flat=True)))
        for account in (
            OfficialAccount.objects.select_for_update().filter(pk__in=ids).order_by("pk")
        ):
            _has_left(account, person_id, max(on, account.registered_at.date()), by)
            kinds.keep_register(account)
        posters.end_leaver(person_id, on)


def _has_left(
    account: OfficialAccount, person_id: UUID, on: datetime.date, by: Person | None
) -> None:
    for row in account.administrators.filter(person=person_id, until=None):
        row.until, row.left, row.because = max(on, row.since), True, _("Left")
        row.save(update_fields=["until", "left", "because"])
    audit.record(
        "channels.administrator-left", by=by, subject=str(account), kind=standing.ACCOUNT,
        subject_id=account.pk, person=str(person_id),
    )  # fmt: skip
    rows = account.administrators.filter(until=None)
    people = {*rows.values_list("person", flat=True), account.owner_id} - {person_id}
    people |= {one for role in ("director-marketing", "marketing-manager")
               for one in access.holders_of(role)} - {person_id}  # fmt: skip
    _tell("channels.revoke", account, people, f"channels.revoke:{account.pk}:{person_id}")
