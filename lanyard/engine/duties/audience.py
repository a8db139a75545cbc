"""Of whom a duty is asked: kinds of people, roles, ages, sites, groups. Pure."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

#: Kinds of people that an audience may name.
KINDS = (
    "staff", "learner", "apprentice", "sponsored", "contractor", "volunteer", "guardian",
    "governor", "account",
)  # fmt: skip
_EVER = datetime.date(1970, 1, 1)
GOVERNING_ROLES = frozenset({"governors", "trustee"})


class AudienceInvalid(ValueError):
    """An audience that names nobody, or something unknown; the text names the key."""


@dataclass(frozen=True)
class Traits:
    """What an audience needs to know of one person on a day."""

    person_id: UUID
    born: datetime.date | None = None
    #: Kind of belonging to the first day of the span it is in now.
    since: dict[str, datetime.date] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    sites: frozenset[UUID] = frozenset()
    groups: frozenset[UUID] = frozenset()
    manager_id: UUID | None = None


@dataclass(frozen=True)
class Audience:
    """Whoever is of one of the kinds, or holds one of the roles, or is named; then all limits."""

    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    #: Limits: each that is set must hold too.
    sites: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    joined_since: datetime.date | None = None
    age_from: int | None = None
    age_below: int | None = None
    except_people: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if unknown := set(self.kinds) - set(KINDS):
            raise AudienceInvalid(f"kinds: {', '.join(sorted(unknown))} is no kind of people")
        if not (self.kinds or self.roles or self.people):
            raise AudienceInvalid("kinds: an audience names at least one kind, role or person")

    def as_data(self) -> dict[str, Any]:
        """Return the audience as JSON data."""
        data = {key: value for key, value in vars(self).items() if value not in (None, ())}
        if self.joined_since:
            data["joined_since"] = self.joined_since.isoformat()
        return {k: list(v) if isinstance(v, tuple) else v for k, v in data.items()}

    def joined(self, traits: Traits, *, today: datetime.date) -> datetime.date | None:
        """Return since when the person is of this audience (1970 if for ever), None if not."""
        since = self._entered(traits)
        if since is None:
            return None
        if self.except_people and str(traits.person_id) in self.except_people:
            return None
        return since if self._within(traits, since, today) else None

    def _entered(self, traits: Traits) -> datetime.date | None:
        since = traits.since
        days = [since[kind] for kind in self.kinds if kind in since]
        named = self.people and str(traits.person_id) in self.people
        held = self.roles and not traits.roles.isdisjoint(self.roles)
        governs = "governor" in self.kinds and not traits.roles.isdisjoint(GOVERNING_ROLES)
        if named or held or governs:
            days.append(min(since.values(), default=_EVER))
        return min(days) if days else None

    def _within(self, traits: Traits, since: datetime.date, today: datetime.date) -> bool:
        if self.joined_since and since < self.joined_since:
            return False
        if self.sites and traits.sites.isdisjoint(map(UUID, self.sites)):
            return False
        if self.groups and traits.groups.isdisjoint(map(UUID, self.groups)):
            return False
        if self.age_from is None and self.age_below is None:
            return True
        age = _age(traits.born, today)
        if age is None:
            return False
        low = self.age_from is None or age >= self.age_from
        return low and (self.age_below is None or age < self.age_below)


def _age(born: datetime.date | None, today: datetime.date) -> int | None:
    if born is None:
        return None
    reached = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (0 if reached else 1)


def audience_from(data: dict[str, Any]) -> Audience:
    """Read an audience from JSON data; raises AudienceInvalid."""
    lists: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    if since := lists.get("joined_since"):
        lists["joined_since"] = datetime.date.fromisoformat(since)
    try:
        return Audience(**lists)
    except TypeError as error:
        raise AudienceInvalid(str(error)) from None
