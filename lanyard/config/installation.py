"""Prepare the database of an installation: roles, database, tables."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import psycopg
from django.core.management import call_command
from psycopg import sql

from lanyard.config.environment import DATABASE, embedded_server
from lanyard.foundation.database.embedded import (
    APPLICATION_ROLE,
    OWNER_ROLE,
    EmbeddedServer,
)
from lanyard.foundation.database.migrating import step_by_step

_SUPERUSER = "postgres"


@contextlib.contextmanager
def database_up(*options: str) -> Iterator[EmbeddedServer | None]:
    """Keep the embedded server up within the block; do nothing where another database is named."""
    server = embedded_server(*options)
    if server is None:
        yield None
        return
    server.start()
    try:
        yield server
    finally:
        server.stop()


def prepare_roles(administrator: str) -> None:
    """Create the owner and the application role where they are missing."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        for role in (OWNER_ROLE, APPLICATION_ROLE):
            known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
            if known.fetchone() is None:
                statement = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS")
                connection.execute(statement.format(sql.Identifier(role)))


def prepare_database(administrator: str, database: str) -> bool:
    """Create a database owned by the owner role, where it is missing; say whether it was."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [database])
        if known.fetchone() is not None:
            return False
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(database), sql.Identifier(OWNER_ROLE)
            )
        )
    return True


def empty_database(administrator: str, database: str = DATABASE) -> None:
    """Put an empty database in the place of another, whoever uses it."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(statement.format(sql.Identifier(database)))
    prepare_database(administrator, database)


def drop(server: EmbeddedServer | None) -> None:
    """Drop the embedded server's database with everything in it."""
    if server is not None:
        with psycopg.connect(server.url("postgres", _SUPERUSER), autocommit=True) as connection:
            statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            connection.execute(statement.format(sql.Identifier(DATABASE)))


def prepare_privileges(owner: str) -> None:
    """Let the application role use what the owner makes; tables then take back what they must."""
    role = sql.Identifier(APPLICATION_ROLE)
    with psycopg.connect(owner, autocommit=True) as connection:
        for statement in (
            "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
            "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {}",
            "GRANT USAGE ON SCHEMA public TO {}",
        ):
            connection.execute(sql.SQL(statement).format(role))


def close_schema(administrator: str) -> None:
    """Let nobody but its owner make things in the schema: what came from before PostgreSQL 15."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")


def migrate(*, verbosity: int = 1) -> None:
    """Bring the tables up to date, as the owner."""
    with step_by_step():
        call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
    call_command("createcachetable", database="owner", verbosity=verbosity)


def prepare_server(server: EmbeddedServer | None) -> None:
    """Prepare the embedded server: roles, database, privileges; no tables yet."""
    if server is not None:
        prepare_roles(server.url("postgres", _SUPERUSER))
        prepare_database(server.url("postgres", _SUPERUSER), DATABASE)
        prepare_privileges(server.url(DATABASE, OWNER_ROLE))
        close_schema(server.url(DATABASE, _SUPERUSER))


def prepare(server: EmbeddedServer | None, *, verbosity: int = 1) -> None:
    """Prepare everything for the running server: roles, database, privileges, tables."""
    prepare_server(server)
    migrate(verbosity=verbosity)
