"""Reads of duties. Each begins with who asks."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from lanyard.engine.duties.errands import told_of
from lanyard.engine.duties.models import Definition, Occurrence
from lanyard.foundation.access.api import may
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Employment, Person, spans

SEE_ALL = "duties.see-all"
_STANDING = Q(done_on__isnull=True, withdrawn_on__isnull=True)


def _not_waived(day: datetime.date) -> Q:
    return Q(waived_until__isnull=True) | Q(waived_until__lt=day)


def open_on(day: datetime.date) -> QuerySet[Occurrence]:
    """Return what stands open and is not set aside on a day, of the whole organisation."""
    return Occurrence.objects.filter(_STANDING, _not_waived(day))


def overdue_on(
    day: datetime.date, *, kind: str, subjects: Iterable[object] | None = None
) -> QuerySet[Occurrence]:
    """Return what of a kind of duty is late on a day and not set aside, of all or some subjects."""
    late = open_on(day).filter(definition__kind=kind, due__lt=day)
    if subjects is None:
        return late
    return late.filter(definition__subject_id__in=[str(one) for one in subjects])


def reports_of(manager: Person, *, on: datetime.date | None = None) -> QuerySet[Person]:
    """Return those whose line manager somebody is on a day."""
    managed = Employment.objects.filter(spans(on or timezone.localdate()), line_manager=manager)
    return Person.objects.filter(pk__in=managed.values("person"))


def managers_of(people: Iterable[UUID], *, on: datetime.date) -> dict[UUID, UUID]:
    """Return the line manager of each of some people on a day, where there is one."""
    rows = Employment.objects.filter(
        spans(on), person_id__in=list(people), line_manager__isnull=False
    )
    return {
        person: manager
        for person, manager in rows.values_list("person_id", "line_manager_id")
        if manager is not None
    }


def visible_to(person: Person) -> QuerySet[Occurrence]:
    """Return what somebody may see: their own, their team's, or all with the permission.

    Row security keeps back what is about a record, unless it is read as the system.
    """
    if may(person.pk, SEE_ALL):
        return Occurrence.objects.all()
    return Occurrence.objects.filter(Q(person=person) | Q(person__in=reports_of(person)))


def owed_by(person: Person) -> QuerySet[Occurrence]:
    """Return what stands open for a person, the earliest first; what is waived comes last."""
    return (
        Occurrence.objects.filter(_STANDING, person=person)
        .select_related("definition").order_by("due", "id")
    )  # fmt: skip


def shown_to(person: Person, owed: Iterable[Occurrence]) -> list[Occurrence]:
    """Return what a person owes in the words that they may read; one ask for each kind of errand.

    A record that they may not know any more is left out, with its occurrence.
    """
    rows = list(owed)
    about: dict[str, set[str]] = defaultdict(set)
    for one in rows:
        if one.about:
            about[one.definition.kind].add(one.about)
    told = told_of(person, about)
    shown = []
    for one in rows:
        words = told[one.definition.kind].get(one.about) if one.about else None
        if words is not None:
            one.said, one.at = words
        if words is not None or not one.about:
            shown.append(one)
    return shown


def owed_as_others_see(person: Person) -> list[Occurrence]:
    """Return what stands open for a person as a manager sees it: errands without their record."""
    with system_duty("show what is due from a team"):
        return list(owed_by(person).filter(definition__private=False))


def done_by(person: Person) -> QuerySet[Occurrence]:
    """Return what a person has done, the latest first."""
    return (
        Occurrence.objects.filter(person=person, done_on__isnull=False)
        .select_related("definition").order_by("-done_on", "-id")
    )  # fmt: skip


def owing(definition: Definition) -> QuerySet[Occurrence]:
    """Return who has one duty still to do, the earliest first."""
    return (
        Occurrence.objects.filter(_STANDING, definition=definition)
        .select_related("person").order_by("due", "person__family_name", "id")
    )  # fmt: skip


def overdue_count(*, on: datetime.date | None = None, people: Iterable[UUID] | None = None) -> int:
    """Return the one overdue figure: of the organisation, or of some people."""
    day = on or timezone.localdate()
    late = open_on(day).filter(due__lt=day)
    if people is not None:
        late = late.filter(person_id__in=list(people), definition__private=False)
    with system_duty("count what is overdue"):
        return late.count()


@dataclass(frozen=True)
class Figures:
    """How one duty stands in the organisation."""

    definition: Definition
    open: int
    overdue: int
    waived: int
    done: int

    @property
    def asked(self) -> int:
        """Of how many it is asked, or was."""
        return self.open + self.waived + self.done


def figures(*, on: datetime.date | None = None) -> list[Figures]:
    """Return each duty in force with its figures; one query."""
    day = on or timezone.localdate()
    standing = Q(occurrences__done_on__isnull=True, occurrences__withdrawn_on__isnull=True)
    waived = Q(occurrences__waived_until__gte=day)
    counted = Definition.objects.filter(ended_on__isnull=True).annotate(
        open=Count("occurrences", filter=standing & ~waived),
        late=Count("occurrences", filter=standing & ~waived & Q(occurrences__due__lt=day)),
        aside=Count("occurrences", filter=standing & waived),
        done=Count("occurrences", filter=Q(occurrences__done_on__isnull=False)),
    )
    with system_duty("count what is due"):
        return [Figures(one, one.open, one.late, one.aside, one.done) for one in counted]


@dataclass(frozen=True)
class TeamLine:
    """One person of a team and how their duties stand."""

    person: Person
    open: int
    overdue: int
    waived: int
    next_due: datetime.date | None


def team(manager: Person, *, on: datetime.date | None = None) -> list[TeamLine]:
    """Return everybody whose line manager somebody is, the most overdue first; two queries."""
    day = on or timezone.localdate()
    people = {one.pk: one for one in reports_of(manager, on=day)}
    owed: dict[UUID, list[Occurrence]] = {key: [] for key in people}
    standing = Occurrence.objects.filter(_STANDING, person_id__in=list(people))
    with system_duty("show what is due from a team"):
        for one in standing.filter(definition__private=False):
            owed[one.person_id].append(one)
    lines = [_line(people[key], rows, day) for key, rows in owed.items()]
    return sorted(lines, key=lambda line: (-line.overdue, str(line.person)))


def _line(person: Person, rows: list[Occurrence], day: datetime.date) -> TeamLine:
    states = [one.state_on(day) for one in rows]
    due = [one.due for one, state in zip(rows, states, strict=True) if state != "waived"]
    return TeamLine(
        person, states.count("open") + states.count("overdue"), states.count("overdue"),
        states.count("waived"), min(due, default=None),
    )  # fmt: skip
