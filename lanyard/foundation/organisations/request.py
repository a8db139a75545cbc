"""The request as views see it once it passed our middleware."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from django.http import HttpRequest

from lanyard.foundation.organisations.models import Organisation


class Actor(Protocol):
    """Somebody who acts: a person with an id and a name."""

    @property
    def pk(self) -> UUID:
        """The id of the person."""
        ...

    def __str__(self) -> str: ...


class Request(HttpRequest):
    """A request to an organisation. ``person`` is None where nobody is signed in."""

    organisation: Organisation
    person: Actor | None
    #: The account that was signed out because its session was over; not always there.
    signed_out_account: str


class SignedInRequest(Request):
    """A request of somebody signed in; views behind a gate receive it."""

    person: Actor
