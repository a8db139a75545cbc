"""A restore happens wholly or not at all: whatever goes wrong, the old installation stands."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from lanyard.config.backup import members
from lanyard.config.backup.sealing import Opener, Sealer
from lanyard.config.tests.installations import SECRET, Installation
from tests.database import Databases

_OLD = "old"
pytestmark = pytest.mark.long


def _with_one(
    databases: Databases, part: str, slug: str
) -> contextlib.AbstractContextManager[Installation]:
    """Give an installation with one organisation."""
    return Installation.like(
        databases, part, "organisation", "add", slug, f"{slug.title()} College", "--host",
        f"{slug}.test", "--profile", "company", "--first", "Ada", "Old", f"ada@{slug}.test",
    )  # fmt: skip


@dataclass
class Saved:
    """A backup of a small demonstration, and what a restore of it must bring back."""

    backup: Path
    home: Path
    database: str
    counts: dict[str, int]
    master_key: bytes
    file: bytes
    #: Every file that it holds.
    files: set[str]


@pytest.fixture(scope="module")
def saved(databases: Databases, django_db_setup: None) -> Iterator[Saved]:
    with contextlib.ExitStack() as stack:
        here = stack.enter_context(Installation.demonstration(databases, "source"))
        content = os.urandom(3_000_000)
        (here.home / "files" / "ab").mkdir(parents=True, exist_ok=True)
        (here.home / "files" / "ab" / "sealed").write_bytes(content)
        folder = Path(tempfile.mkdtemp(prefix="lanyard-test-"))
        stack.callback(shutil.rmtree, folder)
        done = here.run("backup", str(folder / "all.lanyard"))
        assert done.returncode == 0, done.stderr
        key = (here.home / "secrets" / "master_key").read_bytes()
        counts, parts = state(here)
        files = {name for name in parts if name.startswith("files/")}
        yield Saved(
            folder / "all.lanyard", here.home, here.name, counts, key, content, files
        )  # fmt: skip


@pytest.fixture
def there(databases: Databases, django_db_setup: None) -> Iterator[Installation]:
    """Another installation: one organisation, one file, keys of its own."""
    with _with_one(databases, "target", _OLD) as made:
        (made.home / "files" / "zz").mkdir(parents=True)
        (made.home / "files" / "zz" / "mine").write_bytes(b"mine")
        yield made


def state(made: Installation) -> tuple[dict[str, int], dict[str, bytes]]:
    """Everything that an installation is: rows, files and keys."""
    parts = {
        path.relative_to(made.home).as_posix(): path.read_bytes()
        for part in ("files", "secrets")
        for path in sorted((made.home / part).rglob("*"))
        if path.is_file()
    }
    return made.counts(), parts


def leftovers(made: Installation) -> list[str]:
    """What of a restore is left lying about: databases and the folder."""
    with psycopg.connect(made.databases.administrator) as connection:
        rows = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{made.name}%"]
        )
        found = {name for (name,) in rows} - {made.name}
    return [*found, *(["restoring"] if (made.home / "restoring").exists() else [])]


def is_new(made: Installation, saved: Saved) -> bool:
    rows, parts = state(made)
    return (
        rows == saved.counts
        and parts["secrets/master_key"] == saved.master_key
        and {name for name in parts if name.startswith("files/")} == saved.files
        and parts["files/ab/sealed"] == saved.file
    )


def test_it_takes_the_place_of_what_was_there(there: Installation, saved: Saved) -> None:
    done = there.run("restore", "--replace", str(saved.backup))
    assert done.returncode == 0, done.stderr
    assert "Audit trail of" in done.stdout
    assert is_new(there, saved)
    assert leftovers(there) == []
    assert there.run("audit", "verify").returncode == 0


def rewritten(saved: Saved, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write the backup again, its members changed."""
    with (
        saved.backup.open("rb") as source,
        target.open("wb") as file,
        Sealer(file, SECRET) as sealer,
    ):
        for name, blocks in members.each(Opener(source, SECRET)):
            members.add(sealer, name, [change(name, b"".join(blocks))])
        members.end(sealer)
    return target


