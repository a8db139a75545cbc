"""Keys made here rather than by PostgreSQL."""

from __future__ import annotations

import os
import time
import uuid


def time_ordered_id() -> uuid.UUID:
    """Return a version 7 UUID: unguessable enough for a key, and in order of creation.

    Made here and not by PostgreSQL, so that an insert needs no RETURNING: the reporter of a
    concern may write a row that row security then hides from them.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & ((1 << 48) - 1)) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)
