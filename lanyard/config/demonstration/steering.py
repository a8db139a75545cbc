"""A month of governance: laws checked, a report received, a meeting held, work with others."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from lanyard.config.demonstration.clock import Story
from lanyard.engine.profiles.api import profile_in_force
from lanyard.rooms.governance import api as governance

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

_DAY = datetime.timedelta(days=1)
#: Laws at the end of the register that nobody has checked yet.
_UNCHECKED = 3
_LOOKED = "Read on legislation.gov.uk and compared with the wording of the policy."
#: What each kind of paper says in the demonstration, section by section.
_WORDS = {
    "themes": "Messages in class groups at night, and pictures passed on without asking.",
    "done": "A tutorial for every first-year group, and a poster beside the lockers.",
    "policy": "The guidance of 2026 asks for a yearly look at filtering, with names.",
    "technology": "Picture tools that undress people are on many phones.",
    "asks": "An hour in January for all tutors on such pictures.",
    "shows": "Reports rose after the tutorials, breaches did not.",
    "next": "The lead looks again at the end of term.",
    "word": "The head of IT and the lead showed me their registers; I read both.",
    "exceptions": "None that I know of.",
}


def told(college: College) -> Story:
    """Begin governance four weeks ago, and tell what was done since."""
    morning = datetime.datetime.combine(college.on, datetime.time(9))
    start = timezone.make_aware(morning) - 28 * _DAY
    lead, head = college.shown["dsl"], college.shown["head"]
    yield start
    governance.begin(profile_in_force().profile)
    entries = list(governance.LawEntry.objects.all())[:-_UNCHECKED]
    for number, entry in enumerate(entries):
        yield start + (2 + number // 4) * _DAY
        replaced = {"replaced_by": entry.replaced_by} if entry.replaced_by else {}
        outcome = "replaced" if entry.replaced_by else "in-force"
        governance.check_law(entry, outcome, _LOOKED, by=head, **replaced)
    yield start + 9 * _DAY
    called = governance.Called(
        "E-safety group", "Pictures made by machines go round.", start + 12 * _DAY, "Board room"
    )
    meeting = governance.call_meeting(
        called, [profile_in_force().profile.posts.head, "hr-director"], by=lead
    )
    yield start + 13 * _DAY
    governance.keep_minutes(
        meeting, "What the figures show, and what tutors hear in class.",
        "Tutorials in January; the lead writes to parents before the holidays.", [head.pk], by=lead,
    )  # fmt: skip
    yield start + 16 * _DAY
    report = _signed("leadership", college)
    governance.log_liaison(_contact(college.on - 12 * _DAY), by=lead)
    yield start + 19 * _DAY
    governance.receive_paper(report, "An hour for all tutors in January.", by=head)
    yield start + 21 * _DAY
    _signed("behaviour", college)
    _signed("values", college, by="head")


def _signed(kind: str, college: College, *, by: str = "dsl") -> governance.Paper:
    person, asked = college.shown[by], governance.KINDS[kind]
    paper = governance.begin_paper(asked, by=person)
    governance.write_paper(paper, {one.slug: _WORDS[one.slug] for one in asked.sections}, by=person)
    return governance.sign_paper(paper, by=person)


def _contact(on: datetime.date) -> governance.Contact:
    return governance.Contact(
        on=on, kind="event", body="parents", name="Parents' evening",
        what="A stand on privacy settings; forty families came.",
        follow_up="The leaflet goes to those who could not come.",
    )  # fmt: skip