def truncated(saved: Saved, folder: Path) -> Path:
    whole = saved.backup.read_bytes()
    (folder / "bad").write_bytes(whole[: len(whole) * 2 // 3])
    return folder / "bad"


def altered(saved: Saved, folder: Path) -> Path:
    whole = bytearray(saved.backup.read_bytes())
    whole[-1_500_000] ^= 1
    (folder / "bad").write_bytes(whole)
    return folder / "bad"


def with_another_count(saved: Saved, folder: Path) -> Path:
    def change(name: str, content: bytes) -> bytes:
        if name != "counts.json":
            return content
        counts = json.loads(content)
        return json.dumps({**counts, "people_person": counts["people_person"] + 1}).encode()

    return rewritten(saved, folder / "bad", change)


def with_no_database(saved: Saved, folder: Path) -> Path:
    return rewritten(
        saved, folder / "bad", lambda name, content: b"no dump" if name == "database" else content
    )


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (truncated, "damaged"),
        (altered, "damaged"),
        (with_another_count, "people_person"),
        (with_no_database, "pg_restore failed"),
    ],
)
def test_a_bad_backup_leaves_everything_as_it_was(
    there: Installation, saved: Saved, tmp_path: Path, broken: Callable[..., Path], told: str
) -> None:
    before = state(there)
    done = there.run("restore", "--replace", str(broken(saved, tmp_path)))
    assert done.returncode == 1
    assert told in done.stderr
    assert state(there) == before
    assert leftovers(there) == []


def test_another_passphrase_leaves_everything_as_it_was(there: Installation, saved: Saved) -> None:
    before = state(there)
    done = there.run("restore", "--replace", str(saved.backup), secret=b"three other words")
    assert done.returncode == 1
    assert "passphrase" in done.stderr
    assert (state(there), leftovers(there)) == (before, [])


def test_another_key_named_outside_is_refused(there: Installation, saved: Saved) -> None:
    before = state(there)
    done = there.run("restore", "--replace", str(saved.backup), LANYARD_MASTER_KEY="k" * 64)
    assert done.returncode == 1
    assert "LANYARD_MASTER_KEY is another key" in done.stderr
    assert (state(there), leftovers(there)) == (before, [])


def test_a_broken_audit_trail_is_not_put_in_place(
    databases: Databases, there: Installation, tmp_path: Path
) -> None:
    alter = "UPDATE audit_entry SET actor = 'Nobody' WHERE verb = 'profiles.adopted'"
    with _with_one(databases, "forged", "another") as forged:
        with psycopg.connect(databases.url(forged.name, "postgres")) as connection:
            connection.execute("ALTER TABLE audit_entry DISABLE TRIGGER ALL")
            connection.execute(alter)
            connection.execute("ALTER TABLE audit_entry ENABLE TRIGGER ALL")
        assert forged.run("backup", str(tmp_path / "forged")).returncode == 0
    before = state(there)
    done = there.run("restore", "--replace", str(tmp_path / "forged"))
    assert done.returncode == 1
    assert "link 1" in done.stderr
    assert (state(there), leftovers(there)) == (before, [])


def test_a_trail_that_does_not_end_as_it_was_saved_is_not_put_in_place(
    there: Installation, saved: Saved, tmp_path: Path
) -> None:
    def longer(name: str, held: bytes) -> bytes:
        if name != "heads.json":
            return held
        return json.dumps({one: [10**6, "0" * 64] for one in json.loads(held)}).encode()

    before = state(there)
    done = there.run("restore", "--replace", str(rewritten(saved, tmp_path / "bad", longer)))
    assert done.returncode == 1
    assert "does not end as it was saved, at link 1000000" in done.stderr
    assert (state(there), leftovers(there)) == (before, [])


def test_a_restored_trail_is_held_against_the_heads_written_down_here(
    databases: Databases, there: Installation, saved: Saved
) -> None:
    kept = there.home / "audit-heads"
    with psycopg.connect(databases.url(saved.database, "postgres")) as connection:
        row = connection.execute(
            "SELECT organisation_id, number, hash FROM audit_link ORDER BY number DESC LIMIT 1"
        ).fetchone()
    assert row is not None
    organisation, number, _hash = row
    line = f"2026-01-01T05:20:00+00:00 x {number} {'0' * 64} unbroken {organisation}\n"
    kept.write_text(line)
    done = there.run("restore", "--replace", str(saved.backup))
    assert done.returncode == 1
    assert f"link {number} is not the head that was written down at 2026-01-01" in done.stderr
    kept.write_text(line.replace(f" {number} ", f" {number + 5} "))
    assert "BROKEN" not in there.run("restore", "--replace", str(saved.backup)).stderr
    assert is_new(there, saved)
    states = {(one.split(" ")[5], one.split(" ")[4]) for one in kept.read_text().splitlines()}
    assert {(str(organisation), "unbroken"), (str(organisation), "restored")} <= states
    verified = there.run("audit", "verify")
    assert (verified.returncode, "unbroken" in verified.stdout) == (0, True), verified.stdout


