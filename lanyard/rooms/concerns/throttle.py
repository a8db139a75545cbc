"""How often receipt numbers may be tried: by visit and organisation, never by address."""

from __future__ import annotations

import time

from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache

from lanyard.foundation.organisations.api import current_organisation_id

_WINDOW = 15 * 60
_MOST_BY_VISIT = 5
#: A guess has one chance in 10¹⁵; this bounds those who drop their cookie between guesses.
_MOST_BY_ORGANISATION = 100
_NAME = "receipt_tries"


class Throttle:
    """Counts wrong numbers. No address, device or account is looked at, kept or logged."""

    def __init__(self, session: SessionBase) -> None:
        self.session = session
        self.key = f"receipt-tries:{current_organisation_id()}:{int(time.time()) // _WINDOW}"

    def exhausted(self) -> bool:
        """Say whether too many wrong numbers were tried lately."""
        return len(self._recent()) >= _MOST_BY_VISIT or cache.get(self.key, 0) >= (
            _MOST_BY_ORGANISATION
        )

    def failed(self) -> None:
        """Count a wrong number."""
        self.session[_NAME] = [*self._recent(), time.time()]
        cache.add(self.key, 0, _WINDOW)
        cache.incr(self.key)

    def _recent(self) -> list[float]:
        since = time.time() - _WINDOW
        return [at for at in self.session.get(_NAME, []) if at > since]
