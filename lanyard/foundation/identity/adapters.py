"""What allauth asks of us: signing in and out, keeping factors, whom single sign-on means."""

from __future__ import annotations

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity import devices, guards, sessions, sign_on
from lanyard.foundation.identity.models import Account
from lanyard.foundation.identity.seal import open_text, seal_text
from lanyard.foundation.identity.signer import signer
from lanyard.foundation.identity.views.devices import locked
from lanyard.foundation.jobs.api import defer
from lanyard.foundation.organisations.api import current_organisation

_FACTORS = "second factor"
#: Where a request carries the mark that its browser is to have.
_MARK = "lanyard.device"
#: Where a session keeps what the password was when a sign-in began: Django's keyed hash of it.
_BEGUN_WITH = "sign-in begun with"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up. A person is signed in only when every stage is passed."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("Too many attempts. Wait fifteen minutes, then try again."),
        "incorrect_code": _("That code is not right. Enter the code that is shown now."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: accounts are opened for people, by people."""
        return False

    def get_login_stages(self) -> list[str]:
        """Return what stands between a first proof and being signed in."""
        return [
            "allauth.mfa.stages.AuthenticateStage",
            "lanyard.foundation.identity.stages.EnrolStage",
        ]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a keyed hash of the address (of the network, for IPv6): counts need no more."""
        address = truncate_ip(super().get_client_ip(request))
        return salted_hmac("lanyard.address", address, algorithm="sha256").hexdigest()

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Show no banner of allauth's: our pages say themselves what happened."""

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in: a fresh session key, the session's beginnings, and an entry in the trail.

        Whoever began with a password that has since been changed begins anew.
        """
        if request.session.pop(_BEGUN_WITH, None) != user.get_session_auth_hash():
            clear_login(request)
            audit.record("identity.sign-in-failed", by=signer(user), by_way_of="former password")
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
        first = user.last_login is None
        super().login(request, user)
        records = get_authentication_records(request, user)
        how = _began_by({record["method"] for record in records})
        agent = request.headers.get("User-Agent", "")
        sessions.begin(request.session, by=how, user_agent=agent, now=time.time())
        audit.record(
            "identity.signed-in", by=signer(user), subject=user.email, kind="account",
            subject_id=user.pk, by_way_of=how,
        )  # fmt: skip
        mark = request.COOKIES.get(settings.DEVICE_COOKIE_NAME) or devices.new_mark()
        request.META[_MARK] = mark
        devices.note_sign_in(
            user, mark=mark, described=sessions.device_of(agent), first=first, now=timezone.now()
        )

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        """Let nobody in whose account is locked, whatever they proved."""
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if response is None and user.locked_at is not None:
            clear_login(request)
            audit.record("identity.sign-in-failed", by=signer(user), by_way_of="locked account")
            return locked(request)
        if response is None:
            request.session[_BEGUN_WITH] = user.get_session_auth_hash()
        return response

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        """Leave the browser a mark, by which it is known again."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response.set_cookie(
            settings.DEVICE_COOKIE_NAME, request.META[_MARK], httponly=True, samesite="Lax",
            max_age=int(devices.REMEMBERED.total_seconds()), secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
        return response

    def logout(self, request: HttpRequest) -> None:
        """Sign out, with an entry in the trail."""
        account = request.user if isinstance(request.user, Account) else None
        super().logout(request)
        if account is not None:
            audit.record(
                "identity.signed-out", by=signer(account), kind="account", subject_id=account.pk
            )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Say whether a change to factors or links needs a fresh proof first."""
        return not guards.freshly_proven(self.request, now=time.time())

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """Return the one page on which people prove again who they are."""
        return [{"id": "again", "description": "", "url": reverse("mfa_reauthenticate")}]


class FactorAdapter(DefaultMFAAdapter):
    """Authenticator secrets are sealed; the last factor of who needs one cannot be removed."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _(
            "Your role needs a second factor. Add another before you remove this one."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal an authenticator's secret."""
        return seal_text(text, purpose=_FACTORS)

    def decrypt(self, encrypted_text: str) -> str:
        """Open an authenticator's secret."""
        return open_text(encrypted_text, purpose=_FACTORS)

    def get_totp_issuer(self) -> str:
        """Return what authenticator apps show above the code."""
        return f"Lanyard, {current_organisation().name}"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say whether a factor may go: not the last one of a person whose role needs one."""
        person_id = authenticator.user.person_id
        if person_id is None or not access.needs_second_factor(person_id):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id)
        others = others.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        """Propose a name for a passkey."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Single sign-on opens accounts that exist here, and never makes one."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the providers that the organisation in force signs on with."""
        return [
            app
            for app in sign_on.apps_of(current_organisation())
            if provider in (None, app.provider, app.provider_id)
            and client_id in (None, app.client_id)
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link a verified e-mail to the account that has it; refuse whoever has none."""
        if sociallogin.state.get("process", "login") != "login":
            raise PermissionDenied
        if not sociallogin.is_existing:
            account = sign_on.account_for_login(sociallogin)
            if account is None:
                raise ImmediateHttpResponse(_refuse(request, sociallogin))
            sociallogin.connect(request, account)
            audit.record(
                "identity.sign-on-linked", by=signer(account), subject=account.email,
                kind="account", subject_id=account.pk, provider=sociallogin.account.provider,
            )  # fmt: skip
            defer("identity.send-change-notice", account=account.pk)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        """Say that it did not work, in our own words."""
        raise ImmediateHttpResponse(render(request, "identity/sign_on_failed.html", status=400))


def _refuse(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    audit.record("identity.sign-on-refused", by=None, provider=sociallogin.account.provider)
    return render(request, "identity/no_account.html", status=403)


def _began_by(methods: set[str]) -> str:
    if "socialaccount" in methods:
        return "sign-on"
    return "password" if "password" in methods else "passkey"
