"""How the tutorial programme stands: what each group has still to be given, who missed what."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.people.api import Enrolment, Group, Membership, Person, spans
from lanyard.rooms.training import shipped
from lanyard.rooms.training.models import ApprenticeReview, LessonGiven, LessonPart, TutorialPlan

#: The lesson in which the dangers of extremist groups are explained (KMC-EXT-04).
WARNING = "extremism"
_AGREED = (TutorialPlan.State.SUBMITTED, TutorialPlan.State.APPROVED)
_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Slot:
    """One lesson of the year for one group: when it is due, and when it was given."""

    group: Group
    lesson: shipped.ShippedLesson
    due: datetime.date
    given: LessonGiven | None

    def late(self, on: datetime.date) -> bool:
        """Whether it ought to have been given by a day, and was not."""
        return self.given is None and self.due < on


def lessons_here() -> tuple[shipped.ShippedLesson, ...]:
    """Return the lessons of the profile in force; none without one."""
    try:
        return shipped.shipped(profile_in_force().profile.slug).lessons
    except NoProfile:
        return ()


def due_day(lesson: shipped.ShippedLesson, year: int) -> datetime.date:
    """Return by when a lesson is given in an academic year, where no plan says otherwise."""
    month, day = (int(part) for part in lesson.by.split("-"))
    return datetime.date(year if month >= 9 else year + 1, month, day)


def tutor_groups(on: datetime.date) -> list[Group]:
    """Return the tutor groups that have learners on a day."""
    learners = Membership.objects.filter(spans(on), part="learner")
    return list(
        Group.objects.filter(kind=Group.Kind.TUTOR_GROUP, pk__in=learners.values("group"))
        .order_by("name", "id")
    )  # fmt: skip


def slots(*, on: datetime.date, groups: Iterable[Group] | None = None) -> list[Slot]:
    """Return the lessons of this academic year of some groups, or of all; four queries."""
    year = duties.academic_year(on)
    chosen = tutor_groups(on) if groups is None else list(groups)
    given = {
        (one.group_id, one.topic): one
        for one in LessonGiven.objects.filter(year=year, group__in=chosen, on__lte=on)
        .select_related("by")
    }  # fmt: skip
    planned, here = _planned(chosen, year), lessons_here()
    return [
        Slot(
            group, lesson, planned[group.pk].get(lesson.slug) or due_day(lesson, year),
            given.get((group.pk, lesson.slug)),
        )
        for group in chosen
        for lesson in here
    ]  # fmt: skip


def _planned(groups: Iterable[Group], year: int) -> dict[UUID, dict[str, datetime.date]]:
    found: dict[UUID, dict[str, datetime.date]] = defaultdict(dict)
    plans = TutorialPlan.objects.filter(group__in=list(groups), year=year, state__in=_AGREED)
    for plan in plans.order_by("made_at"):
        found[plan.group_id] = {
            entry["topic"]: datetime.date.fromisoformat(entry["on"])
            for entry in plan.entries if entry["topic"]
        }  # fmt: skip
    return found


def plan_of(group: Group, *, on: datetime.date) -> TutorialPlan | None:
    """Return the newest plan of a group for this academic year."""
    return TutorialPlan.objects.filter(group=group, year=duties.academic_year(on)).first()


def teachers(groups: Iterable[Group], *, on: datetime.date) -> dict[tuple[UUID, str], set[UUID]]:
    """Return, of each group and part, who has it; three queries.

    The course managers of a tutor group are those of the courses that its learners are on.
    """
    ids = {one.pk for one in groups}
    rows = list(
        Membership.objects.filter(spans(on), part="learner", group_id__in=ids)
        .values_list("person_id", "group_id")
    )  # fmt: skip
    courses: dict[UUID, set[UUID]] = defaultdict(set)
    of = {person for person, _group in rows}
    for person, group in Membership.objects.filter(
        spans(on), part="learner", person_id__in=of
    ).values_list("person_id", "group_id"):
        courses[person].add(group)
    leads: dict[UUID, dict[str, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    parts = Membership.objects.filter(
        spans(on), part__in=("tutor", "course-manager"),
        group_id__in=ids.union(*courses.values()),
    )  # fmt: skip
    for group, part, person in parts.values_list("group_id", "part", "person_id"):
        leads[group][part].add(person)
    found: dict[tuple[UUID, str], set[UUID]] = {
        (group, "tutor"): set(leads[group]["tutor"]) for group in ids
    }
    for person, group in rows:
        managed = found.setdefault((group, "course-manager"), set())
        for course in courses[person]:
            managed |= leads[course]["course-manager"]
    return found


def groups_taught(person: Person, *, on: datetime.date) -> list[Group]:
    """Return the tutor groups whose tutor or course manager somebody is."""
    mine = Membership.objects.filter(
        spans(on), person=person, part__in=("tutor", "course-manager")
    ).values("group")
    learners = Membership.objects.filter(spans(on), part="learner", group__in=mine)
    theirs = Membership.objects.filter(
        spans(on), part="learner", person__in=learners.values("person")
    )
    return list(
        Group.objects.filter(
            Q(pk__in=mine) | Q(pk__in=theirs.values("group")), kind=Group.Kind.TUTOR_GROUP
        ).distinct().order_by("name", "id")
    )  # fmt: skip


def owed(today: datetime.date) -> dict[UUID, datetime.date]:
    """Return by when each teacher has the earliest lesson to give; reviews to complete count."""
    waiting = [one for one in slots(on=today) if one.given is None]
    who = teachers({one.group.pk: one.group for one in waiting}.values(), on=today)
    days: dict[UUID, datetime.date] = {}
    for one in waiting:
        for person in who.get((one.group.pk, one.lesson.part), ()):
            days[person] = min(one.due, days.get(person, one.due))
    for person, on in ApprenticeReview.objects.filter(guidance="").values_list("by_id", "on"):
        days[person] = min(on, days.get(person, on))
    return days


def learners_of(group: Group, *, on: datetime.date) -> list[Person]:
    """Return the learners of a group on a day."""
    now = Membership.objects.filter(spans(on), group=group, part="learner")
    return list(Person.objects.filter(pk__in=now.values("person"), left_on__isnull=True))


def to_catch_up(groups: Iterable[Group]) -> list[LessonPart]:
    """Return who of some groups missed a lesson and has not caught up; one query."""
    return list(
        LessonPart.objects.filter(
            lesson__group__in=list(groups), came=False, caught_up_on__isnull=True,
            person__left_on__isnull=True,
        ).select_related("lesson", "person").order_by("lesson__on", "person__family_name", "id")
    )  # fmt: skip


def had(part: LessonPart) -> bool:
    """Say whether a learner had the lesson, then or later."""
    return part.came or part.caught_up_on is not None


@dataclass(frozen=True)
class Entitlement:
    """What a learner is to be taught this year (LAN-LRN-02): which lessons they had, and not."""

    lines: list[tuple[str, datetime.date | None]]

    @property
    def met(self) -> bool:
        """Whether all of it is evidenced."""
        return bool(self.lines) and all(on is not None for _title, on in self.lines)


def entitlement(person: Person, *, on: datetime.date) -> Entitlement | None:
    """Return what a learner in a tutor group was taught of what they are to be; None for others."""
    groups = Group.objects.filter(
        kind=Group.Kind.TUTOR_GROUP,
        pk__in=Membership.objects.filter(spans(on), part="learner", person=person).values("group"),
    )
    if not groups:
        return None
    parts = LessonPart.objects.filter(
        Q(came=True) | Q(caught_up_on__isnull=False), person=person,
        lesson__year=duties.academic_year(on),
    ).select_related("lesson")  # fmt: skip
    days = {one.lesson.topic: one.caught_up_on or one.lesson.on for one in parts}
    return Entitlement([(one.title, days.get(one.slug)) for one in lessons_here()])


def apprentices_of(person: Person, *, on: datetime.date) -> list[Person]:
    """Return the apprentices whose coordinator or tutor somebody is."""
    mine = Membership.objects.filter(
        spans(on), person=person, part__in=("apprenticeship-coordinator", "tutor")
    )
    learners = Membership.objects.filter(spans(on), part="learner", group__in=mine.values("group"))
    apprentices = Enrolment.objects.filter(
        spans(on), apprentice=True, person__in=learners.values("person")
    )
    return list(
        Person.objects.filter(pk__in=apprentices.values("person"), left_on__isnull=True)
        .order_by("family_name", "given_name", "id")
    )  # fmt: skip


def unwarned(on: datetime.date) -> dict[Person, str]:
    """Return the learners whom nobody has warned of extremist groups this year, by their group."""
    year = duties.academic_year(on)
    warned = set(
        LessonPart.objects.filter(
            Q(came=True) | Q(caught_up_on__isnull=False), lesson__topic=WARNING, lesson__year=year
        ).values_list("person_id", flat=True)
    )  # fmt: skip
    warned |= set(
        ApprenticeReview.objects.filter(warned=True, on__gt=on - _YEAR, on__lte=on)
        .values_list("person_id", flat=True)
    )  # fmt: skip
    rows = Membership.objects.filter(
        spans(on), part="learner", group__kind=Group.Kind.TUTOR_GROUP, person__left_on__isnull=True
    ).exclude(person_id__in=warned).select_related("person", "group")  # fmt: skip
    ordered = rows.order_by("group__name", "person__family_name", "person__given_name", "id")
    return {one.person: one.group.name for one in ordered}


def last_reviews(people: Iterable[Person]) -> Mapping[UUID, ApprenticeReview]:
    """Return the newest review of each of some apprentices; one query."""
    found: dict[UUID, ApprenticeReview] = {}
    for one in ApprenticeReview.objects.filter(person__in=list(people)).order_by("on", "id"):
        found[one.person_id] = one
    return found
