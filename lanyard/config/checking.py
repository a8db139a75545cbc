"""What ``lanyard check`` looks at before and after go-live: a finding for each thing."""

from __future__ import annotations

import enum
import os
import smtplib
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from lanyard.config import environment
from lanyard.foundation.database.embedded import APPLICATION_ROLE

#: Tables with an organisation that are read before anybody is known, and why.
OPEN_TABLES = {"organisations_hostname": "a host name leads to its organisation"}

_UNSECURED = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE a.attname = 'organisation_id' AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
  AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
  AND has_table_privilege(current_user, c.oid, 'SELECT, INSERT, UPDATE, DELETE')
ORDER BY c.relname
"""
_OWNED = """
SELECT count(*) FROM pg_class
WHERE relkind IN ('r', 'p') AND pg_get_userbyid(relowner) = current_user
"""
_ROLE = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


class Verdict(enum.StrEnum):
    """How a finding turned out."""

    GOOD = "good"
    LOOK = "look"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and what to do where it is not good."""

    what: str
    verdict: Verdict
    says: str = ""


Look = Callable[[], Iterator[Finding]]


def findings() -> Iterator[Finding]:
    """Look at everything; a part that fails is itself a finding."""
    for what, look in (
        ("Settings", _settings), ("Database", _database), ("Tables", _tables),
        ("Row security", _row_security), ("Keys", _keys), ("Mail", _mail),
    ):  # fmt: skip
        try:
            yield from look()
        except (DatabaseError, OSError) as error:
            yield Finding(what, Verdict.BAD, f"Could not be looked at: {type(error).__name__}.")


def _settings() -> Iterator[Finding]:
    found = checks.run_checks(include_deployment_checks=True)
    for message in found:
        verdict = Verdict.BAD if message.level >= checks.ERROR else Verdict.LOOK
        yield Finding("Settings", verdict, f"{message.msg} ({message.id})")
    if settings.LOOPBACK:
        yield Finding(
            "Settings", Verdict.LOOK, "LANYARD_LOOPBACK is set: pages are served without TLS."
        )
    if not found:
        yield Finding("Settings", Verdict.GOOD, "Django's deployment checks find nothing.")


def _database() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0]) // 10_000
        cursor.execute(_ROLE)
        strong = cursor.fetchone()[0]
        cursor.execute(_OWNED)
        owned = cursor.fetchone()[0]
    yield Finding(
        "Database", Verdict.GOOD if version >= 15 else Verdict.BAD, f"PostgreSQL {version}."
    )
    if strong or owned:
        says = f"The role must own no table, be no superuser and not bypass row security ({owned})."
        yield Finding("Database role", Verdict.BAD, says)
    else:
        yield Finding(
            "Database role", Verdict.GOOD, f"{APPLICATION_ROLE} owns and bypasses nothing."
        )


def _tables() -> Iterator[Finding]:
    executor = MigrationExecutor(connections["owner"])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding("Tables", Verdict.BAD, f"{len(waiting)} migrations wait: lanyard migrate.")
    else:
        yield Finding("Tables", Verdict.GOOD, "Every migration is applied.")


def _row_security() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(_UNSECURED)
        bare = sorted({name for (name,) in cursor.fetchall()} - set(OPEN_TABLES))
    if bare:
        yield Finding("Row security", Verdict.BAD, f"Not forced on {', '.join(bare)}.")
    else:
        yield Finding("Row security", Verdict.GOOD, "Forced on every table of an organisation.")


def _keys() -> Iterator[Finding]:
    folder = environment.home() / "secrets"
    loose = [
        path.name
        for path in (sorted(folder.iterdir()) if folder.is_dir() else [])
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) or path.stat().st_uid != os.geteuid()
    ]
    if loose:
        says = f"Readable by others: {', '.join(loose)} in {folder}. Run chmod 600 on them."
        yield Finding("Keys", Verdict.BAD, says)
    else:
        yield Finding("Keys", Verdict.GOOD, "Readable by their owner only.")


def _mail() -> Iterator[Finding]:
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=5) as server:
            server.noop()
    except (OSError, smtplib.SMTPException):
        yield Finding("Mail", Verdict.BAD, f"No mail server answers at {where}.")
    else:
        yield Finding("Mail", Verdict.GOOD, f"{where} answers.")
