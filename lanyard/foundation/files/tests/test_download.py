"""A download is saved and never shown; who may not read the record finds no file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.files import api as files
from lanyard.foundation.files import disk
from lanyard.foundation.organisations.models import Organisation
from tests.visitors import visitor


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path


def _stored(name: str = "a.txt") -> files.StoredFile:
    return files.seal(
        name, io.BytesIO(b"<script>alert(1)</script>"), record_kind="case", record_id=uuid4(),
        circle=access.circle_of(["dsl"]).pk, by=None,
    )  # fmt: skip


def test_a_download_is_saved_and_never_run(college: Organisation) -> None:
    stored, lead = _stored('we"ird\r\nSet-Cookie: x.html'), visitor("lead", "dsl")
    given = lead.client.get(f"/files/{stored.pk}/")
    assert (given.status_code, given.content) == (200, b"<script>alert(1)</script>")
    assert given.headers["Content-Type"] == "text/plain"
    assert given.headers["Content-Disposition"].startswith("attachment; filename")
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert given.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in given.headers["Cache-Control"]
    assert "Set-Cookie" not in given.headers
    entry = Entry.objects.get(verb="files.opened")
    assert (entry.actor_id, entry.details["file"]) == (lead.person_id, str(stored.pk))


def test_others_find_no_file(college: Organisation) -> None:
    stored, tutor = _stored(), visitor("tutor", "tutor")
    absent = tutor.client.get(f"/files/{uuid4()}/")
    hidden = tutor.client.get(f"/files/{stored.pk}/")
    assert (absent.status_code, hidden.status_code) == (404, 404)
    assert Client(headers={"host": "here.test"}).get(f"/files/{stored.pk}/").status_code == 302
    assert not Entry.objects.filter(verb="files.opened").exists()


def test_a_damaged_file_is_said_to_be_damaged(college: Organisation) -> None:
    stored, lead = _stored(), visitor("lead", "dsl")
    disk.path_of(college.pk, stored.pk).write_bytes(b"something else altogether")
    given = lead.client.get(f"/files/{stored.pk}/")
    assert given.status_code == 410
    assert b"damaged" in given.content


def test_a_file_in_quarantine_stays_closed(college: Organisation) -> None:
    stored, lead = _stored(), visitor("lead", "dsl")
    files.StoredFile.objects.filter(pk=stored.pk).update(scan="quarantined")
    assert lead.client.get(f"/files/{stored.pk}/").status_code == 409