_FILE = """
INSERT INTO files_storedfile (id, organisation_id, name, media_type, size, sha256_received,
    sha256_kept, key_version, key_wrapped, scan, record_kind, record_id, created)
SELECT gen_random_uuid(), id, 'x', 'text/plain', 1, '', '', 1, '', 'clean', 'case',
    gen_random_uuid(), now() FROM organisations_organisation
RETURNING id
"""


@pytest.mark.parametrize("missed_at_backup", [True, False])
def test_a_file_is_missed_only_where_the_backup_had_it(
    databases: Databases, there: Installation, tmp_path: Path, missed_at_backup: bool
) -> None:
    """What was destroyed meanwhile or lost before must not make a backup worthless."""
    with _with_one(databases, "lossy", "another") as lossy:
        with psycopg.connect(databases.url(lossy.name, "postgres")) as connection:
            row = connection.execute(_FILE).fetchone()
        assert row is not None
        assert lossy.run("backup", str(tmp_path / "lossy")).returncode == 0
    source = tmp_path / "lossy"
    if not missed_at_backup:
        backup = Saved(source, there.home, "", {}, b"", b"", set())
        source = rewritten(
            backup, tmp_path / "bad", lambda name, held: b"[]" if name == "gone.json" else held
        )
    before = state(there)
    done = there.run("restore", "--replace", str(source))
    assert (done.returncode, state(there) == before) == (
        (0, False) if missed_at_backup else (1, True)
    )
    assert missed_at_backup or f"file {row[0]} is missing" in done.stderr


def test_nobody_may_be_using_it(there: Installation, saved: Saved) -> None:
    before = state(there)
    with psycopg.connect(there.databases.url(there.name, "lanyard_app")):
        done = there.run("restore", "--replace", str(saved.backup))
    assert done.returncode == 1
    assert "Stop the server and the worker" in done.stderr
    assert (state(there), leftovers(there)) == (before, [])


@pytest.mark.parametrize("at", ["Restoring", "Audit trail of", "Putting it in place"])
def test_killed_in_the_middle_one_installation_stands_whole(
    there: Installation, saved: Saved, at: str
) -> None:
    before = state(there)
    process = there.start("restore", "--replace", str(saved.backup))
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(at):
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    after = there.run("audit", "verify")
    assert after.returncode == 0, after.stderr
    if at != "Putting it in place":
        assert "Everything is as it was before it." in after.stderr
    assert state(there) == before or is_new(there, saved)
    assert (state(there) == before) == (_OLD in after.stdout)
    assert leftovers(there) == []


@pytest.mark.parametrize("moved", [(), ("files",), ("files", "secrets")])
def test_killed_after_the_databases_were_renamed_the_rest_follows(
    databases: Databases, there: Installation, saved: Saved, moved: tuple[str, ...]
) -> None:
    """What a kill leaves between the moment that decides and the end, made step by step."""
    folder = there.home / "restoring"
    folder.mkdir()
    for part in ("files", "secrets"):
        if part in moved:
            (there.home / part).rename(folder / f"{part}.old")
        target = there.home if part in moved else folder
        shutil.copytree(saved.home / part, target / part)
    names = {"database": there.name, "fresh": f"{there.name}_f", "old": f"{there.name}_b"}
    (folder / "journal.json").write_text(json.dumps(names))
    databases.execute(f"ALTER DATABASE {there.name} RENAME TO {there.name}_b")
    databases.copy(saved.database, there.name)
    after = there.run("audit", "verify")
    assert "It is complete now." in after.stderr
    assert is_new(there, saved)
    assert leftovers(there) == []


def test_two_restores_at_once_are_refused(there: Installation, saved: Saved) -> None:
    process = there.start("restore", "--replace", str(saved.backup))
    assert process.stdout is not None
    process.stdout.readline()
    second = there.run("restore", "--replace", str(saved.backup))
    assert (second.returncode, "A restore is running" in second.stderr) == (1, True)
    assert process.wait() == 0
    process.stdout.close()
    assert is_new(there, saved)
