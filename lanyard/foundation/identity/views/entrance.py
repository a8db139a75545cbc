"""Sign in, pass the second factor, set one up where it is needed, sign out."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib.auth import authenticate
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity import sign_on, throttle
from lanyard.foundation.identity.backends import passwords_allowed
from lanyard.foundation.identity.forms import (
    PasskeyAloneForm,
    PasskeySecondForm,
    SignInForm,
    dress_code,
)
from lanyard.foundation.identity.models import Account
from lanyard.foundation.identity.signer import signer
from lanyard.foundation.organisations.api import current_organisation

__all__ = ["FactorView", "PasskeyView", "sign_in", "sign_out"]


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for e-mail and password, or offer single sign-on and passkeys."""
    onward = get_next_redirect_url(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward or "/")
    form = SignInForm(request.POST or None)
    if request.method == "POST":
        if not passwords_allowed():
            return _page(request, SignInForm(), onward, status=403)
        if form.is_valid():
            response = _try(request, form, onward)
            if response is not None:
                return response
    return _page(request, form, onward, status=200 if request.method == "GET" else 422)


def _try(request: HttpRequest, form: SignInForm, onward: str | None) -> HttpResponseBase | None:
    """Sign in with what was entered; None, and an error on the form, where it is not right."""
    email = form.cleaned_data["email"]
    limits = throttle.sign_in_limits(email, get_adapter().get_client_ip(request))
    if not throttle.attempt(limits, now=timezone.now()):
        audit.record("identity.sign-in-refused", by=None)
        form.add_error(None, _("Too many attempts. Wait fifteen minutes, then try again."))
        return None
    account = authenticate(request, username=email, password=form.cleaned_data["password"])
    if not isinstance(account, Account):
        audit.record("identity.sign-in-failed", by=None, by_way_of="password")
        form.add_error(None, _("The e-mail address or the password is not right."))
        return None
    throttle.forget(limits)
    response: HttpResponseBase = perform_password_login(
        request, {}, Login(user=account, redirect_url=onward)
    )
    return response


def _page(
    request: HttpRequest, form: SignInForm, onward: str | None, *, status: int
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "next": onward or "",
        "passwords": passwords_allowed(),
        "providers": sign_on.providers_of(current_organisation()),
    }
    return render(request, "identity/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out, or give up signing in half-way, and come back to the sign-in page."""
    onward = get_next_redirect_url(request)
    logout(request, show_message=False)
    return HttpResponseRedirect(onward or reverse("account_login"))


class FactorView(AuthenticateView):
    """Ask for the second factor of somebody whose password or single sign-on was right."""

    template_name = "identity/factor.html"
    webauthn_form_class = PasskeySecondForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page the form of the code, and what a passkey must answer."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.stage.login.user
        kinds = Authenticator.objects.filter(user=user).values_list("type", flat=True)
        if Authenticator.Type.WEBAUTHN in kinds:
            context["passkey_options"] = True
            context["options_json"] = json.dumps(context["js_data"])
        context["codes"] = bool(set(kinds) - {Authenticator.Type.WEBAUTHN})
        dress_code(context["form"])
        return context

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what was wrong, with an entry in the trail."""
        audit.record(
            "identity.sign-in-failed", by=signer(self.stage.login.user), by_way_of="second factor"
        )
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


class PasskeyView(LoginWebAuthnView):
    """Sign in by a passkey alone: it is two factors in one, since the device checks its owner.

    Where passwords are switched off, single sign-on is the only way in, and this is off as well.
    """

    form_class = PasskeyAloneForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse where passwords are switched off."""
        if not passwords_allowed():
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response
