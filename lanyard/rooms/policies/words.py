"""The words of a version: Markdown made into safe HTML, clause anchors, text of uploaded files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import docx
import pypdf
from django.utils.translation import gettext as _

from lanyard.foundation.files.api import Archive, ArchiveRefused, Limits, Why
from lanyard.foundation.ui.api import safe_html

#: ``{#LAN-COV-01}`` after a heading or a sentence anchors it to a clause of the register.
_ANCHOR = re.compile(r"\s*\{#([A-Z]{3}-[A-Za-z0-9.\-]+)\}")
_MOST_PAGES = 500
#: What a Word document may unpack to, whatever it says of itself.
_PACKAGE = Limits(entries=5_000, unpacked=50_000_000, growth=1_000)
_MOST_TEXT = 2_000_000


class Unreadable(ValueError):
    """A file of which no text can be read; the text says why, for the person."""


def as_html(text: str, *, lead_to: Callable[[str], str] | None = None) -> str:
    """Return Markdown as safe HTML: no scripts, no styles, no images, our classes.

    Headings begin at the second level, since the page has its own title. Each clause anchor
    becomes an element with the id ``clause-<id>``, a link where ``lead_to`` names an address.
    """
    html = safe_html(text)

    def anchored(found: re.Match[str]) -> str:
        clause = found[1]
        if lead_to is not None:
            clause = f'<a class="govuk-link" href="{lead_to(clause)}">{clause}</a>'
        return f' <span class="lanyard-clause" id="clause-{found[1]}">{clause}</span>'

    return _ANCHOR.sub(anchored, html)


def anchors(text: str) -> list[str]:
    """Return the clause ids to which a text is anchored, in its order."""
    return [found[1] for found in _ANCHOR.finditer(text)]


def plain(text: str) -> str:
    """Return a text without its anchors."""
    return _ANCHOR.sub("", text)


def text_of(content: bytes) -> str:
    """Return the text of a PDF or a Word document, known by its content; raises Unreadable."""
    if content.startswith(b"%PDF-"):
        return _of_pdf(content)
    if content.startswith(b"PK"):
        return _of_word(content)
    raise Unreadable(_("Upload a PDF or a Word document (.docx)."))


def _of_pdf(content: bytes) -> str:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Unreadable(_("This PDF is protected by a password. Upload one that is not."))
        if len(reader.pages) > _MOST_PAGES:
            raise Unreadable(_("This PDF has more than 500 pages."))
        text = "\n\n".join(page.extract_text() for page in reader.pages)
    except (pypdf.errors.PyPdfError, RecursionError, KeyError, TypeError) as error:
        raise Unreadable(_("This PDF is damaged and cannot be read.")) from error
    if not text.strip():
        raise Unreadable(_("No text can be read from this PDF: it may be a scan. Upload the text."))
    return text[:_MOST_TEXT]


def _of_word(content: bytes) -> str:
    try:
        for _name, pieces in Archive(content, _PACKAGE).each():
            for _piece in pieces:
                pass
        document = docx.Document(io.BytesIO(content))
    except ArchiveRefused as refused:
        if refused.why is Why.TOO_LARGE:
            raise Unreadable(_("This Word document unpacks to more than 50 MB.")) from refused
        raise Unreadable(_("This is not a Word document that can be read.")) from refused
    except (KeyError, ValueError) as error:
        raise Unreadable(_("This is not a Word document that can be read.")) from error
    paragraphs = [one.text for one in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n\n".join(filter(None, [*paragraphs, *cells]))
    if not text.strip():
        raise Unreadable(_("This Word document holds no text."))
    return text[:_MOST_TEXT]


#: A reference of letters and digits that ends in question marks: lost when the text was copied.
_LOST = re.compile(r"\b[A-Z]{2,5} ?\d{2,5}[A-Z]?(?: \w+)? ?\?+")
#: What is wrong with a companion, for the title of the task (queries.keeping.Fault).
FAULTS = {
    "incomplete": "Complete the reference", "missing": "Missing companion",
    "no-version": "Companion without a version in force", "overdue": "Companion past its review",
}  # fmt: skip


def incomplete_references(text: str) -> list[str]:
    """Return the references in a text whose letters or numbers were lost (KMC-COV-01)."""
    return list(dict.fromkeys(found[0] for found in _LOST.finditer(text)))


@dataclass(frozen=True)
class Readability:
    """How hard a text is to read, by Flesch: ease of a hundred, and years of schooling."""

    ease: int
    grade: int

    @property
    def age(self) -> int:
        """The age at which somebody reads such a text with ease."""
        return self.grade + 5


def readability(text: str) -> Readability | None:
    """Return how hard an English text is to read (COM-CMS-04), None for one too short to say."""
    prose = re.sub(r"[#*_>`|\[\]()]", " ", plain(text))
    found = re.findall(r"[A-Za-z']+", prose)
    sentences = [part for part in re.split(r"[.!?:;]+|\n\s*\n", prose) if part.strip()]
    if len(found) < _SHORTEST or not sentences:
        return None
    long, heavy = len(found) / len(sentences), sum(map(_syllables, found)) / len(found)
    ease = round(206.835 - 1.015 * long - 84.6 * heavy)
    grade = round(0.39 * long + 11.8 * heavy - 15.59)
    return Readability(max(0, min(100, ease)), max(1, grade))


#: Below so many words a score says nothing.
_SHORTEST = 40


def _syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.casefold())
    silent = word.casefold().endswith("e") and not word.casefold().endswith(("le", "ee"))
    return max(1, len(groups) - silent)


@dataclass(frozen=True)
class Piece:
    """A paragraph of a comparison: kept, added or removed."""

    change: str
    text: str


def compared(before: str, after: str) -> list[Piece]:
    """Return what changed between two texts, paragraph by paragraph, with kept ones between."""
    return list(_pieces(_paragraphs(before), _paragraphs(after)))


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", plain(text)) if part.strip()]


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield from (Piece("kept", text) for text in new[new_from:new_to])
        else:
            yield from (Piece("removed", text) for text in old[old_from:old_to])
            yield from (Piece("added", text) for text in new[new_from:new_to])
