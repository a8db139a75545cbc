"""A package that any scheduler accepts: the words, the pictures with their descriptions, when."""

from __future__ import annotations

import io
import json
import mimetypes
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from lanyard.foundation.spreadsheets.api import csv_text
from lanyard.rooms.channels.models import OfficialPost


@dataclass(frozen=True)
class Shown:
    """A picture as it goes out."""

    content: bytes
    media_type: str
    alt_text: str


def packed(post: OfficialPost, pictures: Sequence[Shown]) -> bytes:
    """Return a zip with post.txt, post.json, pictures.csv and the pictures."""
    names = [
        f"picture-{number}{mimetypes.guess_extension(one.media_type) or '.jpg'}"
        for number, one in enumerate(pictures, start=1)
    ]
    alts = [(name, one.alt_text) for name, one in zip(names, pictures, strict=True)]
    told = {
        "id": str(post.pk), "platform": post.account.platform.name, "account": post.account.handle,
        "text": post.text, "answers": post.answers,
        "goes_at": post.goes_at.isoformat() if post.goes_at else None,
        "pictures": [{"file": name, "alt": alt} for name, alt in alts],
    }  # fmt: skip
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("post.txt", post.text)
        archive.writestr("post.json", json.dumps(told, ensure_ascii=False, indent=2))
        archive.writestr("pictures.csv", csv_text([("file", "alt"), *alts]))
        for name, one in zip(names, pictures, strict=True):
            archive.writestr(name, one.content)
    return written.getvalue()
