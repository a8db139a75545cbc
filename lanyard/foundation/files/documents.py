"""Office documents are packed anew, without the pages that name their author and their machine."""

from __future__ import annotations

import io
import zipfile

from lanyard.foundation.files import kinds

#: The parts of a document that say who made it, when and with what. Its words stand elsewhere.
_ABOUT = {
    "docProps/core.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
        b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
    "meta.xml": (
        b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta office:version="1.3" xmlns:'
        b'office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
    ),
}
#: Zip knows no earlier day; every part gets it.
_DAY = (1980, 1, 1, 0, 0, 0)
DOCUMENTS = frozenset({kinds.DOCX, kinds.XLSX, kinds.ODT})


def without_author(content: bytes) -> bytes:
    """Return a document whose properties are empty and whose parts bear no time.

    A thumbnail goes too. The content was checked before: it unpacks within the limits.
    """
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = zipfile.ZipInfo(entry.filename, _DAY)
            part.compress_type = entry.compress_type
            if "thumbnail" not in entry.filename.lower():
                new.writestr(part, _ABOUT.get(entry.filename, old.read(entry)))
    return kept.getvalue()
