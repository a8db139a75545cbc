"""A backup brings everything back, and nothing else opens it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lanyard.config.backup import members, saving
from lanyard.config.backup.sealing import PIECE, Opener, Sealer, Unreadable
from lanyard.foundation.database.embedded import APPLICATION_ROLE, OWNER_ROLE
from tests.database import Databases

SECRET = b"three random words"
_ABOUT = ("organisations_organisation", "people_person", "audit_entry", "audit_link")


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


@dataclass
class Installation:
    """An installation of its own: a folder and a database."""

    databases: Databases
    name: str
    home: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="lanyard-test-")))

    def run(self, *arguments: str, secret: bytes = SECRET) -> subprocess.CompletedProcess[str]:
        url = self.databases.url
        environment = {
            **os.environ,
            "LANYARD_HOME": str(self.home),
            "LANYARD_LOOPBACK": "1",
            "LANYARD_DATABASE_URL": url(self.name, APPLICATION_ROLE),
            "LANYARD_OWNER_DATABASE_URL": url(self.name, OWNER_ROLE),
            "LANYARD_ADMINISTRATOR_DATABASE_URL": self.databases.administrator,
            "LANYARD_BACKUP_PASSPHRASE": secret.decode(),
            "LANYARD_PG_BIN": "",
        }
        command = [sys.executable, "-m", "lanyard.config.cli", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def counts(self) -> dict[str, int]:
        with psycopg.connect(self.databases.url(self.name, "postgres")) as connection:
            found = {}
            for table in _ABOUT:
                row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
                found[table] = row[0] if row else 0
            return found


@pytest.fixture
def installation(
    databases: Databases, django_db_setup: None
) -> Iterator[Callable[[str], Installation]]:
    """Make installations with migrated, empty databases."""
    made: list[Installation] = []

    def make(part: str) -> Installation:
        name = f"lanyard_backup_{part}_{os.getpid()}"
        databases.copy(databases.template(), name)
        made.append(Installation(databases, name))
        return made[-1]

    yield make
    for each in made:
        databases.execute(f"DROP DATABASE IF EXISTS {each.name} WITH (FORCE)")
        shutil.rmtree(each.home)


@pytest.mark.long
def test_an_installation_comes_back_whole(
    installation: Callable[[str], Installation], tmp_path: Path
) -> None:
    here, there = installation("here"), installation("there")
    loaded = here.run("demo", "--prepare-only", "--small")
    assert loaded.returncode == 0, loaded.stderr
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
