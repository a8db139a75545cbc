"""The college's policy with its dates, a term, duties, and who has signed so far."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from lanyard.config.demonstration.clock import Story
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.people.api import Employment, Person, spans
from lanyard.rooms.policies import api as policies

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

#: Of a hundred staff so many have signed the policy; the others are late or still have time.
_SIGNED = 70
#: So long ago they were asked; whoever signed did so in the first half of it.
_ASKED = datetime.timedelta(days=30)


def told(college: College) -> Story:
    """Open the policy of the profile and take the signatures of most of the staff."""
    morning = datetime.datetime.combine(college.on, datetime.time(7))
    moment = timezone.make_aware(morning) - _ASKED
    yield moment
    version = profile_in_force()
    document = policies.begin(version.profile, since=version.effective_from)
    autumn = datetime.date(duties.academic_year(college.on), 9, 1)
    duties.set_term("Autumn", by=None, since=autumn, until=autumn + datetime.timedelta(days=110))
    signers = _signers(college)
    for person in signers:
        moment += _ASKED / (2 * len(signers))
        yield moment
        _sign(document, person)


def _signers(college: College) -> list[Person]:
    here = Employment.objects.filter(spans(college.on)).order_by("since", "id")
    people = Person.objects.in_bulk(list(here.values_list("person_id", flat=True)))
    return [person for number, person in enumerate(people.values()) if number % 100 < _SIGNED]


def _sign(document: policies.Document, person: Person) -> None:
    requirement, version = (
        document.requirements.get(name="All staff"),
        policies.version_in_force(document),
    )
    if version is not None:
        policies.sign(requirement, by=person, sha256=version.sha256, ticked=requirement.statements)
