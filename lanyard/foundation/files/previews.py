"""Small pictures of what is kept, for pages to show."""

from __future__ import annotations

import io

from PIL import Image

from lanyard.foundation.files import kinds, pictures, videos


def preview(content: bytes, kind: str, *, side: int) -> bytes:
    """Return a JPEG whose longer side is at most so many pixels; of a video, its first picture.

    Raises Refused for what cannot be drawn.
    """
    shown = videos.first_frame(content, kind) if kind in kinds.VIDEOS else (
        pictures.drawn(content, kind)
    )  # fmt: skip
    shown.thumbnail((side, side))
    if shown.mode in {"RGBA", "LA", "P"}:
        clear = shown.convert("RGBA")
        shown = Image.new("RGB", clear.size, "white")
        shown.paste(clear, mask=clear.getchannel("A"))
    kept = io.BytesIO()
    shown.convert("RGB").save(kept, "JPEG", quality=80)
    return kept.getvalue()
