"""What audiences need to know of people, read in a few queries for many of them or for one."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q

from lanyard.engine.duties.audience import Audience, Traits
from lanyard.foundation.access.api import RoleHolding
from lanyard.people.api import (
    Employment,
    Enrolment,
    GuardianLink,
    Login,
    Membership,
    Person,
    Sponsorship,
    spans,
)

_EVER = datetime.date(1970, 1, 1)
#: What a sponsored person may be asked as, beside being sponsored.
_NARROWER = {
    Sponsorship.Kind.CONTRACTOR.value: "contractor", Sponsorship.Kind.AGENCY.value: "contractor",
    Sponsorship.Kind.VOLUNTEER.value: "volunteer",
}  # fmt: skip


class _Gathered:
    """Traits of many people while they are being read."""

    def __init__(self) -> None:
        self.since: dict[UUID, dict[str, datetime.date]] = defaultdict(dict)
        self.sites: dict[UUID, set[UUID]] = defaultdict(set)
        self.groups: dict[UUID, set[UUID]] = defaultdict(set)
        self.roles: dict[UUID, set[str]] = defaultdict(set)
        self.managers: dict[UUID, UUID] = {}

    def belongs(self, person: UUID, kind: str, since: datetime.date) -> None:
        """Note a belonging; of several spans the first counts."""
        known = self.since[person]
        known[kind] = min(since, known.get(kind, since))


def traits_of(today: datetime.date, people: Iterable[UUID] | None = None) -> Iterator[Traits]:
    """Give the traits of everybody who is here on a day, or of the people named."""
    ids = None if people is None else list(people)
    found = _Gathered()
    _read_belonging(found, today, ids)
    _read_roles(found, today, ids)
    everybody = Person.objects.filter(left_on__isnull=True)
    if ids is not None:
        everybody = everybody.filter(pk__in=ids)
    for person_id, born in everybody.values_list("pk", "born").iterator(chunk_size=5000):
        yield Traits(
            person_id, born, found.since.get(person_id, {}),
            frozenset(found.roles.get(person_id, ())), frozenset(found.sites.get(person_id, ())),
            frozenset(found.groups.get(person_id, ())), found.managers.get(person_id),
        )  # fmt: skip


def _of(ids: list[UUID] | None, field: str = "person_id") -> Q:
    return Q() if ids is None else Q(**{f"{field}__in": ids})


def _read_belonging(found: _Gathered, today: datetime.date, ids: list[UUID] | None) -> None:
    now = spans(today) & _of(ids)
    employed: Any = Employment.objects.filter(now).values_list(
        "person_id", "since", "site_id", "line_manager_id"
    )
    for person, since, site, manager in employed:
        found.belongs(person, "staff", since)
        if site:
            found.sites[person].add(site)
        if manager:
            found.managers[person] = manager
    enrolled = Enrolment.objects.filter(now).values_list(
        "person_id", "since", "site_id", "apprentice"
    )
    for person, since, site, apprentice in enrolled:
        found.belongs(person, "learner", since)
        if apprentice:
            found.belongs(person, "apprentice", since)
        if site:
            found.sites[person].add(site)
    sponsored = Sponsorship.objects.filter(now).values_list("person_id", "kind", "since")
    for person, kind, since in sponsored:
        found.belongs(person, "sponsored", since)
        if narrower := _NARROWER.get(kind):
            found.belongs(person, narrower, since)
    # Whoever holds a sign-in of the organisation's systems, whatever else they are to it.
    holds = Login.objects.filter(_of(ids), enabled=True, person__isnull=False)
    for person in holds.values_list("person_id", flat=True):
        if person is not None:
            first = min(found.since.get(person, {}).values(), default=_EVER)
            found.belongs(person, "account", first)
    for person, group in Membership.objects.filter(now).values_list("person_id", "group_id"):
        found.groups[person].add(group)
    verified = GuardianLink.objects.filter(
        _of(ids, "guardian_id"), ended_on__isnull=True, verified_on__isnull=False
    )
    guardians: Any = verified.values_list("guardian_id", "verified_on")
    for person, since in guardians:
        found.belongs(person, "guardian", since)


def _read_roles(found: _Gathered, today: datetime.date, ids: list[UUID] | None) -> None:
    held = RoleHolding.objects.filter(spans(today) & _of(ids))
    for person, role, since in held.values_list("person_id", "role", "since"):
        found.roles[person].add(role)
        if role in {"governors", "trustee"}:
            found.belongs(person, "governor", since)


def members(
    audience: Audience, people: Iterable[UUID] | None = None, *, today: datetime.date
) -> dict[UUID, datetime.date]:
    """Return who is of an audience on a day, with since when; of everybody, or of some people."""
    found = {}
    for traits in traits_of(today, people):
        joined = audience.joined(traits, today=today)
        if joined is not None:
            found[traits.person_id] = joined
    return found
