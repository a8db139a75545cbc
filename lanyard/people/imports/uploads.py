"""Uploaded files made safe to read: zips opened within limits, text decoded."""

from __future__ import annotations

import codecs
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from lanyard.foundation.files.api import Archive, ArchiveRefused, Limits, Why
from lanyard.people.imports.problems import Problems, Unreadable, Where

#: Limits of one set, unpacked.
MOST_FILES = 60
MOST_BYTES = 400 * 1024 * 1024
#: A zip may unpack to this many times its size, once that is more than a megabyte.
MOST_GROWTH = 100
_MEGABYTE = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file by its own name (no folders) and its bytes."""

    name: str
    data: bytes


def unpack(files: Iterable[Upload]) -> list[Upload]:
    """Return the files with every zip replaced by what it holds, in order of name.

    Raises Unreadable for a broken, locked or nested zip, for one that unpacks to an absurd size,
    and for two files of one name.
    """
    room = MOST_BYTES
    found: dict[str, Upload] = {}
    for file in files:
        for part in _members(file, room) if zipfile.is_zipfile(io.BytesIO(file.data)) else [file]:
            room -= len(part.data)
            if part.name.casefold() in found:
                raise Unreadable(f"Two files are called {part.name}.")
            found[part.name.casefold()] = part
            if len(found) > MOST_FILES:
                raise Unreadable(f"A set has at most {MOST_FILES} files.")
            if room < 0:
                raise Unreadable(f"A set is at most {MOST_BYTES // _MEGABYTE} MB, unpacked.")
    return [found[name] for name in sorted(found)]


def _members(file: Upload, room: int) -> list[Upload]:
    limits = Limits(entries=MOST_FILES, unpacked=room, growth=MOST_GROWTH)
    try:
        archive = Archive(file.data, limits, wanted=_wanted)
        return [Upload(_name(entry), b"".join(pieces)) for entry, pieces in archive.each()]
    except ArchiveRefused as refused:
        words = {
            Why.DAMAGED: f"{file.name} is a damaged zip.",
            Why.LOCKED: f"{file.name} is locked with a password.",
            Why.TOO_MANY: f"{file.name} holds more than {MOST_FILES} files.",
            Why.TOO_LARGE: f"{_last(refused.entry)} unpacks to far more than it should; "
                           "it was not read.",
        }  # fmt: skip
        raise Unreadable(words[refused.why]) from refused


def _wanted(entry: str) -> bool:
    parts = PurePosixPath(entry).parts
    return bool(parts) and not parts[-1].startswith((".", "._")) and "__MACOSX" not in parts


def _name(entry: str) -> str:
    name = _last(entry)
    if name.lower().endswith(".zip"):
        raise Unreadable(f"{name} is a zip inside a zip; upload it on its own.")
    return name


def _last(entry: str) -> str:
    return PurePosixPath(entry.replace("\\", "/")).name


def text_of(file: Upload, problems: Problems) -> str:
    """Decode a text file: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252.

    Raises Unreadable where the bytes are no text.
    """
    encoding = next((name for mark, name in _BOMS if file.data.startswith(mark)), "utf-8")
    try:
        text = file.data.decode(encoding)
    except UnicodeDecodeError:
        text = _windows(file, problems)
    if "\x00" in text:
        raise Unreadable(f"{file.name} is not a text file.")
    return text


def _windows(file: Upload, problems: Problems) -> str:
    try:
        text = file.data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file.name} is not in UTF-8. Save it as “CSV UTF-8”.") from error
    problems.warn(
        Where(file.name),
        "The file is not in UTF-8. It was read as Windows-1252: check names with accents.",
    )
    return text


def pack(files: Iterable[Upload]) -> bytes:
    """Return the files as one zip, to be kept between a dry run and its application."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.name), file.data)
    return buffer.getvalue()


def unpack_ours(content: bytes) -> list[Upload]:
    """Return the files of a zip that ``pack`` made."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [Upload(info.filename, archive.read(info)) for info in archive.infolist()]
