"""Who has read which guidance, and how often texts were checked, in the weeks before today."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from lanyard.config.demonstration.clock import Story
from lanyard.foundation.database.identity import acting_as
from lanyard.people.api import Employment, Enrolment, GuardianLink, Person, spans
from lanyard.rooms.guidance import api as guidance

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

#: Of a hundred so many have read, and at most so many of each kind of reader.
_READ = {
    guidance.Audience.STAFF: 92, guidance.Audience.LEARNERS: 60, guidance.Audience.PARENTS: 30,
}  # fmt: skip
_MOST = 150
#: So many went through their privacy settings.
_CHECKED = 40
_WEEKS = datetime.timedelta(days=21)
_CHECKS = (guidance.Kind.POST, guidance.Kind.MESSAGE, guidance.Kind.MESSAGE)


def told(college: College) -> Story:
    """Let most staff, and some learners and parents, read a page of theirs and check a text."""
    morning = datetime.datetime.combine(college.on, datetime.time(8))
    moment = timezone.make_aware(morning) - _WEEKS
    yield moment
    pages = guidance.pages_in_force().values()
    guidance.add_term("Project Heron", by=college.shown["dsl"])
    for audience, people in _readers(college).items():
        theirs = [page for page in pages if page.audience is audience]
        for number, person in enumerate(people):
            moment += _WEEKS / (4 * _MOST)
            yield moment
            guidance.mark_read(theirs[number % len(theirs)], by=person)
            if number % 5 == 0:
                guidance.count_check(_CHECKS[number // 5 % len(_CHECKS)])
    yield from _looked_after(college, moment)


def _looked_after(college: College, moment: datetime.datetime) -> Story:
    """Let most of whom it is asked go through their privacy settings, each for themselves."""
    asked = guidance.self_check_in_force().audience
    if not asked:
        return
    guidance.ask_for_checks(by=college.shown["hr"])
    for number, person in enumerate(_readers(college)[guidance.Audience(asked)][:_CHECKED]):
        moment += _WEEKS / (2 * _MOST)
        yield moment
        with acting_as(college.organisation.pk, person.pk):
            settings = {"facebook": "strict", "instagram": ("strict", "open")[number % 2]}
            guidance.keep_check(by=person, platforms=settings, answers=[])


def _readers(college: College) -> dict[guidance.Audience, list[Person]]:
    """Return the readers of each kind, always the same ones."""
    rows = {
        guidance.Audience.STAFF: Employment.objects.filter(spans(college.on)).values("person"),
        guidance.Audience.LEARNERS: Enrolment.objects.filter(spans(college.on)).values("person"),
        guidance.Audience.PARENTS: GuardianLink.objects.filter(
            verified_on__isnull=False, ended_on__isnull=True
        ).values("guardian"),
    }
    return {
        audience: [
            one
            for number, one in enumerate(Person.objects.filter(pk__in=of).order_by("pk"))
            if number % 100 < _READ[audience]
        ][:_MOST]
        for audience, of in rows.items()
    }
