"""The door to the interface. Forms, times, listing and figures are entered by their own modules."""

from __future__ import annotations

from lanyard.foundation.ui.gallery import examples as gallery_examples
from lanyard.foundation.ui.markdown import safe_html
from lanyard.foundation.ui.qr import Drawing, qr_path

__all__ = ["Drawing", "gallery_examples", "qr_path", "safe_html"]
