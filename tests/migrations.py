"""Say whether every change of a model has its migration: ``python -m tests.migrations``."""

from __future__ import annotations

import os
import sys
import warnings

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def missing() -> list[str]:
    """Return a line for each change that no migration carries; needs no database."""
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    changes = detector.changes(graph=loader.graph)
    return [
        f"{label}: {operation.describe()}"
        for label, migrations in sorted(changes.items())
        for migration in migrations
        for operation in migration.operations
    ]


if __name__ == "__main__":
    warnings.simplefilter("error")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lanyard.config.settings")
    django.setup()
    found = missing()
    print("\n".join(found))
    sys.exit(1 if found else 0)
