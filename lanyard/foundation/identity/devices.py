"""Which browsers an account was used in, so that its owner is told of one that is new.

A browser is known again by a random mark in a cookie. Of it only a hash is kept, another for each
account, and beside it the two words that a session says of itself ("Firefox on Windows"); no
address and nothing else by which a device could be told from others of its kind.
"""

from __future__ import annotations

import datetime
import secrets

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity.mail import send_reset_link
from lanyard.foundation.identity.models import Account, KnownBrowser, Session
from lanyard.foundation.identity.signer import signer
from lanyard.foundation.jobs.api import defer
from lanyard.foundation.notices.api import notify

#: A browser that was not used for so long is new again.
REMEMBERED = datetime.timedelta(days=90)
_MARK = 24


def new_mark() -> str:
    """Return a mark for a browser that has none."""
    return secrets.token_urlsafe(_MARK)


@transaction.atomic
def note_sign_in(
    account: Account, *, mark: str, described: str, first: bool, now: datetime.datetime
) -> bool:
    """Note in which browser an account was signed in; say whether its owner is told of it.

    They are told of every browser that is new to the account, but for that of the ``first`` sign-in
    of all, which has nothing to be compared with.
    """
    device, new = KnownBrowser.objects.get_or_create(
        account=account, key=_key(account, mark),
        defaults={"described": described, "first_seen": now, "last_seen": now},
    )  # fmt: skip
    if not new:
        new = device.last_seen < now - REMEMBERED
        device.first_seen = now if new else device.first_seen
        device.described, device.last_seen = described, now
        device.save(update_fields=["described", "first_seen", "last_seen"])
    if not new or first or account.person_id is None:
        return False
    audit.record(
        "identity.new-device", by=signer(account), kind="account", subject_id=account.pk,
        device=described,
    )  # fmt: skip
    notify(
        "identity.new-device", [account.person_id],
        url=reverse("identity:device", args=[device.pk]),
        event=f"new device {device.pk} {now.isoformat()}",
    )  # fmt: skip
    return True


@transaction.atomic
def disown(device: KnownBrowser, *, now: datetime.datetime) -> None:
    """Lock the account of somebody who says that a sign-in was not theirs.

    Every session ends, the factors that were added since that sign-in go, and nobody signs in again
    before a new password was chosen by the link that is sent, or IT opened the account.
    """
    account = device.account
    Session.objects.filter(account=account).delete()
    Authenticator.objects.filter(user=account, created_at__gte=device.first_seen).delete()
    KnownBrowser.objects.filter(account=account).delete()
    account.locked_at = now
    account.save(update_fields=["locked_at"])
    audit.record("identity.sign-in-disowned", by=signer(account), kind="account",
                 subject_id=account.pk)  # fmt: skip
    defer(send_reset_link, account=account.pk)


@transaction.atomic
def unlock(account: Account, *, by: audit.Actor) -> None:
    """Let somebody sign in again whose account was locked; whoever does it made sure who asks."""
    account.locked_at = None
    account.save(update_fields=["locked_at"])
    audit.record(
        "identity.account-unlocked", by=by, subject=account.email, kind="account",
        subject_id=account.pk,
    )  # fmt: skip


def forget_devices(*, now: datetime.datetime) -> int:
    """Forget the browsers that were not used for long; return how many."""
    forgotten, _ = KnownBrowser.objects.filter(last_seen__lt=now - REMEMBERED).delete()
    return forgotten


def _key(account: Account, mark: str) -> str:
    return salted_hmac("lanyard.device", f"{account.pk} {mark}", algorithm="sha256").hexdigest()
