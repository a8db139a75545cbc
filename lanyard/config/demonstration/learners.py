"""The learners: courses and tutor groups, apprentices with employers, families, particular care."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field

from lanyard.config.demonstration.dice import Dice, words
from lanyard.config.demonstration.staff import Department, Hiring, Staff
from lanyard.people.models import (
    AgeBand,
    Employer,
    Enrolment,
    Group,
    GuardianLink,
    Membership,
    Person,
    Vulnerability,
)

_DAY = datetime.timedelta(days=1)
_YEAR = 365 * _DAY
#: Shares of learners by age in years: from, to (included), share.
_AGES = ((16, 16, 22), (17, 17, 22), (18, 18, 12), (19, 24, 14), (25, 39, 18), (40, 60, 12))
_GROUP = 18


@dataclass
class Course:
    """A course with its tutor group and the tutor who leads it."""

    department: Department
    course: Group
    tutor_group: Group
    tutor: Person
    since: datetime.date
    until: datetime.date


@dataclass
class Learners:
    """Those who study here, and who answers for them."""

    courses: list[Course] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    course_of: dict[uuid.UUID, Course] = field(default_factory=dict)
    guardians_of: dict[uuid.UUID, list[Person]] = field(default_factory=dict)
    apprentices: list[Person] = field(default_factory=list)
    #: Since when each has studied here.
    since: dict[uuid.UUID, datetime.date] = field(default_factory=dict)


def year_of(on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day of the academic year that holds a day."""
    start = on.year if on.month >= 8 else on.year - 1
    return datetime.date(start, 8, 1), datetime.date(start + 1, 7, 31)


