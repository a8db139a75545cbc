"""Second factors of demonstration people: fixed secrets, and the code shown now."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt, encrypt

from lanyard.foundation.identity.models import Account

_PERIOD = 30


class NoFactor(LookupError):
    """The account has no authenticator app set up."""


def enrol_demonstration_totp(account: Account, secret: str) -> None:
    """Set up an authenticator app with a known secret (base 32), for demonstration people only."""
    known = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if known is None:
        TOTP.activate(account, secret)
        RecoveryCodes.activate(account)
    elif decrypt(known.data["secret"]) != secret:
        known.data = {"secret": encrypt(secret)}
        known.save(update_fields=["data"])


def current_code(account: Account, *, at: float | None = None) -> str:
    """Return the code that the account's authenticator app shows now; raises NoFactor."""
    known = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if known is None:
        raise NoFactor(f"{account.email} has no authenticator app.")
    counter = int(time.time() if at is None else at) // _PERIOD
    return str(format_hotp_value(hotp_value(decrypt(known.data["secret"]), counter)))
