"""Whoever is signed in, for views behind a gate."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from lanyard.people.models import Person
from lanyard.people.request import SignedInRequest

#: Stands in a table where there is nothing.
NOTHING = "\u2013"


def reader(request: HttpRequest) -> Person:
    """Return the person who is signed in."""
    return cast("SignedInRequest", request).person
