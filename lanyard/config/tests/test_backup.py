"""A backup brings everything back, and nothing else opens it."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lanyard.config.backup import members, saving
from lanyard.config.backup.sealing import PIECE, Opener, Sealer, Unreadable
from lanyard.config.tests.installations import SECRET, Installation
from tests.database import Databases


def sealed(contents: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with Sealer(file, SECRET) as sealer:
        for name, content in contents.items():
            members.add(sealer, name, [content])
        members.end(sealer)
    return file.getvalue()


def opened(file: bytes, secret: bytes = SECRET) -> dict[str, bytes]:
    opener = Opener(io.BytesIO(file), secret)
    return {name: b"".join(blocks) for name, blocks in members.each(opener)}


def test_what_is_sealed_comes_back() -> None:
    contents = {"a": b"", "b": b"x" * (3 * PIECE), "c": os.urandom(PIECE + 1)}
    assert opened(sealed(contents)) == contents


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(Unreadable, match="passphrase"):
        opened(sealed({"a": b"secret"}), b"three other words")


_SEALED = sealed({"a": b"x" * (2 * PIECE), "b": b"end"})


@hypothesis_settings(max_examples=15, deadline=None)
@given(st.integers(17, len(_SEALED) - 1), st.integers(1, 255))
def test_a_changed_byte_is_found(place: int, change: int) -> None:
    altered = bytearray(_SEALED)
    altered[place] ^= change
    with pytest.raises(Unreadable):
        opened(bytes(altered))


@hypothesis_settings(max_examples=15, deadline=None)
@given(st.integers(0, len(_SEALED) - 1))
def test_a_shortened_backup_is_found(length: int) -> None:
    with pytest.raises(Unreadable):
        opened(_SEALED[:length])


@pytest.fixture
def here(databases: Databases, django_db_setup: None) -> Iterator[Installation]:
    """An installation that holds the small demonstration."""
    with Installation.demonstration(databases, "here") as made:
        yield made


@pytest.fixture
def there(databases: Databases, django_db_setup: None) -> Iterator[Installation]:
    """An installation with a migrated, empty database."""
    with Installation.made(databases, "there") as made:
        yield made


@pytest.mark.long
def test_an_installation_comes_back_whole(
    here: Installation, there: Installation, tmp_path: Path
) -> None:
    (here.home / "files" / "ab").mkdir(parents=True)
    (here.home / "files" / "ab" / "sealed").write_bytes(os.urandom(1000))
    backup = tmp_path / "all.lanyard"

    saved = here.run("backup", str(backup))
    assert saved.returncode == 0, saved.stderr
    assert backup.stat().st_mode & 0o777 == 0o600

    restored = there.run("restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    assert "unbroken" in restored.stdout
    assert there.counts() == here.counts()
    assert here.counts()["people_person"] > 100
    for name in ("files/ab/sealed", "secrets/master_key", "secrets/secret_key"):
        assert (there.home / name).read_bytes() == (here.home / name).read_bytes()
        assert (there.home / name).stat().st_mode & 0o777 == 0o600

    refused = there.run("restore", str(backup))
    assert refused.returncode == 1
    assert "not empty" in refused.stderr
    assert there.run("restore", "--replace", str(backup)).returncode == 0


class Arriving:
    """Puts a file on disk, as an upload does, while the database is taken out."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self, what: str, total: int | None) -> None:
        """Let the file arrive with the database's turn."""
        if what == "Database":
            self.path.parent.mkdir(parents=True)
            self.path.write_bytes(b"sealed")

    def advance(self, count: int) -> None:
        """Count nothing."""


def test_a_file_that_arrives_while_the_database_is_saved_is_saved_too(
    own_database: None,
    databases: Databases,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
) -> None:
    monkeypatch.setenv("LANYARD_ADMINISTRATOR_DATABASE_URL", databases.administrator)
    settings.FILES_FOLDER = tmp_path / "files"
    target = tmp_path / "all.lanyard"
    saving.save(target, SECRET, None, Arriving(tmp_path / "files" / "ab" / "late"))
    assert opened(target.read_bytes())["files/ab/late"] == b"sealed"


class Leaving(Arriving):
    """Destroys a file after it was listed, as a job does, before its bytes are read."""

    def begin(self, what: str, total: int | None) -> None:
        """Let the file go with the files' turn."""
        if what == "Files":
            self.path.unlink()


def test_a_file_that_is_destroyed_meanwhile_does_not_end_the_backup(
    own_database: None,
    databases: Databases,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
) -> None:
    monkeypatch.setenv("LANYARD_ADMINISTRATOR_DATABASE_URL", databases.administrator)
    settings.FILES_FOLDER = tmp_path / "files"
    settings.FILES_FOLDER.mkdir()
    for name in ("gone", "stays"):
        (settings.FILES_FOLDER / name).write_bytes(b"sealed")
    target = tmp_path / "all.lanyard"
    saving.save(target, SECRET, None, Leaving(settings.FILES_FOLDER / "gone"))
    names = [name for name in opened(target.read_bytes()) if name.startswith("files/")]
    assert names == ["files/stays"]
    assert saving.size_of(settings.FILES_FOLDER / "gone") == 0
    assert saving.size_of(settings.FILES_FOLDER / "stays") == 6
