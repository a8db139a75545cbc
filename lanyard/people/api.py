"""The door to people: find them, know how they belong, give and end posts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.people.access_state import AccessState, provide_access_states
from lanyard.people.acknowledgement import acknowledged
from lanyard.people.acknowledgement import provide as provide_acknowledgements
from lanyard.people.actions import give_post
from lanyard.people.actions.reconciliation import owners
from lanyard.people.actions.sign_ins import open_sign_ins
from lanyard.people.choosing import PersonField
from lanyard.people.exports import provide_export
from lanyard.people.fitness import NotFit, provide_fitness
from lanyard.people.imports.apply import NotApplied, apply_plan, hold_imports
from lanyard.people.imports.plan import Plan
from lanyard.people.imports.planner import plan_import
from lanyard.people.imports.problems import Problems
from lanyard.people.imports.sources import SOURCES, digests, read_set
from lanyard.people.imports.tables import Row, rows_of
from lanyard.people.imports.uploads import Upload
from lanyard.people.models import (
    Device,
    Employer,
    Employment,
    Enrolment,
    Group,
    GuardianLink,
    Login,
    Membership,
    Person,
    Post,
    PostHolding,
    Site,
    Sponsorship,
    Vulnerability,
    spans,
)
from lanyard.people.names import fold
from lanyard.people.posts import provide_routes
from lanyard.people.queries import search, visible_to
from lanyard.people.readiness import provide_network_waits
from lanyard.people.rest import router as exports_router

__all__ = [
    "DUTIES_OF_STAFF", "SOURCES", "AccessState", "Device", "Employer", "Employment",
    "Enrolment", "Group", "GuardianLink", "Login", "Membership", "NotApplied", "NotFit",
    "Person", "PersonField", "Plan", "Post", "PostHolding", "Problems", "Row", "Site",
    "Sponsorship", "Upload", "Vulnerability", "acknowledged", "apply_plan", "digests",
    "duties_of", "exports_router", "fold", "give_post", "hold_imports", "is_learner",
    "is_staff", "line_manager_of", "open_sign_ins", "people_by_address", "people_by_id",
    "people_in_role", "person_with_id", "plan_import", "provide_access_states",
    "provide_acknowledgements", "provide_export", "provide_fitness", "provide_network_waits",
    "provide_routes", "read_set", "rows_of", "search", "spans", "staff_of_learner",
    "visible_to",
]  # fmt: skip

#: The duties that every member of staff carries, whatever their role. Nothing takes one away
#: (LAN-STAFF-01).
DUTIES_OF_STAFF = ("learner-safety",)


def person_with_id(person_id: UUID) -> Person:
    """Return a person of the organisation in force; raises Person.DoesNotExist."""
    return Person.objects.get(pk=person_id)


def people_by_id(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Return the people of several ids in one query."""
    return Person.objects.in_bulk(list(ids))


def people_by_address(addresses: Iterable[str]) -> dict[str, UUID]:
    """Return whose each of several e-mail addresses or user names is, in small letters."""
    wanted = {one.casefold() for one in addresses}
    return {name: pk for name, pk in owners().items() if name in wanted}


def people_in_role(role: str, *, on: datetime.date | None = None) -> list[Person]:
    """Return who acts in a role on a day: holders, else deputies, else stand-ins (see access)."""
    found = people_by_id(access.holders_of(role, on=on))
    return sorted(found.values(), key=lambda person: (person.family_name, person.given_name))


def is_staff(person: Person, *, on: datetime.date | None = None) -> bool:
    """Say whether the person is employed here on a day."""
    return person.employments.filter(spans(on or timezone.localdate())).exists()


def is_learner(person: Person, *, on: datetime.date | None = None) -> bool:
    """Say whether the person is enrolled here on a day."""
    return person.enrolments.filter(spans(on or timezone.localdate())).exists()


def is_sponsored(person: Person, *, on: datetime.date | None = None) -> bool:
    """Say whether the person is here on a day without being employed, such as a volunteer."""
    return person.sponsorships.filter(spans(on or timezone.localdate())).exists()


def line_manager_of(person: Person, *, on: datetime.date | None = None) -> Person | None:
    """Return the person's own line manager on a day, or None."""
    employment = (
        person.employments.filter(spans(on or timezone.localdate()), line_manager__isnull=False)
        .select_related("line_manager")
        .order_by("-since")
        .first()
    )
    return employment.line_manager if employment else None


def staff_of_learner(
    learner: Person, part: str, *, on: datetime.date | None = None
) -> list[Person]:
    """Return the staff with a part (tutor, course-manager …) in the learner's groups on a day."""
    day = on or timezone.localdate()
    groups = learner.memberships.filter(spans(day), part="learner").values("group_id")
    found = Person.objects.filter(
        pk__in=Membership.objects.filter(spans(day), part=part, group__in=groups).values("person")
    )
    return list(found.order_by("family_name", "given_name", "id"))


def duties_of(person: Person, *, on: datetime.date | None = None) -> tuple[str, ...]:
    """Return the sets of duties that a person carries on a day: all of staff's, or none."""
    return DUTIES_OF_STAFF if is_staff(person, on=on) else ()
