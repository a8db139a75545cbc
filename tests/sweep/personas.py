"""Everybody who tries every door: nobody, each demonstration sign-in, a neighbour's lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from lanyard.foundation.identity import api as identity
from lanyard.foundation.identity.api import current_code
from lanyard.people.models import Person


@dataclass
class Persona:
    """One who tries the doors, in a browser of their own."""

    word: str
    client: Client
    person: Person | None
    roles: frozenset[str] = field(default_factory=frozenset)

    def visit(self, path: str, **options: Any) -> str:
        """Say how a door answered: open, sign-in, prove, closed, or broken."""
        response = self.client.get(path, REMOTE_ADDR=_AFAR, **options)
        if response.status_code == 405:
            response = self.client.post(path, {}, REMOTE_ADDR=_AFAR, **options)
        if response.status_code == 405:
            response = self.client.put(path, REMOTE_ADDR=_AFAR, **options)
        return outcome(response.status_code, response.headers.get("Location", ""))


def outcome(status: int, location: str) -> str:
    """Put an answer in a word. Forbidden and absent are the same word: closed."""
    if status >= 500:
        return "broken"
    if status in {401, 403, 404}:
        return "closed"
    if status in {301, 302, 303}:
        if location.startswith("/sign-in/?"):
            return "sign-in"
        if "/sign-in/" in location or location.startswith("/account/?next="):
            return "prove"
    return "open"


#: Where the demonstration's sign-ins of the sweep's college begin.
HERE = "here.test"
#: An address of nobody, kept for documents: visits come from outside the machine.
_AFAR = "203.0.113.9"


def browser(host: str) -> Client:
    """Return a browser that visits a host."""
    return Client(
        headers={"host": host, "user-agent": "Mozilla/5.0"}, raise_request_exception=False
    )


def sign_in(host: str, email: str, password: str) -> Client:
    """Return a browser in which somebody signed in, with the second factor where it is asked."""
    client = browser(host)
    answer = client.post("/sign-in/", {"email": email, "password": password, "next": ""})
    if answer.headers.get("Location") == "/sign-in/factor/":
        account = identity.account_of(email)
        client.post("/sign-in/factor/", {"code": current_code(account)})
    assert "_auth_user_id" in client.session, (email, answer.status_code)
    return client
