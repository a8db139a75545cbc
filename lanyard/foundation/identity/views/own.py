"""The page of one's own sign-in: factors, sessions, recovery codes."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter as factor_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as code_flows
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET, require_POST

from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity import sessions
from lanyard.foundation.identity.backends import passwords_allowed
from lanyard.foundation.identity.forms import PasskeyForm
from lanyard.foundation.identity.guards import own_account
from lanyard.foundation.identity.mail import send_change_notice
from lanyard.foundation.identity.signer import signer
from lanyard.foundation.identity.stages import must_have_factor
from lanyard.foundation.identity.store import id_of
from lanyard.foundation.identity.views.enrol import totp_context
from lanyard.foundation.jobs.api import defer

APP, PASSKEY = "authenticator app", "passkey"


@signed_in
@require_GET
def security(request: HttpRequest) -> HttpResponse:
    """Show how one signs in, and where one is signed in."""
    account = own_account(request)
    factors: dict[str, list[Authenticator]] = {kind: [] for kind in Authenticator.Type.values}
    for factor in Authenticator.objects.filter(user=account).order_by("pk"):
        factors[factor.type].append(factor)
    codes = factors[Authenticator.Type.RECOVERY_CODES]
    context = {
        "app": next(iter(factors[Authenticator.Type.TOTP]), None),
        "passkeys": factors[Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else None,
        "sessions": sessions.sessions_of(account),
        "this_session": id_of(request.session.session_key),
        "passwords": passwords_allowed() and account.has_usable_password(),
        "needs_factor": must_have_factor(account),
    }
    return render(request, "identity/security.html", context)


@method_decorator(signed_in, name="dispatch")
class AppView(ActivateTOTPView):
    """Set up an authenticator app, after showing again that it is you."""

    template_name = "identity/app.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the picture to scan."""
        form = kwargs.get("form") or self.get_form()
        return {"view": self, **totp_context(own_account(self.request), form)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Record the new factor."""
        return _added(self.request, super().form_valid(form), APP, Authenticator.Type.TOTP)


@method_decorator(signed_in, name="dispatch")
class RemoveAppView(DeactivateTOTPView):
    """Remove the authenticator app, unless the role needs it."""

    template_name = "identity/remove_factor.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Record that the factor went."""
        response: HttpResponse = super().form_valid(form)
        _record(self.request, "identity.factor-removed", factor=APP)
        return response


@method_decorator(signed_in, name="dispatch")
class PasskeyAddView(AddWebAuthnView):
    """Add a passkey, after showing again that it is you."""

    form_class = PasskeyForm
    template_name = "identity/add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the device must answer."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", kwargs.get("form") or self.get_form())
        return {**context, "options_json": json.dumps(context["js_data"])}

    def form_valid(self, form: Any) -> HttpResponse:
        """Record the new factor."""
        done = super().form_valid(form)
        return _added(self.request, done, PASSKEY, Authenticator.Type.WEBAUTHN)


@method_decorator(signed_in, name="dispatch")
class PasskeyRemoveView(RemoveWebAuthnView):
    """Remove one of one's own passkeys, unless the role needs it."""

    template_name = "identity/remove_factor.html"
    success_url = reverse_lazy("identity:security")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which passkey goes, and whether it may."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        may_go = factor_adapter().can_delete_authenticator(self.object)
        return {**context, "passkey": self.object.wrap().name, "kept": not may_go}

    def form_valid(self, form: Form) -> HttpResponse:
        """Remove it and record that, or say why it stays."""
        if not factor_adapter().can_delete_authenticator(self.object):
            return HttpResponseRedirect(self.request.get_full_path())
        response: HttpResponse = super().form_valid(form)
        _record(self.request, "identity.factor-removed", factor=PASSKEY)
        return response


@method_decorator(signed_in, name="dispatch")
class NewCodesView(GenerateRecoveryCodesView):
    """Make new recovery codes; the old ones stop working."""

    template_name = "identity/new_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Record that there are new codes."""
        response: HttpResponse = super().form_valid(form)
        _record(self.request, "identity.recovery-codes-made")
        return response


@signed_in
@require_GET
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show new recovery codes once, after showing again that it is you."""
    codes, may_see = code_flows.view_recovery_codes(request)
    if codes is None:
        raise Http404
    if not may_see:
        return HttpResponseRedirect(reverse("mfa_generate_recovery_codes"))
    return render(request, "identity/recovery_codes.html", {"codes": codes.get_unused_codes()})


@signed_in
@require_POST
def end_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Sign out on one other device."""
    sessions.end_session(own_account(request), session_id)
    return HttpResponseRedirect(reverse("identity:security"))


@signed_in
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    account = own_account(request)
    sessions.end_sessions(account, by=account, keep=request.session.session_key)
    return HttpResponseRedirect(reverse("identity:security"))


def _added(request: HttpRequest, done: HttpResponse, called: str, kind: str) -> HttpResponse:
    """Record a new factor, and count setting it up as giving it: its owner just held it."""
    _record(request, "identity.factor-added", factor=called)
    record_authentication(
        request, own_account(request), "mfa", type=str(kind), reauthenticated=True
    )
    return done


def _record(request: HttpRequest, verb: str, **details: Any) -> None:
    account = own_account(request)
    audit.record(verb, by=signer(account), kind="account", subject_id=account.pk, **details)
    defer(send_change_notice, account=account.pk)
