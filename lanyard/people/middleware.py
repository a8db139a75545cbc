"""Put the signed-in person on the request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from lanyard.people.models import Person

Handler = Callable[[HttpRequest], HttpResponseBase]


class PersonMiddleware:
    """Sets ``request.person``: the signed-in Person, or None."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with its person known."""
        request.person = None  # type: ignore[attr-defined]
        if hasattr(request, "organisation") and request.user.is_authenticated:
            person_id = request.user.person_id
            request.person = SimpleLazyObject(lambda: Person.objects.get(pk=person_id))  # type: ignore[attr-defined, misc]
        return self.get_response(request)
