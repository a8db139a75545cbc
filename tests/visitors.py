"""Somebody signed in, with the roles that a test asks for."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.test import Client

from lanyard.foundation.identity.api import enrol_demonstration_totp
from lanyard.foundation.identity.tests.people import SECRET, an_account, person, signed_in_as


@dataclass(frozen=True)
class Visitor:
    """A browser in which somebody is signed in, second factor and all."""

    client: Client
    person_id: UUID


def visitor(name: str, *roles: str) -> Visitor:
    """Open an account at here.test for a new person who holds some roles, and sign in."""
    account = an_account(f"{name}@here.test", *roles)
    enrol_demonstration_totp(account, SECRET)
    return Visitor(signed_in_as(account), person(account))
