"""How good a picture is: how large, and how sharp."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import ImageFilter

from lanyard.foundation.files import kinds, pictures, videos

#: Lanyard's default: no policy says what is decent.
_SHORTEST, _SHARP = 800, 14
_LOOKED_AT = (800, 800)


@dataclass(frozen=True)
class Quality:
    """What was measured of a picture, or of the first one of a video."""

    width: int
    height: int
    #: How much the strongest edges stand out, to 255; a blurred picture has hardly any.
    sharpness: int

    @property
    def small(self) -> bool:
        """Whether its longer side is shorter than a screen's."""
        return max(self.width, self.height) < _SHORTEST

    @property
    def blurred(self) -> bool:
        """Whether hardly an edge stands out."""
        return self.sharpness < _SHARP


def measured(content: bytes) -> Quality:
    """Measure a picture or video; raises Refused for what is none."""
    kind = kinds.kind_of(content)
    if kind not in kinds.MEDIA:
        raise kinds.refuse_kind(kinds.MEDIA)
    film = kind in kinds.VIDEOS
    shown = videos.first_frame(content, kind) if film else pictures.drawn(content, kind)
    width, height = shown.size
    shown.thumbnail(_LOOKED_AT)
    edges = shown.convert("L").filter(ImageFilter.FIND_EDGES)
    inner = edges.crop((1, 1, max(2, edges.width - 1), max(2, edges.height - 1)))
    return Quality(width, height, _strongest(inner.histogram()))


def _strongest(levels: list[int]) -> int:
    """Return the level that one pixel in two hundred reaches: plain skies blur nothing."""
    wanted, found = max(1, sum(levels) // 200), 0
    for level in range(len(levels) - 1, 0, -1):
        found += levels[level]
        if found >= wanted:
            return level
    return 0
