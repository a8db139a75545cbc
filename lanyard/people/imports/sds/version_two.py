"""Formats 2 and 2.1 of School Data Sync; 2.1 keeps roles in a file of their own."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from lanyard.people.imports.batch import Batch, PersonLine
from lanyard.people.imports.problems import Where
from lanyard.people.imports.rosters import REF, Part, Roster, listed
from lanyard.people.imports.sds.days import forms_of
from lanyard.people.imports.tables import Row, plain, rows_of, span_ends_after_start
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


_DAYS = {
    "academicsessions.csv": ("startdate", "enddate"), "demographics.csv": ("birthdate",),
    "roles.csv": ("rolestartdate", "roleenddate"),
}  # fmt: skip
Rows = dict[str, list[Row]]


def read(files: Mapping[str, Upload], batch: Batch, *, today: datetime.date) -> Batch:
    """Turn the files into a batch."""
    rows: Rows = {
        name: list(rows_of(files[name], batch.problems, required=required)) if name in files else []
        for name, required in _REQUIRED.items()
    }
    values = (row.raw(day) for name, days in _DAYS.items() for row in rows[name] for day in days)
    forms = forms_of(values, batch.problems)
    roster = Roster(batch)
    _terms_and_classes(rows, roster, forms)
    for row in rows["demographics.csv"]:
        born = row.born("birthdate", today=today, forms=forms)
        if born is not None:
            roster.born[row.raw("usersourcedid")] = born
    _users(rows["users.csv"], roster)
    for row in rows["roles.csv"]:
        _role(row, roster, forms)
    for row in rows["enrollments.csv"]:
        roster.in_class(
            row, _ref(row, "classsourcedid"), _ref(row, "usersourcedid"), row.raw("role")
        )
    for row in rows["relationships.csv"]:
        roster.guardian(
            row, _ref(row, "relationshipusersourcedid"), _ref(row, "usersourcedid"),
            plain(row.raw("relationshiprole")),
        )  # fmt: skip
    return roster.finish()


def _terms_and_classes(rows: Rows, roster: Roster, forms: Sequence[str]) -> None:
    for row in rows["orgs.csv"]:
        roster.org(row, _ref(row, "sourcedid"), row.text("name", limit=120, required=True))
    for row in rows["academicsessions.csv"]:
        since, until = row.date("startdate", forms=forms), row.date("enddate", forms=forms)
        if span_ends_after_start(row, since, until):
            roster.session(_ref(row, "sourcedid"), since, until)
    for row in rows["classes.csv"]:
        terms = listed(row.raw("sessionsourcedids"))
        for unknown in [term for term in terms if term not in roster.sessions]:
            row.warn(
                f"No academic session is called “{unknown[:40]}”; the class has no dates of it."
            )
        roster.school_class(
            row, _ref(row, "sourcedid"), row.text("title", limit=200, required=True),
            org_ref=_ref(row, "orgsourcedid") or None, terms=terms,
        )  # fmt: skip


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
            also=_sign_ins(row, username), fallback_name=username,
        )
    )  # fmt: skip
    if row.raw("role"):
        for org in listed(row.raw("orgsourcedids")):
            roster.parts[ref].append(Part(row.where, row.raw("role"), org))


def _sign_ins(row: Row, username: str) -> tuple[tuple[str, str], ...]:
    """Return the names under which a user signs in, other than by their address."""
    address = row.raw("email") or (username if "@" in username else "")
    names = {username.casefold(), row.text("activedirectorymatchid", limit=200).casefold()}
    return tuple(("login", name) for name in sorted(names - {address.casefold(), ""}))


def _role(row: Row, roster: Roster, forms: Sequence[str]) -> None:
    user, org = _ref(row, "usersourcedid"), _ref(row, "orgsourcedid")
    role = row.text("role", limit=60, required=True)
    term = roster.sessions.get(row.raw("sessionsourcedid"), (None, None))
    since = row.date("rolestartdate", forms=forms) or term[0]
    until = row.date("roleenddate", forms=forms) or term[1]
    if user and org and role and span_ends_after_start(row, since, until):
        roster.parts[user].append(Part(row.where, role, org, "", since, until))
