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
    contact.begin(at_once=False)
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
    yield start + 11 * _DAY
    _outside(college)
    _registered(college)


def _outside(college: College) -> None:
    """Let the tutor tell of what happened outside the channels, and deal with it."""
    tutor, today = college.shown["tutor"], timezone.localdate()
    contact.tell(
        contact.Told(kind="mistake", on=today, place="WhatsApp", words="Meant for my sister."),
        by=tutor,
    )
    made = contact.tell(contact.Told(kind="messaged", on=today, place="Instagram"), by=tutor)
    contact.dealt_with(made, by=tutor, on=today)


def _registered(college: College) -> None:
    """Register a work phone of the tutor, a shared one, and a camera."""
    it, tutor = college.shown["it"], college.shown["tutor"]
    for number, (kind, uses, holder) in enumerate((
        ("phone", ["messages", "pictures"], tutor), ("phone", ["messages"], None),
        ("other", ["pictures"], None),
    )):  # fmt: skip
        contact.register(
            contact.Work(
                tag=f"TAG-{1001 + number}", kind=kind, uses=uses, holder=holder,
                number=f"07700 90010{number}" if kind == "phone" else "",
            ),
            by=it,
        )  # fmt: skip
    contact.note_own_device(
        by=tutor, on=timezone.localdate(), because="The work phone was being repaired."
    )


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
