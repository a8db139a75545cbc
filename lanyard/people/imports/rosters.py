"""What OneRoster and School Data Sync share: users with parts in organisations and in classes."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from lanyard.people.imports.batch import (
    Batch,
    EmploymentLine,
    EnrolmentLine,
    GroupLine,
    GuardianLine,
    MembershipLine,
    PersonLine,
    SiteLine,
)
from lanyard.people.imports.problems import Where
from lanyard.people.imports.tables import Row, plain, span_ends_after_start
from lanyard.people.models import Group, GuardianLink, Membership

Span = tuple[datetime.date | None, datetime.date | None]
REF = 120
LEARNERS = frozenset({"student", "learner"})
GUARDIANS = {
    "parent": GuardianLink.Relation.PARENT,
    "guardian": GuardianLink.Relation.GUARDIAN,
    "relative": GuardianLink.Relation.NEXT_OF_KIN,
}
#: People whom a roster names and who are neither staff nor learners nor family.
OTHERS = frozenset({"doctor", "child", "other", "proctor", "alumni"})
#: The role as a job title, where the source has none.
TITLES = {
    "teacher": "Teacher", "aide": "Learning support assistant", "administrator": "Administrator",
    "counselor": "Counsellor", "principal": "Principal", "faculty": "Lecturer",
    "professor": "Professor",
    "siteadministrator": "Site administrator", "systemadministrator": "System administrator",
    "districtadministrator": "Administrator", "staff": "Staff", "itadmin": "IT administrator",
}  # fmt: skip
_CLASS_PARTS = {"student": Membership.Part.LEARNER, "learner": Membership.Part.LEARNER,
                "teacher": Membership.Part.TEACHER}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A user's role in an organisation."""

    where: Where
    role: str
    org_ref: str | None
    title: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass
class Roster:
    """A roster as it is read; ``finish`` turns it into the lines of a batch."""

    batch: Batch
    orgs: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, Span] = field(default_factory=dict)
    classes: dict[str, Span] = field(default_factory=dict)
    parts: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))
    born: dict[str, datetime.date] = field(default_factory=dict)
    people: list[PersonLine] = field(default_factory=list)
    in_classes: list[tuple[Where, str, str, str, Span]] = field(default_factory=list)

    def org(self, row: Row, ref: str, name: str) -> None:
        """Add an organisation, which becomes a site."""
        if ref and name:
            self.orgs[ref] = name
            self.batch.sites.append(SiteLine(where=row.where, ref=ref, name=name))

    def session(self, ref: str, since: datetime.date | None, until: datetime.date | None) -> None:
        """Add a term; a second row of the same term widens it."""
        before = self.sessions.get(ref, (since, until))
        self.sessions[ref] = (_earlier(before[0], since), _later(before[1], until))

    def school_class(
        self,
        row: Row,
        ref: str,
        name: str,
        *,
        org_ref: str | None,
        terms: Sequence[str] = (),
        kind: str = Group.Kind.CLASS,
    ) -> None:
        """Add a class, held in the terms named."""
        spans = [self.sessions[term] for term in terms if term in self.sessions]
        since = min((span[0] for span in spans if span[0]), default=None)
        until = max((span[1] for span in spans if span[1]), default=None)
        if ref and name and span_ends_after_start(row, since, until):
            self.classes[ref] = (since, until)
            self.batch.groups.append(
                GroupLine(
                    where=row.where, ref=ref, name=name, kind=kind, site_ref=org_ref, since=since,
                    until=until,
                )
            )  # fmt: skip

    def in_class(
        self, row: Row, class_ref: str, user_ref: str, role: str, span: Span = (None, None)
    ) -> None:
        """Put a user in a class."""
        if class_ref and user_ref and span_ends_after_start(row, *span):
            self.in_classes.append((row.where, class_ref, user_ref, role, span))

    def guardian(self, row: Row, guardian_ref: str, learner_ref: str, role: str) -> None:
        """Link a guardian to a learner; a doctor, an aide and such are no guardians."""
        relation = GUARDIANS.get(role)
        if guardian_ref and learner_ref and relation is not None:
            self.batch.guardians.append(
                GuardianLine(
                    where=row.where, guardian_ref=guardian_ref, learner_ref=learner_ref,
                    relation=relation,
                )
            )  # fmt: skip

    def finish(self) -> Batch:
        """Write the lines that need the whole roster, and return the batch."""
        first: dict[str, datetime.date] = {}
        for where, class_ref, user_ref, role, span in self.in_classes:
            term = self.classes.get(class_ref, (None, None))
            since, until = span[0] or term[0], span[1] or term[1]
            if since is not None:
                first[user_ref] = min(since, first.get(user_ref, since))
            part = _CLASS_PARTS.get(plain(role), Membership.Part.MEMBER)
            self.batch.memberships.append(
                MembershipLine(
                    where=where, group_ref=class_ref, person_ref=user_ref, part=part, since=since,
                    until=until,
                )
            )  # fmt: skip
        for person in self.people:
            self._person(person)
        for user_ref, parts in self.parts.items():
            for part_in in _without_repeats(parts):
                self._belongs(user_ref, part_in, first.get(user_ref))
        return self.batch

    def _person(self, line: PersonLine) -> None:
        born = self.born.get(line.ref)
        if born is None or line.born is not None:
            self.batch.people.append(line)
            return
        values = {name: getattr(line, name) for name in PersonLine.__dataclass_fields__}
        self.batch.people.append(PersonLine(**{**values, "born": born}))

    def _belongs(self, user_ref: str, part: Part, first: datetime.date | None) -> None:
        role = plain(part.role).replace(" ", "")
        since = part.since or first
        if since and part.until and part.until < since:
            since = part.until
        if role in LEARNERS:
            name = self.orgs.get(part.org_ref or "", "") or "Enrolled"
            self.batch.enrolments.append(
                EnrolmentLine(
                    where=part.where, person_ref=user_ref, programme=name, site_ref=part.org_ref,
                    since=since, until=part.until,
                )
            )  # fmt: skip
        elif role not in GUARDIANS and role not in OTHERS:
            title = part.title or TITLES.get(role) or _in_words(part.role) or "Staff"
            self.batch.employments.append(
                EmploymentLine(
                    where=part.where, person_ref=user_ref, job_title=title, site_ref=part.org_ref,
                    since=since, until=part.until,
                )
            )  # fmt: skip


def _in_words(role: str) -> str:
    """Return "Speech therapist" for "speechTherapist"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", role).capitalize()


def _without_repeats(parts: Sequence[Part]) -> list[Part]:
    """Return one part for each role and organisation, from the first day to the last."""
    found: dict[tuple[str, str | None], Part] = {}
    for part in parts:
        key = (plain(part.role), part.org_ref)
        known = found.get(key)
        if known is None:
            found[key] = part
        else:
            found[key] = Part(
                known.where, part.role, part.org_ref, known.title or part.title,
                _earlier(known.since, part.since), _later(known.until, part.until),
            )  # fmt: skip
    return list(found.values())


def _earlier(one: datetime.date | None, other: datetime.date | None) -> datetime.date | None:
    return min(one, other) if one and other else one or other


def _later(one: datetime.date | None, other: datetime.date | None) -> datetime.date | None:
    """Return the later end; no end is later than any."""
    return max(one, other) if one and other else None


def listed(value: str) -> list[str]:
    """Return the items of a list kept in one cell, between commas."""
    return [item.strip() for item in value.split(",") if item.strip()]
