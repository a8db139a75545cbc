"""A field for a long answer, as several pages of a report use it."""

from __future__ import annotations

from typing import Any

from django import forms

from lanyard.rooms.concerns import sentences
from lanyard.rooms.concerns.actions.open import MOST_WORDS


def long_text(**options: Any) -> forms.CharField:
    """Return a field for a long answer, with the limit said in a helpful sentence."""
    most = options.pop("most", MOST_WORDS)
    options["error_messages"] = {
        "max_length": sentences.too_long_later(most), **options.pop("error_messages", {})
    }  # fmt: skip
    return forms.CharField(
        max_length=most, strip=True, widget=forms.Textarea({"spellcheck": "true"}), **options
    )
