"""Pictures are painted anew, so that nothing but their pixels is kept."""

from __future__ import annotations

import io
import warnings

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from lanyard.foundation.files import kinds
from lanyard.foundation.files.refused import Refused

MOST_PIXELS = 50_000_000
_FORMATS = {kinds.PNG: "PNG", kinds.JPEG: "JPEG", kinds.GIF: "GIF", kinds.WEBP: "WEBP"}
_MODES = {kinds.PNG: "RGBA", kinds.JPEG: "RGB", kinds.GIF: "RGB", kinds.WEBP: "RGBA"}


def without_metadata(content: bytes, kind: str) -> bytes:
    """Return a picture upright and without place, time, device or comment; raises Refused.

    Of a moving picture the first frame is kept.
    """
    form = _FORMATS[kind]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[form]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise _too_large()
                upright = ImageOps.exif_transpose(picture).convert(_MODES[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise Refused(_("This picture is damaged. Save it again and retry.")) from None
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)
    kept = io.BytesIO()
    fresh.save(kept, form, quality=90) if form in {"JPEG", "WEBP"} else fresh.save(kept, form)
    return kept.getvalue()


def _too_large() -> Refused:
    return Refused(_("This picture has too many pixels. Make it smaller and retry."))
