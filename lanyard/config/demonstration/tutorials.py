"""A year of tutorials, inductions and apprentices' reviews, with what was missed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from lanyard.config.demonstration.roll import Roll
from lanyard.engine.duties import api as duties
from lanyard.people.api import Employment, Enrolment, Group, Membership, Person, spans
from lanyard.rooms.training import api as training

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

_DAY = datetime.timedelta(days=1)
_YEAR = 365 * _DAY
_ITEMS = ("policy", "discussion", "report")
_RESOURCES = (
    ("Five questions for any source", "sources"), ("Stop, save, tell: the poster", "reporting"),
    ("What a picture gives away", "images-and-data"),
    ("A recruiter writes: role play", "extremism"),
    ("Privacy check-up, step by step", "safe-and-respectful"),
)  # fmt: skip

#: Title, theme, days after 1 September, length, words for staff, words for learners.
_CAMPAIGNS = (
    ("Ask before you share", "images", 20, 7, "Start a lesson with it.", "Ask first. Every time."),
    ("Both sides of a recruiter", "radicalisation", 66, 10, "Know how groups look for learners.",
     "Who wants you angry, and why?"),
    ("Safer Internet Day", "safer-internet", 157, 5, "Join in with your group.",
     "Look at one of your settings today."),
    ("Look twice", "scams", 250, 7, "", "Who hurries you wants something."),
)  # fmt: skip
_AIM = "Handle a customer's data and pictures at work with care."


def record(college: College) -> None:
    """Write what was gone through, planned and given before today."""
    roll = Roll()
    _lessons(college, roll)
    _inductions(college, roll)
    _resources(college, roll)
    _kept_in_view(college, roll)
    _asked(college, roll)
    roll.write()


def _lessons(college: College, roll: Roll) -> None:
    dice, on, year = college.dice, college.on, duties.academic_year(college.on)
    learners: dict[object, list[Person]] = {}
    rows = Membership.objects.filter(spans(on), part="learner", group__kind="tutor-group")
    for one in rows.select_related("person").order_by("group_id", "person_id"):
        learners.setdefault(one.group_id, []).append(one.person)
    courses = {one.tutor_group.pk: one for one in college.learners.course_of.values()}
    slots = training.slots(on=on)
    for number, course in enumerate(courses.values()):
        group = course.tutor_group
        if number % 6:
            entries = [
                {"topic": one.lesson.slug, "title": one.lesson.title, "on": one.due.isoformat()}
                for one in slots if one.group.pk == group.pk
            ]  # fmt: skip
            roll.add(
                training.TutorialPlan(
                    id=dice.id(),
                    group=group,
                    year=year,
                    entries=entries,
                    by=course.tutor,
                    state="approved",
                )
            )
        for slot in (one for one in slots if one.group.pk == group.pk):
            day = slot.due - dice.randint(0, 12) * _DAY
            if day < on and dice.randint(0, 99) >= 7:
                _given(college, roll, slot.lesson.slug, day, group, course.tutor,
                       learners.get(group.pk, []))  # fmt: skip
    _reviews(college, roll)


def _given(
    college: College, roll: Roll, topic: str, day: datetime.date, group: Group, by: Person,
    learners: list[Person],
) -> None:  # fmt: skip
    dice = college.dice
    lesson = roll.add(
        training.LessonGiven(
            id=dice.id(), group=group, topic=topic, by=by, on=day,
            year=duties.academic_year(college.on),
        )
    )  # fmt: skip
    for one in learners:
        came = not dice.chance(0.06)
        later = min(day + 14 * _DAY, college.on)
        made_good = not came and dice.chance(0.7)
        roll.add(
            training.LessonPart(
                id=dice.id(), lesson=lesson, person=one, came=came,
                caught_up_on=later if made_good else None,
                caught_up_with_name=str(by) if made_good else "",
            )
        )  # fmt: skip


def _reviews(college: College, roll: Roll) -> None:
    dice, on = college.dice, college.on
    enrolled = Enrolment.objects.filter(spans(on), apprentice=True).order_by("since", "id")
    for number, study in enumerate(enrolled.select_related("person")):
        course = college.learners.course_of.get(study.person_id)
        if course is None or number % 12 == 11:
            continue
        roll.add(
            training.ApprenticeReview(
                id=dice.id(), person=study.person, on=on - dice.randint(5, 50) * _DAY,
                by=course.tutor, warned=bool(number % 5),
                guidance="" if number % 12 == 5 else "Phones at work, scam messages.",
            )
        )  # fmt: skip


def _inductions(college: College, roll: Roll) -> None:
    on = college.on
    employed = Employment.objects.filter(spans(on), since__gt=on - _YEAR).order_by("since", "id")
    for work in employed.select_related("person", "line_manager"):
        _induction(college, roll, work.person, work.since, work.line_manager, ("overview",))
    enrolled = Enrolment.objects.filter(spans(on), since__gt=on - _YEAR).order_by("since", "id")
    for study in enrolled.select_related("person"):
        course = college.learners.course_of.get(study.person_id)
        tutor = course.tutor if course else None
        _induction(college, roll, study.person, study.since, tutor, ())


def _induction(
    college: College, roll: Roll, person: Person, since: datetime.date, by: Person | None,
    more: tuple[str, ...],
) -> None:  # fmt: skip
    dice, behind = college.dice, college.dice.chance(0.06)
    if by is None or by.pk == person.pk:
        return
    day = min(since + dice.randint(1, 20) * _DAY, college.on)
    for item in (*_ITEMS, *more)[: 1 if behind else None]:
        roll.add(
            training.InductionStep(
                id=dice.id(), person=person, item=item, on=day, confirmed_on=day,
                by=None if item == "policy" else by,
            )
        )  # fmt: skip
    if not behind and college.on - since > 30 * _DAY:
        roll.add(
            training.InductionSignedOff(
                id=dice.id(), person=person, on=min(day + 5 * _DAY, college.on), by_name=str(by)
            )
        )


def _resources(college: College, roll: Roll) -> None:
    dice, on = college.dice, college.on
    keeper = next(iter(college.staff.holders.get("student-welfare", [])), None)
    for number, (title, topic) in enumerate(_RESOURCES):
        looked = on - dice.randint(40, 300) * _DAY
        due = on - 12 * _DAY if number == 3 else looked + _YEAR
        roll.add(
            training.TeachingResource(
                id=dice.id(), title=title, topic=topic, reviewed_on=looked, review_due=due,
                reviewed_by_name=str(keeper or "Student Welfare"),
            )
        )  # fmt: skip


def _kept_in_view(college: College, roll: Roll) -> None:
    """Let campaigns run through the year but for one half-term, and lessons be observed."""
    dice, on, year = college.dice, college.on, duties.academic_year(college.on)
    first = datetime.date(year, 9, 1)
    for title, theme, start, days, staff, learners in _CAMPAIGNS:
        since = first + start * _DAY
        roll.add(
            training.AwarenessCampaign(
                id=dice.id(), title=title, theme=theme, since=since, until=since + days * _DAY,
                for_staff=staff, for_learners=learners, made_by_name="Student Welfare",
                staff_reached=dice.randint(60, 120) if since < on else None,
                learners_reached=dice.randint(400, 900) if since < on else None,
                reach_noted_on=since if since < on else None,
            )
        )  # fmt: skip
    for department in college.staff.departments:
        for _number in range(dice.randint(0, 3)):
            roll.add(
                training.PracticeSeen(
                    id=dice.id(),
                    group=department.team,
                    on=on - dice.randint(5, 200) * _DAY,
                    seen=dice.choice(("model", "sound", "sound", "missed")),
                    by_name=str(department.head),
                )
            )
    courses = {one.course.pk: one for one in college.learners.course_of.values()}
    for course in list(courses.values())[:6]:
        roll.add(
            training.ProgrammeAim(
                id=dice.id(), group=course.course, outcome=_AIM, set_on=on - 60 * _DAY,
                course_slugs=["privacy-settings", "sources-and-copyright"],
                set_by_name=str(course.department.head),
            )
        )  # fmt: skip


def _asked(college: College, roll: Roll) -> None:
    """Let a culture survey have closed, which most teams answered and some acted on."""
    dice, on = college.dice, college.on
    opened = on - 80 * _DAY
    round_ = roll.add(
        training.SurveyRound(
            id=dice.id(), survey="culture", opens_on=opened, closes_on=opened + 21 * _DAY,
            opened_by_name="Human resources",
        )
    )  # fmt: skip
    for number, department in enumerate(college.staff.departments):
        for _person in department.tutors:
            marks = [dice.choice((3, 4, 4, 5, 5)) for _sentence in range(4)]
            roll.add(
                training.SurveyReply(id=dice.id(), round=round_, group=department.team, marks=marks)
            )
        if number % 4:
            roll.add(
                training.SurveyAction(
                    id=dice.id(), round=round_, group=department.team, on=opened + 30 * _DAY,
                    words="We agreed what we say in the moment, and tried it out in pairs.",
                    by_name=str(department.head),
                )
            )  # fmt: skip
