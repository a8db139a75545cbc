"""The verbs of accounts: open, close, change the password, switch passwords off and on."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity import sessions, sign_on
from lanyard.foundation.identity.models import Account, Session
from lanyard.foundation.identity.signer import signer
from lanyard.foundation.jobs.api import defer
from lanyard.foundation.organisations.api import Organisation


class NoOtherWay(Exception):
    """Passwords cannot be switched off where nobody could sign in any other way."""


class NotTried(Exception):
    """Passwords are switched off only by somebody who is signed in without one."""


@transaction.atomic
def account_for(
    person_id: UUID,
    *,
    email: str,
    password: str | None = None,
    by: audit.Actor | None = None,
) -> Account:
    """Return the person's account, opened (or opened again) under this e-mail address.

    Without a password the person signs on by single sign-on, or chooses a password by a link. An
    existing password is kept unless one is given. Where the address changes, the old one is told
    too. Raises IntegrityError where another account of the organisation has the address.
    """
    account = Account.objects.filter(person_id=person_id).first()
    before = ""
    if account is None:
        account = Account.objects.create_user(email, password, person_id=person_id)
    else:
        changed = account.email != email.lower() or not account.is_active or password
        if not changed:
            return account
        before = account.email if account.email != email.lower() else ""
        account.former_email = before or account.former_email
        account.email, account.is_active = email.lower(), True
        if password is not None:
            account.set_password(password)
        account.save()
    audit.record(
        "identity.account-opened", by=by, subject=account.email, kind="account",
        subject_id=account.pk,
    )  # fmt: skip
    if before:
        audit.record(
            "identity.email-changed", by=by, subject=account.email, kind="account",
            subject_id=account.pk, before=before,
        )  # fmt: skip
        defer("identity.send-change-notice", account=account.pk)
    return account


def welcome(account: Account) -> None:
    """Write to an account's owner that they can sign in, and how they begin."""
    defer("identity.send-welcome", account=account.pk)


@transaction.atomic
def close_account(person_id: UUID, *, by: audit.Actor | None = None) -> bool:
    """Close the person's account and end its sessions at once; say whether one was open."""
    account = Account.objects.filter(person_id=person_id, is_active=True).first()
    if account is None:
        return False
    account.is_active = False
    account.save(update_fields=["is_active"])
    Session.objects.filter(account=account).delete()
    audit.record(
        "identity.account-closed", by=by, subject=account.email, kind="account",
        subject_id=account.pk,
    )  # fmt: skip
    return True


@transaction.atomic
def change_password(account: Account, *, to: str, spare: str | None, by_link: bool = False) -> None:
    """Set a new password and end every other session; ``spare`` is the key of the one to keep."""
    account.set_password(to)
    if by_link:
        account.locked_at = None
    account.save(update_fields=["password", "locked_at"])
    verb = "identity.password-reset" if by_link else "identity.password-changed"
    audit.record(verb, by=signer(account), kind="account", subject_id=account.pk)
    sessions.end_sessions(account, by=account, keep=spare)
    defer("identity.send-change-notice", account=account.pk)


@transaction.atomic
def remove_factors(account: Account, *, by: audit.Actor) -> None:
    """Remove every second factor of somebody who lost theirs, and end their sessions.

    Whoever does this has made sure who is asking, as at the first enrolment. A person whose role
    needs a factor sets a new one up at the next sign-in.
    """
    Authenticator.objects.filter(user=account).delete()
    Session.objects.filter(account=account).delete()
    audit.record(
        "identity.factors-reset", by=by, subject=account.email, kind="account",
        subject_id=account.pk,
    )  # fmt: skip
    defer("identity.send-change-notice", account=account.pk)


@transaction.atomic
def sign_out_everywhere(account: Account, *, by: audit.Actor) -> int:
    """End all sessions of somebody else, such as after a lost device; return how many ended."""
    ended, _ = Session.objects.filter(account=account).delete()
    audit.record(
        "identity.sessions-ended", by=by, subject=account.email, kind="account",
        subject_id=account.pk, sessions=ended,
    )  # fmt: skip
    return ended


@transaction.atomic
def switch_passwords(organisation: Organisation, *, on: bool, by: audit.Actor) -> int:
    """Switch sign-in by password on or off; off ends the sessions that began by one.

    Returns how many sessions ended. Raises NoOtherWay where no single sign-on is set up, and
    NotTried where whoever switches passwords off has not signed in by it.
    """
    if not on and not sign_on.providers_of(organisation):
        raise NoOtherWay
    if not on and not _signed_on(by):
        raise NotTried
    organisation.password_sign_in = on
    organisation.save(update_fields=["password_sign_in"])
    ended = 0
    if not on:
        began = Session.objects.filter(organisation=organisation).exclude(began_by="sign-on")
        ended, _ = began.delete()
    audit.record(
        "identity.passwords-switched-on" if on else "identity.passwords-switched-off", by=by,
        subject=organisation.name, kind="organisation", subject_id=organisation.pk, sessions=ended,
    )  # fmt: skip
    return ended


def _signed_on(by: audit.Actor) -> bool:
    begun = Session.objects.filter(account__person_id=by.pk, began_by="sign-on")
    return begun.filter(expire_date__gt=timezone.now()).exists()
