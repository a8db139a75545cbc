"""Change a password, or choose a new one by a link."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from allauth.account.adapter import get_adapter
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import PasswordResetConfirmView
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity import actions, throttle
from lanyard.foundation.identity.backends import passwords_allowed
from lanyard.foundation.identity.forms import ChangePasswordForm, ForgottenForm, NewPasswordForm
from lanyard.foundation.identity.guards import own_account
from lanyard.foundation.identity.mail import send_reset_link
from lanyard.foundation.identity.models import Account
from lanyard.foundation.identity.views.proofs import knows_password
from lanyard.foundation.jobs.api import defer


@signed_in
@sensitive_post_parameters("password", "new_password")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Change one's password; every other session ends."""
    account = own_account(request)
    if not passwords_allowed() or not account.has_usable_password():
        raise Http404
    form = ChangePasswordForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid() and knows_password(request, account, form):
        key = request.session.session_key
        actions.change_password(account, to=form.cleaned_data["new_password"], spare=key)
        update_session_auth_hash(request, account)
        return HttpResponseRedirect(reverse("identity:security"))
    status = 422 if form.errors else 200
    return render(request, "identity/change_password.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link to choose a password by; the answer is the same for every address."""
    if not passwords_allowed():
        return render(request, "identity/no_passwords.html", status=403)
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limits = throttle.reset_limits(
            form.cleaned_data["email"], get_adapter().get_client_ip(request)
        )
        if throttle.attempt(limits, now=timezone.now()):
            _send(form.cleaned_data["email"])
        return render(request, "identity/link_sent.html")
    status = 422 if form.errors else 200
    return render(request, "identity/forgotten.html", {"form": form}, status=status)


class ChooseView(PasswordResetConfirmView):
    """Choose a new password by a link that works once, for an hour; then sign in with it."""

    template_name = "identity/choose_password.html"
    form_class = NewPasswordForm  # type: ignore[assignment]  # the same fields, under rules of our own
    success_url = reverse_lazy("account_login")
    user: Account

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse where passwords are switched off, whatever link somebody has."""
        if not passwords_allowed():
            return render(self.request, "identity/no_passwords.html", status=403)
        return super().dispatch(*args, **kwargs)

    def get_user(self, uidb64: str) -> Account | None:
        """Return the open account that the link names."""
        found = super().get_user(uidb64)
        return found if isinstance(found, Account) and found.is_active else None

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the account that the rules look at."""
        kwargs: dict[str, Any] = super().get_form_kwargs()
        kwargs["account"] = kwargs.pop("user")
        return kwargs

    def form_valid(self, form: Form) -> HttpResponse:
        """Set the password, end every session, forget failed attempts."""
        self.request.session.pop("_password_reset_token", None)
        password = form.cleaned_data["new_password"]
        actions.change_password(self.user, to=password, spare=None, by_link=True)
        address = get_adapter().get_client_ip(self.request)
        throttle.clear(throttle.sign_in_limits(self.user.email, address)[:2])
        return HttpResponseRedirect(str(self.success_url))


def _send(email: str) -> None:
    """Queue the mail; the same work is done for an address that is not known here."""
    account = Account.objects.filter(email__iexact=email, is_active=True).first()
    audit.record("identity.reset-asked", by=None)
    defer(send_reset_link, account=account.pk if account else uuid4())
