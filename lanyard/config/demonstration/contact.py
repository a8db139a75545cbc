"""How staff reach learners: approved channels, a tutor's agreed hours, groups and their links."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from lanyard.config.demonstration.clock import Story
from lanyard.config.demonstration.dice import Dice
from lanyard.engine.profiles.api import profile_in_force
from lanyard.people.api import line_manager_of
from lanyard.rooms.contact import api as contact

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

_DAY = datetime.timedelta(days=1)
_ACTIVITIES = ("content", "work", "discussion", "messages")


def told(college: College) -> Story:
    """Approve what the policy speaks of, agree hours, and let some groups say where they work."""
    morning = datetime.datetime.combine(college.on, datetime.time(11))
    start = timezone.make_aware(morning) - 30 * _DAY
    yield start
    _approved(college)
    yield start + 6 * _DAY
    tutor = college.shown["tutor"]
    manager = line_manager_of(tutor)
    if manager is not None:
        contact.agree_hours(
            tutor, by=manager, days=[2], opens=datetime.time(10), closes=datetime.time(20),
            because="The evening class on Tuesdays",
        )  # fmt: skip
    yield start + 8 * _DAY
    _placed(college)


def _approved(college: College) -> None:
    """Have the head approve every channel that the policy names, as the policy says it."""
    for way in contact.contact_of(profile_in_force().slug).ways:
        uses = [one for one in way.uses if one != contact.Use.COLLABORATE]
        if way.uses and not uses:
            continue
        said = contact.Listing(
            name=way.name, guidance=way.guidance, sends=way.sends, uses=uses, owner="dsl",
            standard=way.standard,
        )  # fmt: skip
        contact.approve(said, by=college.shown["head"])


def _placed(college: College) -> None:
    """Say of most groups where they work, of one that its talk is elsewhere."""
    dice = Dice(f"contact/{college.organisation.slug}")
    usual = next((one for one in contact.listed(contact.Use.TEACH) if one.standard), None)
    if usual is None:
        return
    for number, group in enumerate(contact.teaching_groups(college.on)):
        if not dice.chance(0.8):
            continue
        link = f"https://teams.example.org/l/team/{dice.id().hex[:12]}"
        there = contact.Somewhere(usual, url=link)
        said = dict.fromkeys(_ACTIVITIES, there)
        if number == 1:
            said["discussion"] = contact.Somewhere(
                elsewhere="A Discord server", because="The learners were there already."
            )
        contact.declare_places(group, said, by=college.shown["head"])
