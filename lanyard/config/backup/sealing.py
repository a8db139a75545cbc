"""A stream sealed piece by piece, so that no part can be read, changed, left out or reordered.

Each piece of a mebibyte is sealed by AES-256-GCM. Its nonce holds a random start, the piece's
number and whether it is the last, so that a shortened file is refused. The key is derived by
scrypt from a passphrase or from the content of a key file.
"""

from __future__ import annotations

import os
import struct
from types import TracebackType
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"LANYARD BACKUP 1\n"
PIECE = 1024 * 1024
_TAG = 16
_SALT = 16
_START = 7
_LONGEST_PIECE_NUMBER = 2**32


class Unreadable(Exception):
    """The file is not a backup, is damaged, or was sealed with another passphrase or key."""


def derive(secret: bytes, salt: bytes) -> bytes:
    """Return the key that a passphrase or key file gives; slow on purpose (about 0.1 s)."""
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(secret)


class Sealer:
    """Writes a sealed stream. Used as a context; nothing is final before it ends well."""

    def __init__(self, file: BinaryIO, secret: bytes) -> None:
        salt, self._start = os.urandom(_SALT), os.urandom(_START)
        self._file = file
        self._cipher = AESGCM(derive(secret, salt))
        self._waiting = bytearray()
        self._number = 0
        file.write(MAGIC + salt + self._start)

    def __enter__(self) -> Sealer:
        """Begin writing."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write the last piece, unless writing failed."""
        if kind is None:
            self._put(bytes(self._waiting), last=True)

    def write(self, content: bytes) -> None:
        """Add bytes to the stream."""
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._start, self._number, last), piece, None))
        self._number += 1


class Opener:
    """Reads a sealed stream; every read raises Unreadable where a piece is not as it was sealed."""

    def __init__(self, file: BinaryIO, secret: bytes) -> None:
        head = file.read(len(MAGIC) + _SALT + _START)
        if len(head) < len(MAGIC) + _SALT + _START or not head.startswith(MAGIC):
            raise Unreadable("This is not a backup of Lanyard.")
        salt, self._start = head[len(MAGIC) : -_START], head[-_START:]
        self._file = file
        self._cipher = AESGCM(derive(secret, salt))
        self._ready = bytearray()
        self._number = 0
        self._ahead = file.read(PIECE + _TAG)

    def read(self, count: int) -> bytes:
        """Return exactly so many bytes; raises Unreadable where the stream ends before."""
        while len(self._ready) < count:
            if not self._ahead:
                raise Unreadable("The backup ends too early.")
            self._ready += self._next()
        wanted = bytes(self._ready[:count])
        del self._ready[:count]
        return wanted

    def _next(self) -> bytes:
        piece, self._ahead = self._ahead, self._file.read(PIECE + _TAG)
        nonce = _nonce(self._start, self._number, not self._ahead)
        self._number += 1
        try:
            return self._cipher.decrypt(nonce, piece, None)
        except InvalidTag:
            raise Unreadable(
                "The passphrase or key is not the right one, or the backup is damaged."
            ) from None


def _nonce(start: bytes, number: int, last: bool) -> bytes:
    if number >= _LONGEST_PIECE_NUMBER:
        raise ValueError("The backup is too large.")
    return start + struct.pack(">IB", number, last)
