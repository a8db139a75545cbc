"""The college's policy with its dates, a term, duties, and who has signed so far."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.people.api import Employment, Person, spans
from lanyard.rooms.policies import api as policies

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

#: Of a hundred staff so many have signed the policy; the others are late or still have time.
_SIGNED = 70


def write(college: College) -> None:
    """Open the policy of the profile and take the signatures of most of the staff."""
    document = policies.begin(profile_in_force().profile)
    autumn = datetime.date(duties.academic_year(college.on), 9, 1)
    duties.set_term("Autumn", by=None, since=autumn, until=autumn + datetime.timedelta(days=110))
    _sign(document, college)
    duties.recompute_all()


def _sign(document: policies.Document, college: College) -> None:
    requirement = document.requirements.get()
    version = policies.version_in_force(document)
    here = Employment.objects.filter(spans(college.on)).order_by("since", "id")
    people = Person.objects.in_bulk(list(here.values_list("person_id", flat=True)))
    if version is None:
        return
    for number, person in enumerate(people.values()):
        if number % 100 < _SIGNED:
            policies.sign(
                requirement, by=person, sha256=version.sha256, ticked=requirement.statements
            )
