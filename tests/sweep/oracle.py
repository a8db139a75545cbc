"""Who should see which confidential row, worked out in Python from roles, grants and exclusions.

It is written apart from the policies in SQL, so that a fault in either shows.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from lanyard.foundation.access.models import Circle, Exclusion, Grant
from lanyard.foundation.database.identity import NOBODY, acting, acting_as, acting_as_system
from tests.sweep.personas import Persona

Row = dict[str, Any]
_OF_CASE = (
    "caseperson", "chronologyentry", "closure", "decision", "followup", "imagereview",
    "imageviewing", "particular", "planreview", "referral", "sanction", "supportplan",
    "teammember", "telling", "action",
)  # fmt: skip
#: Table to the column of the record's id and the kind of record.
_TABLES = {
    "people_vulnerability": ("id", "vulnerability"),
    "answers_restriction": ("id", "restriction"),
    "concerns_concern": ("id", "concern"),
    "concerns_involved": ("concern_id", "concern"),
    "concerns_receipt": ("concern_id", "concern"),
    "concerns_message": ("concern_id", "concern"),
    "concerns_sentfile": ("concern_id", "concern"),
    #: Of whichever kind the record is that a file hangs on.
    "files_storedfile": ("record_id", ""),
    "concerns_case": ("id", "case"),
    **{f"concerns_{name}": ("case_id", "case") for name in _OF_CASE},
}
#: Under their own rules, and so checked by their own tests.
_APART = {"concerns_lowlevel", "concerns_transfer"}
_REPORTERS_OWN = {"concerns_receipt", "concerns_message", "concerns_sentfile"}
_CONFINED = """
SELECT DISTINCT c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE p.polname = 'need_to_know' ORDER BY 1
"""


def confidential_tables() -> list[str]:
    """Return every table under need-to-know; one that the oracle does not know fails the sweep."""
    with connection.cursor() as cursor:
        cursor.execute(_CONFINED)
        found = {name for (name,) in cursor.fetchall()}
    assert found - _APART == set(_TABLES), found ^ set(_TABLES)
    return sorted(_TABLES)


def all_rows(table: str, organisation: UUID) -> list[Row]:
    """Return every row of a table of an organisation."""
    with acting_as_system(organisation, "know what there is"):
        return _rows(f"SELECT * FROM {table}")


def rows_as(table: str, organisation: UUID, person: UUID) -> set[UUID]:
    """Return the ids of the rows that raw SQL gives the application's role as a person."""
    with acting_as(organisation, person):
        return {row["id"] for row in _rows(f"SELECT id FROM {table}")}


def count(table: str) -> int:
    """Return how many rows raw SQL gives without an identity."""
    with acting(NOBODY):
        return int(_rows(f"SELECT count(*) AS n FROM {table}")[0]["n"])


def should_see(table: str, rows: list[Row], organisation: UUID, persona: Persona) -> set[UUID]:
    """Return the ids of the rows that a person should see."""
    record, kind = _TABLES[table]
    assert persona.person is not None
    me = persona.person.pk
    with acting_as_system(organisation, "know who may see what"):
        roles = {circle.pk: set(circle.roles) for circle in Circle.objects.all()}
        granted = set(_ids(Grant, kind, me))
        excluded = set(_ids(Exclusion, kind, me))

    def visible(row: Row) -> bool:
        if table in _REPORTERS_OWN and row["reporter_id"] == me:
            return True
        if row[record] in excluded:
            return False
        if table == "concerns_action" and row["owner_id"] == me:
            return True
        leads = row.get("leads_circle_id")
        if leads and not roles[leads] & persona.roles and row["by_id"] != me:
            return False
        if table == "files_storedfile" and row["circle_id"] is None:
            return True
        return bool(roles[row["circle_id"]] & persona.roles) or row[record] in granted

    return {row["id"] for row in rows if visible(row)}


def _ids(model: Any, kind: str, person: UUID) -> Any:
    found = model.objects.filter(person_id=person)
    if kind:
        found = found.filter(record_kind=kind)
    if model is Grant:
        found = found.filter(until__isnull=True)
    return found.values_list("record_id", flat=True)


def _rows(statement: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