def enrol(hiring: Hiring, staff: Staff, count: int, safeguarding: uuid.UUID) -> Learners:
    """Enrol so many learners of every age; ``safeguarding`` is the circle that sees their needs."""
    learners = Learners()
    for number in range(max(2, -(-count // _GROUP))):
        learners.courses.append(_course(hiring, staff, number))
    employers = [_employer(hiring) for _ in range(max(3, count // 30))]
    for number in range(count):
        person = _learner(hiring, learners, learners.courses[number % len(learners.courses)])
        if hiring.dice.chance(0.15):
            learners.apprentices.append(person)
        _enrolment(hiring, learners, person, employers)
        if _age(person, hiring.on) < 18 and hiring.dice.chance(0.85):
            _family(hiring, learners, person)
        if hiring.dice.chance(0.08):
            _care(hiring, person, safeguarding)
    return learners


def _course(hiring: Hiring, staff: Staff, number: int) -> Course:
    dice, (since, until) = hiring.dice, year_of(hiring.on)
    department = staff.departments[number % len(staff.departments)]
    tutor = department.tutors[(number // len(staff.departments)) % len(department.tutors)]
    level = 1 + number % 3
    name = f"{department.subject} level {level}, group {number // len(staff.departments) + 1}"
    course, tutor_group = (
        hiring.roll.add(
            Group(
                id=dice.id(), name=title, kind=kind, site=dice.choice(hiring.sites),
                since=since, until=until,
            )
        )
        for title, kind in (
            (name, Group.Kind.COURSE), (f"{name}: tutor group", Group.Kind.TUTOR_GROUP),
        )
    )  # fmt: skip
    manager = staff.holders.get("course-manager", [department.head])
    parts = Membership.Part
    for group, person, part in (
        (course, tutor, parts.TEACHER),
        (course, manager[number % len(manager)], parts.COURSE_MANAGER),
        (tutor_group, tutor, parts.TUTOR),
    ):
        _join(hiring, group, person, part, since)
    return Course(department, course, tutor_group, tutor, since, until)


def _learner(hiring: Hiring, learners: Learners, course: Course) -> Person:
    dice = hiring.dice
    (youngest, oldest, _share), *_ = dice.choices(_AGES, [share for *_, share in _AGES])
    given, family = hiring.names.given(), hiring.names.family()
    years = dice.randint(youngest, oldest)
    birthday = hiring.on - years * _YEAR - (years // 4 + dice.randint(1, 340)) * _DAY
    person = hiring.roll.add(
        Person(
            id=dice.id(), given_name=given, family_name=family, born=birthday,
            email=hiring.names.email(given, family, part="learners"),
        )
    )  # fmt: skip
    learners.people.append(person)
    learners.course_of[person.pk] = course
    _join(hiring, course.course, person, Membership.Part.LEARNER, course.since)
    _join(hiring, course.tutor_group, person, Membership.Part.LEARNER, course.since)
    return person


def _enrolment(
    hiring: Hiring, learners: Learners, person: Person, employers: list[Employer]
) -> None:
    course = learners.course_of[person.pk]
    apprentice = bool(learners.apprentices) and learners.apprentices[-1] is person
    earlier = min(hiring.dice.choice((0, 0, 1, 1, 2)), _age(person, course.since) - 16)
    learners.since[person.pk] = course.since - max(earlier, 0) * _YEAR
    band = AgeBand.YOUNG if _age(person, course.since) < 19 else AgeBand.ADULT
    hiring.roll.add(
        Enrolment(
            id=hiring.dice.id(), person=person, programme=course.course.name, band=band,
            apprentice=apprentice, employer=hiring.dice.choice(employers) if apprentice else None,
            site=course.course.site, since=learners.since[person.pk], until=course.until,
        )
    )  # fmt: skip


def _employer(hiring: Hiring) -> Employer:
    dice = hiring.dice
    name = f"{hiring.names.family()} {dice.word('employer_trades')}"
    contact, family = hiring.names.given(), hiring.names.family()
    return hiring.roll.add(
        Employer(
            id=dice.id(), name=name, reference=f"E{dice.randint(10_000, 99_999)}",
            contact_name=f"{contact} {family}",
            contact_email=hiring.names.email(contact, family, part="employers"),
            contact_phone=f"01632 960{dice.randint(0, 999):03}",
        )
    )  # fmt: skip


def _family(hiring: Hiring, learners: Learners, learner: Person) -> None:
    dice, kinds = hiring.dice, GuardianLink.Relation
    for number in range(dice.choice((1, 2, 2))):
        guardian = hiring.person(oldest=62, youngest=36)
        guardian.family_name = learner.family_name
        guardian.email = hiring.names.email(
            guardian.given_name, guardian.family_name, part="families"
        )
        verified = dice.chance(0.9)
        relation = kinds.PARENT if dice.chance(0.85) else dice.choice((kinds.CARER, kinds.GUARDIAN))
        hiring.roll.add(
            GuardianLink(
                id=dice.id(), guardian=guardian, learner=learner,
                relation=relation if number == 0 or dice.chance(0.7) else kinds.NEXT_OF_KIN,
                verified_on=learners.course_of[learner.pk].since + 20 * _DAY if verified else None,
                verified_how="Enrolment form and a telephone call" if verified else "",
                may_contact=dice.chance(0.95),
            )
        )  # fmt: skip
        if verified:
            learners.guardians_of.setdefault(learner.pk, []).append(guardian)


def _care(hiring: Hiring, person: Person, circle: uuid.UUID) -> None:
    kinds = Vulnerability.Kind
    young = (kinds.SOCIAL_WORKER, kinds.LOOKED_AFTER, kinds.SPECIAL_NEEDS, kinds.NOT_SHOWN)
    grown = (kinds.CARE_ACT, kinds.SPECIAL_NEEDS, kinds.NOT_SHOWN)
    kind = hiring.dice.choice(young if _age(person, hiring.on) < 18 else grown)
    since = hiring.dice.day(year_of(hiring.on)[0], hiring.on)
    hiring.roll.add(
        Vulnerability(
            id=hiring.dice.id(), person=person, kind=kind, since=since, circle_id=circle,
            note="Made up for the demonstration.",
        )
    )  # fmt: skip


def _join(
    hiring: Hiring,
    group: Group,
    person: Person,
    part: Membership.Part,
    since: datetime.date,
) -> None:
    hiring.roll.add(
        Membership(id=hiring.dice.id(), group=group, person=person, part=part, since=since)
    )


def _age(person: Person, on: datetime.date) -> int:
    return person.age_on(on) or 0


def leave(hiring: Hiring, staff: Staff, count: int) -> list[Person]:
    """Add people who left in the last seven years: nine learners for each member of staff."""
    gone: list[Person] = []
    taught: dict[tuple[uuid.UUID, int], Group] = {}
    for number in range(count):
        left = hiring.dice.day(hiring.on - 7 * _YEAR, hiring.on - 30 * _DAY)
        department = hiring.dice.choice(staff.departments)
        if number % 10 == 0:
            person = hiring.person(oldest=70, youngest=30)
            hiring.employ(
                person, f"Tutor in {department.subject.lower()}", manager=department.head,
                since=left - hiring.dice.randint(1, 9) * _YEAR, until=left,
            )  # fmt: skip
        else:
            subject = hiring.dice.choice(words("subjects"))
            of_it = next((one for one in staff.departments if one.subject == subject), department)
            person = _former_learner(hiring, of_it, left, taught)
        person.left_on = left
        gone.append(person)
    return gone


def _former_learner(
    hiring: Hiring,
    department: Department,
    left: datetime.date,
    taught: dict[tuple[uuid.UUID, int], Group],
) -> Person:
    """Add somebody who was taught, some of them under 18 to the last day, by a tutor of today."""
    person = hiring.person(oldest=60, youngest=18)
    dice = Dice(f"{person.pk}/former")
    young = dice.chance(0.4)
    age = dice.randint(16 * 365 + 220, 17 * 365 + 300) if young else dice.randint(7000, 15000)
    person.born = left - age * _DAY
    tutor = department.tutors[0]
    group = taught.get((tutor.pk, left.year)) or _former_group(hiring, department, dice, left)
    taught[tutor.pk, left.year] = group
    since = left - hiring.dice.randint(200, 700) * _DAY
    for row in (
        Membership(
            id=dice.id(), group=group, person=person, part=Membership.Part.LEARNER, since=since,
            until=left,
        ),
        Enrolment(
            id=hiring.dice.id(), person=person, since=since, until=left, programme=group.name,
            band=AgeBand.YOUNG if young else AgeBand.ADULT,
        ),
    ):  # fmt: skip
        hiring.roll.add(row)
    return person


def _former_group(hiring: Hiring, department: Department, dice: Dice, left: datetime.date) -> Group:
    begins, ends = left.replace(month=1, day=1) - 2 * _YEAR, left.replace(month=12, day=31)
    ends = min(ends, hiring.on - _DAY)
    group = hiring.roll.add(
        Group(
            id=dice.id(), name=f"{department.subject} level 2, to {left.year}",
            kind=Group.Kind.COURSE, since=begins, until=ends,
        )
    )  # fmt: skip
    hiring.roll.add(
        Membership(
            id=dice.id(), group=group, person=department.tutors[0], part=Membership.Part.TEACHER,
            since=begins, until=ends,
        )
    )  # fmt: skip
    return group
