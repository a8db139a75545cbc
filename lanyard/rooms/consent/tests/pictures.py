"""A picture and a video for the tests of consent."""

from __future__ import annotations

import functools
import io

from PIL import Image, ImageDraw

from lanyard.foundation.files.tests.films import film


def _grid() -> bytes:
    """Return a picture that is large and sharp enough for any use."""
    kept, shown = io.BytesIO(), Image.new("L", (960, 720), 230)
    pen = ImageDraw.Draw(shown)
    for at in range(0, 960, 24):
        pen.line((at, 0, at, 720), fill=20, width=3)
    shown.save(kept, "PNG")
    return kept.getvalue()


PNG = _grid()


@functools.cache
def video() -> bytes:
    """Return a video of a second."""
    grid = Image.open(io.BytesIO(PNG)).convert("RGB")
    return film("mp4", "mpeg4", [grid] * 5)
