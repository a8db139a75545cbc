"""Malware is refused; without an answer from the scanner a file stays closed."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.files import api as files
from lanyard.foundation.files import scanner as product
from lanyard.foundation.files.tests import scanners
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.organisations.models import Organisation


class Somebody:
    pk = uuid4()

    def __str__(self) -> str:
        return "Ada Example"


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


def _seal(content: bytes) -> files.StoredFile:
    return files.seal(
        "a.txt", io.BytesIO(content), record_kind="case", record_id=uuid4(), circle=None, by=None
    )


def test_malware_is_refused_and_clean_files_are_said_to_be(
    college: Organisation, settings: Any, tmp_path: Path
) -> None:
    with scanners.scanner(tmp_path) as path:
        settings.CLAMD_SOCKET = str(path)
        assert _seal(b"Hello\n" * 50_000).scan == "clean"
        with pytest.raises(files.Refused, match="Malware"):
            _seal(scanners.EICAR)
        assert product.found_in(scanners.EICAR).startswith("Eicar")
    assert files.StoredFile.objects.count() == 1


def test_while_the_scanner_is_away_files_stay_closed_until_it_has_seen_them(
    college: Organisation, settings: Any, tmp_path: Path
) -> None:
    settings.CLAMD_SOCKET = str(tmp_path / "clamd.socket")
    clean, infected = _seal(b"Hello"), _seal(scanners.EICAR)
    assert {clean.scan, infected.scan} == {"quarantined"}
    with pytest.raises(files.Refused):
        files.open_sealed(clean.pk, by=Somebody())
    jobs.defer("files.check-quarantined")
    jobs.run_waiting()
    clean.refresh_from_db()
    assert clean.scan == "quarantined"
    with scanners.scanner(tmp_path):
        jobs.defer("files.check-quarantined")
        jobs.run_waiting(until=timezone.now())
    found = dict(files.StoredFile.objects.values_list("pk", "scan"))
    assert found == {clean.pk: "clean", infected.pk: "infected"}
    assert Entry.objects.filter(verb="files.infected").count() == 1
    assert files.open_sealed(clean.pk, by=Somebody()) == b"Hello"
    with pytest.raises(files.Refused):
        files.open_sealed(infected.pk, by=Somebody())


def test_without_a_scanner_the_file_says_so(college: Organisation, settings: Any) -> None:
    settings.CLAMD_SOCKET = ""
    stored = _seal(b"Hello")
    assert "no scanner" in str(stored.get_scan_display())
