"""What policies ask of one person now."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.people.api import Person
from lanyard.rooms.policies.models import Document, Requirement, Version
from lanyard.rooms.policies.queries.reach import complete


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


def bundle_of(person: Person, document: Document) -> list[tuple[Document, bool]]:
    """Return what belongs to a document for a person, and whether they have signed each of it.

    The documents of the bundles of what they are asked to sign here, with this one; those without
    a version in force ask nothing of anybody. None where nothing belongs together.
    """
    asked = document.requirements.filter(ended_on__isnull=True).exclude(bundle=[])
    mine = [one for one in asked if duties.audience_from(one.audience_data).joined(
        _traits(person), today=timezone.localdate()) is not None]  # fmt: skip
    slugs = {slug for one in mine for slug in one.bundle}
    if not slugs:
        return []
    others = Document.objects.filter(
        slug__in=slugs, archived_on__isnull=True, versions__state=Version.State.PUBLISHED
    )
    rows = [document, *others]
    return [(one, person.pk in complete(one, (), [person.pk])) for one in rows]


def _traits(person: Person) -> Any:
    return next(iter(duties.traits_of(timezone.localdate(), [person.pk])))
