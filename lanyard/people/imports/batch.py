"""A set of files in our own words, whatever its source, for comparison with the database.

A value of None means that the source says nothing of it, so that what stands is left as it is.
A ``ref`` is the source's own name of a thing; it is kept as an external id of the batch's system.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from lanyard.people.imports.problems import Problems, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLine:
    """A site."""

    where: Where
    ref: str
    name: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerLine:
    """An employer of apprentices."""

    where: Where
    ref: str
    name: str | None = None
    reference: str | None = None
    contact_name: str | None = None
    contact_email: str | None = None
    contact_phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A course, class, tutor group or team."""

    where: Where
    ref: str
    name: str
    kind: str
    site_ref: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person. ``also`` names them in other systems: pairs such as ("uln", "1061484016")."""

    where: Where
    ref: str
    given_name: str | None = None
    family_name: str | None = None
    known_as: str | None = None
    email: str | None = None
    phone: str | None = None
    born: datetime.date | None = None
    also: tuple[tuple[str, str], ...] = ()
    #: The e-mail is one to write to and may be a family's: it does not say who somebody is, and is
    #: left out where another person has it.
    email_is_contact: bool = False
    #: What a new person is called where the source gives no name.
    fallback_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmploymentLine:
    """A span of work. A batch that speaks of a person's work speaks of all of it."""

    where: Where
    person_ref: str
    job_title: str
    line_manager_ref: str | None = None
    site_ref: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentLine:
    """A span of study. A batch that speaks of a person's study speaks of all of it."""

    where: Where
    person_ref: str
    programme: str
    band: str | None = None
    apprentice: bool | None = None
    employer_ref: str | None = None
    site_ref: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipLine:
    """A person's part in a group."""

    where: Where
    group_ref: str
    person_ref: str
    part: str
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianLine:
    """Somebody said to be responsible for a learner; the link is not used until it is verified."""

    where: Where
    guardian_ref: str
    learner_ref: str
    relation: str
    may_contact: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VulnerabilityLine:
    """A reason for particular care that the source itself states."""

    where: Where
    person_ref: str
    kind: str
    since: datetime.date | None = None
    note: str = ""


@dataclass
class Batch:
    """Everything that one set of files says, and what is wrong with it."""

    system: str
    problems: Problems = field(default_factory=Problems)
    sites: list[SiteLine] = field(default_factory=list)
    employers: list[EmployerLine] = field(default_factory=list)
    groups: list[GroupLine] = field(default_factory=list)
    people: list[PersonLine] = field(default_factory=list)
    employments: list[EmploymentLine] = field(default_factory=list)
    enrolments: list[EnrolmentLine] = field(default_factory=list)
    memberships: list[MembershipLine] = field(default_factory=list)
    guardians: list[GuardianLine] = field(default_factory=list)
    vulnerabilities: list[VulnerabilityLine] = field(default_factory=list)
