"""Installations for tests of backups: each a folder and a database of its own."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from lanyard.config import environment
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
    def made(cls, databases: Databases, part: str, template: str = "") -> Iterator[Installation]:
        """Give an installation with a migrated, empty database; take all of it away after.

        With ``template`` its database is a copy of that one.
        """
        name = f"lanyard_backup_{part}_{os.getpid()}"
        databases.copy(template or databases.template(), name)
        made = cls(databases, name)
        try:
            yield made
        finally:
            databases.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            shutil.rmtree(made.home)

    @classmethod
    @contextlib.contextmanager
    def like(cls, databases: Databases, part: str, *arguments: str) -> Iterator[Installation]:
        """Give one in which a command of ``lanyard`` was run; it is run once for all such."""
        kept = hashlib.sha256(repr(arguments).encode()).hexdigest()[:16]
        folder = environment.home() / "once" / kept

        def fill(name: str) -> None:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            done = cls(databases, name, folder).run(*arguments)
            assert done.returncode == 0, done.stderr

        with cls.made(databases, part, databases.once(kept, fill)) as made:
            shutil.copytree(folder, made.home, dirs_exist_ok=True)
            yield made

    @classmethod
    def demonstration(
        cls, databases: Databases, part: str
    ) -> contextlib.AbstractContextManager[Installation]:
        """Give one that holds the small demonstration."""
        return cls.like(databases, part, "demo", "--prepare-only", "--small")

    def run(
        self, *arguments: str, secret: bytes = SECRET, **named: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of ``lanyard`` here to its end."""
        return subprocess.run(
            self._command(*arguments), env=self.environment(secret) | named, capture_output=True,
            text=True, check=False,
        )  # fmt: skip

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command of ``lanyard`` here; its lines are read from its output."""
        return subprocess.Popen(
            self._command(*arguments), env=self.environment(), text=True,
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

    def environment(self, secret: bytes = SECRET) -> dict[str, str]:
        """Return the environment of its commands."""
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
