"""Format 1 of School Data Sync, and its United Kingdom form with other titles of columns."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from lanyard.people.imports.batch import Batch, PersonLine
from lanyard.people.imports.problems import Where
from lanyard.people.imports.rosters import GUARDIANS, REF, Part, Roster
from lanyard.people.imports.sds.days import forms_of
from lanyard.people.imports.tables import Row, plain, rows_of
from lanyard.people.imports.uploads import Upload

NEEDED = frozenset({"school.csv", "section.csv", "student.csv", "teacher.csv",
                    "studentenrollment.csv", "teacherroster.csv"})  # fmt: skip
KNOWN = NEEDED | {"user.csv", "guardianrelationship.csv"}
#: The United Kingdom form's titles, and the titles they stand for.
_UK = {"id": "sis id", "dfe number": "sis id", "school dfe number": "school sis id",
       "section id": "section sis id"}  # fmt: skip
_REQUIRED = {
    "school.csv": ("sis id", "name"),
    "section.csv": ("sis id", "school sis id", "section name"),
    "student.csv": ("sis id", "school sis id", "username"),
    "teacher.csv": ("sis id", "school sis id", "username"),
    "studentenrollment.csv": ("section sis id", "sis id"),
    "teacherroster.csv": ("section sis id", "sis id"),
    "user.csv": ("email", "first name", "last name"),
    "guardianrelationship.csv": ("sis id", "email"),
}
Rows = dict[str, list[Row]]


def read(files: Mapping[str, Upload], batch: Batch, *, today: datetime.date) -> Batch:
    """Turn the six files, and the two of guardians where they are given, into a batch."""
    rows: Rows = {
        name: list(rows_of(files[name], batch.problems, required=required, aliases=_UK))
        if name in files
        else []
        for name, required in _REQUIRED.items()
    }
    forms = _forms(rows, batch)
    roster = Roster(batch)
    for row in rows["school.csv"]:
        roster.org(row, _ref(row, "sis id"), row.text("name", limit=120, required=True))
    for row in rows["section.csv"]:
        _section(row, roster, forms)
    for name, role in (("student.csv", "student"), ("teacher.csv", "teacher")):
        for row in rows[name]:
            _person(row, roster, role, forms, today)
    for name, role in (("studentenrollment.csv", "student"), ("teacherroster.csv", "teacher")):
        for row in rows[name]:
            roster.in_class(row, _ref(row, "section sis id"), _ref(row, "sis id"), role)
    _guardians(rows, roster)
    if any(row.raw("password") for name in ("student.csv", "teacher.csv") for row in rows[name]):
        batch.problems.warn(Where("The set"), "It holds passwords. They were not read or kept.")
    return roster.finish()


def _forms(rows: Rows, batch: Batch) -> Sequence[str]:
    columns = ("term startdate", "term enddate", "birthdate")
    files = ("section.csv", "student.csv")
    values = [row.raw(column) for name in files for row in rows[name] for column in columns]
    return forms_of(values, batch.problems)


def _ref(row: Row, column: str) -> str:
    return row.text(column, limit=REF, required=True)


def _section(row: Row, roster: Roster, forms: Sequence[str]) -> None:
    if plain(row.raw("status")) not in {"", "active"}:
        return
    term = row.raw("term sis id") or row.where.row
    key = f"{term}|{row.raw('sis id')}"
    roster.session(
        key, row.date("term startdate", forms=forms), row.date("term enddate", forms=forms)
    )
    roster.school_class(
        row, _ref(row, "sis id"), row.text("section name", limit=200, required=True),
        org_ref=_ref(row, "school sis id") or None, terms=(key,),
    )  # fmt: skip


def _person(
    row: Row, roster: Roster, role: str, forms: Sequence[str], today: datetime.date
) -> None:
    if plain(row.raw("status")) not in {"", "active"}:
        return
    ref, username = _ref(row, "sis id"), row.text("username", limit=200, required=True)
    if not ref or not username:
        return
    is_email = "@" in username
    roster.people.append(
        PersonLine(
            where=row.where, ref=ref, given_name=row.optional("first name", limit=120),
            family_name=row.optional("last name", limit=120),
            email=row.email("username") if is_email else None,
            born=row.born("birthdate", today=today, forms=forms),
            also=() if is_email else (("login", username.casefold()),), fallback_name=username,
        )
    )  # fmt: skip
    org = _ref(row, "school sis id") or None
    roster.parts[ref].append(Part(row.where, role, org, row.text("title", limit=200)))


def _guardians(rows: Rows, roster: Roster) -> None:
    for row in rows["user.csv"]:
        email = row.email("email")
        if email:
            roster.people.append(
                PersonLine(
                    where=row.where, ref=f"guardian:{email.lower()}", email=email,
                    given_name=row.text("first name", limit=120, required=True),
                    family_name=row.text("last name", limit=120, required=True),
                    phone=row.phone("phone"),
                )
            )  # fmt: skip
    for row in rows["guardianrelationship.csv"]:
        role = plain(row.raw("role")) or "guardian"
        if role in GUARDIANS and row.raw("email"):
            ref = f"guardian:{row.raw('email').lower()}"
            roster.guardian(row, ref, _ref(row, "sis id"), role)
