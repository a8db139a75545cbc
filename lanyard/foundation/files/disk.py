"""Sealed bytes on disk: written whole or not at all, in folders that stay small."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings


def path_of(organisation: UUID, file_id: UUID) -> Path:
    """Return where a file's sealed bytes lie. The last letters of the id are the random ones."""
    text = file_id.hex
    return Path(settings.FILES_FOLDER) / organisation.hex / text[-2:] / text[-4:-2] / text


def write(path: Path, sealed: bytes) -> None:
    """Write bytes so that they are whole on disk, or not there."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def files_on_disk(organisation: UUID) -> Iterator[Path]:
    """Give every file that lies in an organisation's folder."""
    root = Path(settings.FILES_FOLDER) / organisation.hex
    yield from (path for path in root.glob("??/??/*") if path.is_file())
