"""Videos are packed anew: their pictures and sound, and nothing that the camera wrote beside."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import av
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream
from django.utils.translation import gettext as _
from PIL import Image

from lanyard.foundation.files import kinds
from lanyard.foundation.files.pictures import MOST_PIXELS
from lanyard.foundation.files.refused import Refused

#: How each is read and written.
_FORMATS = {kinds.MP4: ("mov", "mp4"), kinds.MOV: ("mov", "mov"), kinds.WEBM: ("matroska", "webm")}
#: What a codec holds that is neither picture nor sound: cameras write place and maker there.
_BESIDE = {"h264": "filter_units=remove_types=6", "hevc": "filter_units=remove_types=39-40"}
#: Write neither the program nor the day.
_QUIET = {"fflags": "+bitexact"}


def without_metadata(content: bytes, kind: str) -> bytes:
    """Return a video without place, time, device, comments or tracks of data; raises Refused.

    Pictures and sound are copied as they are, not encoded again.
    """
    reads, writes = _FORMATS[kind]
    kept = io.BytesIO()
    try:
        first_frame(content, kind)
        with (
            av.open(io.BytesIO(content), "r", format=reads) as old,
            av.open(kept, "w", format=writes, options=_QUIET) as new,
        ):
            _copy(old, new)
    except (av.FFmpegError, ValueError, OSError):
        raise _damaged() from None
    return kept.getvalue()


def first_frame(content: bytes, kind: str) -> Image.Image:
    """Return the first picture of a video, upright; raises Refused."""
    try:
        with av.open(io.BytesIO(content), "r", format=_FORMATS[kind][0]) as film:
            shown = _streams(film, "video")[:1]
            if not shown or shown[0].width * shown[0].height > MOST_PIXELS:
                raise _damaged()
            frame = next(film.decode(shown[0]), None)
            if frame is None:
                raise _damaged()
            return _image(frame).rotate(frame.rotation, expand=True)
    except (av.FFmpegError, ValueError, OSError):
        raise _damaged() from None


def _image(frame: Any) -> Image.Image:
    shown: Image.Image = frame.to_image()
    return shown


def _streams(film: InputContainer, kind: str) -> list[Any]:
    """Return the streams of a kind; a picture of the cover is none."""
    return [
        one for one in film.streams
        if one.type == kind and not one.disposition & Disposition.attached_pic
    ]  # fmt: skip


def _copy(old: InputContainer, new: OutputContainer) -> None:
    taken: list[Stream] = [*_streams(old, "video"), *_streams(old, "audio")]
    ways: dict[int, tuple[Stream, BitStreamFilterContext | None]] = {}
    for stream in taken:
        copy = new.add_stream_from_template(stream, opaque=True)
        copy.metadata.clear()
        beside = _BESIDE.get(stream.codec_context.name)
        ways[stream.index] = (
            copy, BitStreamFilterContext(beside, stream, copy) if beside else None
        )  # fmt: skip
    for packet in old.demux(taken):
        copy, sieve = ways[packet.stream.index]
        for one in _sieved(packet, sieve):
            one.stream = copy
            new.mux(one)


def _sieved(packet: Packet[Any], sieve: BitStreamFilterContext | None) -> Iterator[Packet[Any]]:
    # The last packet of a stream is empty and means its end.
    if packet.size == 0:
        return
    if sieve is None:
        yield packet
    else:
        yield from sieve.filter(packet)


def _damaged() -> Refused:
    return Refused(_("This video is damaged or holds no picture. Save it again and retry."))
