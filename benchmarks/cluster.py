"""A database server of the benchmarks' own, and Django on one of its databases."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import django

from lanyard.config import environment, installation
from lanyard.foundation.database.embedded import EmbeddedServer


@contextlib.contextmanager
def cluster(database: str) -> Iterator[EmbeddedServer]:
    """Keep the server up within the block, and load Django for ``database`` (once in a process)."""
    os.environ["LANYARD_HOME"] = str(Path("var/bench").resolve())
    os.environ["LANYARD_LOOPBACK"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "lanyard.config.settings"
    environment.DATABASE = database
    with installation.database_up("shared_buffers=512MB", "max_wal_size=4GB") as server:
        if server is None:
            raise SystemExit("The benchmarks bring their own database: unset LANYARD_DATABASE_URL.")
        installation.prepare_roles(server.url("postgres", "postgres"))
        django.setup()
        yield server
