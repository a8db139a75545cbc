"""Draw a QR code as an SVG path, so that a page shows it without a picture or a style from afar."""

from __future__ import annotations

from dataclasses import dataclass

import segno


@dataclass(frozen=True)
class Drawing:
    """The path of the dark modules, and how many modules the square has on a side."""

    path: str
    side: int


def qr_path(text: str) -> Drawing:
    """Return the drawing of a text, with the quiet zone of four modules around it."""
    code = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Drawing(path, len(rows))
