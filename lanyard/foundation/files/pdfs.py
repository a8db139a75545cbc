"""PDFs are written anew, without what says who made them, when and with what."""

from __future__ import annotations

import io
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from lanyard.foundation.files.refused import Refused

#: What a part of a PDF says of its making: XMP, notes of programs, when it was last changed.
_ABOUT = ("/Metadata", "/PieceInfo", "/LastModified")
#: What a comment in a PDF says of its writer; the name of a field to fill in is none of it.
_OF_COMMENTS = ("/T", "/M", "/CreationDate", "/NM")
_DAMAGE = (PyPdfError, RecursionError, KeyError, TypeError, ValueError, AttributeError, OSError)


def without_author(content: bytes) -> bytes:
    """Return a PDF that names neither author, program nor times, in comments neither.

    Earlier versions of it, which a PDF may carry, go too. Its pages stay as they are. Raises
    Refused where it is damaged or locked.
    """
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _unreadable()
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        _clear(writer.root_object)
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        writer.generate_file_identifiers()
        kept = io.BytesIO()
        writer.write(kept)
    except _DAMAGE:
        raise _unreadable() from None
    return kept.getvalue()


def _clear(root: Any) -> None:
    """Take what says who made it out of everything that hangs on the root."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in seen:
                continue
            seen.add(found.idnum)
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            for name in _unwanted(found):
                found.pop(name, None)
            waiting += [found.raw_get(name) for name in found]
        elif isinstance(found, ArrayObject):
            waiting += list.__iter__(found)


def _unwanted(found: DictionaryObject) -> tuple[str, ...]:
    comment = "/Rect" in found and found.get("/Subtype") != "/Widget"
    return (*_ABOUT, *_OF_COMMENTS) if comment else _ABOUT


def _unreadable() -> Refused:
    return Refused(_("This PDF is damaged or locked. Print it to a new PDF, then retry."))
