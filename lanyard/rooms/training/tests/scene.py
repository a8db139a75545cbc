"""Courses, rules and people for the tests of training."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person
from lanyard.rooms.training.actions import learning
from lanyard.rooms.training.actions import sessions as acts
from lanyard.rooms.training.actions.completing import Facts, record
from lanyard.rooms.training.actions.courses import (
    Particulars,
    Rules,
    open_course,
    publish_text,
    require,
)
from lanyard.rooms.training.models import (
    Completion,
    Course,
    ModuleAttempt,
    TrainingRule,
    TrainingSession,
)
from lanyard.rooms.training.modules import module_of

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
STAFF = duties.Audience(kinds=("staff",))
EARLY = datetime.date(2020, 1, 1)
TEXT = """# Be safe {safety}
Read this.

# Be kind
And this.

? Whom do you tell?
- Nobody | That helps nobody.
* The lead | Right.

? When?
* Today | Right.
- Next week | Too late.
"""


def under(slug: str) -> None:
    """Put a shipped profile in force."""
    adopt(slug, by=None, effective_from=EARLY, reason="Set up")


def a_module(title: str = "Safety", text: str = TEXT, **more: Any) -> Course:
    """Add a module with two pages and two questions."""
    facts = Particulars(kind="module", topics=("safety",), **more)
    course = open_course(slugify(title), title, facts, by=None)
    publish_text(course, text, by=None)
    return course


def asked_of(*courses: Course, audience: duties.Audience = STAFF, **more: Any) -> TrainingRule:
    """Ask an audience to take one of some courses."""
    rules = Rules(courses=[one.slug for one in courses], audience=audience, **more)
    return require(f"rule-{courses[0].slug}", courses[0].title, rules, by=None)


def took(course: Course, person: Person, on: datetime.date = TODAY, **more: Any) -> Completion:
    """Record that somebody took a course."""
    facts: dict[str, Any] = {"how": "before", "own": True, **more}
    return record(course, person, Facts(**facts), by=None, on=on)


def owe() -> dict[str, datetime.date]:
    """Return who owes what, by name and course, and by when."""
    rows = duties.Occurrence.objects.filter(
        done_on=None, withdrawn_on=None, definition__kind="training.take"
    )
    return {
        f"{one.person.given_name}: {one.definition.title}": one.due
        for one in rows.select_related("person", "definition")
    }


def go_through(course: Course, person: Person, *, right: bool = True) -> ModuleAttempt:
    """Read a module and answer, rightly or not."""
    with acting_as(current_organisation_id(), person.pk):
        attempt = learning.start(course, by=person)
        module = module_of(attempt.text.text)
        for number in range(1, len(module.pages) + 1):
            learning.read_page(attempt, number, by=person)
        for number, question in enumerate(module.questions, 1):
            choice = question.right if right else (question.right + 1) % len(question.choices)
            learning.answer(attempt, number, choice, by=person)
        attempt.refresh_from_db()
    return attempt


def asked_beside(person: Person) -> list[DueItem]:
    """Return what the inbox asks of somebody for the training of others."""
    kinds = ("Take the register", "Verify")
    return [need for need in duties.needs_of(person) if str(need.sentence).startswith(kinds)]


def a_course(title: str = "First aid") -> Course:
    """Open a course without a module."""
    return open_course(title.lower().replace(" ", "-"), title, Particulars(), by=None)


def a_session(course: Course, by: Person, *, days: int = 7, **more: Any) -> TrainingSession:
    """Plan a session some days from now."""
    begins = timezone.now() + days * DAY
    facts: dict[str, Any] = {
        "starts_at": begins, "ends_at": begins + datetime.timedelta(hours=1), "place": "Room 1",
        "led_by": by, **more,
    }  # fmt: skip
    return acts.plan_session(course, acts.Occasion(**facts), by=by)
