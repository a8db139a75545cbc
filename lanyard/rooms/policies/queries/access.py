"""Whose access waits for a signature; who of one's people has still to sign."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from lanyard.engine.duties import api as duties
from lanyard.people.api import AccessState, Membership, Person, Sponsorship, spans
from lanyard.rooms.policies.models import AccessRestriction, Requirement, Signature, Version

_SIGN = "policies.sign"
#: Parts in a group that make somebody answer for its learners.
_ANSWERS = ("tutor", "course-manager", "coordinator")


@dataclass(frozen=True)
class Account:
    """How somebody's account stands before what they must sign."""

    person: Person
    state: str
    waits_for: tuple[str, ...] = ()


def accounts(on: datetime.date, people: list[UUID] | None = None) -> list[Account]:
    """Return how the account stands of each whose access depends on a signature.

    "provisional" before the first signature (LAN-TRS-05, OAK-4.6.2-10, OAK-2-05, COM-SAF-02),
    "restricted" while somebody's access is restricted, "ready" otherwise. Five queries and one for
    each requirement.
    """
    titles: dict[UUID, str] = {}
    waits: dict[UUID, list[UUID]] = {}
    gated = Requirement.objects.filter(
        ended_on__isnull=True, consequence=Requirement.Consequence.ACCESS,
        document__archived_on__isnull=True, document__versions__state=Version.State.PUBLISHED,
    ).select_related("document").distinct()  # fmt: skip
    for asked in gated:
        titles[asked.pk] = asked.document.title
        audience = duties.audience_from(asked.audience_data)
        of = duties.members(audience, people, today=on)
        signed = set(
            Signature.objects.filter(
                requirement__document=asked.document, person__isnull=False, signed_on__lte=on
            ).values_list("person_id", flat=True)
        )
        for person in of:
            waits.setdefault(person, [])
            if person not in signed:
                waits[person].append(asked.pk)
    held = set(standing(on).values_list("person_id", flat=True))
    known = Person.objects.filter(pk__in=[*waits, *held]).order_by(
        "family_name", "given_name", "id"
    )
    return [
        Account(one, _state(one.pk in held, waits.get(one.pk, [])),
                tuple(titles[pk] for pk in waits.get(one.pk, [])))
        for one in known
        if people is None or one.pk in set(people)
    ]  # fmt: skip


def states(on: datetime.date, people: Collection[UUID]) -> dict[UUID, AccessState]:
    """Return how the accounts of some people stand, for the directory that asks (SCIM)."""
    return {
        one.person.pk: AccessState(one.state, one.waits_for) for one in accounts(on, list(people))
    }


def _state(held: bool, waits: list[UUID]) -> str:
    if waits:
        return "provisional"
    return "restricted" if held else "ready"


def standing(on: datetime.date) -> QuerySet[AccessRestriction]:
    """Return the restrictions that are called for on a day."""
    return AccessRestriction.objects.filter(ended_on__isnull=True, since__lte=on).filter(
        Q(until__isnull=True) | Q(until__gte=on)
    )


def to_confirm(on: datetime.date) -> QuerySet[AccessRestriction]:
    """Return what IT has still to do: to apply, or to take back what was applied."""
    apply = Q(ended_on__isnull=True, applied_at__isnull=True, since__lte=on)
    reverse = Q(ended_on__isnull=False, applied_at__isnull=False, reversed_at__isnull=True)
    return AccessRestriction.objects.filter(apply | reverse).select_related("person")


@dataclass(frozen=True)
class Unsigned:
    """Somebody who has still to sign something, and how they belong to the one who looks."""

    person: Person
    title: str
    due: datetime.date
    tie: str


def unsigned_of(one: Person, *, on: datetime.date) -> list[Unsigned]:
    """Return who of somebody's people has still to sign: their reports, sponsored and learners.

    Managers see who in their team has yet to accept (OAK-3-03), sponsors see those missing
    (OAK-2-05), tutors their learners (LAN-LRN-01, KMC-CON-01). Six queries.
    """
    ties: dict[UUID, str] = {}
    groups = Membership.objects.filter(spans(on), person=one, part__in=_ANSWERS).values("group_id")
    learners = Membership.objects.filter(spans(on), part="learner", group_id__in=groups)
    ties |= dict.fromkeys(learners.values_list("person_id", flat=True), "learner")
    sponsored = Sponsorship.objects.filter(spans(on), sponsor=one)
    ties |= dict.fromkeys(sponsored.values_list("person_id", flat=True), "sponsored")
    ties |= dict.fromkeys(duties.reports_of(one, on=on).values_list("pk", flat=True), "team")
    owed = duties.Occurrence.objects.filter(
        definition__kind=_SIGN, definition__ended_on__isnull=True, done_on__isnull=True,
        withdrawn_on__isnull=True, person_id__in=list(ties),
    ).select_related("person", "definition").order_by(
        "due", "person__family_name", "id"
    )  # fmt: skip
    return [
        Unsigned(row.person, row.definition.title.removeprefix("Sign: "), row.due,
                 ties[row.person_id])
        for row in owed
    ]  # fmt: skip


def manages(one: Person, other: Person, *, on: datetime.date) -> bool:
    """Say whether somebody is another's line manager or sponsor on a day."""
    return (
        duties.reports_of(one, on=on).filter(pk=other.pk).exists()
        or Sponsorship.objects.filter(spans(on), sponsor=one, person=other).exists()
    )
