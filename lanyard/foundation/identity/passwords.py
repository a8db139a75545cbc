"""What makes a password good enough: three random words, hard to guess, in no known breach.

Nothing leaves the college: strength is estimated here, and breaches are looked up in the common
passwords that the estimator knows and in a list that IT keeps on disk (see the handbook for IT).
"""

from __future__ import annotations

import hashlib
import mmap
from pathlib import Path
from typing import Any

import zxcvbn_rs_py as zxcvbn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.database.identity import current_identity
from lanyard.foundation.organisations.api import current_organisation

SHORTEST = 12
LONGEST = 1024
#: The least score (of 0 to 4) at which guessing is called hard.
LEAST_SCORE = 3
#: The estimator reads no more than this; a longer password is no easier to guess.
_READ = 100

ADVICE = _(
    "Use three random words, such as three things you can see that do not belong together."
    " You may add capitals, numbers and symbols. At least twelve characters."
)
_COMMON = (
    zxcvbn.Warning.ThisIsACommonPassword,
    zxcvbn.Warning.ThisIsATop10Password,
    zxcvbn.Warning.ThisIsATop100Password,
)


class _Rule:
    def get_help_text(self) -> str:
        """Return the advice, the same for every rule."""
        return str(ADVICE)


class LongEnough(_Rule):
    """At least twelve characters, at most a thousand or so; nothing about kinds of characters."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password that is too short or too long."""
        if len(password) < SHORTEST:
            raise ValidationError(_("Use at least twelve characters: three random words do."))
        if len(password) > LONGEST:
            raise ValidationError(_("That is too long. Use fewer than a thousand characters."))


class HardToGuess(_Rule):
    """Hard to guess, also for somebody who knows the person's address and college."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password that is guessed soon."""
        guessed = zxcvbn.zxcvbn(password[:_READ], user_inputs=_known_words(user))
        if int(guessed.score) < LEAST_SCORE:
            raise ValidationError(
                _("That is easy to guess. Use three random words that have nothing to do with you.")
            )


class InNoBreach(_Rule):
    """Not among the passwords that are known from breaches."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password that others have used and lost."""
        guessed = zxcvbn.zxcvbn(password[:_READ])
        warning = guessed.feedback.warning if guessed.feedback else None
        if warning in _COMMON or in_breach(password, settings.BREACHED_PASSWORDS):
            raise ValidationError(
                _("Other people have used that password, and it was stolen. Choose another.")
            )


def in_breach(password: str, path: Path | None) -> bool:
    """Say whether a password stands in a list of breached ones; no list, no.

    The list is a text file of SHA-1 hashes in hexadecimal, one to a line and in order, each with
    ":" and a count after it or not, as the public lists of breached passwords are published.
    """
    if path is None or path.stat().st_size == 0:
        return False
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
        return _found(lines, wanted)


def _found(lines: mmap.mmap, wanted: bytes) -> bool:
    low, high = 0, len(lines)
    while low < high:
        middle = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        start = max(middle, low)
        end = lines.find(b"\n", start)
        end = len(lines) if end < 0 else end
        here = lines[start : start + 40].upper()
        if here == wanted:
            return True
        if here < wanted:
            low = end + 1
        else:
            high = start
    return False


def _known_words(user: Any) -> list[str]:
    words = ["lanyard", "college", "password"]
    if current_identity().organisation is not None:
        name = current_organisation().name.lower().split()
        words += [*name, "".join(name)]
    email = getattr(user, "email", "").lower()
    return [word for word in [*words, *email.replace("@", ".").split("."), email] if word]
