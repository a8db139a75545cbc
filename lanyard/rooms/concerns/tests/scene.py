"""Cases for the tests of casework."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import triage
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.matters import Named, Report
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import report


def named(person: Person, part: Part = Part.HARMED) -> Named:
    """Name somebody of ours in a report."""
    return Named(name=str(person), part=part, person_id=person.pk)


def a_report(*people: Named, by: Person | None = None, **answers: Any) -> Concern:
    """Send a report and return it."""
    given: Report = report(people=people, **answers)
    opened = open_concern(given, by=by)
    return Concern.objects.get(receipt=opened.receipt_id)


def a_step() -> triage.Step:
    """Return the step that was taken at once."""
    return triage.Step(kind="contact", said="Spoke to them.", at=timezone.now())


def an_assessment(**more: Any) -> triage.Assessment:
    """Return an assessment with usual answers where none is given."""
    given = {
        "kind": "safeguarding", "category": "bullying", "risk_area": "conduct", "severity": 3,
        "because": "Somebody is upset.", "technology": "main", "prevent": "no", "illegal": "no",
        "disturbing": "no", **more,
    }  # fmt: skip
    return triage.Assessment(**given)


def a_case(*people: Named, by: Person, answers: dict[str, Any] | None = None, **more: Any) -> Case:
    """Open a case about some people, held by ``by``."""
    category = more.get("category", "bullying")
    concern = a_report(*people, category=category, **(answers or {}))
    with acting_as(current_organisation_id(), by.pk):
        return triage.open_case(concern, by=by, assessment=an_assessment(**more), step=a_step())
