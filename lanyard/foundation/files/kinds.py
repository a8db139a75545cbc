"""What a file is, by its content. Its name and what the browser says of it count for nothing."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Set

from django.utils.translation import gettext as _

from lanyard.foundation.files.archives import Archive, ArchiveRefused, Limits, Why
from lanyard.foundation.files.refused import Refused

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
GIF = "image/gif"
WEBP = "image/webp"
TIFF = "image/tiff"
HEIC = "image/heic"
MP4 = "video/mp4"
MOV = "video/quicktime"
WEBM = "video/webm"
TEXT = "text/plain"
EML = "message/rfc822"
MSG = "application/vnd.ms-outlook"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
IMAGES = frozenset({PNG, JPEG, GIF, WEBP, TIFF, HEIC})
VIDEOS = frozenset({MP4, MOV, WEBM})
MEDIA = IMAGES | VIDEOS
#: The ending that a download gets, whatever the name was.
ENDINGS = {
    PDF: ".pdf", PNG: ".png", JPEG: ".jpg", GIF: ".gif", WEBP: ".webp", TIFF: ".tif",
    HEIC: ".heic", MP4: ".mp4", MOV: ".mov", WEBM: ".webm", TEXT: ".txt", EML: ".eml", MSG: ".msg",
    DOCX: ".docx", XLSX: ".xlsx", ODT: ".odt",
}  # fmt: skip
#: What is taken where nobody says otherwise.
USUAL = frozenset(ENDINGS) - VIDEOS
_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"heif")
_QUICKTIME = b"qt  "
#: First letters of the brands of MP4, by which a container of sound alone is told apart.
_MP4 = (b"iso", b"mp4", b"avc", b"M4V", b"3gp", b"3g2", b"MSN", b"das", b"f4v")
#: With what a QuickTime film begins that says no brand.
_OLD_QUICKTIME = (b"moov", b"mdat", b"wide", b"pnot")
_OF_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".heic", ".heif")
_EBML = b"\x1a\x45\xdf\xa3"
_SVG = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.I | re.S
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The class of the root of a compound file which Outlook saved as a message, as it stands there.
_MESSAGE = bytes.fromhex("0b0d020000000000c000000000000046")
#: Sectors of 512 or 4096 bytes, as the header says them.
_SECTORS = (b"\x09\x00", b"\x0c\x00")
_ZIP_END = b"PK\x05\x06"
_DOCUMENT = Limits(entries=2_000, unpacked=200 * 1024 * 1024, growth=150)
_ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf")
_HEADER = re.compile(rb"\A(?:[A-Za-z0-9-]{1,60}:[ \t].*\r?\n(?:[ \t].*\r?\n)*){2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def kind_of(content: bytes) -> str:
    """Return the media type of a file; raises Refused for any that is not on the list."""
    if not content:
        raise Refused(_("This file is empty. Choose another."))
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return _if_one_thing(content, kind)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    moving = _phones(content)
    if moving:
        return moving
    if content[:4] == b"PK\x03\x04":
        return _document_in_zip(content)
    if content.startswith(_COMPOUND):
        return _if_message(content)
    return _text_or_mail(content)


def _phones(content: bytes) -> str:
    """Return what a phone's picture or a film is, "" for other content."""
    brand = content[8:12] if content[4:8] == b"ftyp" else b""
    if brand in _HEIC:
        return HEIC
    if brand == _QUICKTIME or content[4:8] in _OLD_QUICKTIME:
        return MOV
    if brand.startswith(_MP4):
        return MP4
    return WEBM if content.startswith(_EBML) and b"webm" in content[:64] else ""


