"""Names folded to plain letters, so that a search finds Zoë under "zoe" without an extension."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField

_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i",
     "'": "", "\u2019": "", "\u02bc": "", "`": "", "-": " ", "\u2010": " ", ".": " "}
)  # fmt: skip


def fold(text: str) -> str:
    """Return text in small plain letters: no accents, no apostrophes, single spaces."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(plain.translate(_PLAIN).split())


def whole_words(typed: str, name: str) -> bool:
    """Say whether every word of what was typed is a whole word of a name: "jo" is not Joan."""
    words = fold(typed).split()
    return bool(words) and set(words) <= set(fold(name).split())


class FoldedName(_Text):
    """A person's names, folded whenever the row is written, in bulk or alone."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Fold the names that the row has now."""
        names = (
            getattr(model_instance, name) for name in ("given_name", "known_as", "family_name")
        )
        folded = fold(" ".join(filter(None, names)))[: self.max_length]
        setattr(model_instance, self.attname, folded)
        return folded
