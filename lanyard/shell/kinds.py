"""What kind of person opens Lanyard, since the home page speaks differently to each."""

from __future__ import annotations

import enum

from lanyard.people import api as people
from lanyard.people.api import Person

_SAFEGUARDING = frozenset({"dsl", "dso", "safeguarding-team", "student-welfare"})
_HEADING = frozenset({"principal", "managing-director", "ceo", "management"})
_GOVERNING = frozenset({"governors", "trustee"})


class Kind(enum.StrEnum):
    """The kinds of person, in the order in which they are looked for."""

    SAFEGUARDING = "safeguarding"
    HEAD = "head"
    GOVERNOR = "governor"
    STAFF = "staff"
    LEARNER = "learner"
    GUARDIAN = "guardian"
    OTHER = "other"


#: What each kind of person came for, by the names of pages; the rest follows in the menu's order.
CAME_FOR: dict[Kind, tuple[str, ...]] = {
    Kind.SAFEGUARDING: ("concerns:inbox", "concerns:report", "concerns:figures"),
    Kind.HEAD: ("concerns:figures", "concerns:inbox", "concerns:low-level-records"),
    Kind.GOVERNOR: ("concerns:figures", "profiles:in-force", "concerns:report"),
    Kind.STAFF: ("concerns:report", "answers:index", "duties:mine", "concerns:my-reports"),
    Kind.LEARNER: ("concerns:report", "concerns:contacts", "concerns:my-reports"),
    Kind.GUARDIAN: ("concerns:report", "what-to-do-now", "concerns:my-reports"),
    Kind.OTHER: ("concerns:report", "concerns:my-reports", "what-to-do-now"),
}
#: Kinds who come seldom: they find the same three each time, whatever they did before.
SELDOM = frozenset({Kind.HEAD, Kind.GOVERNOR, Kind.LEARNER, Kind.GUARDIAN, Kind.OTHER})


def kind_of(person: Person, roles: frozenset[str]) -> Kind:
    """Return the first kind that fits; ``roles`` are those held today."""
    for kind, wanted in ((Kind.SAFEGUARDING, _SAFEGUARDING), (Kind.HEAD, _HEADING)):
        if not roles.isdisjoint(wanted):
            return kind
    if people.is_staff(person):
        return Kind.STAFF
    if not roles.isdisjoint(_GOVERNING):
        return Kind.GOVERNOR
    if people.is_learner(person):
        return Kind.LEARNER
    guards = person.guards.filter(verified_on__isnull=False, ended_on__isnull=True).exists()
    return Kind.GUARDIAN if guards else Kind.OTHER
