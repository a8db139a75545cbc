"""The request as views of Lanyard see it: with its organisation and the signed-in person."""

from __future__ import annotations

from django.http import HttpRequest

from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person


class Request(HttpRequest):
    """A request that passed our middleware. ``person`` is None where nobody is signed in."""

    organisation: Organisation
    person: Person | None


class SignedInRequest(Request):
    """A request of somebody signed in; views behind ``signed_in`` receive it."""

    person: Person
