"""Save an installation: keys, files and database, sealed into one file."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

import lanyard
from lanyard.config.backup import members, tools
from lanyard.config.backup.sealing import Sealer
from lanyard.foundation.database.embedded import EmbeddedServer

_BLOCK = 256 * 1024
#: The settings without which what is stored cannot be opened again.
KEYS = ("SECRET_KEY", "IDENTITY_KEY", "MASTER_KEY")


class Progress(Protocol):
    """Hears how far the work has come."""

    def begin(self, what: str, total: int | None) -> None:
        """Hear that a part begins, of so many bytes where that is known."""

    def advance(self, count: int) -> None:
        """Hear that so many more bytes are done."""


@dataclass(frozen=True)
class Saved:
    """What went into a backup."""

    files: int
    bytes: int


def save(target: Path, secret: bytes, server: EmbeddedServer | None, progress: Progress) -> Saved:
    """Write a backup to a new file that only its owner may read; raises FileExistsError."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    if target.exists():
        raise FileExistsError(f"{target} exists already.")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file, Sealer(file, secret) as sealer:
            counted = _members(sealer, server, progress)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return Saved(counted, target.stat().st_size)


def _members(sealer: Sealer, server: EmbeddedServer | None, progress: Progress) -> int:
    about = {
        "made": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "version": lanyard.__version__,
    }
    members.add(sealer, "about.json", [json.dumps(about).encode()])
    for name in KEYS:
        members.add(sealer, f"keys/{name.lower()}", [str(getattr(settings, name)).encode()])
    with tools.counting(server, tools.database()) as (moment, counted):
        members.add(sealer, "counts.json", [json.dumps(counted).encode()])
        members.add(sealer, "heads.json", [json.dumps(tools.heads(server, moment)).encode()])
        known = tools.files_known(server, moment)
        progress.begin("Database", None)
        members.add(sealer, "database", _heard(tools.dump(server, moment), progress))
    # Listed after the database is out: a file is on disk before its row, so that none is missed.
    files = stored()
    progress.begin("Files", sum(size_of(path) for path in files))
    saved = set()
    for path in files:
        # What is destroyed just now is not saved; "gone.json" says that it is not missed.
        with contextlib.suppress(FileNotFoundError):
            name = path.relative_to(settings.FILES_FOLDER).as_posix()
            members.add(sealer, f"files/{name}", _heard(_content(path.open("rb")), progress))
            saved.add(path.name)
    members.add(sealer, "gone.json", [json.dumps(sorted(known - saved)).encode()])
    members.end(sealer)
    return len(saved)


def stored() -> list[Path]:
    """Return the stored files of the installation, in order."""
    folder = Path(settings.FILES_FOLDER)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def size_of(path: Path) -> int:
    """Return how many bytes a file has; 0 where it was destroyed since it was listed."""
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def _content(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while block := file.read(_BLOCK):
            yield block


def _heard(blocks: Iterator[bytes], progress: Progress) -> Iterator[bytes]:
    for block in blocks:
        yield block
        progress.advance(len(block))
