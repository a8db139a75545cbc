"""Gates before a view. Identity, which stands above, provides those that ask for a sign-in."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

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
    return _through("signed-in", view)


def step_up(view: View) -> View:
    """Let only somebody pass who gave a second factor within the last minutes."""
    return _through("step-up", view)


def step_up_to_send(view: View) -> View:
    """Let everybody look, and only somebody send who gave a second factor in the last minutes."""
    stricter = step_up(view)

    @functools.wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        chosen = view if request.method in {"GET", "HEAD"} else stricter
        return chosen(request, *args, **kwargs)

    return gated


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


def _through(name: str, view: View) -> View:
    @functools.wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _provided[name](view)(request, *args, **kwargs)

    return gated