def refuse_kind(takes: Set[str] = USUAL) -> Refused:
    """Return the refusal of a kind of file that is not on the list."""
    if not takes - IMAGES - VIDEOS:
        return Refused(
            _("Send a picture (JPEG, PNG, TIFF, HEIC, WebP, GIF) or a video (MP4, MOV, WebM).")
            if takes & VIDEOS else _("Send a picture (JPEG, PNG, TIFF, HEIC, WebP, GIF).")
        )  # fmt: skip
    return Refused(
        _("We can't take this kind of file. Send a PDF, a picture (JPEG, PNG, TIFF, HEIC, WebP, "
          "GIF), plain text, a Word, Excel or OpenDocument file, or a saved e-mail.")
    )  # fmt: skip


def check_taken(name: str, kind: str, takes: Set[str]) -> None:
    """Raise Refused for a kind that is not taken here, and for a video that bears a picture's name.

    Other names count for nothing: a file gets the ending of what it is.
    """
    if kind not in takes:
        raise refuse_kind(takes)
    if kind in VIDEOS and name.lower().endswith(_OF_PICTURES):
        raise Refused(
            _("This is a video, though its name ends as a picture's does. If you mean the video, "
              "give its name the ending %(ending)s and send it again.") % {"ending": ENDINGS[kind]}
        )  # fmt: skip


def _if_one_thing(content: bytes, kind: str) -> str:
    """Refuse a PDF that is an archive as well. Pictures are painted anew, so nothing hangs on."""
    if kind == PDF and _ZIP_END in content[-66_000:]:
        raise Refused(
            _("This file is a PDF and an archive at once. Print it to a new PDF, then retry.")
        )
    return kind


def _if_message(content: bytes) -> str:
    """Tell a message that Outlook saved from other old office files, by the class of its root."""
    size = 1 << int.from_bytes(content[30:32], "little") if content[30:32] in _SECTORS else 0
    root = (int.from_bytes(content[48:52], "little") + 1) * size
    entry = content[root : root + 128] if size else b""
    if not entry.startswith("Root Entry".encode("utf-16-le")) or entry[80:96] != _MESSAGE:
        raise refuse_kind()
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise _program()
    return MSG


def _text_or_mail(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if _is_mail(content):
            return EML
        raise refuse_kind() from None
    if _is_mail(content):
        return EML
    if _SVG.match(text[:4096]):
        raise Refused(
            _("This is an SVG drawing, and a drawing can hold a program. Save it as PNG, then "
              "retry.")
        )  # fmt: skip
    if _CONTROL.search(text):
        raise refuse_kind()
    return TEXT


def _is_mail(content: bytes) -> bool:
    if _HEADER.match(content) is None:
        return False
    headers = email.message_from_bytes(content[:65536], policy=email.policy.compat32)
    return bool(headers["From"]) and bool(headers["Date"] or headers["Message-ID"])


def _document_in_zip(content: bytes) -> str:
    try:
        archive = Archive(content, _DOCUMENT)
        if len(archive.names) != len(set(archive.names)):
            raise _bomb()
        kind = _kind_by_entries(archive, set(archive.names))
        if any(_holds_an_archive(pieces) for _name, pieces in archive.each()):
            raise _bomb()
    except ArchiveRefused as refused:
        if refused.why in {Why.TOO_MANY, Why.TOO_LARGE}:
            raise _bomb() from None
        raise Refused(_("This document is damaged or locked. Save it again and retry.")) from None
    return kind


def _kind_by_entries(archive: Archive, names: set[str]) -> str:
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js")) for name in names):
        raise _program()
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return DOCX
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return XLSX
    if "mimetype" in names and archive.head("mimetype") == ODT.encode():
        return ODT
    raise refuse_kind()


def _holds_an_archive(pieces: Iterator[bytes]) -> bool:
    """Read a part to its end, so that it counts and its damage shows."""
    begins = next(pieces, b"").startswith(_ARCHIVES)
    for _piece in pieces:
        pass
    return begins


def _program() -> Refused:
    return Refused(_("This document holds a program (a macro). Save it without, then retry."))


def _bomb() -> Refused:
    return Refused(_("This document unpacks to far more than it should, so we can't take it."))
