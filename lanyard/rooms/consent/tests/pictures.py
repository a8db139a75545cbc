"""A scan and a video for the tests of consent."""

from __future__ import annotations

import functools

from PIL import Image

from lanyard.foundation.files.tests.films import film

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360f8cfc0f01f00050001ff89993d1d0000000049454e44ae426082"
)


@functools.cache
def video() -> bytes:
    """Return a video of a second."""
    levels = (Image.new("RGB", (64, 48), (level, 90, 120)) for level in range(0, 250, 50))
    return film("mp4", "mpeg4", list(levels))
