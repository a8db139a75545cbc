"""The door to the interface. Forms, times, listing and figures are entered by their own modules."""

from __future__ import annotations

from lanyard.foundation.ui.gallery import examples as gallery_examples

__all__ = ["gallery_examples"]
