"""The request as views of Lanyard see it: with its organisation and the signed-in person."""

from __future__ import annotations

from lanyard.foundation.organisations import request as foundation
from lanyard.people.models import Person


class Request(foundation.Request):
    """A request that passed our middleware. ``person`` is None where nobody is signed in."""

    person: Person | None


class SignedInRequest(Request):
    """A request of somebody signed in; views behind ``signed_in`` receive it."""

    person: Person
