"""A class that uses social media with a plan, own devices in class, and a newsletter to parents."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from lanyard.config.demonstration.clock import Story
from lanyard.engine.approvals import api as approvals
from lanyard.rooms.guidance import api as guidance

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College
    from lanyard.people.api import Person

_DAY = datetime.timedelta(days=1)
_LETTER = """## Games together

- Play the game yourself once. Ask who is in the chat.
- Age marks are on the box and in the shop: 12 means 12.

## Phones at night

- Let phones sleep in the kitchen, yours too.
"""


def taught(college: College) -> Story:
    """Plan, approve and use social media in the tutor's group; tell parents, and answer one."""
    shown, learner = college.shown, college.shown["learner"]
    course = college.learners.course_of[learner.pk]
    group, tutor = course.tutor_group, course.tutor
    moment = timezone.make_aware(datetime.datetime.combine(college.on, datetime.time(9)))
    yield moment - 20 * _DAY
    said = guidance.Planned(
        "Instagram", "The page of the department", "Show the work of the group to families.",
        "vle", "Everything is in the learning environment on the same day.",
        "Only staff post, comments are off, nobody is tagged.", college.on + 120 * _DAY,
    )  # fmt: skip
    plan = guidance.plan_use(group, said, by=tutor)
    guidance.plan_use(
        group, guidance.Planned(
            "YouTube", "the college's channel", "Short films about the workshop.", "vle",
            "The films are in the learning environment too.", "Unlisted, comments off.",
            college.on + 60 * _DAY,
        ), by=tutor,
    )  # fmt: skip
    padlet, _kahoot = _proposed(college, tutor)
    yield moment - 18 * _DAY
    waiting = approvals.of_subject(guidance.TECHNOLOGY, padlet.pk).get()
    approvals.decide(
        waiting.pk, by=shown["head"], approve=True, reason="Its terms allow it from 13.",
        weighed=[approvals.Weighed("Yes: boards are closed, nobody needs an account.")],
    )  # fmt: skip
    asked = approvals.of_subject(guidance.PLAN, plan.pk).get()
    approvals.decide(asked.pk, by=shown["head"], approve=True, reason="Nobody is left out.")
    plan.refresh_from_db()
    yield moment - 16 * _DAY
    guidance.give_the_same(guidance.stay_away(plan, by=learner), by=tutor)
    guidance.publish("Games and phones at night", _LETTER, by=shown["dsl"])
    yield moment - 10 * _DAY
    guidance.check_session(plan, by=tutor)
    tool = guidance.bring(padlet, group, use="classroom", by=tutor)
    guidance.give_lesson(tool, by=tutor)
    chosen = guidance.choose(
        group, ["sharing-1", "sharing-3", "pictures-1", "equipment-1"], by=tutor
    )
    guidance.tell(chosen, by=tutor)
    guidance.note_device(group, by=tutor, what="messages", done="put-away")
    question = guidance.ask_us("From which age is a group chat all right?", by=shown["parent"])
    yield moment - 9 * _DAY
    guidance.answer_them(
        question, "Most apps say 13. Sit beside them at first, and agree on who is in it.",
        by=shown["dsl"],
    )  # fmt: skip
    yield moment - 2 * _DAY
    guidance.note_device(group, by=tutor, what="call", done="talked")
    guidance.plan_devices(
        group, by=tutor, on=college.on + 2 * _DAY, needed=True,
        purpose="Photograph your finished piece for the portfolio.",
    )  # fmt: skip


def _proposed(college: College, tutor: Person) -> list[guidance.Technology]:
    """Propose two technologies for the catalogue."""
    return [
        guidance.propose(
            guidance.Proposed(
                name, ["classroom", "online-learning"], benefit, risks, safeguard, social, url,
                summary, college.on + 200 * _DAY, "staying-safe",
            ),
            by=tutor,
        )
        for name, benefit, risks, safeguard, social, url, summary in (
            ("Padlet", "A wall on which everybody can show a step of their work at once.",
             "Unkind notes without a name; pictures of people.",
             "Walls are closed, notes wait until the tutor lets them through.", True,
             "https://padlet.com/about/terms",
             "From 13. What is put there stays yours. No unkind or unlawful content."),
            ("Kahoot", "Quick questions to see what the group has understood.",
             "Silly nicknames; scores that shame.",
             "Nicknames are made by the system, scores are not shown.", False,
             "https://trust.kahoot.com/terms-and-conditions/",
             "Learners play without an account. Results are deleted after a year."),
        )
    ]  # fmt: skip
