"""Read a OneRoster bulk set."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence

from lanyard.people.imports.batch import Batch, GroupLine, PersonLine
from lanyard.people.imports.oneroster.manifest import read_manifest
from lanyard.people.imports.problems import Where
from lanyard.people.imports.rosters import GUARDIANS, REF, Part, Roster, listed
from lanyard.people.imports.tables import Row, plain, rows_of
from lanyard.people.imports.uploads import Upload
from lanyard.people.models import Group

_REQUIRED = {
    "orgs.csv": ("sourcedid", "name", "type"),
    "academicsessions.csv": ("sourcedid", "title", "type", "startdate", "enddate"),
    "courses.csv": ("sourcedid", "title", "orgsourcedid"),
    "classes.csv": ("sourcedid", "title", "coursesourcedid", "schoolsourcedid", "termsourcedids"),
    "users.csv": ("sourcedid", "enableduser", "username", "givenname", "familyname"),
    "roles.csv": ("sourcedid", "usersourcedid", "role", "orgsourcedid"),
    "userprofiles.csv": ("sourcedid", "usersourcedid", "profiletype", "username"),
    "demographics.csv": ("sourcedid",),
    "enrollments.csv": ("sourcedid", "classsourcedid", "schoolsourcedid", "usersourcedid", "role"),
}
Rows = Callable[[str], Iterator[Row]]


def read(files: Sequence[Upload], *, today: datetime.date) -> Batch:
    """Turn a set into a batch; raises Unreadable without a manifest of a version that is known."""
    batch = Batch("oneroster")
    by_name = {file.name.casefold(): file for file in files}
    version = read_manifest(by_name, batch.problems)

    def rows(name: str) -> Iterator[Row]:
        if name in by_name:
            required = _REQUIRED[name]
            if name == "users.csv" and version == "1.1":
                required = (*required, "role", "orgsourcedids")
            for row in rows_of(by_name[name], batch.problems, required=required):
                if plain(row.raw("status")) != "tobedeleted":
                    yield row

    roster = Roster(batch)
    _organisations(rows, roster)
    _demographics(rows, roster, today)
    users = list(rows("users.csv"))
    for row in users:
        _user(row, roster, version)
    if version == "1.2":
        _roles(rows, roster)
    _agents(users, roster)
    for row in rows("enrollments.csv"):
        span = (row.date("begindate"), row.date("enddate"))
        roster.in_class(
            row, _ref(row, "classsourcedid"), _ref(row, "usersourcedid"), row.raw("role"), span
        )
    return roster.finish()


def _ref(row: Row, column: str) -> str:
    return row.text(column, limit=REF, required=True)


def _organisations(rows: Rows, roster: Roster) -> None:
    for row in rows("orgs.csv"):
        roster.org(row, _ref(row, "sourcedid"), row.text("name", limit=120, required=True))
    for row in rows("academicsessions.csv"):
        since, until = row.date("startdate", required=True), row.date("enddate", required=True)
        roster.session(_ref(row, "sourcedid"), since, until)
    for row in rows("courses.csv"):
        ref, title = _ref(row, "sourcedid"), row.text("title", limit=200, required=True)
        if ref and title:
            org = row.text("orgsourcedid", limit=REF) or None
            roster.batch.groups.append(
                GroupLine(
                    where=row.where,
                    ref=f"course:{ref}",
                    name=title,
                    kind=Group.Kind.COURSE,
                    site_ref=org,
                )
            )
    for row in rows("classes.csv"):
        kind = (
            Group.Kind.TUTOR_GROUP
            if plain(row.raw("classtype")) == "homeroom"
            else Group.Kind.CLASS
        )
        roster.school_class(
            row, _ref(row, "sourcedid"), row.text("title", limit=200, required=True), kind=kind,
            org_ref=_ref(row, "schoolsourcedid") or None, terms=listed(row.raw("termsourcedids")),
        )  # fmt: skip


def _demographics(rows: Rows, roster: Roster, today: datetime.date) -> None:
    for row in rows("demographics.csv"):
        born = row.born("birthdate", today=today)
        if born is not None:
            roster.born[row.raw("sourcedid")] = born


def _user(row: Row, roster: Roster, version: str) -> None:
    ref = _ref(row, "sourcedid")
    given = row.text("givenname", limit=120, required=True)
    family = row.text("familyname", limit=120, required=True)
    if not ref or not given or not family:
        return
    username = row.text("username", limit=200)
    email = row.email("email") if row.raw("email") else None
    if email is None and "@" in username:
        email = row.email("username")
    also = (("login", username.casefold()),) if username and "@" not in username else ()
    roster.people.append(
        PersonLine(
            where=row.where, ref=ref, given_name=given, family_name=family, email=email,
            known_as=row.optional("preferredgivenname", limit=120),
            phone=row.phone("phone" if row.raw("phone") else "sms"), also=also,
        )
    )  # fmt: skip
    if version == "1.1":
        for org in listed(row.raw("orgsourcedids")):
            roster.parts[ref].append(Part(row.where, row.raw("role"), org))


def _roles(rows: Rows, roster: Roster) -> None:
    for row in rows("roles.csv"):
        user, org = _ref(row, "usersourcedid"), _ref(row, "orgsourcedid")
        role = row.text("role", limit=60, required=True)
        span = (row.date("begindate"), row.date("enddate"))
        if user and org and role:
            roster.parts[user].append(Part(row.where, role, org, "", *span))
    # Profiles name a user's accounts elsewhere; their passwords are never read.
    for row in rows("userprofiles.csv"):
        _ref(row, "usersourcedid")


def _agents(users: list[Row], roster: Roster) -> None:
    """Link guardians: a user's agents, whichever side names the other."""
    role_of = {ref: plain(parts[0].role).replace(" ", "") for ref, parts in roster.parts.items()}
    linked: set[tuple[str, str]] = set()
    for row in users:
        ref = row.raw("sourcedid")
        for agent in listed(row.raw("agentsourcedids")):
            guardian, learner = (ref, agent) if role_of.get(ref) in GUARDIANS else (agent, ref)
            role = role_of.get(guardian, "guardian")
            if role in GUARDIANS and (guardian, learner) not in linked:
                linked.add((guardian, learner))
                roster.guardian(row, guardian, learner, role)
    if users and any(row.raw("password") for row in users):
        roster.batch.problems.warn(
            Where("users.csv"), "It holds passwords. They were not read or kept."
        )
