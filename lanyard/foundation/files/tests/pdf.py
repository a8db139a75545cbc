"""PDFs for tests, with an author in every place that names one."""

from __future__ import annotations

import io

from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import NameObject, TextStringObject

_XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{}</dc:creator></rdf:Description>
</rdf:RDF></x:xmpmeta>"""


def a_pdf(*, author: str, locked: str = "") -> bytes:
    """Return a PDF of one page that names its author in its properties, XMP and a comment."""
    writer = PdfWriter()
    writer.add_blank_page(200, 300)
    writer.add_metadata({"/Author": author, "/Producer": "Word on the machine of " + author})
    writer.xmp_metadata = _XMP.format(author).encode()
    comment = Text(rect=(10, 10, 50, 50), text="Read this", open=True)
    comment[NameObject("/T")] = TextStringObject(author)
    writer.add_annotation(0, comment)
    if locked:
        writer.encrypt(locked)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
