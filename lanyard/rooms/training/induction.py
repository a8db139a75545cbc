"""How inductions stand: what each goes through, what both have said, who is late by how much."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.foundation.access.api import RoleHolding, may
from lanyard.people.api import Employment, Enrolment, Membership, Person, spans
from lanyard.rooms.training import shipped
from lanyard.rooms.training.models import InductionSignedOff, InductionStep, TrainingRule
from lanyard.rooms.training.queries.standing import counting, rules_in_force, taught_by

INDUCT = "training.induct"
#: What of the modules belongs to a learner's induction (COM-LRN-04).
LEARNERS_PART = "learner-induction"
_YEAR = datetime.timedelta(days=365)
_WEEK = datetime.timedelta(days=7)
_TEACHING = ("tutor", "teacher", "course-manager")
_KINDS = ("staff", "learner")


@dataclass(frozen=True)
class Line:
    """One item of somebody's induction, and what was said of it."""

    item: shipped.ShippedItem
    step: InductionStep | None

    @property
    def done(self) -> bool:
        """Whether whoever has to has said so."""
        return self.step is not None and self.step.confirmed_on is not None


@dataclass(frozen=True)
class Standing:
    """Somebody's induction: since when they are here, item by item, and what else is missing."""

    person: Person
    kind: str
    since: datetime.date
    due: datetime.date
    lines: list[Line] = field(default_factory=list)
    #: Titles of modules that belong to it and are not passed.
    modules: list[str] = field(default_factory=list)
    signed_off: InductionSignedOff | None = None

    @property
    def missing(self) -> list[str]:
        """What stands in the way of signing off."""
        return [line.item.title for line in self.lines if not line.done] + self.modules

    def week(self, on: datetime.date) -> int:
        """Return in which week after their first day a day is."""
        return (on - self.since).days // 7 + 1


def standing(
    kind: str, *, on: datetime.date, people: Collection[UUID] | None = None
) -> list[Standing]:
    """Return the inductions of who joined within the year, the earliest first; few queries.

    Who was here long before training was introduced needs none.
    """
    try:
        profile = profile_in_force().profile
    except NoProfile:
        return []
    content = shipped.shipped(profile.slug)
    begun = rules_in_force().aggregate(since=Min("since"))["since"]
    if begun is None:
        return []
    joined = _joined(kind, on, begun - content.new_starter_days * (_WEEK / 7), people)
    known = Person.objects.filter(pk__in=joined, left_on__isnull=True)
    steps: dict[UUID, dict[str, InductionStep]] = defaultdict(dict)
    for step in InductionStep.objects.filter(person_id__in=joined).select_related("by"):
        steps[step.person_id][step.item] = step
    signed = {one.person_id: one for one in InductionSignedOff.objects.filter(person_id__in=joined)}
    items = [one for one in content.induction if kind in one.who]
    teaching = _academic(joined, on) if any(one.academic for one in items) else set()
    unpassed = _unpassed(joined) if kind == "learner" else {}
    found = [
        Standing(
            one, kind, joined[one.pk],
            max(joined[one.pk], begun) + content.induction_weeks * _WEEK,
            [Line(i, steps[one.pk].get(i.slug)) for i in items
             if one.pk in teaching or not i.academic],
            unpassed.get(one.pk, []), signed.get(one.pk),
        )
        for one in known
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.due, str(one.person)))


def _joined(
    kind: str, on: datetime.date, earliest: datetime.date, people: Collection[UUID] | None
) -> dict[UUID, datetime.date]:
    """Return who is here on a day, with their first day, of those who joined late enough."""
    of = Q() if people is None else Q(person_id__in=list(people))
    rows = (
        Employment.objects.filter(spans(on), of).values_list("person_id", "since")
        if kind == "staff"
        else Enrolment.objects.filter(spans(on), of).values_list("person_id", "since")
    )
    found: dict[UUID, datetime.date] = {}
    for person, since in rows:
        found[person] = min(since, found.get(person, since))
    least = max(earliest, on - _YEAR)
    return {person: since for person, since in found.items() if since >= least}


def _academic(people: Iterable[UUID], on: datetime.date) -> set[UUID]:
    ids = list(people)
    teaching = Membership.objects.filter(spans(on), part__in=_TEACHING, person_id__in=ids)
    roles = RoleHolding.objects.filter(spans(on), role__in=_TEACHING, person_id__in=ids)
    return {
        *teaching.values_list("person_id", flat=True),
        *roles.values_list("person_id", flat=True),
    }


def _unpassed(people: Collection[UUID]) -> dict[UUID, list[str]]:
    rules: list[TrainingRule] = list(rules_in_force().filter(part_of=LEARNERS_PART))
    slugs = {slug for rule in rules for slug in rule.course_slugs}
    passed = set(
        counting().filter(course__slug__in=slugs, person_id__in=list(people))
        .values_list("person_id", "course__slug")
    )  # fmt: skip
    return {
        person: [r.title for r in rules if not any((person, s) in passed for s in r.course_slugs)]
        for person in people
    }


def of_person(person: Person, *, on: datetime.date) -> Standing | None:
    """Return somebody's induction, None where they need none."""
    for kind in _KINDS:
        for one in standing(kind, on=on, people=[person.pk]):
            return one
    return None


def open_now(*, on: datetime.date, people: Collection[UUID] | None = None) -> list[Standing]:
    """Return the inductions that nobody has signed off, the earliest first."""
    found = [one for kind in _KINDS for one in standing(kind, on=on, people=people)]
    return [one for one in found if one.signed_off is None]


def inducted_by(person: Person, *, on: datetime.date) -> QuerySet[Person]:
    """Return whom somebody takes through an induction: their team, their learners, or anybody."""
    if may(person.pk, INDUCT):
        return Person.objects.exclude(pk=person.pk)
    team = duties.reports_of(person, on=on).values("pk")
    learners = taught_by(person, on=on).values("pk")
    return Person.objects.filter(Q(pk__in=team) | Q(pk__in=learners)).exclude(pk=person.pk)


def inductors(people: Collection[UUID], *, on: datetime.date) -> dict[UUID, set[UUID]]:
    """Return who takes each of some people through it: line managers, tutors; two queries."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    managed = Employment.objects.filter(
        spans(on), person_id__in=list(people), line_manager__isnull=False
    )
    for person, manager in managed.values_list("person_id", "line_manager_id"):
        found[person].add(manager)
    for person, tutor in tutors_of(people, on=on):
        found[person].add(tutor)
    return found


def tutors_of(people: Collection[UUID], *, on: datetime.date) -> list[tuple[UUID, UUID]]:
    """Return each of some learners with each of their tutors; two queries."""
    learners = Membership.objects.filter(spans(on), part="learner", person_id__in=list(people))
    rows = list(learners.values_list("person_id", "group_id"))
    teaching = Membership.objects.filter(
        spans(on), part="tutor", group_id__in={group for _p, group in rows}
    )
    tutors: dict[UUID, set[UUID]] = defaultdict(set)
    for group, tutor in teaching.values_list("group_id", "person_id"):
        tutors[group].add(tutor)
    return [(person, tutor) for person, group in rows for tutor in tutors[group]]


def owed(today: datetime.date) -> dict[UUID, datetime.date]:
    """Return by when each inductor has the earliest of their inductions to sign off."""
    waiting = open_now(on=today)
    who = inductors([one.person.pk for one in waiting], on=today)
    days: dict[UUID, datetime.date] = {}
    for one in waiting:
        for inductor in who.get(one.person.pk, ()):
            days[inductor] = min(one.due, days.get(inductor, one.due))
    return days
