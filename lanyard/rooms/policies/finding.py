"""What the house's search finds of policies."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from lanyard.people.api import Person
from lanyard.rooms.policies.queries import documents

_MOST = 20


def found(person: Person, words: str) -> Iterator[tuple[str, str]]:
    """Give the policies in force that hold the words; everybody signed in may read them."""
    for version in documents.found(words)[:_MOST]:
        yield str(version), reverse("policies:document", args=[version.document.slug])
