"""Who reads a draft before it is approved, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access.api import roles_of
from lanyard.people.api import Person
from lanyard.rooms.policies.models import Document, DraftReading, Version

#: The profile's posts that read a draft of the policy before it is approved.
_CHAIN = "policy-review"


def round_of(version: Version) -> int:
    """Return the number of the last review of a version, 0 before the first."""
    return version.readings.aggregate(last=Max("round"))["last"] or 0


def readings_of(version: Version) -> list[DraftReading]:
    """Return who is asked to read a version in its last review."""
    number = round_of(version)
    return list(version.readings.filter(round=number).order_by("title", "id"))


def is_reader(person: Person, version: Version) -> bool:
    """Say whether a person is, or was, asked to read a version before it was approved."""
    roles = roles_of(person.pk)
    return any(
        one.person_id == person.pk or (one.role and one.role in roles)
        for one in version.readings.all()
    )


def still_asked(person: Person, version: Version) -> bool:
    """Say whether a person has still to say what they think of a draft."""
    roles = roles_of(person.pk)
    return version.state == Version.State.REVIEW and any(
        not one.verdict and (one.person_id == person.pk or (one.role and one.role in roles))
        for one in readings_of(version)
    )


@dataclass(frozen=True)
class Proposed:
    """Which posts read a draft, unless its owner names others; and who says so."""

    roles: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    by_default: bool = False


def proposed_for(document: Document) -> Proposed:
    """Return who reads a draft: the document's own posts, else the profile's.

    Where both name nobody, the safeguarding lead and the head do: Lanyard's default.
    """
    profile = profile_in_force().profile
    if document.reviewer_roles:
        return Proposed(tuple(document.reviewer_roles))
    named = next((one for one in profile.chains if one.slug == _CHAIN), None)
    if named is not None:
        return Proposed(tuple(named.steps), named.clauses, named.default)
    posts = (profile.posts.safeguarding_lead, profile.posts.head)
    return Proposed(tuple(dict.fromkeys(posts)), by_default=True)
