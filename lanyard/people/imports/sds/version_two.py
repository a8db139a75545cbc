"""Formats 2 and 2.1 of School Data Sync; 2.1 keeps roles in a file of their own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from lanyard.people.imports.batch import Batch, PersonLine
from lanyard.people.imports.problems import Where
from lanyard.people.imports.rosters import REF, Part, Roster, listed
from lanyard.people.imports.tables import Row, plain, rows_of
from lanyard.people.imports.uploads import Upload

NEEDED = frozenset({"orgs.csv", "users.csv"})
_REQUIRED = {
    "orgs.csv": ("sourcedid", "name"),
    "academicsessions.csv": ("sourcedid", "startdate", "enddate"),
    "classes.csv": ("sourcedid", "orgsourcedid", "title"),
    "users.csv": ("sourcedid", "username"),
    "roles.csv": ("usersourcedid", "orgsourcedid", "role"),
    "enrollments.csv": ("classsourcedid", "usersourcedid", "role"),
    "demographics.csv": ("usersourcedid",),
    "relationships.csv": ("usersourcedid", "relationshipusersourcedid", "relationshiprole"),
}
#: Read by nobody here: courses have no members, flags and demographics beyond birth are not kept.
KNOWN = frozenset(_REQUIRED) | {"courses.csv", "userflags.csv"}
_FORMS = ("%Y-%m-%d", "%Y%m%d", "%m/%d/%Y")


def read(files: Mapping[str, Upload], batch: Batch, *, today: datetime.date) -> Batch:
    """Turn the files into a batch."""

    def rows(name: str) -> Iterator[Row]:
        if name in files:
            yield from rows_of(files[name], batch.problems, required=_REQUIRED[name])

    roster = Roster(batch)
    for row in rows("orgs.csv"):
        roster.org(row, _ref(row, "sourcedid"), row.text("name", limit=120, required=True))
    for row in rows("academicsessions.csv"):
        roster.session(
            _ref(row, "sourcedid"),
            row.date("startdate", forms=_FORMS),
            row.date("enddate", forms=_FORMS),
        )
    for row in rows("classes.csv"):
        roster.school_class(
            row, _ref(row, "sourcedid"), row.text("title", limit=200, required=True),
            org_ref=_ref(row, "orgsourcedid") or None, terms=listed(row.raw("sessionsourcedids")),
        )  # fmt: skip
    for row in rows("demographics.csv"):
        born = row.born("birthdate", today=today, forms=_FORMS)
        if born is not None:
            roster.born[row.raw("usersourcedid")] = born
    _users(list(rows("users.csv")), roster)
    for row in rows("roles.csv"):
        _role(row, roster)
    for row in rows("enrollments.csv"):
        roster.in_class(
            row, _ref(row, "classsourcedid"), _ref(row, "usersourcedid"), row.raw("role")
        )
    for row in rows("relationships.csv"):
        roster.guardian(
            row, _ref(row, "relationshipusersourcedid"), _ref(row, "usersourcedid"),
            plain(row.raw("relationshiprole")),
        )  # fmt: skip
    return roster.finish()


def _ref(row: Row, column: str) -> str:
    return row.text(column, limit=REF, required=True)


def _users(rows: list[Row], roster: Roster) -> None:
    if any(row.raw("password") for row in rows):
        roster.batch.problems.warn(
            Where("The set"), "It holds passwords. They were not read or kept."
        )
    for row in rows:
        _user(row, roster)


def _user(row: Row, roster: Roster) -> None:
    ref, username = _ref(row, "sourcedid"), row.text("username", limit=200, required=True)
    if not ref or not username:
        return
    is_email = "@" in username
    own = row.email("email") if row.raw("email") else None
    roster.people.append(
        PersonLine(
            where=row.where, ref=ref, given_name=row.optional("givenname", limit=120),
            family_name=row.optional("familyname", limit=120),
            email=own or (row.email("username") if is_email else None), phone=row.phone("phone"),
            also=() if is_email else (("login", username.casefold()),), fallback_name=username,
        )
    )  # fmt: skip
    if row.raw("role"):
        for org in listed(row.raw("orgsourcedids")):
            roster.parts[ref].append(Part(row.where, row.raw("role"), org))


def _role(row: Row, roster: Roster) -> None:
    user, org = _ref(row, "usersourcedid"), _ref(row, "orgsourcedid")
    role = row.text("role", limit=60, required=True)
    since, until = row.date("rolestartdate", forms=_FORMS), row.date("roleenddate", forms=_FORMS)
    if user and org and role:
        roster.parts[user].append(Part(row.where, role, org, "", since, until))
