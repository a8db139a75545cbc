"""Who must sign, who has signed, and what they signed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.people.api import Person
from lanyard.rooms.policies.carrying import Words, debt
from lanyard.rooms.policies.models import (
    Companion,
    Document,
    Opening,
    Requirement,
    Signature,
    Version,
)

_WORDS_IN_FORCE = (Version.State.PUBLISHED, Version.State.SUPERSEDED)


def version_in_force(document: Document) -> Version | None:
    """Return the published version of a document, None before the first."""
    return document.versions.filter(state=Version.State.PUBLISHED).first()


def coming(document: Document) -> Version | None:
    """Return the version that is published for a day to come, None where there is none."""
    return document.versions.filter(state=Version.State.SCHEDULED).first()


def last_material(document: Document) -> Version | None:
    """Return the latest version in which something asked of people changed."""
    published = document.versions.filter(state__in=_WORDS_IN_FORCE)
    return published.filter(material=True).first() or published.last()


def material_versions(document: Document) -> list[Version]:
    """Return what people were ever asked to sign anew, in order; the first version counts."""
    rows = list(document.versions.filter(state__in=_WORDS_IN_FORCE).order_by("number"))
    return [one for one in rows if one.material] or rows[:1]


def owing(
    requirement_id: str, since: Mapping[UUID, datetime.date], today: datetime.date
) -> dict[UUID, duties.Due | None]:
    """Return what each of some people must sign, and by when: the schedule of signatures.

    Whoever signed the last material version, or a later minor one, owes nothing; a new material
    version asks exactly those anew. Whoever was late when it came stays late (``carrying``).
    """
    requirement = Requirement.objects.select_related("document").get(pk=requirement_id)
    asked = [_asked(one, requirement) for one in material_versions(requirement.document)]
    signed: dict[UUID | None, int] = dict(
        Signature.objects.filter(requirement=requirement, person_id__in=list(since))
        .values_list("person_id").annotate(Max("version__number"))
    )  # fmt: skip
    grace = datetime.timedelta(days=requirement.grace_days)
    found: dict[UUID, duties.Due | None] = {}
    for person, joined in since.items():
        owed = debt(asked, signed=signed.get(person, 0), joined=joined, grace=grace)
        found[person] = duties.Due(str(owed.number), owed.due) if owed else None
    return found


def _asked(version: Version, requirement: Requirement) -> Words:
    """Return since when words are asked for: in force, published, and asked of this audience."""
    days = (version.effective_from, requirement.asked_on)
    published = timezone.localdate(version.published_at)
    return Words(version.number, max(published, *(day for day in days if day)))


def companions_to_open(document: Document, person: Person) -> list[Companion]:
    """Return the companions whose version in force a person has not opened yet."""
    opened = Opening.objects.filter(person=person, version__state=Version.State.PUBLISHED)
    linked = document.companions.filter(linked__versions__state=Version.State.PUBLISHED)
    return list(
        linked.exclude(linked__in=opened.values("version__document")).select_related("linked")
    )


def signed_by(person: Person) -> QuerySet[Signature]:
    """Return what a person has signed, the latest first."""
    return Signature.objects.filter(person=person).select_related("version__document")


def signed_before(requirement: Requirement, version: Version, person: Person) -> Signature | None:
    """Return the signature that a person gave under an earlier version, to show what changed."""
    return (
        Signature.objects.filter(
            requirement=requirement, person=person, version__number__lt=version.number
        ).select_related("version").order_by("-version__number").first()
    )  # fmt: skip


def acknowledged(on: datetime.date) -> set[UUID] | None:
    """Return who has signed by a day and is late with no signature, None where none is asked for.

    For joining up sign-ins with people, beside what people keeps of its own.
    """
    if not Requirement.objects.exists():
        return None
    signed = Signature.objects.filter(signed_on__lte=on, person__isnull=False)
    return set(signed.values_list("person_id", flat=True)) - _late(on)


def _late(on: datetime.date, *, consequence: str = "") -> set[UUID]:
    subjects = None
    if consequence:
        asked = Requirement.objects.filter(consequence=consequence, ended_on__isnull=True)
        subjects = asked.values_list("pk", flat=True)
    late = duties.overdue_on(on, kind="policies.sign", subjects=subjects)
    return set(late.filter(definition__ended_on=None).values_list("person_id", flat=True))


def restricted(on: datetime.date) -> QuerySet[Person]:
    """Return whoever stands on the list of accounts to restrict (LAN-BEH-01)."""
    late = _late(on, consequence=Requirement.Consequence.ACCESS)
    return Person.objects.filter(pk__in=late, left_on__isnull=True)


@dataclass(frozen=True)
class Reach:
    """How far one requirement has come."""

    requirement: Requirement
    asked: int
    signed: int
    overdue: int

    @property
    def percent(self) -> int:
        """Signed of a hundred asked; 100 where nobody is asked."""
        return 100 * self.signed // self.asked if self.asked else 100


def reach(document: Document | None = None) -> list[Reach]:
    """Return the live figures of every requirement in force; two queries."""
    rows = Requirement.objects.filter(ended_on__isnull=True).select_related("document")
    if document is not None:
        rows = rows.filter(document=document)
    figures = {
        one.definition.subject_id: one
        for one in duties.figures()
        if one.definition.kind == "policies.sign"
    }
    signed = _signed_now([row.pk for row in rows])
    found = []
    for row in rows:
        figure = figures.get(str(row.pk))
        waits = figure.open + figure.waived if figure else 0
        late = figure.overdue if figure else 0
        done = len(signed.get(row.pk, ()))
        found.append(Reach(row, waits + done, done, late))
    return found


def _signed_now(requirements: list[UUID]) -> dict[UUID, set[UUID]]:
    """Return the people still here who signed words that still hold, by requirement."""
    material: dict[UUID, int] = dict(
        Version.objects.filter(state__in=_WORDS_IN_FORCE, material=True)
        .values_list("document_id").annotate(Max("number"))
    )  # fmt: skip
    rows = Signature.objects.filter(
        requirement__in=requirements, person__left_on__isnull=True
    ).values_list("requirement_id", "person_id", "version__document_id", "version__number")
    people: dict[UUID, set[UUID]] = {}
    for requirement, person, document, number in rows.distinct():
        if number >= material.get(document, 0) and person is not None:
            people.setdefault(requirement, set()).add(person)
    return people


def definition_of(requirement: Requirement) -> duties.Definition | None:
    """Return the duty that asks for a requirement's signatures."""
    return duties.Definition.objects.filter(
        kind="policies.sign", subject_id=str(requirement.pk), ended_on__isnull=True
    ).first()


