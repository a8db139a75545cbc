"""Who may agree to close a case beside whoever proposed it, and who could be let onto it for that.

The clauses ask for a second person (COM-INC-01) and do not say who it is where only one person
reads the case. Lanyard's default: the system chooses nobody, and nobody agrees with themselves.
Whoever works the case names somebody, with a reason, and posts that could be asked are shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person, people_by_id
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.models import Case, Closure, TeamMember
from lanyard.rooms.concerns.queries.cases import held_today, kept_out_of
from lanyard.rooms.concerns.states import CaseState

_MOST = 5
#: Who is thought of after the head and the safeguarding posts.
_GOVERNING = ("governors", "trustee")
_WORKERS = (TeamMember.Part.HOLDER, TeamMember.Part.WORKER)


@dataclass(frozen=True)
class Seconds:
    """Who may agree now, and where nobody may: who could be asked, with their post."""

    proposer: UUID
    able: tuple[Person, ...]
    nameable: tuple[tuple[Person, str], ...] = ()


def seconds_of(case: Case, *, proposer: UUID) -> Seconds:
    """Return who may agree beside a proposer; whoever is kept out of the case is neither."""
    out = {proposer, *kept_out_of(case)}
    with system_duty("find a second person"):
        team = TeamMember.objects.filter(case=case, until=None, part__in=_WORKERS)
        ids = {*held_today(case.circle.roles), *team.values_list("person_id", flat=True)} - out
        able = people_by_id(ids)
        found = () if able else tuple(_nameable(out))
    return Seconds(proposer, tuple(sorted(able.values(), key=str)), found)


def awaited(case: Case) -> Seconds | None:
    """Return who may agree to what was proposed; None where nothing waits for agreement."""
    if case.state != CaseState.AWAITING_AGREEMENT:
        return None
    closure = Closure.objects.filter(case=case).order_by("-proposed_at", "-id").first()
    return seconds_of(case, proposer=closure.proposed_by_id) if closure else None


def _nameable(out: Collection[UUID]) -> Iterator[tuple[Person, str]]:
    profile = in_force.profile()
    posts = profile.posts
    roles = (posts.head, posts.safeguarding_lead, *posts.safeguarding, *_GOVERNING)
    held: dict[UUID, str] = {}
    for role in dict.fromkeys(roles):
        for person in access.holders_of(role):
            if person not in out:
                held.setdefault(person, role)
    people = people_by_id(held)
    for person_id, role in list(held.items())[:_MOST]:
        yield people[person_id], profile.title_of(role)
