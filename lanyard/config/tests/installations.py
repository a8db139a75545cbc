"""Installations for tests of backups: each a folder and a database of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from lanyard.foundation.database.embedded import APPLICATION_ROLE, OWNER_ROLE
from tests.database import Databases

SECRET = b"three random words"
_COUNTED = ("organisations_organisation", "people_person", "audit_entry", "audit_link")


@dataclass
class Installation:
    """An installation of its own: a folder and a database."""

    databases: Databases
    name: str
    home: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="lanyard-test-")))

    @classmethod
    @contextlib.contextmanager
    def made(cls, databases: Databases, part: str) -> Iterator[Installation]:
        """Give an installation with a migrated, empty database; take all of it away after."""
        name = f"lanyard_backup_{part}_{os.getpid()}"
        databases.copy(databases.template(), name)
        made = cls(databases, name)
        try:
            yield made
        finally:
            databases.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            shutil.rmtree(made.home)

    def run(
        self, *arguments: str, secret: bytes = SECRET, **named: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of ``lanyard`` here to its end."""
        return subprocess.run(
            self._command(*arguments), env=self._environment(secret) | named, capture_output=True,
            text=True, check=False,
        )  # fmt: skip

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command of ``lanyard`` here; its lines are read from its output."""
        return subprocess.Popen(
            self._command(*arguments), env=self._environment(SECRET), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def counts(self) -> dict[str, int]:
        """Return how many rows some tables hold."""
        with psycopg.connect(self.databases.url(self.name, "postgres")) as connection:
            found = {}
            for table in _COUNTED:
                row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
                found[table] = row[0] if row else 0
            return found

    @staticmethod
    def _command(*arguments: str) -> list[str]:
        return [sys.executable, "-u", "-m", "lanyard.config.cli", *arguments]

    def _environment(self, secret: bytes) -> dict[str, str]:
        url = self.databases.url
        return {
            **os.environ,
            "LANYARD_HOME": str(self.home),
            "LANYARD_LOOPBACK": "1",
            "LANYARD_DATABASE_URL": url(self.name, APPLICATION_ROLE),
            "LANYARD_OWNER_DATABASE_URL": url(self.name, OWNER_ROLE),
            "LANYARD_ADMINISTRATOR_DATABASE_URL": self.databases.administrator,
            "LANYARD_BACKUP_PASSPHRASE": secret.decode(),
            "LANYARD_PG_BIN": "",
        }
