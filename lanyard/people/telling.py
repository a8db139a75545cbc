"""Who would be told right now: each route of the policy, resolved to people who are here."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.notices import api as notices
from lanyard.people.models import Person
from lanyard.people.posts import OWN_ROLES, all_routes, role_title


@dataclass(frozen=True)
class Reached:
    """Somebody who would be told, in what standing, and when mail would go to them."""

    person: Person
    how: Any
    at: datetime.datetime


@dataclass(frozen=True)
class Told:
    """A role on a route; nobody in ``reached`` where the post is vacant."""

    title: str
    now: datetime.datetime
    #: The reporter's own tutor or manager, and no post.
    own: bool = False
    reached: list[Reached] = field(default_factory=list)


@dataclass(frozen=True)
class Way:
    """One route of the policy with the roles that it names."""

    words: str
    roles: list[Told]


def told_now(now: datetime.datetime) -> list[Way]:
    """Return every route of the profile in force with who acts on it now and when mail goes."""
    routes = all_routes()
    acting = {
        role: [] if role in OWN_ROLES else access.holders_of(role, on=timezone.localdate(now))
        for role in routes
    }
    everybody = {person for people in acting.values() for person in people}
    known = Person.objects.in_bulk(everybody)
    at = notices.reached_at(everybody, now=now, severity=None)
    standing = _standings(everybody, timezone.localdate(now))
    told = {
        role: Told(role_title(role), now, own=role in OWN_ROLES, reached=[
            Reached(known[one], _how(standing.get((role, one))), at[one])
            for one in people if one in known
        ])
        for role, people in acting.items()
    }  # fmt: skip
    ways: dict[str, list[Told]] = {}
    for role, every in routes.items():
        for words in every:
            ways.setdefault(words, []).append(told[role])
    return [Way(words, roles) for words, roles in ways.items()]


def _standings(people: set[UUID], day: datetime.date) -> dict[tuple[str, UUID], str]:
    held = access.RoleHolding.objects.filter(person_id__in=people, since__lte=day).exclude(
        until__lt=day
    )
    order = {standing: place for place, standing in enumerate(access.Standing.values)}
    rows = sorted(held.values_list("role", "person_id", "standing"), key=lambda r: -order[r[2]])
    return {(role, person): standing for role, person, standing in rows}


def _how(standing: str | None) -> Any:
    return access.Standing(standing or access.Standing.HOLDER).label
