"""Read our own set of CSV files."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from lanyard.people.imports.batch import (
    Batch,
    EmployerLine,
    EmploymentLine,
    EnrolmentLine,
    GroupLine,
    GuardianLine,
    MembershipLine,
    PersonLine,
    SiteLine,
)
from lanyard.people.imports.lanyard_csv.columns import (
    BANDS,
    BY_NAME,
    GROUP_KINDS,
    PARTS,
    RELATIONS,
)
from lanyard.people.imports.problems import Unreadable, Where
from lanyard.people.imports.tables import Row, rows_of, span_ends_after_start
from lanyard.people.imports.uploads import Upload

_DATES = ("%Y-%m-%d", "%d/%m/%Y")
_REF = 120


def read(files: Sequence[Upload], *, today: datetime.date) -> Batch:
    """Turn the files into a batch; any may be left out. Raises Unreadable for a strange one."""
    batch = Batch("csv")
    for file in files:
        described = BY_NAME.get(file.name.casefold())
        if described is None:
            raise Unreadable(
                f"{file.name} is none of the set. The files are {', '.join(sorted(BY_NAME))}."
            )
        take = _TAKERS[described.name]
        for row in rows_of(
            file, batch.problems, required=described.required, known=described.optional
        ):
            take(row, batch, today)
    if not files:
        batch.problems.error(Where("The set"), "There is no file in it.")
    return batch


def _site(row: Row, batch: Batch, today: datetime.date) -> None:
    ref, name = _ref(row, "site id"), row.text("name", limit=120, required=True)
    if ref and name:
        code = row.optional("code", limit=60)
        batch.sites.append(SiteLine(where=row.where, ref=ref, name=name, code=code))


def _employer(row: Row, batch: Batch, today: datetime.date) -> None:
    ref, name = _ref(row, "employer id"), row.text("name", limit=200, required=True)
    if ref and name:
        batch.employers.append(
            EmployerLine(
                where=row.where, ref=ref, name=name,
                reference=row.optional("reference", limit=60),
                contact_name=row.optional("contact name", limit=120),
                contact_email=row.email("contact email"), contact_phone=row.phone("contact phone"),
            )
        )  # fmt: skip


def _person(row: Row, batch: Batch, today: datetime.date) -> None:
    ref = _ref(row, "person id")
    given = row.text("given name", limit=120, required=True)
    family = row.text("family name", limit=120, required=True)
    uln = row.text("uln", limit=10)
    line = PersonLine(
        where=row.where, ref=ref, given_name=given, family_name=family,
        known_as=row.optional("known as", limit=120), email=row.email("email"),
        phone=row.phone("phone"), born=row.born("birth date", today=today, forms=_DATES),
        also=(("uln", uln),) if uln else (),
    )  # fmt: skip
    if ref and given and family:
        batch.people.append(line)


def _employment(row: Row, batch: Batch, today: datetime.date) -> None:
    ref, title = _ref(row, "person id"), row.text("job title", limit=200, required=True)
    since, until = _since(row), row.date("until", forms=_DATES)
    if ref and title and since and span_ends_after_start(row, since, until):
        batch.employments.append(
            EmploymentLine(
                where=row.where, person_ref=ref, job_title=title, since=since, until=until,
                line_manager_ref=_optional_ref(row, "line manager id"),
                site_ref=_optional_ref(row, "site id"),
            )
        )  # fmt: skip


def _enrolment(row: Row, batch: Batch, today: datetime.date) -> None:
    ref, programme = _ref(row, "person id"), row.text("programme", limit=200, required=True)
    since, until = _since(row), row.date("until", forms=_DATES)
    band = row.choice("band", BANDS, required=False)
    apprentice = row.yes("apprentice") if row.has("apprentice") else None
    if ref and programme and since and span_ends_after_start(row, since, until):
        batch.enrolments.append(
            EnrolmentLine(
                where=row.where, person_ref=ref, programme=programme, since=since, until=until,
                band=band, apprentice=apprentice, employer_ref=_optional_ref(row, "employer id"),
                site_ref=_optional_ref(row, "site id"),
            )
        )  # fmt: skip


def _group(row: Row, batch: Batch, today: datetime.date) -> None:
    ref, name = _ref(row, "group id"), row.text("name", limit=200, required=True)
    kind = row.choice("kind", GROUP_KINDS)
    since, until = row.date("since", forms=_DATES), row.date("until", forms=_DATES)
    if ref and name and kind and span_ends_after_start(row, since, until):
        batch.groups.append(
            GroupLine(
                where=row.where, ref=ref, name=name, kind=kind, since=since, until=until,
                site_ref=_optional_ref(row, "site id"),
            )
        )  # fmt: skip


def _membership(row: Row, batch: Batch, today: datetime.date) -> None:
    group, person = _ref(row, "group id"), _ref(row, "person id")
    part = row.choice("part", PARTS)
    since, until = row.date("since", forms=_DATES), row.date("until", forms=_DATES)
    if group and person and part and span_ends_after_start(row, since, until):
        batch.memberships.append(
            MembershipLine(
                where=row.where, group_ref=group, person_ref=person, part=part, since=since,
                until=until,
            )
        )  # fmt: skip


def _guardian(row: Row, batch: Batch, today: datetime.date) -> None:
    guardian, learner = _ref(row, "guardian id"), _ref(row, "learner id")
    relation = row.choice("relation", RELATIONS)
    may_contact = row.yes("may contact", blank=True) if row.has("may contact") else None
    if guardian and learner and relation:
        batch.guardians.append(
            GuardianLine(
                where=row.where, guardian_ref=guardian, learner_ref=learner, relation=relation,
                may_contact=may_contact,
            )
        )  # fmt: skip


def _ref(row: Row, column: str) -> str:
    return row.text(column, limit=_REF, required=True)


def _optional_ref(row: Row, column: str) -> str | None:
    return row.text(column, limit=_REF) or None


def _since(row: Row) -> datetime.date | None:
    return row.date("since", forms=_DATES, required=True)


_TAKERS: dict[str, Callable[[Row, Batch, datetime.date], None]] = {
    "sites.csv": _site,
    "employers.csv": _employer,
    "people.csv": _person,
    "employments.csv": _employment,
    "enrolments.csv": _enrolment,
    "groups.csv": _group,
    "memberships.csv": _membership,
    "guardians.csv": _guardian,
}
