"""Confidentiality is the database's job: every table of an organisation is under row security."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from lanyard.foundation.database.embedded import APPLICATION_ROLE
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation

pytestmark = pytest.mark.database

#: Tables with an organisation that must be readable before anybody is known, and why.
OPEN_TABLES = {"organisations_hostname": "a host name leads to its organisation"}

_TABLES = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
    has_table_privilege('lanyard_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE'),
    pg_get_userbyid(c.relowner)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE a.attname = 'organisation_id' AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
ORDER BY c.relname
"""
_POLICIES = """
SELECT DISTINCT c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid ORDER BY 1
"""


def test_every_table_of_an_organisation_is_under_forced_row_security(college: Organisation) -> None:
    rows = _query(_TABLES)
    assert len(rows) > 10
    open_ones = {name for name, secured, reached, _ in rows if reached and not secured}
    assert open_ones == set(OPEN_TABLES)


def test_the_application_owns_no_table_and_bypasses_nothing(college: Organisation) -> None:
    assert _query("SELECT current_user") == [(APPLICATION_ROLE,)]
    assert [name for name, *_, owner in _query(_TABLES) if owner == APPLICATION_ROLE] == []
    flags = "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = %s"
    assert _query(flags, APPLICATION_ROLE) == [(False, False, False)]


def test_no_policy_asks_the_same_question_for_each_row(college: Organisation) -> None:
    tables = [name for (name,) in _query(_POLICIES)]
    assert "people_vulnerability" in tables
    with acting_as(college.pk, uuid.uuid4()):
        asked = {table: list(_asked_per_row(table)) for table in tables}
    assert {table: found for table, found in asked.items() if found} == {}


@pytest.mark.parametrize("table", ["people_vulnerability", "audit_entry"])
def test_a_confidential_policy_is_planned_once_for_a_query(
    college: Organisation, table: str
) -> None:
    with acting_as(college.pk, uuid.uuid4()):
        relations = {node.get("Parent Relationship") for node in _nodes(_plan(table))}
    assert "InitPlan" in relations


def _asked_per_row(table: str) -> Iterator[str]:
    for node in _nodes(_plan(table)):
        if node.get("Parent Relationship") == "SubPlan":
            yield f"a sub-plan for each row: {node.get('Node Type')}"
        for clause in ("Filter", "Index Cond", "Recheck Cond"):
            text = str(node.get(clause, ""))
            if node.get("Relation Name") == table and (
                "lanyard_" in text or "current_setting" in text
            ):
                yield f"a function for each row: {text}"


def _plan(table: str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT * FROM {table}")
        plan: dict[str, Any] = cursor.fetchone()[0][0]["Plan"]
    return plan


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from _nodes(child)


def _query(statement: str, *parameters: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
