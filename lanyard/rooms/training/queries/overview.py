"""Training across people: a team, role by course with ages, what lapses next term, who waits."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from django.db.models import Max, QuerySet

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.api import Term
from lanyard.foundation.access.api import RoleHolding, role_called
from lanyard.people.api import Membership, Person, Vulnerability, spans
from lanyard.rooms.training.models import Completion, TrainingRule
from lanyard.rooms.training.queries.standing import (
    DUTY,
    counting,
    rules_in_force,
    taught_by,
    visible_to,
)

#: How far a forecast looks where no term to come is set (Lanyard's default).
AHEAD = datetime.timedelta(days=120)
_LEARNERS = {"learner", "apprentice"}


def open_duties(people: Collection[UUID]) -> list[duties.Occurrence]:
    """Return what some people have still to take, the earliest first."""
    return list(
        duties.Occurrence.objects.filter(
            definition__kind=DUTY, person_id__in=list(people), done_on__isnull=True,
            withdrawn_on__isnull=True,
        ).select_related("definition").order_by("due", "id")
    )  # fmt: skip


@dataclass(frozen=True)
class TeamLine:
    """One person of a team: what is late, what comes next."""

    person: Person
    overdue: int
    open: int
    next_due: datetime.date | None
    next_title: str
    #: The newest training within the year, whatever it was; None for nothing (OAK-4.6.2-01).
    last: datetime.date | None = None


def team(manager: Person, *, on: datetime.date, learners: bool = False) -> list[TeamLine]:
    """Return a manager's people, or a tutor's learners, the most overdue first; three queries."""
    found = taught_by(manager, on=on) if learners else duties.reports_of(manager, on=on)
    people = {one.pk: one for one in found}
    owed: dict[UUID, list[duties.Occurrence]] = {key: [] for key in people}
    for one in open_duties(people):
        owed[one.person_id].append(one)
    last = _last_year(people, on)
    lines = [_line(people[key], rows, on, last.get(key)) for key, rows in owed.items()]
    return sorted(lines, key=lambda line: (-line.overdue, str(line.person)))


def _last_year(people: Collection[UUID], on: datetime.date) -> dict[UUID, datetime.date]:
    """Return the newest training of each of some people, of those who had any within the year."""
    since = on - datetime.timedelta(days=365)
    rows = counting().filter(person_id__in=list(people), on__gt=since, on__lte=on).order_by()
    return dict(rows.values("person_id").annotate(last=Max("on")).values_list("person_id", "last"))


def _line(
    person: Person, rows: list[duties.Occurrence], on: datetime.date, last: datetime.date | None
) -> TeamLine:
    waiting = [one for one in rows if one.state_on(on) != "waived"]
    late = sum(one.state_on(on) == "overdue" for one in waiting)
    first = waiting[0] if waiting else None
    return TeamLine(
        person, late, len(waiting), first.due if first else None,
        first.definition.title if first else "", last,
    )  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One group under one rule: how many are asked, how many in date, how old the evidence is."""

    asked: int
    in_date: int
    #: The median age of the newest evidence of each person who has any, in days.
    age: int | None


@dataclass(frozen=True)
class Matrix:
    """Groups of people by rules."""

    rules: list[TrainingRule]
    rows: list[tuple[str, list[Cell]]]


def matrix(*, on: datetime.date, learners: bool = False) -> Matrix:
    """Return role by course for staff, or group by course for learners, with ages of evidence."""
    rules = [
        rule for rule in rules_in_force()
        if learners == bool(_LEARNERS.intersection(rule.audience_data.get("kinds", [])))
    ]  # fmt: skip
    everybody = list(duties.traits_of(on))
    asked = {
        rule.pk: {t.person_id for t in everybody if rule.audience.joined(t, today=on) is not None}
        for rule in rules
    }
    late = _late(rules, on)
    newest = _newest(rules)
    whole = set().union(*asked.values()) if asked else set()
    groups = _groups_of_learners(on) if learners else _roles(on)
    rows = [
        (name, [_cell(asked[r.pk] & people, late[r.pk], newest[r.pk], on) for r in rules])
        for name, people in [("", whole), *groups]
        if people & whole
    ]
    return Matrix(rules, rows)


def _cell(
    people: set[UUID], late: set[UUID], newest: Mapping[UUID, datetime.date], on: datetime.date
) -> Cell:
    ages = [(on - newest[person]).days for person in people if person in newest]
    return Cell(len(people), len(people - late), round(median(ages)) if ages else None)


