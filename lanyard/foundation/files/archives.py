"""Zip archives of strangers, read within limits: so many files, so many bytes, no more."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

_PIECE = 1 << 16
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError,
           ValueError)  # fmt: skip


class Why(Enum):
    """Why an archive is not read on."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    TOO_MANY = "too many"
    TOO_LARGE = "too large"


class ArchiveRefused(Exception):
    """The archive is not read on; ``entry`` is the file at which it ended, where it was at one."""

    def __init__(self, why: Why, entry: str = "") -> None:
        super().__init__(why.value)
        self.why, self.entry = why, entry


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold.

    It unpacks to ``unpacked`` bytes at most, and to ``growth`` times its own size at most once that
    is more than ``always``. What it says of its sizes counts for nothing.
    """

    entries: int
    unpacked: int
    growth: int
    always: int = 1 << 20


class Archive:
    """An open archive; everything that is read of it counts against its limits.

    Raises ArchiveRefused at opening, or at the piece that is too much, damaged or locked.
    """

    def __init__(
        self, content: bytes, limits: Limits, *, wanted: Callable[[str], bool] | None = None
    ) -> None:
        with _told():
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._entries = [
            entry
            for entry in self._zip.infolist()
            if not entry.filename.endswith("/") and (wanted is None or wanted(entry.filename))
        ]
        if len(self._entries) > limits.entries:
            raise ArchiveRefused(Why.TOO_MANY)
        self._left = min(limits.unpacked, max(limits.always, len(content) * limits.growth))

    @property
    def names(self) -> list[str]:
        """The names of its files as they stand in it: of any form, and maybe twice."""
        return [entry.filename for entry in self._entries]

    def each(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give the name of each file and its pieces."""
        for entry in self._entries:
            yield entry.filename, self._pieces(entry)

    def head(self, name: str) -> bytes:
        """Return how the file of a name begins; raises LookupError where there is none."""
        for entry in self._entries:
            if entry.filename == name:
                return next(self._pieces(entry), b"")
        raise LookupError(name)

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        with _told(entry.filename), self._zip.open(entry) as stream:
            while piece := stream.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise ArchiveRefused(Why.TOO_LARGE, entry.filename)
                yield piece


@contextlib.contextmanager
def _told(entry: str = "") -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise ArchiveRefused(Why.DAMAGED, entry) from error
    except RuntimeError as error:
        raise ArchiveRefused(Why.LOCKED, entry) from error
