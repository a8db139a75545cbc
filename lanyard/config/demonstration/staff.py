"""The staff: departments with their heads, tutors and support, and the holders of every post."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from lanyard.config.demonstration.dice import Dice, Names, words
from lanyard.config.demonstration.posts import SPONSORED, TOGETHER, Policy
from lanyard.config.demonstration.roll import Roll
from lanyard.foundation.access import api as access
from lanyard.foundation.access.models import RoleHolding, Standing
from lanyard.people.models import (
    Employment,
    Group,
    Membership,
    Person,
    Post,
    PostHolding,
    Site,
    Sponsorship,
)

_YEAR = datetime.timedelta(days=365)


@dataclass
class Department:
    """A team with its head and tutors."""

    subject: str
    team: Group
    head: Person
    tutors: list[Person] = field(default_factory=list)


@dataclass
class Staff:
    """Everybody who works here: holders of each role, departments, and the rest."""

    holders: dict[str, list[Person]] = field(default_factory=dict)
    deputy: Person | None = None
    departments: list[Department] = field(default_factory=list)
    others: list[Person] = field(default_factory=list)

    def everybody(self) -> list[Person]:
        """Return each person once."""
        people = [p for held in self.holders.values() for p in held]
        for department in self.departments:
            people += [department.head, *department.tutors]
        people += [*self.others, *([self.deputy] if self.deputy else [])]
        return list({person.pk: person for person in people}.values())


@dataclass
class Hiring:
    """What is needed to take somebody on."""

    dice: Dice
    names: Names
    roll: Roll
    sites: list[Site]
    on: datetime.date

    def person(self, *, oldest: int = 64, youngest: int = 23) -> Person:
        """Add a grown-up person of the college."""
        given, family = self.names.given(), self.names.family()
        born = self.dice.day(self.on - oldest * _YEAR, self.on - youngest * _YEAR)
        return self.roll.add(
            Person(
                id=self.dice.id(), given_name=given, family_name=family, born=born,
                email=self.names.email(given, family),
                phone=f"01632 960{self.dice.randint(0, 999):03}",
            )
        )  # fmt: skip

    def employ(
        self,
        person: Person,
        title: str,
        *,
        manager: Person | None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
    ) -> Employment:
        """Employ a person in a job, since before the oldest concern unless a day is given."""
        begun = since or self.dice.day(self.on - 12 * _YEAR, self.on - 3 * _YEAR)
        return self.roll.add(
            Employment(
                id=self.dice.id(), person=person, job_title=title, line_manager=manager,
                site=self.dice.choice(self.sites), since=begun, until=until,
            )
        )  # fmt: skip

    def sponsor(self, person: Person, reason: str, *, sponsor: Person | None) -> Sponsorship:
        """Let somebody belong who is not employed, for a year to come."""
        return self.roll.add(
            Sponsorship(
                id=self.dice.id(), person=person, sponsor=sponsor, reason=reason,
                since=self.on - 2 * _YEAR, until=self.on + _YEAR,
            )
        )  # fmt: skip

    def appoint(self, post: Post, person: Person, standing: Standing = Standing.HOLDER) -> None:
        """Let a person hold a post, which gives them its role."""
        since = self.dice.day(self.on - 5 * _YEAR, self.on - 3 * _YEAR)
        self.roll.add(
            PostHolding(id=self.dice.id(), post=post, person=person, standing=standing, since=since)
        )
        self.hold(post.role, person, standing, through=str(post.pk), since=since)

    def hold(
        self,
        role: str,
        person: Person,
        standing: Standing = Standing.HOLDER,
        *,
        through: str = "",
        since: datetime.date | None = None,
    ) -> None:
        """Give a person a role, and those that come with it."""
        for slug in access.with_included(role):
            self.roll.add(
                RoleHolding(
                    id=self.dice.id(), role=slug, person_id=person.pk, standing=standing,
                    since=since or self.on - 3 * _YEAR, through=through,
                )
            )  # fmt: skip


def hire(hiring: Hiring, policy: Policy, count: int) -> Staff:
    """Take on so many employed staff; every post of the policy is filled, the lead has a deputy."""
    staff = Staff()
    _fill_posts(hiring, policy, staff)
    employed = [p for role, held in staff.holders.items() if role not in SPONSORED for p in held]
    left = count - len(employed) - 1
    head = staff.holders[policy.head][0]
    departments = max(2, min(len(words("subjects")), left // 8))
    for subject in words("subjects")[:departments]:
        staff.departments.append(_department(hiring, subject, head))
    left -= departments
    tutors = left * 3 // 4
    for number in range(tutors):
        _tutor(hiring, staff.departments[number % departments])
    for _ in range(left - tutors):
        person = hiring.person()
        manager = hiring.dice.choice(staff.departments).head
        hiring.employ(person, hiring.dice.word("support_posts"), manager=manager)
        staff.others.append(person)
    return staff


def _fill_posts(hiring: Hiring, policy: Policy, staff: Staff) -> None:
    head: Person | None = None
    for role, title in policy.posts().items():
        post = hiring.roll.add(Post(id=hiring.dice.id(), title=title, role=role))
        staff.holders[role] = []
        for _ in range(TOGETHER.get(role, 1)):
            person = hiring.person(youngest=30)
            if role in SPONSORED:
                hiring.sponsor(person, SPONSORED[role], sponsor=head)
            else:
                hiring.employ(person, title, manager=head)
            head = head or person
            hiring.appoint(post, person)
            staff.holders[role].append(person)
        if role == policy.lead:
            staff.deputy = hiring.person(youngest=30)
            hiring.employ(staff.deputy, f"Deputy {title}", manager=staff.holders[role][0])
            hiring.appoint(post, staff.deputy, Standing.DEPUTY)


def _department(hiring: Hiring, subject: str, principal: Person) -> Department:
    head = hiring.person(youngest=32)
    title = f"Head of {subject}"
    hiring.employ(head, title, manager=principal)
    team = hiring.roll.add(
        Group(
            id=hiring.dice.id(), name=f"{subject} team", kind=Group.Kind.TEAM,
            site=hiring.dice.choice(hiring.sites),
        )
    )  # fmt: skip
    post = hiring.roll.add(Post(id=hiring.dice.id(), title=title, role="line-manager", group=team))
    hiring.appoint(post, head)
    return Department(subject, team, head)


def _tutor(hiring: Hiring, department: Department) -> None:
    person = hiring.person()
    hiring.employ(person, f"Tutor in {department.subject.lower()}", manager=department.head)
    hiring.hold("tutor", person)
    hiring.roll.add(
        Membership(
            id=hiring.dice.id(), group=department.team, person=person,
            part=Membership.Part.MEMBER, since=hiring.on - _YEAR,
        )
    )  # fmt: skip
    department.tutors.append(person)
