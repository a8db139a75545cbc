"""Restore an installation from a backup, after every byte of it has been checked."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from lanyard.config import environment, installation
from lanyard.config.backup import members, saving, tools
from lanyard.config.backup.sealing import Opener, Unreadable
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.embedded import EmbeddedServer
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation


class NotEmpty(RuntimeError):
    """The installation holds something, and nobody said that it is to be replaced."""


class ChainBroken(RuntimeError):
    """The restored audit trail does not verify; the message names the first broken link."""


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
    if not {"about.json", "database"} <= names:
        raise Unreadable("The backup is incomplete.")
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
    """Put a backup in place of what is there; raises Unreadable, NotEmpty or ChainBroken."""
    about = check(source, secret, progress)
    if not replace and not is_empty():
        raise NotEmpty("This installation is not empty. Say --replace to lose what it holds.")
    for alias in connections:
        connections[alias].close()
    progress.begin("Restoring", source.stat().st_size)
    folder = _emptied(Path(settings.FILES_FOLDER))
    files = 0
    with source.open("rb") as file:
        for name, blocks in members.each(Opener(file, secret)):
            kind, _, rest = name.partition("/")
            heard = _heard(blocks, progress)
            if kind == "database":
                installation.empty_database(
                    tools.administrator(server, "postgres"), tools.database()
                )
                tools.load(server, heard)
            elif kind == "keys":
                _write(environment.home() / "secrets", rest, heard)
            elif kind == "files":
                _write(folder, rest, heard)
                files += 1
    return Restored(about, files, _verified())


def _verified() -> dict[str, int]:
    chains = {}
    for organisation in Organisation.objects.order_by("slug"):
        with transaction.atomic(), acting_as_system(organisation.pk, "verify the audit trail"):
            found = audit.verify(organisation.pk)
        if found.broken is not None:
            raise ChainBroken(
                f"{organisation}: link {found.broken.number}, entry {found.broken.entry}: "
                f"{found.broken.why}."
            )
        chains[organisation.slug] = found.links
    return chains


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def _write(folder: Path, name: str, blocks: Iterator[bytes]) -> None:
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts:
        raise Unreadable(f"The backup names a file outside its place: {name}.")
    path = folder / inside
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for block in blocks:
            file.write(block)


def _heard(blocks: Iterator[bytes], progress: saving.Progress) -> Iterator[bytes]:
    for block in blocks:
        yield block
        progress.advance(len(block))
