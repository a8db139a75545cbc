"""Restore an installation beside the one that is there, verify it, then let it take the place."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connections

from lanyard.config import environment, installation
from lanyard.config.backup import members, proving, saving, swapping, tools
from lanyard.config.backup.sealing import Opener, Unreadable
from lanyard.foundation.database.embedded import APPLICATION_ROLE, OWNER_ROLE, EmbeddedServer
from lanyard.foundation.organisations.models import Organisation

_OTHERS = """
SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()
"""


class NotEmpty(RuntimeError):
    """The installation holds something, and nobody said that it is to be replaced."""


class Unsound(RuntimeError):
    """What the backup holds does not verify; the message names the first thing that is wrong."""


@dataclass(frozen=True)
class Restored:
    """What came back: when it was saved, and each organisation's chained audit entries."""

    about: dict[str, Any]
    files: int
    chains: dict[str, int]


def check(source: Path, secret: bytes, progress: saving.Progress) -> dict[str, Any]:
    """Read a whole backup and return what it says of itself; raises Unreadable."""
    progress.begin("Checking", source.stat().st_size)
    about: dict[str, Any] = {}
    names = set()
    with source.open("rb") as file:
        for name, blocks in members.each(Opener(file, secret)):
            names.add(name)
            content = b"".join(blocks) if name == "about.json" else b""
            for block in blocks:
                progress.advance(len(block))
            if name == "about.json":
                about = json.loads(content)
    _refuse_incomplete(names)
    return about


def is_empty() -> bool:
    """Say whether the installation holds neither an organisation nor a file."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('organisations_organisation') IS NOT NULL")
        if cursor.fetchone()[0] and Organisation.objects.exists():
            return False
    return not saving.stored()


def restore(
    source: Path,
    secret: bytes,
    server: EmbeddedServer | None,
    progress: saving.Progress,
    *,
    replace: bool = False,
) -> Restored:
    """Put a backup in place of what is there, wholly or not at all.

    Until the last step what is there stays untouched. Raises Unreadable, NotEmpty, Unsound,
    ToolFailed, or Busy where a server or a worker still runs.
    """
    if not replace and not is_empty():
        raise NotEmpty("This installation is not empty. Say --replace to lose what it holds.")
    for alias in connections:
        connections[alias].close()
    administrator = tools.administrator(server, "postgres")
    refuse_others(administrator)
    with swapping.begun(tools.database()) as swap:
        try:
            about = _load(source, secret, server, swap, progress)
            proved = _proved(server, swap, progress)
            progress.begin("Putting it in place", None)
            swapping.exchange(swap, administrator)
        finally:
            swapping.settle(swap, administrator, administrator)
    return Restored(about, proved["files"], proved["chains"])


def refuse_others(administrator: str) -> None:
    """Raise Busy where somebody is connected to the database that is to be replaced."""
    with psycopg.connect(administrator) as connection:
        row = connection.execute(_OTHERS, [tools.database()]).fetchone()
    if row is not None and row[0]:
        raise swapping.Busy("Somebody uses the database. Stop the server and the worker.")


def _load(
    source: Path,
    secret: bytes,
    server: EmbeddedServer | None,
    swap: swapping.Swap,
    progress: saving.Progress,
) -> dict[str, Any]:
    """Fill the new database and folder; return what the backup says of itself."""
    progress.begin("Restoring", source.stat().st_size)
    installation.empty_database(tools.administrator(server, "postgres"), swap.fresh)
    own = environment.home() / "secrets"
    if own.exists():
        shutil.copytree(own, swap.folder / "secrets")
    for part in swapping.PARTS:
        (swap.folder / part).mkdir(mode=0o700, exist_ok=True)
    told: dict[str, Any] = {}
    names = set()
    with source.open("rb") as file:
        for name, blocks in members.each(Opener(file, secret)):
            names.add(name)
            kind, _, rest = name.partition("/")
            heard = _heard(blocks, progress)
            if kind in {"about.json", "counts.json"}:
                told[kind] = json.loads(b"".join(heard))
            elif kind in {proving.GONE, proving.HEADS}:
                _write(swap.folder, kind, heard)
            elif kind == "database":
                tools.load(server, heard, swap.fresh)
            elif kind == "keys":
                _write(swap.folder / "secrets", rest, heard)
            elif kind == "files":
                _write(swap.folder / "files", rest, heard)
    _refuse_incomplete(names)
    _refuse_other_keys(swap.folder / "secrets")
    with tools.counting(server, swap.fresh) as (_, counted):
        _compare(told.get("counts.json", {}), counted)
    about: dict[str, Any] = told["about.json"]
    return about


def _refuse_incomplete(names: set[str]) -> None:
    if not {"about.json", "database"} <= names:
        raise Unreadable("The backup is incomplete.")


def _refuse_other_keys(folder: Path) -> None:
    """Refuse where the environment names a key that does not open what the backup holds."""
    for name in saving.KEYS:
        named = {f"LANYARD_{name}", f"LANYARD_{name}_FILE"} & set(os.environ)
        path = folder / name.lower()
        if named and path.exists() and path.read_text("utf-8") != getattr(settings, name):
            raise Unsound(
                f"{' and '.join(sorted(named))} is another key than the backup's. "
                "Set it to the backup's key, or unset it."
            )


def _compare(saved: dict[str, int], restored: dict[str, int]) -> None:
    for table, rows in saved.items():
        if restored.get(table) != rows:
            raise Unsound(f"{table}: {rows} rows were saved, {restored.get(table, 0)} came back.")


def _proved(
    server: EmbeddedServer | None, swap: swapping.Swap, progress: saving.Progress
) -> dict[str, Any]:
    """Verify the new installation as a process of its own; raises Unsound."""
    surroundings = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(tuple(f"LANYARD_{key}" for key in saving.KEYS))
    }
    surroundings |= {
        "LANYARD_HOME": str(swap.folder),
        "LANYARD_AUDIT_HEAD_FILE": settings.AUDIT_HEAD_FILE,
        "LANYARD_DATABASE_URL": _address(server, swap.fresh, APPLICATION_ROLE),
        "LANYARD_OWNER_DATABASE_URL": _address(server, swap.fresh, OWNER_ROLE),
        "DJANGO_SETTINGS_MODULE": "lanyard.config.settings",
    }
    last: dict[str, Any] = {}
    with subprocess.Popen(
        [sys.executable, "-m", "lanyard.config.cli.verifying"],
        env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None and process.stderr is not None  # noqa: S101, PT018
        for line in process.stdout:
            last = json.loads(line)
            if "begin" in last:
                progress.begin(last["begin"], last["total"])
            elif "advance" in last:
                progress.advance(last["advance"])
        said = process.stderr.read()
    if last.get("wrong") or process.returncode:
        raise Unsound(last.get("wrong") or f"It cannot be used: {said[-500:]}")
    return last


def _address(server: EmbeddedServer | None, database: str, role: str) -> str:
    if server is not None:
        return server.url(database, role)
    named = environment.database_url(owner=role == OWNER_ROLE)
    return urlunsplit(urlsplit(named)._replace(path=f"/{database}"))


def _write(folder: Path, name: str, blocks: Iterator[bytes]) -> None:
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts:
        raise Unreadable(f"The backup names a file outside its place: {name}.")
    path = folder / inside
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for block in blocks:
            file.write(block)


def _heard(blocks: Iterator[bytes], progress: saving.Progress) -> Iterator[bytes]:
    for block in blocks:
        yield block
        progress.advance(len(block))
