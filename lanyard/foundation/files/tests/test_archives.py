"""Archives are read within their limits, whatever they say of themselves."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lanyard.foundation.files.api import Archive, ArchiveRefused, Limits, Why

LIMITS = Limits(entries=3, unpacked=5_000_000, growth=100, always=10_000)


def zipped(*entries: tuple[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def read(content: bytes, limits: Limits = LIMITS) -> list[tuple[str, bytes]]:
    return [(name, b"".join(pieces)) for name, pieces in Archive(content, limits).each()]


def refused(content: bytes, limits: Limits = LIMITS) -> tuple[Why, str]:
    with pytest.raises(ArchiveRefused) as told:
        read(content, limits)
    return told.value.why, told.value.entry


def test_files_are_given_in_their_order_without_folders() -> None:
    content = zipped(("b/", b""), ("b/2.txt", b"two"), ("1.txt", b"x" * 70_000), ("", b"y"))
    assert read(content, Limits(3, 100_000, 1, 100_000)) == [
        ("b/2.txt", b"two"),
        ("1.txt", b"x" * 70_000),
        ("", b"y"),
    ]
    assert Archive(content, LIMITS).names == ["b/2.txt", "1.txt", ""]
    assert Archive(content, LIMITS).head("b/2.txt") == b"two"
    with pytest.raises(LookupError):
        Archive(content, LIMITS).head("2.txt")


def test_only_what_is_wanted_counts_as_a_file() -> None:
    content = zipped(*((f"{n}.txt", b"x") for n in range(3)), (".hidden", b"x"))
    assert refused(content) == (Why.TOO_MANY, "")
    kept = Archive(content, LIMITS, wanted=lambda name: not name.startswith("."))
    assert kept.names == ["0.txt", "1.txt", "2.txt"]


def test_what_unpacks_to_too_much_ends_at_the_file_that_does() -> None:
    grows = zipped(("a.txt", b"x"), ("bomb.txt", b"0" * 1_000_000), ("c.txt", b"x"))
    assert refused(grows) == (Why.TOO_LARGE, "bomb.txt")
    together = zipped(*((f"{n}.txt", b"0" * 4_000) for n in range(3)))
    assert refused(together, Limits(3, 5_000_000, 1, 10_000)) == (Why.TOO_LARGE, "2.txt")
    assert refused(together, Limits(3, 7_000, 100, 10_000)) == (Why.TOO_LARGE, "1.txt")


def test_a_size_that_lies_helps_nobody() -> None:
    """The directory says ten bytes where a megabyte stands: never more than the limit is read."""
    content = bytearray(zipped(("bomb.txt", b"0" * 1_000_000)))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(signature) + at
        content[start : start + 4] = (10).to_bytes(4, "little")
    assert refused(bytes(content)) == (Why.DAMAGED, "bomb.txt")


def test_a_password_is_told_from_damage() -> None:
    locked = bytearray(zipped(("a.txt", b"secret")))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + at] |= 1
    assert refused(bytes(locked)) == (Why.LOCKED, "a.txt")
    unknown = bytearray(zipped(("a.txt", b"secret")))
    for signature, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        unknown[unknown.index(signature) + at] = 77
    assert refused(bytes(unknown)) == (Why.DAMAGED, "a.txt")
    assert refused(b"no zip") == (Why.DAMAGED, "")


@given(at=st.integers(0, 10_000), change=st.integers(1, 255), cut=st.integers(0, 50))
def test_damage_anywhere_is_read_or_refused(at: int, change: int, cut: int) -> None:
    whole = bytearray(zipped(("a.txt", bytes(range(256)) * 20), ("b.txt", b"x" * 500)))
    whole[at % len(whole)] ^= change
    with contextlib.suppress(ArchiveRefused):
        read(bytes(whole[: len(whole) - cut]))