def _late(rules: Iterable[TrainingRule], on: datetime.date) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = duties.overdue_on(on, kind=DUTY, subjects=[rule.pk for rule in rules])
    for rule, person in rows.values_list("definition__subject_id", "person_id"):
        found[UUID(rule)].add(person)
    return found


def _newest(rules: Iterable[TrainingRule]) -> dict[UUID, dict[UUID, datetime.date]]:
    known = list(rules)
    slugs = {slug for rule in known for slug in rule.course_slugs}
    rows = counting().filter(course__slug__in=slugs).order_by()
    by_course: dict[str, dict[UUID, datetime.date]] = defaultdict(dict)
    for slug, person, day in rows.values_list("course__slug", "person_id").annotate(Max("on")):
        by_course[slug][person] = day
    found: dict[UUID, dict[UUID, datetime.date]] = {}
    for rule in known:
        mine: dict[UUID, datetime.date] = {}
        for slug in rule.course_slugs:
            for person, day in by_course[slug].items():
                mine[person] = max(day, mine.get(person, day))
        found[rule.pk] = mine
    return found


def _roles(on: datetime.date) -> list[tuple[str, set[UUID]]]:
    held: dict[str, set[UUID]] = defaultdict(set)
    for role, person in RoleHolding.objects.filter(spans(on)).values_list("role", "person_id"):
        held[role].add(person)
    return sorted((str(role_called(role).title), people) for role, people in held.items())


def _groups_of_learners(on: datetime.date) -> list[tuple[str, set[UUID]]]:
    """Return groups with their learners, and those marked as vulnerable where that may be seen."""
    held: dict[str, set[UUID]] = defaultdict(set)
    rows = Membership.objects.filter(spans(on), part="learner", group__kind="course")
    for group, person in rows.values_list("group__name", "person_id"):
        held[group].add(person)
    found = sorted(held.items())
    # Row security shows these rows only to those who may know (POR-ES-01).
    marked = set(Vulnerability.objects.filter(spans(on)).values_list("person_id", flat=True))
    return [("vulnerable", marked), *found] if marked else found


@dataclass(frozen=True)
class Lapse:
    """How much of one rule lapses in a stretch of time, and how much already has."""

    rule: TrainingRule
    months: dict[datetime.date, int]
    already: int

    @property
    def coming(self) -> int:
        """How many lapse in the stretch."""
        return sum(self.months.values())


def next_term(on: datetime.date) -> tuple[str, datetime.date, datetime.date]:
    """Return the next term that is set, or the months ahead under no name."""
    coming = Term.objects.filter(since__gt=on).order_by("since").first()
    if coming is not None:
        return coming.name, coming.since, coming.until
    return "", on, on + AHEAD


def forecast(*, on: datetime.date, until: datetime.date) -> list[Lapse]:
    """Return what lapses from a day to another by rule and month, the most first; two queries."""
    found: dict[str, dict[datetime.date, int]] = defaultdict(lambda: defaultdict(int))
    late: dict[str, int] = defaultdict(int)
    rows = duties.open_on(on).filter(definition__kind=DUTY, due__lte=until)
    for rule, due in rows.values_list("definition__subject_id", "due"):
        if due < on:
            late[rule] += 1
        else:
            found[rule][due.replace(day=1)] += 1
    lapses = [
        Lapse(rule, dict(sorted(found[str(rule.pk)].items())), late[str(rule.pk)])
        for rule in rules_in_force()
    ]
    kept = [one for one in lapses if one.coming or one.already]
    return sorted(kept, key=lambda one: (-one.coming, -one.already, one.rule.title))


def waiting(person: Person, *, on: datetime.date) -> QuerySet[Completion]:
    """Return what somebody may verify: of their team, or of all; never their own."""
    return (
        visible_to(person, on=on).filter(
            needs_verifying=True, verified_on__isnull=True, set_aside_on__isnull=True
        ).exclude(person=person).select_related("course", "person").order_by("recorded_at", "id")
    )  # fmt: skip


def not_ready(*, on: datetime.date) -> list[duties.Occurrence]:
    """Return whose account is not ready until something is taken (OAK-4.6.2-09), the oldest first.

    Whoever has it still to do is on it, late or not.
    """
    rules = rules_in_force().filter(consequence=TrainingRule.Consequence.ACCESS)
    return list(
        duties.open_on(on).filter(
            definition__kind=DUTY, definition__subject_id__in=[str(rule.pk) for rule in rules],
            person__left_on__isnull=True,
        ).select_related("person", "definition").order_by("opened_on", "person__family_name", "id")
    )  # fmt: skip
