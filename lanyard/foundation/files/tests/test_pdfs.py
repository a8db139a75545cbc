"""A copy of a PDF says nothing of who made it; what is kept stays as it came."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject

from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.files import api as files
from lanyard.foundation.files import pdfs
from lanyard.foundation.files.tests.pdf import a_pdf
from lanyard.foundation.files.tests.test_seal import Somebody
from lanyard.foundation.organisations.models import Organisation


def everything_in(content: bytes) -> str:
    """Return all that a PDF says anywhere, its streams opened."""
    parts = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))._objects
    opened = [part.get_data().decode("latin-1") for part in parts if isinstance(part, StreamObject)]
    return " ".join([content.decode("latin-1"), *map(str, parts), *opened])


def test_a_copy_names_no_author_anywhere() -> None:
    came = a_pdf(author="Ida Okoro")
    assert everything_in(came).count("Okoro") >= 4
    copy = pdfs.without_author(came)
    assert "Okoro" not in everything_in(copy)
    read = PdfReader(io.BytesIO(copy))
    assert (read.metadata, read.xmp_metadata, len(read.pages)) == (None, None, 1)
    notes: list[Any] = list(read.pages[0].annotations or [])
    assert [note.get_object()["/Contents"] for note in notes] == ["Read this"]


@pytest.mark.parametrize(
    "bad",
    [b"%PDF-1.7\n...", a_pdf(author="A")[:300], a_pdf(author="A", locked="three words")],
    ids=["empty", "cut", "locked"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(bad: bytes) -> None:
    with pytest.raises(files.Refused, match="damaged or locked"):
        pdfs.without_author(bad)


@pytest.mark.parametrize("nameless", [True, False])
def test_only_a_nameless_senders_pdf_is_kept_without_its_author(
    college: Organisation, settings: Any, tmp_path: Path, nameless: bool
) -> None:
    settings.FILES_FOLDER = tmp_path
    came = a_pdf(author="Ida Okoro")
    with acting_as_system(college.pk, "seal"):
        stored = files.seal(
            "a.pdf", io.BytesIO(came), record_kind="case", record_id=uuid4(), circle=None,
            by=None if nameless else Somebody(uuid4()), nameless=nameless,
        )  # fmt: skip
        kept = files.content_of(stored)
        copy = files.copy_for_others(stored.pk, by=Somebody(uuid4()))
    assert stored.sha256_received == hashlib.sha256(came).hexdigest()
    assert (kept == came, "Okoro" in everything_in(kept)) == (not nameless, not nameless)
    assert "Okoro" not in everything_in(copy)
