"""Videos of a second, made for tests."""

from __future__ import annotations

import io
from typing import Any

import av
from PIL import Image


def film(form: str, codec: str, frames: list[Image.Image], **about: str) -> bytes:
    """Return a video of some pictures, with what is said about it."""
    kept, frame = io.BytesIO(), vars(av)["VideoFrame"]
    with av.open(kept, "w", format=form) as made:
        made.metadata.update(about)
        stream: Any = made.add_stream(codec, rate=5)
        stream.width, stream.height = frames[0].size
        stream.pix_fmt = "yuv420p"
        stream.metadata["handler_name"] = about.get("comment", "")
        for shown in frames:
            made.mux(stream.encode(frame.from_image(shown)))
        made.mux(stream.encode(None))
    return kept.getvalue()
