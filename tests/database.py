"""Databases for tests: a template migrated once, and a copy of it for each test process."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from pytest_django import DjangoDbBlocker

from lanyard.config import environment, installation
from lanyard.foundation.database.embedded import APPLICATION_ROLE, OWNER_ROLE

_FAST = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off",
    "max_connections=200",
)  # fmt: skip
_ROOT = Path(__file__).resolve().parent.parent
#: What databases are called that are filled once in a run, to be copied.
_ONCE = "lanyard_once_"


class Databases:
    """Makes and drops test databases in one cluster."""

    def __init__(self, administrator: str) -> None:
        self.administrator = administrator

    def url(self, database: str, role: str) -> str:
        """Return the address of a database for a role."""
        parts = psycopg.conninfo.conninfo_to_dict(self.administrator)
        host = parts.get("host", "")
        if str(host).startswith("/"):
            return f"postgresql://{role}@/{database}?host={host}"
        return f"postgresql://{role}@{host}:{parts.get('port', 5432)}/{database}"

    def execute(self, statement: str) -> None:
        """Run one statement as the administrator."""
        with psycopg.connect(self.administrator, autocommit=True) as connection:
            connection.execute(statement)

    def use(self, database: str) -> None:
        """Point Django's connections at a database."""
        for alias, role in (("default", APPLICATION_ROLE), ("owner", OWNER_ROLE)):
            entry = environment.django_database(self.url(database, role))
            connections[alias].close()
            connections[alias].settings_dict.update(entry)
            settings.DATABASES[alias].update(entry)

    def template(self) -> str:
        """Return a migrated template, made anew when a migration or SQL file has changed."""
        name = f"lanyard_template_{_migrations_hash()}"
        self._make_once(f"{name}_ready", lambda: self._make_template(name))
        return f"{name}_ready"

    def once(self, name: str, fill: Callable[[str], None]) -> str:
        """Return a database filled once in a run, by whichever process asks first: copy it.

        ``fill`` is given the name of a migrated, empty database and leaves no connection to it.
        """
        ready, fresh = f"{_ONCE}{name}", f"lanyard_filling_{name}"

        def make() -> None:
            self.copy(self.template(), fresh)
            fill(fresh)
            self.execute(f"ALTER DATABASE {fresh} RENAME TO {ready}")

        self._make_once(ready, make)
        return ready

    def forget(self) -> None:
        """Drop what was filled to be copied."""
        with psycopg.connect(self.administrator, autocommit=True) as connection:
            found = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_ONCE]
            ).fetchall()
        for (name,) in found:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _make_once(self, name: str, make: Callable[[], None]) -> None:
        """Make a database where it is missing; other processes wait for it meanwhile."""
        with psycopg.connect(self.administrator, autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
            known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            if known.fetchone() is None:
                make()
            connection.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])

    def _make_template(self, name: str) -> None:
        installation.prepare_roles(self.administrator)
        self.execute(f"DROP DATABASE IF EXISTS {name}")
        installation.prepare_database(self.administrator, name)
        installation.prepare_privileges(self.url(name, OWNER_ROLE))
        self.use(name)
        installation.migrate(verbosity=0)
        for alias in ("default", "owner"):
            connections[alias].close()
        self.execute(f"ALTER DATABASE {name} RENAME TO {name}_ready")

    def copy(self, template: str, name: str) -> None:
        """Make a fresh database from a template."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER_ROLE}")


def _migrations_hash() -> str:
    digest = hashlib.sha256()
    for path in sorted((_ROOT / "lanyard").rglob("*")):
        if path.suffix in {".py", ".sql"} and path.parent.name in {"migrations", "sql"}:
            digest.update(path.read_bytes())
    digest.update((_ROOT / "constraints.txt").read_bytes())
    for name in ("database/operations.py", "access/operations.py"):
        digest.update((_ROOT / "lanyard/foundation" / name).read_bytes())
    return digest.hexdigest()[:16]


_up = contextlib.ExitStack()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the server in the process that outlives the others; they attach to it."""
    if not hasattr(session.config, "workerinput"):
        _up.enter_context(installation.database_up(*_FAST))
        cluster().forget()
        _up.callback(cluster().forget)


def pytest_sessionfinish() -> None:
    """Stop the server if this process started it."""
    _up.close()


def cluster() -> Databases:
    """Return the cluster that tests use: the embedded one, or the one that is named."""
    named = os.environ.get("LANYARD_DATABASE_URL")
    server = environment.embedded_server()
    return Databases(named or (server.url("postgres", "postgres") if server else ""))


@pytest.fixture(scope="session")
def databases() -> Databases:
    """Give the cluster that tests use."""
    return cluster()


@contextlib.contextmanager
def copied(
    databases: Databases, template: str, patch: pytest.MonkeyPatch, blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Use a copy of a database within the block; processes that are started use it too."""
    before = str(settings.DATABASES["default"]["NAME"])
    name = f"lanyard_own_{os.getpid()}"
    with blocker.unblock():
        databases.copy(template, name)
        databases.use(name)
        patch.setenv("LANYARD_DATABASE_URL", databases.url(name, APPLICATION_ROLE))
        patch.setenv("LANYARD_OWNER_DATABASE_URL", databases.url(name, OWNER_ROLE))
        yield
        databases.use(before)
        databases.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def own_database(
    databases: Databases,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Give one test a database of its own, in which it commits and other processes see it.

    Not together with ``db`` or ``college``. Processes that the test starts use the same database.
    """
    with copied(databases, databases.template(), monkeypatch, django_db_blocker):
        yield


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give this test process its own database, used as the application role."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"lanyard_test_{worker}_{os.getpid()}"
    with django_db_blocker.unblock():
        databases.copy(databases.template(), name)
        databases.use(name)
    yield
    with django_db_blocker.unblock():
        for alias in ("default", "owner"):
            connections[alias].close()
        databases.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
