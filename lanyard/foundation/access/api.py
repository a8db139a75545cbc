"""The door to access: who holds a role, who may do a thing, who may see a record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.postgres.functions import TransactionNow
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from lanyard.foundation.access.glass import (
    SHORTEST_REASON,
    Excluded,
    NoReason,
    break_glass,
    close_glass,
)
from lanyard.foundation.access.models import (
    Absence,
    Circle,
    Exclusion,
    Grant,
    RoleHolding,
    Standing,
)
from lanyard.foundation.access.roles import Role, all_roles, role_called
from lanyard.foundation.database.identity import acting_as, current_identity, system_duty
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.foundation.registry import api as registry

__all__ = [
    "SHORTEST_REASON",
    "Absence",
    "Circle",
    "Excluded",
    "Exclusion",
    "Grant",
    "NoReason",
    "Role",
    "RoleHolding",
    "Standing",
    "all_roles",
    "away",
    "break_glass",
    "circle_of",
    "close_glass",
    "end_escalated",
    "end_grant",
    "end_holdings",
    "exclude",
    "grant",
    "hold_role",
    "holders_of",
    "may",
    "needs_second_factor",
    "readers_by_grant",
    "role_called",
    "roles_of",
    "trail_circle",
    "with_included",
]  # fmt: skip


def hold_role(
    role: str,
    person_id: UUID,
    *,
    standing: Standing = Standing.HOLDER,
    since: datetime.date,
    until: datetime.date | None = None,
    through: str = "",
) -> RoleHolding:
    """Give a person a role, and those that come with it, for a span of days.

    Raises LookupError for an unknown role.
    """
    held = [
        RoleHolding.objects.create(
            role=slug, person_id=person_id, standing=standing, since=since, until=until,
            through=through,
        )
        for slug in with_included(role)
    ]  # fmt: skip
    return held[0]


def with_included(role: str) -> tuple[str, ...]:
    """Return a role and the roles that come with it; raises LookupError for an unknown one."""
    return (role, *role_called(role).includes)


def end_holdings(person_id: UUID, *, until: datetime.date, **only: Any) -> int:
    """End the person's holdings on a day; return how many ended.

    ``only`` keeps to some of them: ``through`` (a post's id), ``standing``, ``since``. A holding
    that would have begun later never begins.
    """
    holdings = RoleHolding.objects.filter(person_id=person_id, **only)
    never_begun, _ = holdings.filter(since__gt=until).delete()
    return never_begun + holdings.filter(Q(until__isnull=True) | Q(until__gt=until)).update(
        until=until
    )


def away(person_id: UUID, *, since: datetime.date, until: datetime.date) -> Absence:
    """Record that a person is away, both days included."""
    return Absence.objects.create(person_id=person_id, since=since, until=until)


def roles_of(person_id: UUID) -> frozenset[str]:
    """Return the roles a person holds today, as row security sees them."""
    with acting_as(current_organisation_id(), person_id), connection.cursor() as cursor:
        cursor.execute("SELECT lanyard_roles()")
        return frozenset(role for (role,) in cursor.fetchall())


def holders_of(role: str, *, on: datetime.date | None = None) -> list[UUID]:
    """Return who acts in a role on a day: present holders, else deputies, else stand-ins.

    Where everybody is away the holders themselves are returned, so that a post which is filled
    never resolves to nobody; an entirely vacant one gives an empty list.
    """
    day = on or timezone.localdate()
    held = list(
        RoleHolding.objects.filter(role=role, since__lte=day)
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .order_by("since", "id")
    )
    absent = set(
        Absence.objects.filter(since__lte=day, until__gte=day).values_list("person_id", flat=True)
    )
    for standing in (Standing.HOLDER, Standing.DEPUTY, Standing.STAND_IN):
        present = [
            h.person_id for h in held if h.standing == standing and h.person_id not in absent
        ]
        if present:
            return list(dict.fromkeys(present))
    return list(dict.fromkeys(h.person_id for h in held))


def may(person_id: UUID | None, permission: str) -> bool:
    """Say whether one of the person's roles gives a permission; raises LookupError if unknown."""
    held_by = registry.permission(permission).held_by
    return person_id is not None and not roles_of(person_id).isdisjoint(held_by)


def needs_second_factor(person_id: UUID) -> bool:
    """Say whether one of the person's roles reads confidential records."""
    return any(role_called(slug).second_factor for slug in roles_of(person_id))


def circle_of(roles: Iterable[str]) -> Circle:
    """Return the circle of a set of roles, made if new; no roles gives the circle of nobody."""
    ordered = sorted(set(roles))
    for slug in ordered:
        role_called(slug)
    circle, _ = Circle.objects.get_or_create(
        organisation_id=current_organisation_id(),
        key="+".join(ordered),
        defaults={"roles": ordered},
    )
    return circle


def grant(
    record_kind: str,
    record_id: UUID,
    person_id: UUID,
    *,
    because: str,
    until: datetime.datetime | None = None,
    break_glass: bool = False,
    escalated: bool = False,
) -> Grant:
    """Let a named person read one record; the caller checks that the granter may.

    What is granted out of turn (by breaking the glass, or by escalation) must have an end.
    """
    granted_by = current_identity().person
    with system_duty("grant access"):
        return Grant.objects.create(
            record_kind=record_kind, record_id=record_id, person_id=person_id, because=because,
            until=until, break_glass=break_glass, escalated=escalated, granted_by=granted_by,
        )  # fmt: skip


def end_grant(record_kind: str, record_id: UUID, person_id: UUID) -> int:
    """End a person's grants on a record, from this transaction on; return how many ended."""
    now = timezone.now()
    with system_duty("end access"):
        current = Grant.objects.filter(
            record_kind=record_kind, record_id=record_id, person_id=person_id
        )
        return current.filter(Q(until__isnull=True) | Q(until__gt=now)).update(
            until=TransactionNow()
        )


def end_escalated(record_kind: str, record_id: UUID) -> list[UUID]:
    """End what was granted by escalation on a record; return whose reading ended."""
    with system_duty("end access"):
        current = Grant.objects.filter(
            Q(until__gt=timezone.now()),
            record_kind=record_kind, record_id=record_id, escalated=True,
        )  # fmt: skip
        people = list(current.values_list("person_id", flat=True))
        if people:
            current.update(until=TransactionNow())
    return people


def exclude(record_kind: str, record_id: UUID, person_id: UUID, *, because: str) -> None:
    """Hide one record from a person, whatever role or grant they have."""
    with system_duty("keep a subject out"):
        Exclusion.objects.get_or_create(
            organisation_id=current_organisation_id(),
            record_kind=record_kind, record_id=record_id, person_id=person_id,
            defaults={"because": because},
        )  # fmt: skip


def readers_by_grant(record_kind: str, record_id: UUID) -> list[Grant]:
    """Return the grants in force on a record; the caller must be allowed to see the record."""
    with system_duty("list readers"):
        current = Grant.objects.filter(record_kind=record_kind, record_id=record_id)
        return list(current.filter(Q(until__isnull=True) | Q(until__gt=timezone.now())))


def trail_circle(record_kind: str, record_id: UUID, circle: UUID) -> UUID:
    """Return the circle that may read entries of the trail about a record of ``circle``.

    An entry knows no exclusion: where somebody of the circle is kept out of the record, its entries
    are confined to nobody, so that not even its existence shows.
    """
    with system_duty("confine audit entries"):
        excluded = Exclusion.objects.filter(record_kind=record_kind, record_id=record_id)
        out = list(excluded.values_list("person_id", flat=True))
        if not out:
            return circle
        roles = set(Circle.objects.get(pk=circle).roles)
        today = timezone.localdate()
        # Whoever only stands in counts as inside on every day, to be on the safe side.
        inside = RoleHolding.objects.filter(
            Q(until__isnull=True) | Q(until__gte=today), since__lte=today,
            person_id__in=out, role__in=roles,
        ).exists()  # fmt: skip
        return circle_of([]).pk if inside else circle
