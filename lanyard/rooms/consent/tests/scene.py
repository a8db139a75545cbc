"""People and what they say of their pictures, for the tests of consent."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from lanyard.engine.duties.tests.scene import learner, staff
from lanyard.engine.profiles.api import adopt
from lanyard.people.actions import join
from lanyard.people.actions.guardians import link_guardian, verify_guardian
from lanyard.people.api import GuardianLink, Person
from lanyard.rooms.consent.actions.giving import Said, answer
from lanyard.rooms.consent.models import ConsentAnswer
from lanyard.rooms.consent.queries import may_show

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
EARLY = datetime.date(2020, 1, 1)
YEAR = 365 * DAY


def under(slug: str) -> None:
    """Put a shipped profile in force."""
    adopt(slug, by=None, effective_from=EARLY, reason="Set up")


def aged(name: str, years: int, *, days: int = 0) -> Person:
    """Add a learner who turned so many years old some days ago."""
    born = TODAY.replace(year=TODAY.year - years, day=min(TODAY.day, 28)) - days * DAY
    return learner(name, born=born, email=f"{name.lower()}@here.test")


def guardian(
    child: Person, name: str = "Gita", *, verified: bool = True, relation: str = "parent"
) -> GuardianLink:
    """Add a parent of a learner."""
    parent = join(by=None, given_name=name, family_name="Parent", email=f"{name.lower()}@home.test")
    link = link_guardian(parent, child, by=None, relation=relation)
    if verified:
        verify_guardian(link, by=staff(f"Checks{name}"), on=TODAY, how="Saw the passport")
    return link


def says(
    person: Person, *pictures: str, names: Iterable[str] = (), link: GuardianLink | None = None,
    until: datetime.date = TODAY + 200 * DAY, purpose: str = "publicity",
) -> ConsentAnswer:  # fmt: skip
    """Let somebody answer about themselves, or a guardian about their child."""
    giver = link.guardian if link else person
    return answer(person, Said(purpose, until, pictures, tuple(names)), by=giver, link=link)


def shown(
    *people: Person, channel: str = "social", on: datetime.date = TODAY,
    named: Iterable[UUID] = (), purpose: str = "publicity",
) -> bool:  # fmt: skip
    """Say whether people may be shown."""
    ids = [one.pk for one in people]
    return may_show(ids, channel=channel, purpose=purpose, on=on, named=list(named)).allowed
