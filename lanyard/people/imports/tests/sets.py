"""What import tests share: a set of our own files, and the state that an import leaves."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from lanyard.people.imports.apply import apply_plan
from lanyard.people.imports.plan import Plan
from lanyard.people.imports.planner import plan_import
from lanyard.people.imports.sources import read_set
from lanyard.people.imports.uploads import Upload
from lanyard.people.models import (
    Employer,
    Employment,
    Enrolment,
    ExternalId,
    Group,
    GuardianLink,
    Membership,
    Person,
    Site,
)

TODAY = datetime.date(2026, 3, 2)
Rows = Sequence[Sequence[str]]


def table(name: str, *rows: Sequence[str]) -> Upload:
    """Return a CSV file of rows."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return Upload(name, buffer.getvalue().encode())


PEOPLE: Rows = (
    ("person id", "given name", "family name", "email", "birth date"),
    ("P1", "Mara", "Quill", "mara@college.example", "1984-05-17"),
    ("P2", "Zoë", "Abara", "zoe@college.example", "2008-11-02"),
    ("P3", "Ida", "Abara", "", ""),
    ("P4", "Tom", "Reeve", "tom@college.example", "1979-01-30"),
)
EMPLOYMENTS: Rows = (
    ("person id", "job title", "since", "until", "line manager id", "site id"),
    ("P1", "Tutor", "2019-09-01", "", "P4", "S1"),
    ("P4", "Head of engineering", "2015-01-05", "", "", "S1"),
)
ENROLMENTS: Rows = (
    ("person id", "programme", "since", "until", "employer id", "apprentice"),
    ("P2", "Engineering, level 3", "2025-09-08", "", "E1", "yes"),
)
MEMBERSHIPS: Rows = (
    ("group id", "person id", "part", "since"),
    ("G1", "P1", "teacher", "2025-09-08"),
    ("G1", "P2", "learner", "2025-09-08"),
)


def whole_set() -> list[Upload]:
    """Return a small whole set of our own files."""
    return [
        table("sites.csv", ("site id", "name"), ("S1", "Main campus")),
        table("employers.csv", ("employer id", "name"), ("E1", "Brook and Sons")),
        table("people.csv", *PEOPLE),
        table("employments.csv", *EMPLOYMENTS),
        table("enrolments.csv", *ENROLMENTS),
        table("groups.csv", ("group id", "name", "kind"), ("G1", "Engineering 3A", "class")),
        table("memberships.csv", *MEMBERSHIPS),
        table("guardians.csv", ("guardian id", "learner id", "relation"), ("P3", "P2", "parent")),
    ]


def dry_run(
    files: Sequence[Upload],
    kind: str = "lanyard_csv",
    *,
    full: bool = False,
    today: datetime.date = TODAY,
) -> Plan:
    """Read and plan, without writing."""
    return plan_import(read_set(kind, files, today=today), today=today, full=full)


def load(
    files: Sequence[Upload],
    kind: str = "lanyard_csv",
    *,
    full: bool = False,
    today: datetime.date = TODAY,
) -> Plan:
    """Read, plan and apply."""
    plan = dry_run(files, kind, full=full, today=today)
    apply_plan(plan, by=None, files={}, confirm_leavers=True)
    return plan


def messages(plan: Plan) -> set[tuple[str, int, str]]:
    """Return every problem as file, row and message."""
    return {(p.where.file, p.where.row, p.message) for p in plan.problems.found}


def state() -> dict[str, Any]:
    """Return everything about people by natural names, without keys and moments."""
    names = {e.target_id: f"{e.system}:{e.value}" for e in ExternalId.objects.order_by("-value")}

    def rows(model: Any, *columns: str) -> set[tuple[Any, ...]]:
        return {
            tuple(names.get(value, value) for value in row)
            for row in model.objects.values_list(*columns)
        }

    return {
        "external": {(e.system, e.kind, e.value) for e in ExternalId.objects.all()},
        "sites": rows(Site, "name", "code"),
        "employers": rows(Employer, "name", "reference", "contact_name", "contact_email"),
        "people": rows(
            Person, "given_name", "family_name", "known_as", "email", "phone", "born", "left_on",
            "name_folded",
        ),
        "groups": rows(Group, "id", "name", "kind", "site_id", "since", "until"),
        "employments": rows(
            Employment, "person_id", "job_title", "line_manager_id", "site_id", "since", "until",
            "source",
        ),
        "enrolments": rows(
            Enrolment, "person_id", "programme", "band", "apprentice", "employer_id", "site_id",
            "since", "until",
        ),
        "memberships": rows(Membership, "group_id", "person_id", "part", "since", "until"),
        "guardians": rows(
            GuardianLink, "guardian_id", "learner_id", "relation", "verified_on", "ended_on",
        ),
    }  # fmt: skip


class _Undo(Exception):
    """Takes back what was loaded."""


def state_after(files: Sequence[Upload], kind: str) -> dict[str, Any]:
    """Return the state that a whole set leaves where nobody was known, and take it back."""
    found: dict[str, Any] = {}
    with contextlib.suppress(_Undo), transaction.atomic():
        load(files, kind, full=True)
        found = state()
        raise _Undo
    return found
