"""Migration operations for what Django cannot say: SQL kept in named files, and row security."""

from __future__ import annotations

import sys
from pathlib import Path

from django.db.migrations.operations import RunSQL

_ISOLATE = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY organisation ON {table}
    USING (organisation_id = (SELECT lanyard_organisation()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()));
"""
_MINGLE = """
DROP POLICY organisation ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class RunSQLFile(RunSQL):
    """Run ``sql/<name>.sql`` beside the app's migrations; ``sql/<name>.down.sql`` reverses it."""

    def __init__(self, name: str) -> None:
        folder = Path(sys._getframe(1).f_code.co_filename).parent.parent / "sql"
        self._name = name
        down = folder / f"{name}.down.sql"
        super().__init__(
            (folder / f"{name}.sql").read_text("utf-8"),
            down.read_text("utf-8") if down.exists() else None,
        )

    def describe(self) -> str:
        """Say which file runs."""
        return f"Run sql/{self._name}.sql"


class IsolateOrganisation(RunSQL):
    """Force row security on a table, so that each organisation sees only its own rows."""

    def __init__(self, *tables: str) -> None:
        self._tables = tables
        super().__init__(
            "".join(_ISOLATE.format(table=table) for table in tables),
            "".join(_MINGLE.format(table=table) for table in tables),
        )

    def describe(self) -> str:
        """Say which tables are isolated."""
        return f"Isolate organisations in {', '.join(self._tables)}"
