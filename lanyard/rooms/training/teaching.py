"""Online safety taught to groups: logged in one tap, and where nothing was taught this term."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.people.api import Group, Membership, Person, spans
from lanyard.rooms.training.models import TaughtOnce

_TEACHING = ("tutor", "teacher", "course-manager")
#: How far back "this term" looks where none is set (Lanyard's default).
_TERM = datetime.timedelta(days=110)


class NotTheirs(ValueError):
    """Somebody logs for a group that they do not teach."""


def groups_of(person: Person, *, on: datetime.date) -> QuerySet[Group]:
    """Return the groups that somebody teaches on a day."""
    mine = Membership.objects.filter(spans(on), person=person, part__in=_TEACHING)
    return Group.objects.filter(pk__in=mine.values("group")).order_by("name", "id")


@transaction.atomic
def log(group: Group, kind: str, *, by: Person) -> TaughtOnce:
    """Log that online safety was taught to a group today; the same again changes nothing.

    Raises NotTheirs for a group that they do not teach.
    """
    today = timezone.localdate()
    if not groups_of(by, on=today).filter(pk=group.pk).exists():
        raise NotTheirs(group.name)
    made, new = TaughtOnce.objects.get_or_create(group=group, by=by, kind=kind, on=today)
    if new:
        audit.record(
            "training.taught", by=by, subject=group.name, kind="group", subject_id=group.pk,
            what=kind,
        )  # fmt: skip
    return made


def term_start(on: datetime.date) -> datetime.date:
    """Return the first day of the term that holds a day, or of the default stretch."""
    term = duties.Term.objects.filter(since__lte=on, until__gte=on).first()
    return term.since if term else on - _TERM


@dataclass(frozen=True)
class Taught:
    """A group and how often each month it was taught online safety this academic year."""

    group: Group
    months: dict[datetime.date, int]
    this_term: int
    kinds: frozenset[str]


def taught(*, on: datetime.date) -> list[Taught]:
    """Return each group that has learners now, those with nothing this term first; few queries."""
    begins = datetime.date(duties.academic_year(on), 9, 1)
    start = term_start(on)
    learners = Membership.objects.filter(spans(on), part="learner")
    groups = Group.objects.filter(pk__in=learners.values("group")).order_by("name", "id")
    months: dict[UUID, dict[datetime.date, int]] = defaultdict(lambda: defaultdict(int))
    term: dict[UUID, int] = defaultdict(int)
    kinds: dict[UUID, set[str]] = defaultdict(set)
    rows = TaughtOnce.objects.filter(on__gte=min(begins, start), on__lte=on)
    for group, kind, day in rows.values_list("group_id", "kind", "on"):
        if day >= begins:
            months[group][day.replace(day=1)] += 1
            kinds[group].add(kind)
        term[group] += day >= start
    found = [
        Taught(one, dict(sorted(months[one.pk].items())), term[one.pk], frozenset(kinds[one.pk]))
        for one in groups
    ]
    return sorted(found, key=lambda line: (line.this_term > 0, line.group.name))
