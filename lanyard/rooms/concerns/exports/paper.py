"""The PDF of a case, tagged for screen readers, made by typst."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import typst

from lanyard.rooms.concerns.exports.document import Document

_TEMPLATE = Path(__file__).parent / "case.typ"
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def paper(document: Document) -> bytes:
    """Return the document as a PDF; texts are data to the template and never markup.

    It is PDF/UA-1 wherever the fonts hold every letter. Where a script is missing from them, the
    text stays in the file and the system's fonts are tried; an emoji is spelled out by its name.
    """
    data = json.dumps(document.as_data(), ensure_ascii=False)
    inputs = {"case": "".join(map(_printable, data))}
    try:
        made: bytes = typst.compile(
            _TEMPLATE, sys_inputs=inputs, pdf_standards="ua-1", ignore_system_fonts=True
        )
    except typst.TypstError as failed:
        if "could not be displayed" not in failed.message:
            raise
        made = typst.compile(_TEMPLATE, sys_inputs=inputs)
    return made


def _printable(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "So" and ord(letter) > 0x2000:
        return f"[{unicodedata.name(letter, 'symbol').lower()}]"
    return "" if category in _UNSEEN else letter
