"""SCORM packages: what a zip must hold to be one, and what its parts say when they are done.

Pure: bytes in, parts and files out. A package that is not one is refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from lanyard.foundation.files.api import Archive, ArchiveRefused, Limits, Why

MANIFEST = "imsmanifest.xml"
LARGEST = 100 * 1024 * 1024
_LIMITS = Limits(entries=3_000, unpacked=300 * 1024 * 1024, growth=150, always=1 << 22)
_REFUSALS = {
    Why.DAMAGED: "This is no zip file, or it is damaged or locked.",
    Why.LOCKED: "This is no zip file, or it is damaged or locked.",
    Why.TOO_MANY: "The zip holds more than 3,000 files.",
    Why.TOO_LARGE: "The zip unpacks to far more than it should.",
}
_MOST_PARTS = 200
#: Ending to media type; nothing else is taken.
TYPES = {
    "html": "text/html", "htm": "text/html", "js": "text/javascript", "css": "text/css",
    "json": "application/json", "xml": "text/xml", "xsd": "text/xml", "dtd": "text/plain",
    "txt": "text/plain", "vtt": "text/vtt", "srt": "text/plain", "md": "text/plain",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "svg": "image/svg+xml", "webp": "image/webp", "ico": "image/x-icon",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/wav", "ogg": "audio/ogg",
    "mp4": "video/mp4", "webm": "video/webm", "woff": "font/woff", "woff2": "font/woff2",
    "ttf": "font/ttf", "otf": "font/otf", "eot": "font/eot", "pdf": "application/pdf",
    "map": "application/json",
}  # fmt: skip
_DONE = {"completed", "passed"}
_ELEMENT = re.compile(r"cmi\.[a-z0-9_.]{1,120}")
_LONGEST = 64_000
_MOST_ELEMENTS = 2_000


class NotAPackage(ValueError):
    """A file that is no SCORM package; the text says what is wrong with it."""


@dataclass(frozen=True)
class Part:
    """Something that a package opens: its id, its title and the file it begins with."""

    id: str
    title: str
    href: str


@dataclass(frozen=True)
class Package:
    """A validated package: its edition ("1.2" or "2004"), title, parts and files."""

    edition: str
    title: str
    parts: tuple[Part, ...]
    files: Mapping[str, bytes]


def read(content: bytes) -> Package:
    """Return the package that a zip holds; raises NotAPackage."""
    if len(content) > LARGEST:
        raise NotAPackage("The file is larger than 100 MB.")
    try:
        files = dict(_files(Archive(content, _LIMITS)))
    except ArchiveRefused as refused:
        raise NotAPackage(_REFUSALS[refused.why]) from None
    if MANIFEST not in files:
        raise NotAPackage(
            "imsmanifest.xml is not at the top of the zip, so this is no SCORM package."
        )
    edition, title, parts = _manifest(files[MANIFEST])
    for part in parts:
        if _path(part.href) not in files:
            raise NotAPackage(f"The manifest names {part.href[:120]}, which is not in the zip.")
    return Package(edition, title, parts, files)


def _files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    for entry, pieces in archive.each():
        name = entry.replace("\\", "/")
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or ":" in name or len(name) > 400:
            raise NotAPackage("The zip names files outside itself.")
        if _forgettable(path):
            continue
        ending = path.suffix.removeprefix(".").casefold()
        if ending not in TYPES:
            raise NotAPackage(f"The zip holds a kind of file that we don't take: {name[:120]}")
        yield str(path), b"".join(pieces)


def _forgettable(path: PurePosixPath) -> bool:
    return path.parts[0] == "__MACOSX" or path.name in {".DS_Store", "Thumbs.db"}


def media_type(path: str) -> str:
    """Return the media type of a file of a package, by its ending."""
    return TYPES.get(PurePosixPath(path).suffix.removeprefix(".").casefold(), "text/plain")


def _manifest(content: bytes) -> tuple[str, str, tuple[Part, ...]]:
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError):
        raise NotAPackage("imsmanifest.xml cannot be read.") from None
    if _name(root) != "manifest":
        raise NotAPackage("imsmanifest.xml does not begin with a manifest.")
    edition = _edition(root)
    resources = {one.get("identifier", ""): one for one in _all(root, "resource")}
    organisations = list(_all(root, "organization"))
    if not organisations:
        raise NotAPackage("The manifest names no organization, so there is nothing to open.")
    chosen = _chosen(root, organisations)
    parts = tuple(_parts(chosen, resources))
    if not parts:
        raise NotAPackage("The manifest names nothing that can be opened.")
    if len(parts) > _MOST_PARTS:
        raise NotAPackage("The package has more than 200 parts.")
    return edition, _title(chosen) or parts[0].title, parts


def _edition(root: Any) -> str:
    said = next((str(one.text or "").strip() for one in _all(root, "schemaversion")), "")
    if said == "1.2":
        return "1.2"
    if said.startswith(("2004", "CAM 1.3")):
        return "2004"
    raise NotAPackage(
        f"The manifest says version “{said[:40]}”; we take SCORM 1.2 and 2004."
        if said
        else "The manifest says no version; we take SCORM 1.2 and 2004."
    )


def _chosen(root: Any, organisations: list[Any]) -> Any:
    default = next((one.get("default", "") for one in _all(root, "organizations")), "")
    return next((o for o in organisations if o.get("identifier") == default), organisations[0])


def _parts(organisation: Any, resources: Mapping[str, Any]) -> Iterator[Part]:
    for item in _all(organisation, "item"):
        reference = item.get("identifierref")
        if not reference:
            continue
        resource = resources.get(reference)
        href = resource.get("href") if resource is not None else None
        if not href:
            raise NotAPackage(f"The manifest's item {reference[:60]} leads to no file.")
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|//|/", href):
            raise NotAPackage("The manifest leads to an address outside the package.")
        name = item.get("identifier") or reference
        yield Part(name[:120], _title(item)[:200] or name[:120], href)


def _title(node: Any) -> str:
    return next((str(one.text or "").strip()[:200] for one in node if _name(one) == "title"), "")


def _all(root: Any, name: str) -> Iterator[Any]:
    return (one for one in root.iter() if _name(one) == name)


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _path(href: str) -> str:
    return unquote(href.partition("?")[0].partition("#")[0])


def kept(values: Any) -> dict[str, str]:
    """Return what of a part's data model is kept; raises ValueError where it is none."""
    if not isinstance(values, Mapping) or len(values) > _MOST_ELEMENTS:
        raise ValueError("values: is no data model")
    found = {
        name: str(value)[:_LONGEST]
        for name, value in values.items()
        if isinstance(name, str) and _ELEMENT.fullmatch(name)
    }
    if sum(map(len, found.values())) > 4 * _LONGEST:
        raise ValueError("values: holds too much")
    return found


