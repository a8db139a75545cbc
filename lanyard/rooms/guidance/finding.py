"""What the house's search finds of guidance."""

from __future__ import annotations

from collections.abc import Iterator

from lanyard.people.api import Person
from lanyard.rooms.guidance import queries
from lanyard.rooms.guidance.besides import address


def found(person: Person, words: str) -> Iterator[tuple[str, str]]:
    """Give the pages that hold the words; everybody may read them."""
    for page in queries.found(words):
        yield page.title, address(page)
