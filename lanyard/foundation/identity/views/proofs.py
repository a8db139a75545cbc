"""Whether somebody knows their password; guesses are counted as at the entrance."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib.auth import authenticate
from django.forms import Form
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.identity import throttle
from lanyard.foundation.identity.models import Account


def knows_password(request: HttpRequest, account: Account, form: Form) -> bool:
    """Say whether the form's password is the account's; what is wrong stands on the form."""
    limits = throttle.sign_in_limits(account.email, get_adapter().get_client_ip(request))
    if not throttle.attempt(limits, now=timezone.now()):
        form.add_error(None, _("Too many attempts. Wait fifteen minutes, then try again."))
        return False
    found = authenticate(request, username=account.email, password=form.cleaned_data["password"])
    if found != account:
        form.add_error("password", _("That is not your password."))
        return False
    throttle.forget(limits)
    return True
