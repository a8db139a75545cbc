"""Put the signed-in person on the request."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from lanyard.people.models import Person
from lanyard.people.request import Request

Handler = Callable[[HttpRequest], HttpResponseBase]


class PersonMiddleware:
    """Sets ``request.person``: the signed-in Person, or None."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with its person known."""
        known = cast("Request", request)
        known.person = None
        if hasattr(request, "organisation") and request.user.is_authenticated:
            person_id = request.user.person_id
            if person_id is not None:
                known.person = _person(person_id)
        return self.get_response(request)


def _person(person_id: UUID) -> Person:
    """Return the person, found in the database when first asked for anything."""
    found: object = SimpleLazyObject(lambda: Person.objects.get(pk=person_id))
    return cast("Person", found)