@dataclass(frozen=True)
class Team:
    """How many signatures a manager's people have given, and have still to give."""

    manager: str
    signed: int
    open: int
    overdue: int

    @property
    def percent(self) -> int:
        """Signed of a hundred asked."""
        return 100 * self.signed // (self.signed + self.open)


def _owed(requirement: Requirement | None = None) -> QuerySet[duties.Occurrence]:
    owed = duties.Occurrence.objects.filter(
        definition__kind="policies.sign", definition__ended_on__isnull=True, done_on__isnull=True,
        withdrawn_on__isnull=True,
    )  # fmt: skip
    if requirement is None:
        return owed
    return owed.filter(definition__subject_id=str(requirement.pk))


def still_to_sign(requirement: Requirement) -> QuerySet[Person]:
    """Return the people who have still to sign, by name."""
    return Person.objects.filter(pk__in=_owed(requirement).values("person"))


def by_team(requirement: Requirement, *, on: datetime.date | None = None) -> list[Team]:
    """Return how far each line manager's people have come, the most overdue first."""
    return _teams(_owed(requirement), [requirement.pk], on or timezone.localdate())


def all_teams(*, on: datetime.date | None = None) -> list[Team]:
    """Return the same of every signature that is asked for."""
    asked = Requirement.objects.filter(ended_on__isnull=True).values_list("pk", flat=True)
    return _teams(_owed(), list(asked), on or timezone.localdate())


def _teams(owed: QuerySet[duties.Occurrence], asked: list[UUID], day: datetime.date) -> list[Team]:
    due = list(owed.values_list("person_id", "due"))
    signed = [person for people in _signed_now(asked).values() for person in people]
    managers = duties.managers_of({*signed, *(person for person, _due in due)}, on=day)
    names = {one.pk: str(one) for one in Person.objects.filter(pk__in=set(managers.values()))}
    counts: dict[UUID | None, list[int]] = {}
    for person in signed:
        counts.setdefault(managers.get(person), [0, 0, 0])[0] += 1
    for person, day_due in due:
        row = counts.setdefault(managers.get(person), [0, 0, 0])
        row[1] += 1
        row[2] += day_due < day
    teams = [
        Team(names.get(manager, "") if manager else "", *numbers)
        for manager, numbers in counts.items()
    ]
    return sorted(teams, key=lambda team: (-team.overdue, -team.open, team.manager))
