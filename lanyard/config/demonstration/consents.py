"""What learners and parents said of pictures, with what was refused, withdrawn and awaited."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from lanyard.config.demonstration.dice import Dice
from lanyard.config.demonstration.roll import Roll, key
from lanyard.people.api import GuardianLink, Person
from lanyard.rooms.consent import api as consent

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

_DAY = datetime.timedelta(days=1)
_ADULT = 18


def record(college: College) -> None:
    """Write the answers of a term, and leave some to be given."""
    consent.begin(at_once=False)
    # Dice of their own: what is made up elsewhere stays as it is.
    dice, roll = Dice(f"consents/{college.organisation.slug}"), Roll()
    links: dict[object, list[GuardianLink]] = {}
    verified = GuardianLink.objects.filter(
        verified_on__isnull=False, ended_on__isnull=True, relation__in=("parent", "guardian")
    )
    for link in verified.select_related("guardian", "learner").order_by("pk"):
        links.setdefault(link.learner_id, []).append(link)
    awaited = []
    for person in college.learners.people:
        # What others try out on the pages' own learner stays theirs to say.
        if person is college.shown["learner"] or not dice.chance(0.9):
            continue
        _says(college, roll, dice, person, None)
        young = (person.age_on(max(college.on, timezone.localdate())) or 0) < _ADULT
        for link in links.get(key(person), [])[:1] if young else []:
            if dice.chance(0.8):
                _says(college, roll, dice, person, link)
            elif link.may_contact:
                awaited.append(link)
    roll.write()
    for link in awaited[:6]:
        consent.ask_guardian(link, by=college.shown["dsl"])


def _says(
    college: College, roll: Roll, dice: Dice, person: Person, link: GuardianLink | None
) -> None:
    """Let somebody say yes to some places for a while, or no, one day of this term."""
    giver = link.guardian if link else person
    on = dice.day(college.on - 80 * _DAY, college.on - 3 * _DAY)
    at = timezone.make_aware(datetime.datetime.combine(on, datetime.time(dice.randint(8, 20))))
    by = "parent" if link else "self"
    said = roll.add(
        consent.ConsentAnswer(
            id=dice.id(), person=person, giver=giver, giver_name=str(giver), link=link, by=by,
            purpose="publicity", how="account", said_on=on, said_at=at,
        )
    )  # fmt: skip
    until = _until(college, dice, person, link)
    withdrawn = dice.chance(0.03)
    for channel in dice.some(consent.Channel.values, 2, 4) if dice.chance(0.92) else ():
        roll.add(
            consent.Consent(
                id=dice.id(), answer=said, person=person, giver=giver, by=by, purpose="publicity",
                channel=channel, since=on, until=until,
                ended_at=at + _DAY if withdrawn else None,
                ended_because="withdrawn" if withdrawn else "",
                ended_by_name=str(giver) if withdrawn else "",
            )
        )  # fmt: skip


def _until(
    college: College, dice: Dice, person: Person, link: GuardianLink | None
) -> datetime.date:
    """Return the last day: mostly the end of next July, some within the month."""
    soon = college.on + dice.randint(8, 28) * _DAY
    until = soon if dice.chance(0.05) else datetime.date(college.on.year + 1, 7, 31)
    if link is None or person.born is None:
        return until
    grown = datetime.date(person.born.year + _ADULT, person.born.month, min(person.born.day, 28))
    return max(college.on, min(until, grown - _DAY))
