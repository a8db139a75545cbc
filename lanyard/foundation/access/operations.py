"""The migration operation that puts a table under need-to-know."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

_CONFINE = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON {table}
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (
            (circle_id = ANY (ARRAY(SELECT lanyard_circles()))
             OR {record} = ANY (ARRAY(SELECT lanyard_granted('{kind}'))))
            AND {record} <> ALL (ARRAY(SELECT lanyard_excluded('{kind}'))))));
"""
_RELEASE = """
DROP POLICY need_to_know ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class ConfineToCircle(RunSQL):
    """Show a table's rows only to the row's circle and to named people, never to the excluded.

    ``record`` is the column that holds the id of the confidential record (``id`` of the record
    itself, ``case_id`` of what belongs to a case); ``kind`` is the record kind of grants and
    exclusions. The table carries ``organisation_id`` and ``circle_id``. Each lookup is an init
    plan, done once for a query and not once for a row.
    """

    def __init__(self, table: str, *, record: str, kind: str) -> None:
        names = {"table": table, "record": record, "kind": kind}
        super().__init__(_CONFINE.format(**names), _RELEASE.format(**names))
        self._table = table

    def describe(self) -> str:
        """Say which table is confined."""
        return f"Confine {self._table} to those who need to know"
