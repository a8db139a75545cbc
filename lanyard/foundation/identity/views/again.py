"""Show again that it is you: the page to which step-up leads, and the way back from it."""

from __future__ import annotations

import json
import time
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity import carry
from lanyard.foundation.identity.backends import passwords_allowed
from lanyard.foundation.identity.forms import PasskeyAgainForm, PasswordAgainForm, dress_code
from lanyard.foundation.identity.guards import freshly_proven, own_account
from lanyard.foundation.identity.models import Account
from lanyard.foundation.identity.signer import signer
from lanyard.foundation.identity.views.proofs import knows_password


@signed_in
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor, or the password of who has none, and lead back."""
    account = own_account(request)
    onward = get_next_redirect_url(request) or "/account/"
    form = _form(request, account)
    if request.method == "POST" and form is not None and form.is_valid():
        if isinstance(form, PasswordAgainForm):
            if knows_password(request, account, form):
                record_authentication(request, account, "password", reauthenticated=True)
                return _proven(request, account, onward)
        else:
            form.save()
            return _proven(request, account, onward)
    elif request.method == "GET" and freshly_proven(request, now=time.time()):
        return HttpResponseRedirect(onward)
    if request.method == "POST":
        audit.record(
            "identity.step-up-failed", by=signer(account), kind="account", subject_id=account.pk
        )
    return _ask(request, account, form, onward)


@signed_in
@require_http_methods(["GET"])
def carry_on(request: HttpRequest) -> HttpResponse:
    """Offer what was sent before somebody had to sign in or step up, to be sent on."""
    carried = carry.kept(request.session, str(request.user.pk))
    if carried is None:
        return render(request, "identity/nothing_kept.html")
    return render(request, "identity/carry_on.html", {"carried": carried})


def _form(request: HttpRequest, account: Account) -> Any:
    data = request.POST if request.method == "POST" else None
    if is_mfa_enabled(account):
        if data is not None and "credential" in data:
            return PasskeyAgainForm(data, user=account)
        return ReauthenticateForm(data, user=account)
    if passwords_allowed() and account.has_usable_password():
        return PasswordAgainForm(data)
    return None


def _ask(request: HttpRequest, account: Account, form: Any, onward: str) -> HttpResponse:
    context: dict[str, Any] = {"next": onward, "form": form}
    if isinstance(form, ReauthenticateForm):
        dress_code(form)
    if isinstance(form, PasskeyAgainForm):
        context["form"] = dress_code(ReauthenticateForm(user=account))
        context["passkey_failed"] = True
    passkeys = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    if passkeys.exists():
        context["passkey_options"] = True
        options = {"request_options": begin_authentication(account)}
        context["options_json"] = json.dumps(options)
    return render(
        request, "identity/again.html", context, status=422 if request.method == "POST" else 200
    )


def _proven(request: HttpRequest, account: Account, onward: str) -> HttpResponse:
    request.session.cycle_key()
    audit.record("identity.stepped-up", by=signer(account), kind="account", subject_id=account.pk)
    return HttpResponseRedirect(onward)
