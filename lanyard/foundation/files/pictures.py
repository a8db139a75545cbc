"""Pictures are painted anew, so that nothing but their pixels is kept."""

from __future__ import annotations

import io
import warnings
from typing import Any

import pi_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from lanyard.foundation.files import kinds
from lanyard.foundation.files.refused import Refused

MOST_PIXELS = 50_000_000
_FORMATS = {
    kinds.PNG: "PNG", kinds.JPEG: "JPEG", kinds.GIF: "GIF", kinds.WEBP: "WEBP",
    kinds.TIFF: "TIFF", kinds.HEIC: "JPEG",
}  # fmt: skip
#: As what a picture is kept that no browser shows and no printer wants.
_KEPT_AS = {kinds.HEIC: kinds.JPEG}
#: What each format can hold without a change to a pixel.
_MODES = {
    kinds.PNG: {"1", "L", "LA", "RGB", "RGBA", "I;16"},
    kinds.GIF: {"1", "L", "P"},
    kinds.TIFF: {"1", "L", "LA", "RGB", "RGBA", "CMYK", "I;16", "I;16B", "I", "F"},
    kinds.WEBP: {"RGB", "RGBA"},
    kinds.JPEG: {"L", "RGB"},
    kinds.HEIC: {"L", "RGB"},
}
_DNG = 50706
_UNREADABLE = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, RuntimeError, TypeError,
    KeyError, OverflowError,
)  # fmt: skip


def kept_as(kind: str) -> str:
    """Return as what a file of a kind is kept."""
    return _KEPT_AS.get(kind, kind)


def without_metadata(content: bytes, kind: str) -> bytes:
    """Return a picture upright and without place, time, device or comment; raises Refused.

    Of a moving picture the first frame is kept. Where the format loses nothing, no pixel changes;
    elsewhere colours are brought to those that every screen assumes, since the profile that
    explains them goes as well.
    """
    lossless = _loses_nothing(content, kind)
    upright = _upright(content, kind, as_it_is=lossless)
    # Painted on a fresh ground: whatever the old one carried stays behind.
    fresh = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    if upright.mode == "P":
        fresh.putpalette(upright.getpalette() or [])
    kept, form = io.BytesIO(), _FORMATS[kind]
    more: dict[str, Any] = {"quality": 90} if form in {"JPEG", "WEBP"} else {}
    if lossless and form == "WEBP":
        more = {"lossless": True, "exact": True}
    elif form == "TIFF":
        more = {"compression": "tiff_deflate"}
    if upright.mode == "P" and "transparency" in upright.info:
        more["transparency"] = upright.info["transparency"]
    fresh.save(kept, form, **more)
    return kept.getvalue()


def drawn(content: bytes, kind: str) -> Image.Image:
    """Return a picture that is kept as a screen shows it; raises Refused."""
    shown = _upright(content, kind, as_it_is=False)
    return shown.point(lambda level: level / 256).convert("L") if shown.mode == "I;16" else shown


def _loses_nothing(content: bytes, kind: str) -> bool:
    if kind == kinds.WEBP:
        return b"VP8L" in content[12:4096] and b"VP8 " not in content[12:4096]
    return kind in {kinds.PNG, kinds.GIF, kinds.TIFF}


def _upright(content: bytes, kind: str, *, as_it_is: bool) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with _opened(content, kind) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _too_large()
                turned = ImageOps.exif_transpose(picture)
                return _plain(turned if as_it_is else _usual_colours(turned), kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except _UNREADABLE:
        raise Refused(_("This picture is damaged. Save it again and retry.")) from None


def _opened(content: bytes, kind: str) -> Image.Image:
    if kind == kinds.HEIC:
        heif = pi_heif.open_heif(io.BytesIO(content), convert_hdr_to_8bit=True)
        if heif.size[0] * heif.size[1] > MOST_PIXELS:
            raise _too_large()
        picture: Image.Image = heif.to_pillow()
        return picture
    opened = Image.open(io.BytesIO(content), formats=[_FORMATS[kind]])
    if kind == kinds.TIFF and _DNG in getattr(opened, "tag_v2", {}):
        raise Refused(_("This is a camera's raw picture. Save it as JPEG or TIFF, then retry."))
    return opened


def _plain(picture: Image.Image, kind: str) -> Image.Image:
    """Return it in a mode that its format holds; transparency stays where the format has it."""
    if picture.mode in _MODES[kind] and "transparency" not in picture.info:
        picture.load()
        return picture
    if kind == kinds.GIF and picture.mode == "P":
        picture.load()
        return picture
    clear = picture.has_transparency_data and "RGBA" in _MODES[kind]
    return picture.convert("RGBA" if clear else "RGB")


def _usual_colours(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK", "L"}:
        return picture
    try:
        return ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        ) or picture  # fmt: skip
    except (ImageCms.PyCMSError, OSError):
        return picture


def _too_large() -> Refused:
    return Refused(_("This picture has too many pixels. Make it smaller and retry."))
