"""Reporting without a name while signed in: nothing of it touches the session or the person.

A session is a row that belongs to an account. What a nameless report needs between two pages (the
key of its draft, the number just given) lies in a signed cookie of the browser instead, under the
addresses of reporting only; the database is told of nobody; and the views see nobody signed in.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http.response import HttpResponseBase

from lanyard.foundation.database.identity import acting_as
from lanyard.people.request import Request

View = Callable[..., HttpResponseBase]
COOKIE = "lanyard_apart"
#: In the cookie: its bearer chose to report without their name.
_CHOSEN = "nameless"
_SECONDS = 2 * 3600


def nameless(request: Request) -> bool:
    """Say whether somebody signed in chose to report without their name, in this browser."""
    return COOKIE in request.COOKIES and bool(_store(request).get(_CHOSEN))


def apart(view: View) -> View:
    """Show a view nobody, and the cookie in the session's place, whoever is signed in."""

    @functools.wraps(view)
    def seen_by_nobody(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return (
            _seen_by_nobody(view, request, *args, **kwargs)
            if request.person
            else view(request, *args, **kwargs)
        )

    return seen_by_nobody


def apart_where_chosen(view: View) -> View:
    """Do the same for whoever chose to report without their name; leave everybody else alone."""

    @functools.wraps(view)
    def chosen(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.person and nameless(request):
            return _seen_by_nobody(view, request, *args, **kwargs)
        return view(request, *args, **kwargs)

    return chosen


def choose(response: HttpResponseBase) -> HttpResponseBase:
    """Remember in the browser alone that its bearer reports without their name."""
    store = SessionStore()
    store[_CHOSEN] = True
    return _keep(store, response)


def forget_choice(response: HttpResponseBase) -> HttpResponseBase:
    """Forget it, and all that the cookie holds."""
    response.delete_cookie(COOKIE, path="/", samesite="Lax")
    return response


def _seen_by_nobody(view: View, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
    person, session, store = request.person, request.session, _store(request)
    request.person, request.session = None, store
    try:
        with acting_as(request.organisation.pk, None):
            response = view(request, *args, **kwargs)
    finally:
        request.person, request.session = person, session
    if store.is_empty():
        return forget_choice(response)
    return _keep(store, response) if store.modified else response


def _store(request: Request) -> SessionStore:
    return SessionStore(request.COOKIES.get(COOKIE))


def _keep(store: SessionStore, response: HttpResponseBase) -> HttpResponseBase:
    store.save()
    response.set_cookie(
        COOKIE, store.session_key or "", max_age=_SECONDS, path="/", httponly=True, samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )  # fmt: skip
    return response
