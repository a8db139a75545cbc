"""The door to identity: accounts, service tokens, demonstration codes."""

from __future__ import annotations

from lanyard.foundation.identity.actions import account_for, close_account, welcome
from lanyard.foundation.identity.factors import NoFactor, current_code, enrol_demonstration_totp
from lanyard.foundation.identity.guards import fresh_factor
from lanyard.foundation.identity.interface import ByToken, ServiceTokenAuth
from lanyard.foundation.identity.marks import passing_mark
from lanyard.foundation.identity.models import Account, KnownBrowser, ServiceToken
from lanyard.foundation.identity.passing import PassingLimit, PassingThrottle, within
from lanyard.foundation.identity.throttle import Limit, attempt
from lanyard.foundation.identity.tokens import bearer, declare_scope, make_token, revoke_token

__all__ = [
    "Account", "ByToken", "KnownBrowser", "Limit", "NoFactor", "PassingLimit",
    "PassingThrottle", "ServiceToken",
    "ServiceTokenAuth", "account_for", "account_of",
    "attempt", "bearer", "close_account",
    "current_code", "declare_scope", "enrol_demonstration_totp", "fresh_factor", "make_token",
    "passing_mark", "revoke_token", "welcome", "within",
]  # fmt: skip


def account_of(email: str) -> Account:
    """Return the account of an e-mail address; raises Account.DoesNotExist."""
    return Account.objects.get_by_natural_key(email)
