"""Colours of an organisation, checked for contrast and adjusted until they can be read."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

DEFAULT = "#0b5563"
LEAST_CONTRAST = 4.5
_WHITE = "#ffffff"
_BLACK = "#101b1f"
_DARK_GROUND = "#1a2428"


def luminance(colour: str) -> float:
    """Return the relative luminance (0 to 1) of a colour such as "#0b5563", as WCAG defines it."""
    parts = [part / 255 for part in _parts(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio (1 to 21) of two colours, as WCAG defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True)
class Palette:
    """An organisation's colour and what follows from it. Each is readable where it is used."""

    #: The band at the top, and what is written on it.
    brand: str
    brand_text: str
    #: Links and buttons on a white ground, and under the pointer.
    strong: str
    deep: str
    #: Links and buttons on a dark ground; the band in the dark theme.
    light: str
    dim: str


def palette(colour: str) -> Palette:
    """Derive the palette of a colour; anything that is no colour gives the default's."""
    brand = colour.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else DEFAULT
    strong = _until_readable(brand, _WHITE, -0.02)
    black = contrast(brand, _BLACK) >= LEAST_CONTRAST > contrast(brand, _WHITE)
    return Palette(
        brand=brand if black else strong,
        brand_text=_BLACK if black else _WHITE,
        strong=strong,
        deep=_lighter(strong, -0.1),
        light=_until_readable(brand, _DARK_GROUND, 0.02, least=7),
        dim=_until_readable(brand, _WHITE, -0.02, least=9),
    )


def _until_readable(colour: str, ground: str, step: float, least: float = LEAST_CONTRAST) -> str:
    for _ in range(60):
        if contrast(colour, ground) >= least:
            return colour
        colour = _lighter(colour, step)
    return colour


def _lighter(colour: str, by: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _parts(colour)))
    mixed = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness + by)), saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
