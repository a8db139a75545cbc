"""Who may enter, and what every page needs: the policy in force and how its controls stand."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone

from lanyard.engine.clauses.queries import standings
from lanyard.engine.clauses.standing import Standing
from lanyard.engine.policy.api import Profile, catalogue
from lanyard.engine.profiles.api import NoProfile, ProfileVersion, profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person, is_staff
from lanyard.people.request import SignedInRequest

Asked = ParamSpec("Asked")
Answer = Callable[Concatenate[SignedInRequest, Asked], HttpResponseBase]


@dataclass(frozen=True)
class Reader:
    """Somebody who reads the policy, with the roles that say how much they see."""

    person: Person
    roles: frozenset[str]

    @property
    def sees_figures(self) -> bool:
        """Say whether figures, history and words given are shown."""
        return not self.roles.isdisjoint(registry.permission("clauses.evidence").held_by)

    def sees_exactly(self, control: str, profile: Profile) -> bool:
        """Say whether small numbers and moments are shown: to its owner, the team and the head."""
        posts = profile.posts
        owner = catalogue().owner_under(control, profile)
        return not self.roles.isdisjoint({owner, *posts.safeguarding, posts.head})

    def may_attest(self, control: str, profile: Profile) -> bool:
        """Say whether the reader may vouch for a control: its owner, the lead and the head."""
        if control not in registry.controls():
            return False
        posts = profile.posts
        owner = catalogue().owner_under(control, profile)
        return not self.roles.isdisjoint({owner, posts.safeguarding_lead, posts.head})


@dataclass(frozen=True)
class Now:
    """The policy in force, and the day."""

    version: ProfileVersion
    day: datetime.date

    @property
    def profile(self) -> Profile:
        """The policy's profile."""
        return self.version.profile

    def standings(self, controls: Iterable[str] | None = None) -> dict[str, Standing]:
        """Return how every control stands today."""
        return standings(self.profile, on=self.day, controls=controls)


def readers_only(view: Answer[Asked]) -> Any:
    """Let only staff and holders of a reading role pass; to others the page is not there."""

    @functools.wraps(view)
    def checked(
        request: SignedInRequest, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> HttpResponseBase:
        if request.person is None or not _reads(request.person):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(checked)


def _reads(person: Person) -> bool:
    return access.may(person.pk, "clauses.read") or is_staff(person)


def reader_of(request: SignedInRequest) -> Reader:
    """Return who reads."""
    return Reader(request.person, access.roles_of(request.person.pk))


def now() -> Now:
    """Return the policy in force; raises Http404 where there is none."""
    try:
        return Now(profile_in_force(), timezone.localdate())
    except NoProfile:
        raise Http404 from None
