"""Training over the years: most of it in date, some lapsed, some waiting to be confirmed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import F, Value
from django.db.models.functions import Greatest, Least

from lanyard.config.demonstration.roll import Roll
from lanyard.engine.duties import api as duties
from lanyard.people.api import Employment, Enrolment, Person, spans
from lanyard.rooms.training import api as training

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

_DAY = datetime.timedelta(days=1)
#: Before so many days the rules were introduced, so that what is late is honestly late.
_INTRODUCED = 700 * _DAY
#: Course to how long ago the newest was taken, in days: from, to. What comes again has older ones.
_STAFF = {
    "kcsie-part-one": (60, 85), "staff-online-safety": (30, 300), "role-model": (40, 330),
    "forms-of-abuse": (60, 600), "images-overview": (100, 400), "who-is-responsible": (1, 20),
    "skills-check": (20, 300),
}  # fmt: skip
_LEARNERS = (
    "sharing-images", "phone-use", "cyber-bullying", "whom-to-tell", "scams", "privacy-settings",
    "radicalisation", "sources-and-copyright", "digital-footprint", "skills-check",
)  # fmt: skip
#: Modules whose first tries are kept.
_TRIED = {"who-is-responsible", "whom-to-tell", "skills-check"}
#: Of a hundred people so many are behind with a course.
_BEHIND = 7


def record(college: College) -> None:
    """Set up the training of the profile and write what was taken before today."""
    training.begin(by=None, at_once=False)
    training.TrainingRule.objects.update(since=college.on - _INTRODUCED)
    roll = Roll()
    courses = {one.slug: one for one in training.Course.objects.prefetch_related("texts")}
    employed = Employment.objects.filter(spans(college.on)).order_by("since", "id")
    for work in employed.select_related("person"):
        _staff(college, roll, courses, work.person, work.since)
    enrolled = Enrolment.objects.filter(spans(college.on)).order_by("since", "id")
    for study in enrolled.select_related("person"):
        _learner(college, roll, courses, study.person, study.since)
    _taught(college, roll)
    roll.write()


def _taught(college: College, roll: Roll) -> None:
    """Let most tutors have taught their groups something this term."""
    dice = college.dice
    courses = {one.tutor_group.pk: one for one in college.learners.course_of.values()}
    for number, course in enumerate(courses.values()):
        # Apart, so that nothing is logged twice on a day.
        for kind, least in (("tutorial", 1), ("moment", 1), ("moment", 31), ("sources", 1)):
            day = college.on - dice.randint(least, least + 29) * _DAY
            if number % 5:
                roll.add(
                    training.TaughtOnce(
                        id=dice.id(), group=course.tutor_group, by=course.tutor, kind=kind, on=day
                    )
                )


def date_back(college: College) -> None:
    """Let what is asked have been asked in time, so that the past shows how it stood."""
    kinds = duties.Definition.objects.filter(kind="training.take").values_list("pk", flat=True)
    asked = duties.Occurrence.objects.filter(definition__in=list(kinds))
    begun = Value(college.on - _INTRODUCED)
    asked.update(opened_on=Least(Greatest(F("due") - 60 * _DAY, begun), Value(college.on)))


def _staff(
    college: College,
    roll: Roll,
    courses: dict[str, training.Course],
    person: Person,
    since: datetime.date,
) -> None:
    dice, on = college.dice, college.on
    taken = [("staff-induction", min(since + dice.randint(2, 25) * _DAY, on)),
             ("prevent-awareness", min(since + dice.randint(20, 90) * _DAY, on))]  # fmt: skip
    for slug, (least, most) in _STAFF.items():
        if dice.randint(0, 99) < _BEHIND:
            taken.append((slug, on - dice.randint(400, 800) * _DAY))
        else:
            day = on - dice.randint(least, most) * _DAY
            taken += [(slug, day), (slug, day - dice.randint(340, 380) * _DAY)]
    taken += _policys_own(college, person)
    for slug, day in taken:
        if slug in courses and since <= day:
            roll.add(_completion(college, courses[slug], person, day))
            if slug in _TRIED:
                _tried(college, roll, courses[slug], person, day)


def _policys_own(college: College, person: Person) -> Iterator[tuple[str, datetime.date]]:
    dice, on = college.dice, college.on
    if college.organisation.slug == "kingston-maurward":
        yield "safeguarding-refresher", on - dice.randint(100, 1_150) * _DAY
        yield "safeguarding-update", on - dice.randint(30, 200) * _DAY
        yield "safeguarding-update", on - dice.randint(201, 330) * _DAY
    leads = college.staff.holders.get(college.policy.lead, [])
    if person in leads:
        yield "lead-training", on - dice.randint(200, 500) * _DAY
        yield "key-staff-update", on - dice.randint(200, 500) * _DAY
    if person == college.staff.deputy:
        yield "lead-training", on - 760 * _DAY


def _learner(
    college: College,
    roll: Roll,
    courses: dict[str, training.Course],
    person: Person,
    since: datetime.date,
) -> None:
    dice = college.dice
    for number, slug in enumerate(_LEARNERS):
        day = since + (5 + 9 * number + dice.randint(0, 6)) * _DAY
        if slug == "whom-to-tell":
            day = max(day, college.on - dice.randint(20, 120) * _DAY)
        if day < college.on and dice.randint(0, 99) >= 2 * _BEHIND:
            roll.add(_completion(college, courses[slug], person, day))
            if slug in _TRIED:
                _tried(college, roll, courses[slug], person, day)


def _completion(
    college: College, course: training.Course, person: Person, on: datetime.date
) -> training.Completion:
    dice, module = college.dice, course.kind == "module"
    method = {"module": "quiz", "external": "course"}.get(course.kind, "briefing")
    if course.slug == "safeguarding-update":
        method = dice.choice(("bulletin", "briefing", "video"))
    return training.Completion(
        id=dice.id(), course=course, person=person, on=on, name=str(person),
        how="module" if module else "before", method=method, edition=course.edition,
        score=dice.choice((80, 90, 100)) if module else None,
        confirmed_on=on if module or dice.chance(0.7) else None,
        note="" if module else "From the register before Lanyard",
    )  # fmt: skip


def _tried(
    college: College, roll: Roll, course: training.Course, person: Person, on: datetime.date
) -> None:
    """Keep the first try behind it: one in twelve did not know at first."""
    text = next(iter(course.texts.all()), None)
    at = datetime.datetime.combine(on, datetime.time(10), tzinfo=datetime.UTC)
    well = not college.dice.chance(1 / 12)
    if text is not None:
        roll.add(
            training.ModuleAttempt(
                id=college.dice.id(), text=text, person=person, page=1, answers=[],
                started_at=at, finished_at=at, score=100 if well else 50, passed=well,
            )
        )  # fmt: skip
