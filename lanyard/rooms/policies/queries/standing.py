"""What policies ask of one person now."""

from __future__ import annotations

from lanyard.engine.duties import api as duties
from lanyard.people.api import Person
from lanyard.rooms.policies.models import Requirement


def asked_of(person: Person) -> list[Requirement]:
    """Return what a person has still to sign, the most urgent first; two queries."""
    owed = [
        one.definition.subject_id
        for one in duties.owed_by(person).filter(definition__kind="policies.sign")
    ]
    found = {
        str(one.pk): one
        for one in Requirement.objects.filter(pk__in=owed).select_related("document")
    }
    return [found[key] for key in owed if key in found]
