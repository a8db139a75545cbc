"""``lanyard audit`` says unbroken, or names the first broken link; heads go outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from django.db import transaction

from lanyard.config.cli.audit import audit as command
from lanyard.foundation.audit import api as audit
from lanyard.foundation.audit.models import Link
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.observability import heads
from lanyard.foundation.observability.heads import send_head
from lanyard.foundation.organisations.models import Organisation
from tests.database import Databases
from tests.post import Post


@pytest.fixture
def acts(own_database: None) -> list[Any]:
    """Three entries here and one elsewhere, committed and so chained."""
    for slug, names in (("here", "abc"), ("there", "d")):
        with transaction.atomic():
            organisation = Organisation.objects.create(slug=slug, name=slug.title())
        for name in names:
            with acting_as_system(organisation.pk, "set the scene"), transaction.atomic():
                audit.record("people.joined", by=None, subject=name)
    here = Organisation.objects.get(slug="here")
    with acting_as_system(here.pk, "look"), transaction.atomic():
        return list(Link.objects.order_by("number").values_list("number", "entry_id"))


def _as_superuser(databases: Databases, statement: str, *values: Any) -> None:
    name = str(transaction.get_connection().settings_dict["NAME"])
    with psycopg.connect(databases.url(name, "postgres"), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for table in ("audit_entry", "audit_link"):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        connection.execute(statement, values)


def test_a_sound_trail_is_unbroken(acts: list[Any]) -> None:
    done = CliRunner().invoke(command, ["verify"])
    assert done.exit_code == 0, done.output
    said = [line.split(", head")[0] for line in done.stdout.splitlines()]
    assert said == ["here: unbroken, 3 links", "there: unbroken, 1 link"]


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE audit_entry SET subject = 'x' WHERE id = %s", "the entry was altered"),
        ("DELETE FROM audit_entry WHERE id = %s", "the entry is missing"),
    ],
)
def test_what_a_superuser_altered_is_named(
    acts: list[Any], databases: Databases, statement: str, why: str
) -> None:
    number, entry = acts[1]
    _as_superuser(databases, statement, entry)
    done = CliRunner().invoke(command, ["verify", "--organisation", "here"])
    assert done.exit_code == 1
    assert done.stdout.strip() == f"here: BROKEN at link {number}, entry {entry}: {why}"


def test_an_export_is_written_and_recorded(acts: list[Any], tmp_path: Path) -> None:
    target = tmp_path / "audit.csv"
    arguments = ["export", "--organisation", "here", "--because", "Yearly", "--to", str(target)]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 0, done.output
    assert len(target.read_text("utf-8").splitlines()) == 4
    again = CliRunner().invoke(command, ["verify", "--organisation", "here"])
    assert "unbroken, 4 links" in again.stdout


def test_the_head_is_sent_outside(
    acts: list[Any], post: Post, settings: Any, tmp_path: Path
) -> None:
    settings.AUDIT_HEAD_MAIL = "vault@outside.test"
    settings.AUDIT_HEAD_FILE = str(tmp_path / "heads")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    here = Organisation.objects.get(slug="here")
    with acting_as_system(here.pk, "send the head"), transaction.atomic():
        head = audit.verify(here.pk).head
        send_head()
    assert post.addresses == ["vault@outside.test"]
    for kept in (post.arrived[0][1].get_content(), (tmp_path / "heads").read_text("utf-8")):
        assert f" here 3 {head} unbroken {here.pk}" in kept


def _walked() -> dict[str, str]:
    done = CliRunner().invoke(command, ["verify"])
    said = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert (done.exit_code == 0) == ("BROKEN" not in done.stdout)
    return said


def _write_heads_down() -> None:
    for slug in ("here", "there"):
        row = Organisation.objects.get(slug=slug)
        with acting_as_system(row.pk, "send the head"), transaction.atomic():
            send_head()


def test_a_chain_cut_at_its_end_is_found_by_an_earlier_head(
    acts: list[Any], databases: Databases, settings: Any, tmp_path: Path
) -> None:
    settings.AUDIT_HEAD_FILE = str(tmp_path / "kept" / "heads")
    _write_heads_down()
    assert {slug: said[:8] for slug, said in _walked().items()} == {
        "here": "unbroken", "there": "unbroken",
    }  # fmt: skip
    here = Organisation.objects.get(slug="here")
    _cut(databases, here)
    said = _walked()
    assert said["here"].startswith("BROKEN: link 3 is not the head that was written down at 20")
    assert said["there"].startswith("unbroken, 2 links")
    last = heads.restored_line(here, 2, _head(here))
    with (tmp_path / "kept" / "heads").open("a") as file:
        file.write(f"{last}\n")
    assert _walked()["here"].startswith("unbroken, 2 links")
    assert (tmp_path / "kept" / "heads").stat().st_mode & 0o077 == 0


def _cut(databases: Databases, organisation: Organisation) -> None:
    """Take the newest entries and their links out, as only a superuser can."""
    for table, key in (("audit_entry", "id"), ("audit_link", "entry_id")):
        _as_superuser(
            databases,
            f"DELETE FROM {table} WHERE {key} IN"
            " (SELECT entry_id FROM audit_link WHERE organisation_id = %s AND number > 2)",
            organisation.pk,
        )  # fmt: skip


def _head(organisation: Organisation) -> str:
    with acting_as_system(organisation.pk, "look"), transaction.atomic():
        return audit.verify(organisation.pk).head
