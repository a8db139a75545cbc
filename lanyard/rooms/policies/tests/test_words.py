"""The words of versions: safe HTML, anchors, text of files, what changed."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.rooms.policies.words import Piece, Unreadable, anchors, as_html, compared, text_of

PARAGRAPHS = st.lists(st.text("abc xyz", min_size=1).map(str.strip).filter(bool), max_size=6)


def a_word_file(*paragraphs: str) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=1)
    table.cell(0, 0).text = "In a table"
    document.save(stream)
    return stream.getvalue()


def a_pdf(text: str) -> bytes:
    """Return the smallest PDF of one page with a line of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources"
        b" << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start)
    return bytes(out)


def test_markdown_is_shown_without_anything_that_runs() -> None:
    html = as_html("# Rules\n\n<script>alert(1)</script> [a](javascript:x) [b](https://b.example)")
    assert "<script" not in html
    assert "javascript:" not in html.replace("(javascript:x)", "")
    assert '<h2 class="govuk-heading-m">Rules</h2>' in html
    assert 'href="https://b.example"' in html


def test_anchors_lead_to_their_clauses() -> None:
    text = "# Reports {#OAK-4.7-05}\n\nTell somebody. {#OAK-4.6.2-10}\n\nNo {#such} thing."
    assert anchors(text) == ["OAK-4.7-05", "OAK-4.6.2-10"]
    html = as_html(text)
    assert 'id="clause-OAK-4.7-05"' in html
    assert "{#such}" in html
    assert "{#OAK" not in html


@given(st.text(max_size=300))
def test_any_text_can_be_shown(text: str) -> None:
    html = as_html(text)
    assert "<script" not in html
    assert "onerror=" not in html.lower() or "&lt;" in html or "<" not in text


def test_the_text_of_word_and_pdf_is_read() -> None:
    assert text_of(a_word_file("Be kind.", "Report it.")) == "Be kind.\n\nReport it.\n\nIn a table"
    assert text_of(a_pdf("Be kind online")).strip() == "Be kind online"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"GIF89a", "PDF or a Word"), (b"PK\x03\x04nothing", "Word document that can be read"),
        (b"%PDF-1.4 broken", "damaged"), (a_pdf(""), "scan"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        text_of(content)


def test_a_word_document_is_unpacked_within_limits_whatever_it_says() -> None:
    whole = a_word_file("Be kind.")
    stream = io.BytesIO(whole)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/zeros.bin", bytes(60_000_000))
    with pytest.raises(Unreadable, match="more than 50 MB"):
        text_of(stream.getvalue())
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        begins = package.getinfo("word/document.xml").header_offset + 60
    damaged = whole[:begins] + bytes(byte ^ 255 for byte in whole[begins : begins + 40])
    with pytest.raises(Unreadable, match="Word document that can be read"):
        text_of(damaged + whole[begins + 40 :])


def test_what_changed_is_shown_by_paragraph() -> None:
    before = "# One {#OAK-1-01}\n\nKept.\n\nOld words."
    assert compared(before, "# One\n\nKept.\n\nNew words.\n\nMore.") == [
        Piece("kept", "# One"), Piece("kept", "Kept."), Piece("removed", "Old words."),
        Piece("added", "New words."), Piece("added", "More."),
    ]  # fmt: skip


@given(PARAGRAPHS, PARAGRAPHS)
def test_a_comparison_holds_both_texts(before: list[str], after: list[str]) -> None:
    pieces = compared("\n\n".join(before), "\n\n".join(after))
    assert [p.text for p in pieces if p.change != "added"] == before
    assert [p.text for p in pieces if p.change != "removed"] == after


def test_a_clause_leads_where_it_is_told_to() -> None:
    html = as_html("Ask. {#LAN-COV-01}", lead_to=lambda one: f"/clauses/{one}/")
    assert html == (
        '<p class="govuk-body">Ask. <span class="lanyard-clause" id="clause-LAN-COV-01">'
        '<a class="govuk-link" href="/clauses/LAN-COV-01/">LAN-COV-01</a></span></p>\n'
    )
