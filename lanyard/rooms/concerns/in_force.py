"""The college's profile in force, as casework asks for it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from lanyard.engine.policy.api import AgeGroup, Profile
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.people.api import Person, people_in_role
from lanyard.rooms.concerns.models import Case


def profile() -> Profile:
    """Return the profile in force today."""
    return profile_in_force().profile


def days_of(slug: str) -> int | None:
    """Return the days of an interval, the profile's suggestion while nobody set it, or None."""
    try:
        found = profile().interval(slug)
    except LookupError:
        return None
    if found.months is not None:
        return round(found.months * 30.4375)
    return found.days if found.days is not None else found.suggested_days


def age_group(case: Case) -> AgeGroup:
    """Return whose clocks run on a case."""
    return AgeGroup.UNDER_18 if case.child_involved else AgeGroup.ADULT


def roles_of(person: Person) -> frozenset[str]:
    """Return the roles that somebody holds today."""
    return access.roles_of(person.pk)


def first_in(roles: tuple[str, ...], *, otherwise: Person, but: Collection[UUID] = ()) -> Person:
    """Return the first person found in one of several roles, in their order; else another.

    ``but`` holds who is passed over, because they are kept out of what it is about.
    """
    for role in roles:
        found = [person for person in people_in_role(role) if person.pk not in but]
        if found:
            return found[0]
    return otherwise
