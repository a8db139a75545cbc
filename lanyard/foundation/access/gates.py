"""Gates before a view. Identity, which stands above, provides those that ask for a sign-in."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from lanyard.foundation.access.api import may

View = Callable[..., HttpResponseBase]
Gate = Callable[[View], View]
_provided: dict[str, Gate] = {}


def provide_gate(name: str, gate: Gate) -> None:
    """Let a higher layer provide the gate "signed-in" or "step-up"; called once at start."""
    _provided[name] = gate


def signed_in(view: View) -> View:
    """Let only somebody signed in pass (identity adds the second factor where a role needs it)."""
    return _through("signed-in", view, otherwise=_by_session)


def step_up(view: View) -> View:
    """Let only somebody pass who gave a second factor within the last minutes."""
    return _through("step-up", view, otherwise=_closed)


def permitted(permission: str) -> Gate:
    """Let only people pass whose roles give a permission; to the others the page is not there."""

    def gate(view: View) -> View:
        @functools.wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person = getattr(request, "person", None)
            if person is None or not may(person.pk, permission):
                raise Http404
            return view(request, *args, **kwargs)

        return signed_in(checked)

    return gate


def _through(name: str, view: View, *, otherwise: Gate) -> View:
    @functools.wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _provided.get(name, otherwise)(view)(request, *args, **kwargs)

    gated.guard = name.replace("-", "_")  # type: ignore[attr-defined]
    return gated


def _by_session(view: View) -> View:
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if getattr(request, "person", None) is None:
            return redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))
        return view(request, *args, **kwargs)

    return checked


def _closed(view: View) -> View:
    def refused(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise PermissionDenied

    return refused
