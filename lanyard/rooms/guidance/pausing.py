"""The pause before a text goes out: a signed word on which text was checked, and when."""

from __future__ import annotations

import datetime
import hashlib
import math

from django.core import signing

from lanyard.rooms.guidance.checking.rules import Draft

_SALT = "lanyard.guidance.pause"
#: After that a text is checked anew (Lanyard's default).
_LONGEST = datetime.timedelta(hours=1)


class NotThisText(ValueError):
    """The word is about another text, is no word of ours, or is too old."""


def begin(draft: Draft, *, now: datetime.datetime) -> str:
    """Return a word that this text was checked now; nothing of the text is in it."""
    return signing.dumps([_print(draft), now.timestamp()], salt=_SALT)


def left(word: str, draft: Draft, pause: int, *, now: datetime.datetime) -> int:
    """Return how many seconds of a pause are left; raises NotThisText."""
    try:
        of, at = signing.loads(word, salt=_SALT)
    except signing.BadSignature:
        raise NotThisText from None
    gone = now.timestamp() - float(at)
    if of != _print(draft) or not 0 <= gone <= _LONGEST.total_seconds():
        raise NotThisText
    return max(0, math.ceil(pause - gone))


def _print(draft: Draft) -> str:
    said = [*vars(draft).values()]
    return hashlib.sha256(repr(said).encode()).hexdigest()
