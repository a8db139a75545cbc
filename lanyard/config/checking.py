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
_CREATES = """
SELECT has_schema_privilege(current_user, 'public', 'CREATE')
    OR has_schema_privilege('public', 'public', 'CREATE')
"""
_LOOSE = """
SELECT p.proname FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND NOT EXISTS (
    SELECT FROM unnest(p.proconfig) AS setting WHERE setting LIKE 'search_path=%')
ORDER BY p.proname
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
        ("Settings", _settings), ("Proxies", proxies), ("Database", _database),
        ("Tables", _tables), ("Row security", _row_security), ("Schema", schema),
        ("Keys", _keys), ("Mail", _mail),
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


def proxies() -> Iterator[Finding]:
    """Say whether it was said how many proxies stand before; nothing on loopback."""
    if settings.LOOPBACK:
        return
    if os.environ.get("LANYARD_PROXIES", "0") == "0":
        says = (
            "Say in LANYARD_PROXIES how many proxies of your own stand before Lanyard. With none, "
            "everybody behind them counts as one: some wrong passwords would shut out the college, "
            "so what a proxy passes on is refused."
        )
        yield Finding("Proxies", Verdict.BAD, says)
    else:
        yield Finding("Proxies", Verdict.GOOD, f"{settings.ALLAUTH_TRUSTED_PROXY_COUNT}.")


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


def schema() -> Iterator[Finding]:
    """Say whether the application's role may make things where functions look them up."""
    with connection.cursor() as cursor:
        cursor.execute(_CREATES)
        creates = cursor.fetchone()[0]
        cursor.execute(_LOOSE)
        loose = [name for (name,) in cursor.fetchall()]
    if creates:
        says = (
            "The application's role may make things in the schema public (so it was before "
            "PostgreSQL 15). As the superuser: REVOKE CREATE ON SCHEMA public FROM PUBLIC, "
            f"{APPLICATION_ROLE};"
        )
        yield Finding("Schema", Verdict.BAD, says)
    if loose:
        says = f"Functions with their owner's rights look in no fixed schema: {', '.join(loose)}."
        yield Finding("Schema", Verdict.BAD, says)
    if not creates and not loose:
        yield Finding("Schema", Verdict.GOOD, "The application's role makes nothing in it.")


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
