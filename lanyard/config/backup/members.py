"""The members of a backup, one after another: a name, blocks of bytes, a checksum."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from typing import Protocol

from lanyard.config.backup.sealing import Unreadable

_LENGTH = struct.Struct(">I")
_LONGEST_NAME = 1_000


class Sink(Protocol):
    """Takes bytes."""

    def write(self, content: bytes) -> None:
        """Take bytes."""


class Spring(Protocol):
    """Gives bytes."""

    def read(self, count: int) -> bytes:
        """Give exactly so many bytes."""
        ...


def add(sink: Sink, name: str, blocks: Iterable[bytes]) -> str:
    """Write a member and return its checksum."""
    _block(sink, name.encode())
    digest = hashlib.sha256()
    for block in blocks:
        if block:
            digest.update(block)
            _block(sink, block)
    _block(sink, b"")
    sink.write(digest.digest())
    return digest.hexdigest()


def end(sink: Sink) -> None:
    """Say that no member follows."""
    _block(sink, b"")


def each(spring: Spring) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Give each member's name and blocks; what is not read of one is passed over, and checked."""
    while name := _read(spring):
        if len(name) > _LONGEST_NAME:
            raise Unreadable("The backup is damaged.")
        blocks = _blocks(spring, name.decode())
        yield name.decode(), blocks
        for _ in blocks:
            pass


def _blocks(spring: Spring, name: str) -> Iterator[bytes]:
    digest = hashlib.sha256()
    while block := _read(spring):
        digest.update(block)
        yield block
    if spring.read(digest.digest_size) != digest.digest():
        raise Unreadable(f"The checksum of {name} is wrong.")


def _read(spring: Spring) -> bytes:
    (length,) = _LENGTH.unpack(spring.read(_LENGTH.size))
    return spring.read(length)


def _block(sink: Sink, content: bytes) -> None:
    sink.write(_LENGTH.pack(len(content)))
    sink.write(content)
