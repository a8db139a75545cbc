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
        for trigger in ("audit_entry_unchanged", "audit_entry_kept"):
            connection.execute(f"ALTER TABLE audit_entry DISABLE TRIGGER {trigger}")
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
        assert f" here 3 {head} unbroken" in kept
