"""Whether people can look after themselves online: measured before and after, by group."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.registry.controls import Evidence, Figure, judged
from lanyard.people.api import Group, Membership, Person, spans
from lanyard.rooms.training.actions.courses import Rules, require, stop_asking
from lanyard.rooms.training.evidence import noon
from lanyard.rooms.training.models import Course, ModuleAttempt, ProgrammeAim, TrainingRule
from lanyard.rooms.training.queries.standing import counting, rules_in_force

CHECK, REFRESHER = "skills-check", "skills-refresher"
#: What a rule that a weak group is given is called.
_GIVEN = "skills-refresher-"
#: Fewer than so many answers say nothing of a group.
SMALL = 5
#: The check taken again after so many days is the one after (Lanyard's default).
_AFTER = datetime.timedelta(days=90)
_YEAR = datetime.timedelta(days=365)
_KINDS = ("staff", "sponsored", "governor")


@dataclass(frozen=True)
class Line:
    """One group: how it scored at first, last and within the year, and what it aims at."""

    key: str
    kind: str
    group: Group | None
    members: int
    first: list[int] = field(default_factory=list)
    #: First and last score of those who took it again.
    pairs: list[tuple[int, int]] = field(default_factory=list)
    this_year: list[int] = field(default_factory=list)
    aim: ProgrammeAim | None = None
    #: How many members have passed every module that its aim names.
    achieved: int = 0

    @property
    def score(self) -> int | None:
        """The mean score within the year, None where too few took it."""
        return mean(self.this_year)

    @property
    def gain(self) -> int | None:
        """How much better those do who took it again, None where too few did."""
        if len(self.pairs) < SMALL:
            return None
        return round(sum(last - first for first, last in self.pairs) / len(self.pairs))


def mean(scores: Sequence[int]) -> int | None:
    """Return the mean of scores, None where they are too few to say anything."""
    return round(sum(scores) / len(scores)) if len(scores) >= SMALL else None


def lines(*, on: datetime.date) -> list[Line]:
    """Return each kind of stakeholder and each programme; few queries."""
    groups: dict[tuple[str, UUID | None], set[UUID]] = defaultdict(set)
    for traits in duties.traits_of(on):
        for kind in _KINDS:
            if kind in traits.since:
                groups[kind, None].add(traits.person_id)
    learners = Membership.objects.filter(spans(on), part="learner", group__kind=Group.Kind.COURSE)
    for group, person in learners.values_list("group_id", "person_id"):
        groups["learner", group].add(person)
    named = Group.objects.in_bulk([group for _kind, group in groups if group])
    aims = {one.group_id: one for one in ProgrammeAim.objects.filter(ended_on__isnull=True)}
    passed = _passed({slug for one in aims.values() for slug in one.course_slugs})
    scores = _scores(on)
    found = []
    for (kind, group_id), people in groups.items():
        aim = aims.get(group_id) if group_id else None
        taken = [scores[person] for person in people if person in scores]
        wanted = set(aim.course_slugs) if aim else set()
        found.append(
            Line(
                key=f"{group_id or kind}", kind=kind, group=_one(named, group_id),
                members=len(people), first=[one[0][1] for one in taken],
                pairs=[
                    (one[0][1], one[-1][1]) for one in taken if one[-1][0] >= one[0][0] + _AFTER
                ],
                this_year=[first for one in taken if (first := _first_within(one, on)) is not None],
                aim=aim, achieved=sum(wanted <= passed.get(p, set()) for p in people) if aim else 0,
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.kind == "learner", str(one.group or one.kind)))


def _one(named: Mapping[UUID, Group], group: UUID | None) -> Group | None:
    return named.get(group) if group else None


def _first_within(taken: list[tuple[datetime.date, int]], on: datetime.date) -> int | None:
    return next((score for day, score in taken if day > on - _YEAR), None)


def _scores(on: datetime.date) -> dict[UUID, list[tuple[datetime.date, int]]]:
    """Return the finished checks of everybody, in order; one query, read by the system."""
    found: dict[UUID, list[tuple[datetime.date, int]]] = defaultdict(list)
    with system_duty("measure skills"):
        rows = ModuleAttempt.objects.filter(
            text__course__slug=CHECK, finished_at__isnull=False, finished_at__date__lte=on,
        ).order_by("finished_at")  # fmt: skip
        for person, at, score in rows.values_list("person_id", "finished_at", "score"):
            if at is not None:
                found[person].append((timezone.localdate(at), score or 0))
    return found


def _passed(slugs: set[str]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    if slugs:
        with system_duty("measure skills"):
            rows = counting().filter(course__slug__in=slugs).order_by().values_list(
                "person_id", "course__slug"
            )  # fmt: skip
            for person, slug in rows.distinct():
                found[person].add(slug)
    return found


def threshold() -> int:
    """Return the mean score under which a group is given a refresher: the check's pass mark."""
    found = Course.objects.filter(slug=CHECK).values_list("pass_percent", flat=True).first()
    return found or 70


@transaction.atomic
def aim(group: Group, outcome: str, courses: Sequence[str], *, by: Person) -> ProgrammeAim:
    """State what a programme makes its learners able to do, and by which modules (COM-AIM-03).

    Raises ValueError without an outcome.
    """
    if not outcome.strip():
        raise ValueError("Say what learners will be able to do.")
    today = timezone.localdate()
    ProgrammeAim.objects.filter(group=group, ended_on__isnull=True).update(ended_on=today)
    made = ProgrammeAim.objects.create(
        group=group, outcome=outcome.strip(), course_slugs=list(courses), set_on=today,
        set_by_name=str(by),
    )  # fmt: skip
    audit.record(
        "training.aim-set", by=by, subject=group.name, kind="programme", subject_id=group.pk
    )
    return made


def assign_refreshers(*, on: datetime.date) -> list[TrainingRule]:
    """Ask the refresher of each group that scores under the threshold (OAK-4.1-04).

    It stops being asked once the group does well enough.
    """
    if not Course.objects.filter(slug=REFRESHER).exists():
        return []
    weak, strong, enough = [], set(), threshold()
    for one in lines(on=on):
        if one.score is not None and one.score < enough:
            weak.append(one)
        elif one.score is not None:
            strong.add(_GIVEN + one.key)
    for rule in rules_in_force().filter(slug__in=strong):
        stop_asking(rule, by=None, because="The group does well enough in the check.")
    return [
        require(
            _GIVEN + one.key, "Looking after yourself online: refresher",
            Rules(
                courses=[REFRESHER], days=42,
                audience=duties.Audience(
                    kinds=(one.kind,), groups=(str(one.group.pk),) if one.group else ()
                ),
            ),
            by=None,
        )
        for one in weak
    ]  # fmt: skip


def evidence(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the groups measured within the year that score at the threshold or over it."""
    found = lines(on=on)
    measured = [one for one in found if one.score is not None]
    enough = threshold()
    right = sum((one.score or 0) >= enough for one in measured)
    days = [taken[-1][0] for taken in _scores(on).values()]
    figure = Figure(right, len(measured))
    return judged(figure, noon(max(days, default=None)), on=on, link=reverse("training:skills"))
