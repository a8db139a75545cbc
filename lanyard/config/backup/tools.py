"""PostgreSQL's own programs for taking a database out and putting it back."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from typing import IO

import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import make_conninfo

from lanyard.config import environment
from lanyard.foundation.database.embedded import EmbeddedServer, find_binaries

_BLOCK = 256 * 1024
_TABLES = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
_HEADS = """
SELECT DISTINCT ON (organisation_id) organisation_id, number, hash FROM audit_link
ORDER BY organisation_id, number DESC
"""


class ToolFailed(RuntimeError):
    """A program of PostgreSQL is missing or failed; the message says which and why."""


def database() -> str:
    """Return the name of the installation's database."""
    return str(settings.DATABASES["default"]["NAME"])


def administrator(server: EmbeddedServer | None, name: str) -> str:
    """Return the address by which a superuser reaches a database; row security binds all others."""
    named = os.environ.get("LANYARD_ADMINISTRATOR_DATABASE_URL")
    if server is not None:
        return server.url(name, "postgres")
    if not named:
        raise ToolFailed(
            "Set LANYARD_ADMINISTRATOR_DATABASE_URL to the database's address as its superuser."
        )
    return make_conninfo(named, dbname=name)


@contextlib.contextmanager
def counting(server: EmbeddedServer | None, name: str) -> Iterator[tuple[str, dict[str, int]]]:
    """Give one moment of a database, for ``dump``, and how many rows each table holds in it."""
    with psycopg.connect(administrator(server, name)) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        (moment,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        counted = {}
        for (table,) in connection.execute(_TABLES).fetchall():
            statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            (counted[table],) = connection.execute(statement).fetchone() or (0,)
        yield str(moment), counted


def files_known(server: EmbeddedServer | None, moment: str) -> set[str]:
    """Return the id of each file that the database knows of at a moment, without dashes."""
    with psycopg.connect(administrator(server, database())) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(moment)))
        rows = connection.execute("SELECT id FROM files_storedfile").fetchall()
    return {found.hex for (found,) in rows}


def heads(server: EmbeddedServer | None, moment: str) -> dict[str, tuple[int, str]]:
    """Return the head of each organisation's audit chain at a moment: number of links, and hash."""
    with psycopg.connect(administrator(server, database())) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute(sql.SQL("SET TRANSACTION SNAPSHOT {}").format(sql.Literal(moment)))
        rows = connection.execute(_HEADS).fetchall()
    return {str(organisation): (links, head) for organisation, links, head in rows}


def dump(server: EmbeddedServer | None, moment: str) -> Iterator[bytes]:
    """Give a whole database in PostgreSQL's custom format, as one moment shows it."""
    command = [
        _program("pg_dump"), "-Fc", "-Z6", "--snapshot", moment,
        "-d", administrator(server, database()),
    ]  # fmt: skip
    with subprocess.Popen(  # noqa: S603 - our own program and arguments
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        while block := _open(process.stdout).read(_BLOCK):
            yield block
        said = _open(process.stderr).read().decode(errors="replace")
    if process.returncode:
        raise ToolFailed(f"pg_dump failed: {said[-500:]}")


def load(server: EmbeddedServer | None, blocks: Iterable[bytes], name: str) -> None:
    """Fill an empty database from a dump, wholly or not at all."""
    command = [
        _program("pg_restore"), "--exit-on-error", "--single-transaction",
        "-d", administrator(server, name),
    ]  # fmt: skip
    process = subprocess.Popen(  # noqa: S603 - our own program and arguments
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        for block in blocks:
            _open(process.stdin).write(block)
    except BrokenPipeError:
        pass  # what it says on its way out is read below
    _, said = process.communicate()
    if process.returncode:
        raise ToolFailed(f"pg_restore failed: {said.decode(errors='replace')[-500:]}")


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ToolFailed("A program of PostgreSQL was started without its pipes.")
    return pipe


def _program(name: str) -> str:
    program = find_binaries(environment.home() / "postgres") / name
    if not program.exists():
        raise ToolFailed(f"{program} is missing: install the system's package postgresql-client.")
    return str(program)
