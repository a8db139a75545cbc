"""The stage of signing in at which somebody whose role needs a second factor sets one up."""

from __future__ import annotations

from allauth.account.stages import LoginStage
from allauth.core.internal.httpkit import headed_redirect_response
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse

from lanyard.foundation.access import api as access
from lanyard.foundation.identity.models import Account

_REAL = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def must_have_factor(account: Account) -> bool:
    """Say whether one of the roles of the account's person needs a second factor."""
    return account.person_id is not None and access.needs_second_factor(account.person_id)


def must_enrol(account: Account) -> bool:
    """Say whether the account's person needs a second factor and has none."""
    return must_have_factor(account) and not is_mfa_enabled(account, _REAL)


class EnrolStage(LoginStage):
    """Nobody is signed in before the factor that their role needs is set up."""

    key = "lanyard_enrol"
    urlname = "enrol"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Lead to the page of setting up, or let pass."""
        if self.login.user is not None and must_enrol(self.login.user):
            return headed_redirect_response("enrol"), True
        return None, True
