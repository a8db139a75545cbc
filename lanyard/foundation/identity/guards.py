"""What the gates ask: to be signed in, and to be freshly proven by a second factor.

Views stand behind ``access.gates``, which passes on to these.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from lanyard.foundation.identity import carry
from lanyard.foundation.identity.models import Account

View = Callable[..., HttpResponseBase]

#: A second factor is fresh for this long, in seconds.
FRESH = 5 * 60


def ask_for_sign_in(view: View) -> View:
    """Let only people who are signed in reach a view; others are led to sign in and back.

    Being signed in includes the second factor where one of the person's roles needs it. Pages
    behind this are kept by no cache.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _lead_to(request, "account_login", getattr(request, "signed_out_account", ""))
        if request.method == "POST":
            carry.sent(request, str(request.user.pk))
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


def ask_for_factor(view: View) -> View:
    """Ask for a second factor unless one was given in the last five minutes, then come back.

    Implies ``ask_for_sign_in``. Somebody who has no second factor is led to set one up.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if fresh_factor(request, now=time.time()):
            return view(request, *args, **kwargs)
        account = str(request.user.pk)
        enrolled = is_mfa_enabled(request.user)
        return _lead_to(request, "mfa_reauthenticate" if enrolled else "mfa_index", account)

    return ask_for_sign_in(guarded)


def own_account(request: HttpRequest) -> Account:
    """Return the account that is signed in; for views behind ``signed_in``."""
    return cast("Account", request.user)


def fresh_factor(request: HttpRequest, *, now: float) -> bool:
    """Say whether a second factor was given within five minutes before ``now`` (seconds)."""
    return _newest(request, {"mfa"}) > now - FRESH


def freshly_proven(request: HttpRequest, *, now: float) -> bool:
    """Say whether the person showed who they are within five minutes, as strongly as they can."""
    if is_mfa_enabled(request.user):
        return fresh_factor(request, now=now)
    return _newest(request, {"password", "socialaccount", "mfa"}) > now - FRESH


def gave_factor(request: HttpRequest) -> bool:
    """Say whether a second factor was given at all in this session."""
    return _newest(request, {"mfa"}) > 0


def _newest(request: HttpRequest, methods: set[str]) -> float:
    records = get_authentication_records(request, request.user)
    return max((record["at"] for record in records if record["method"] in methods), default=0.0)


def _lead_to(request: HttpRequest, name: str, account: str) -> HttpResponseBase:
    back = request.get_full_path()
    if request.method not in {"GET", "HEAD"}:
        back = reverse("carry_on") if account and carry.keep(request, account) else "/"
    url = f"{reverse(name)}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
