"""End sessions that are over, and act as the signed-in person for the rest of the request."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.identity import sessions
from lanyard.foundation.identity.guards import gave_factor
from lanyard.foundation.organisations.request import Request

Handler = Callable[[HttpRequest], HttpResponseBase]


class SessionLimitMiddleware:
    """Signs out whoever was away too long, whose session is too old, or who now needs a factor.

    The request goes on as nobody's; ``request.signed_out_account`` names the account, so that what
    was typed can be kept for its owner.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """End the session if it is over, then go on."""
        if hasattr(request, "organisation") and request.user.is_authenticated:
            now = time.time()
            if sessions.over(request.session, now=now) or _lacks_factor(request):
                account = str(request.user.pk)
                logout(request)
                cast("Request", request).signed_out_account = account
            else:
                sessions.note_visit(request.session, now=now)
        return self.get_response(request)


class ActingMiddleware:
    """Tells row security who is signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Act as the signed-in person within the request."""
        organisation = getattr(request, "organisation", None)
        if organisation is None or not request.user.is_authenticated:
            return self.get_response(request)
        with acting_as(organisation.pk, request.user.person_id):
            return self.get_response(request)


def _lacks_factor(request: HttpRequest) -> bool:
    """Say whether the person's roles need a second factor that this session never saw."""
    person_id = getattr(request.user, "person_id", None)
    if person_id is None or gave_factor(request):
        return False
    return access.needs_second_factor(person_id)