@dataclass(frozen=True)
class Standing:
    """How a part stands: whether it is done, whether it was failed, its score of a hundred."""

    done: bool
    failed: bool
    score: int | None


def standing(values: Mapping[str, str]) -> Standing:
    """Return how a part stands by its data model, in either edition."""
    status = values.get("cmi.core.lesson_status", "")
    completion = values.get("cmi.completion_status", "")
    success = values.get("cmi.success_status", "")
    failed = status == "failed" or success == "failed"
    done = status in _DONE or completion == "completed" or success == "passed"
    return Standing(done and not failed, failed, _score(values))


def _score(values: Mapping[str, str]) -> int | None:
    scaled = _number(values.get("cmi.score.scaled", ""))
    if scaled is not None:
        return max(0, min(100, round(100 * scaled)))
    raw = _number(values.get("cmi.core.score.raw", values.get("cmi.score.raw", "")))
    if raw is None:
        return None
    most = _number(values.get("cmi.core.score.max", values.get("cmi.score.max", ""))) or 100
    return max(0, min(100, round(100 * raw / most))) if most > 0 else None


def _number(said: str) -> float | None:
    try:
        found = float(said)
    except ValueError:
        return None
    return found if abs(found) < 1e9 else None


_HEAD = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)


def with_api(page: bytes, address: str) -> bytes:
    """Return a page of a package that loads our run-time before anything else of it."""
    script = f'<script src="{address}"></script>'.encode()
    found = _HEAD.search(page)
    return page[: found.end()] + script + page[found.end() :] if found else script + page
