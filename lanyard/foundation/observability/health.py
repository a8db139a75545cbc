"""Whether this installation is ready to serve: database, tables, worker."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from lanyard.foundation.jobs import api as jobs

#: A worker silent for longer than this, in seconds, is taken for missing.
SILENT = 60.0


def problems() -> list[str]:
    """Return what is wrong, as short words; an empty list where all is well."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        found = [] if _migrated() else ["migrations"]
        silent = jobs.seconds_since_heartbeat() if not found else None
    except DatabaseError:
        return ["database"]
    if silent is None or silent > SILENT:
        found.append("worker")
    return found


class _Seen:
    """Remembers that the tables were found up to date: they do not become older."""

    migrated = False


def _migrated() -> bool:
    if not _Seen.migrated:
        executor = MigrationExecutor(connection)
        _Seen.migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _Seen.migrated
