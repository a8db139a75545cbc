"""Act as the signed-in person for the rest of the request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lanyard.foundation.database.identity import acting_as

Handler = Callable[[HttpRequest], HttpResponseBase]


class ActingMiddleware:
    """Tells row security who is signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request as the signed-in person."""
        organisation = getattr(request, "organisation", None)
        if organisation is None or not request.user.is_authenticated:
            return self.get_response(request)
        with acting_as(organisation.pk, request.user.person_id):
            return self.get_response(request)
