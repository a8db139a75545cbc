"""What kind of person opens Lanyard, since the home page speaks differently to each."""

from __future__ import annotations

import enum

from lanyard.people import api as people
from lanyard.people.api import Person

_SAFEGUARDING = frozenset({"dsl", "dso", "safeguarding-team", "student-welfare"})
_GOVERNING = frozenset({"governors", "trustee"})


class Kind(enum.StrEnum):
    """The kinds of person, in the order in which they are looked for."""

    SAFEGUARDING = "safeguarding"
    GOVERNOR = "governor"
    STAFF = "staff"
    LEARNER = "learner"
    GUARDIAN = "guardian"
    OTHER = "other"


def kind_of(person: Person, roles: frozenset[str]) -> Kind:
    """Return the first kind that fits; ``roles`` are those held today."""
    if not roles.isdisjoint(_SAFEGUARDING):
        return Kind.SAFEGUARDING
    if people.is_staff(person):
        return Kind.STAFF
    if not roles.isdisjoint(_GOVERNING):
        return Kind.GOVERNOR
    if people.is_learner(person):
        return Kind.LEARNER
    if person.guards.filter(verified_on__isnull=False, ended_on__isnull=True).exists():
        return Kind.GUARDIAN
    return Kind.OTHER
