"""Putting a restored installation in the place of the old one, so that a crash leaves one whole.

Everything is prepared beside: a database of another name and a folder ``restoring``. A journal says
so before either is made. Renaming the databases, in one transaction, is the moment that decides: a
crash before it leaves the old installation and a crash after it leaves the new one, whose files and
keys are then put in place. ``recover`` does either; every command calls it before anything else.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from lanyard.config import environment

_JOURNAL = "journal.json"
#: What lies in the folder of a restore, and takes the place of what bears the same name at home.
PARTS = ("files", "secrets")
#: What lies there too: lines for the file of the audit chains' heads.
HEADS = "audit-heads.restored"


class Busy(RuntimeError):
    """A restore runs, or somebody else uses what is to be replaced; the message says which."""


@dataclass(frozen=True)
class Swap:
    """The names of one restore: the database that is used, the new one, and the old one after."""

    database: str
    fresh: str
    old: str

    @property
    def folder(self) -> Path:
        """Where files and keys are prepared."""
        return folder()


def folder() -> Path:
    """Return the folder in which an installation is restored."""
    return environment.home() / "restoring"


@contextlib.contextmanager
def begun(database: str) -> Iterator[Swap]:
    """Keep a journal of one restore within the block; raises Busy where another runs."""
    refuse_other_disks()
    mark = secrets.token_hex(4)
    swap = Swap(database, f"{database}_restoring_{mark}"[-63:], f"{database}_before_{mark}"[-63:])
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    with _locked():
        journal = folder() / _JOURNAL
        unfinished = journal.with_suffix(".new")
        with unfinished.open("w") as file:
            json.dump(asdict(swap), file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(journal)
        yield swap


def refuse_other_disks() -> None:
    """Raise Busy where files or keys are a disk of their own, which cannot be renamed."""
    for part in PARTS:
        if (environment.home() / part).is_mount():
            raise Busy(f"{environment.home() / part} is a disk of its own; mount its parent.")


def exchange(swap: Swap, administrator: str) -> None:
    """Let the new database bear the name that is used: the moment that decides.

    Raises Busy where somebody else is connected to either.
    """
    os.sync()
    try:
        with psycopg.connect(administrator) as connection:
            for before, after in ((swap.database, swap.old), (swap.fresh, swap.database)):
                statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
                names = (sql.Identifier(before), sql.Identifier(after))
                connection.execute(statement.format(*names))
    except psycopg.errors.ObjectInUse:
        raise Busy("Somebody uses the database. Stop the server and the worker.") from None


def put_in_place(swap: Swap) -> None:
    """Let the new files and keys take the place of the old; done again, it does what is left."""
    for part in PARTS:
        fresh, place = swap.folder / part, environment.home() / part
        old = swap.folder / f"{part}.old"
        if fresh.exists():
            if place.exists():
                place.rename(old)
            fresh.rename(place)
    _note_heads(swap)
    (swap.folder / _JOURNAL).unlink()
    shutil.rmtree(swap.folder)


def _note_heads(swap: Swap) -> None:
    """Add to the heads kept outside the database where the chains now end; twice does no harm."""
    lines = swap.folder / HEADS
    if lines.exists():
        kept = environment.path("AUDIT_HEAD_FILE") or environment.home() / "audit-heads"
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write(lines.read_text("utf-8"))


def drop(database: str, administrator: str) -> None:
    """Drop a database, whoever uses it."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(statement.format(sql.Identifier(database)))


def recover(administrator: str | None, reader: str) -> str:
    """End what a crash left of a restore, and say what was done; "" where there is nothing.

    ``administrator`` is a superuser's address, without which nothing is dropped; ``reader`` is any
    address of the server. Raises Busy where the restore still runs.
    """
    journal = folder() / _JOURNAL
    if not journal.exists():
        return ""
    with _locked():
        if not journal.exists():
            return ""
        swap = Swap(**json.loads(journal.read_text("utf-8")))
        if settle(swap, administrator, reader):
            return "A restore had been cut short at its end. It is complete now."
        return "A restore had been cut short. Everything is as it was before it."


def settle(swap: Swap, administrator: str | None, reader: str) -> bool:
    """Go on to the end where the databases were renamed, else back; say whether they were."""
    if swap.old in _databases(reader):
        put_in_place(swap)
        if administrator is not None:
            drop(swap.old, administrator)
        return True
    if administrator is not None:
        drop(swap.fresh, administrator)
    (swap.folder / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(swap.folder, ignore_errors=True)
    return False


def _databases(address: str) -> set[str]:
    with psycopg.connect(address) as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


@contextlib.contextmanager
def _locked() -> Iterator[IO[str]]:
    with (environment.home() / "restoring.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy("A restore is running. Wait until it has ended.") from None
        yield lock
