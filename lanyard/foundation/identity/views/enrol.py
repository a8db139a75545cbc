"""Set up the second factor that a role needs, before being signed in."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any, cast

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter as factor_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity.forms import FirstPasskeyForm, dress_code
from lanyard.foundation.identity.models import Account
from lanyard.foundation.identity.signer import signer
from lanyard.foundation.identity.stages import EnrolStage, must_enrol
from lanyard.foundation.jobs.api import defer
from lanyard.foundation.ui.api import qr_path

View = Callable[..., HttpResponse]


class StagedRequest(HttpRequest):
    """A request of somebody who is at this stage; the decorator of allauth puts it there."""

    _login_stage: EnrolStage


def _staged(view: View) -> View:
    """Let only somebody through who is at this stage of signing in."""
    guard = login_stage_required(stage=EnrolStage.key, redirect_urlname="account_login")
    return cast("View", guard(view))


def _enrolling(view: Callable[[HttpRequest, Account], HttpResponse]) -> View:
    """Let only those through who still have to set a factor up; the others see their codes."""

    @_staged
    @functools.wraps(view)
    def checked(request: StagedRequest) -> HttpResponse:
        account: Account = request._login_stage.login.user
        if not must_enrol(account):
            return HttpResponseRedirect(reverse("enrol_codes"))
        return view(request, account)

    return checked


@_enrolling
def enrol(request: HttpRequest, account: Account) -> HttpResponse:
    """Show the code to scan, and take the first code that the app shows."""
    form = ActivateTOTPForm(request.POST if request.method == "POST" else None, user=account)
    if request.method == "POST" and form.is_valid():
        return _enrolled(request, account, form.secret)
    return render(
        request, "identity/enrol.html", totp_context(account, form),
        status=422 if form.errors else 200,
    )  # fmt: skip


@_enrolling
def enrol_passkey(request: HttpRequest, account: Account) -> HttpResponse:
    """Let the device make a passkey, instead of an app."""
    form = FirstPasskeyForm(request.POST if request.method == "POST" else None, user=account)
    if request.method == "POST" and form.is_valid():
        return _made_passkey(request, account, form.cleaned_data)
    options = {"creation_options": webauthn.begin_registration(account, passwordless=False)}
    context = {"form": form, "options_json": json.dumps(options)}
    status = 422 if form.errors else 200
    return render(request, "identity/enrol_passkey.html", context, status=status)


@_staged
def enrol_codes(request: StagedRequest) -> HttpResponse:
    """Show the recovery codes once; then the sign-in goes on."""
    stage = request._login_stage
    account: Account = stage.login.user
    if must_enrol(account):
        return HttpResponseRedirect(reverse("enrol"))
    if request.method == "POST":
        RecoveryCodes.activate(account).mark_as_viewed()
        response: HttpResponse = stage.exit()
        return response
    codes = RecoveryCodes.activate(account).get_unused_codes()
    return render(request, "identity/recovery_codes.html", {"codes": codes, "entering": True})


def totp_context(account: Account, form: ActivateTOTPForm) -> dict[str, Any]:
    """Return what the page of an authenticator app shows: the picture, and the key in words."""
    dress_code(form).fields["code"].help_text = _("Six digits.")
    url = factor_adapter().build_totp_url(account, form.secret)
    spelled = " ".join(form.secret[i : i + 4] for i in range(0, len(form.secret), 4))
    return {"form": form, "qr": qr_path(url), "key": spelled, "account": account}


def _enrolled(request: HttpRequest, account: Account, secret: str) -> HttpResponse:
    made = TOTP.activate(account, secret).instance
    clear_totp_secret(request)
    return _with_factor(request, account, made, "authenticator app")


def _made_passkey(request: HttpRequest, account: Account, data: dict[str, Any]) -> HttpResponse:
    made = webauthn.WebAuthn.add(account, data["name"], data["credential"]).instance
    return _with_factor(request, account, made, "passkey")


def _with_factor(
    request: HttpRequest, account: Account, made: Authenticator, called: str
) -> HttpResponse:
    record_authentication(request, account, "mfa", id=made.pk, type=made.type)
    audit.record("identity.factor-added", by=signer(account), factor=called)
    defer("identity.send-change-notice", account=account.pk)
    return HttpResponseRedirect(reverse("enrol_codes"))
