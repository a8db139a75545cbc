"""What the house's search shows of the policy."""

from __future__ import annotations

from django.urls import reverse

from lanyard.engine.policy.api import clauses
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.people.api import Person

_MOST = 20


def found(person: Person, words: str) -> list[tuple[str, str]]:
    """Return title and address of the clauses in force that hold every word, or have the id."""
    wanted = words.casefold().split()
    try:
        register = clauses(profile_in_force().slug) if wanted else {}
    except NoProfile:
        return []
    hits = [
        one for one in register.values()
        if all(word in f"{one.id} {one.says}".casefold() for word in wanted)
    ]  # fmt: skip
    return [
        (f"{one.id}: {one.says}", reverse("clauses:clause", args=[one.id]))
        for one in hits[:_MOST]
    ]  # fmt: skip
