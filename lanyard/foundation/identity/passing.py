"""How much those who did not sign in may try and send in a while, so that no script floods us.

Counted are a visit, a network address and the organisation. Of the address there is a mark alone,
which nobody can turn back and which is gone with the server's memory (``marks.passing_mark``); no
device and no account is looked at, and nothing is logged.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from lanyard.foundation.identity.marks import passing_mark
from lanyard.foundation.organisations.api import current_organisation_id


@dataclass(frozen=True)
class PassingLimit:
    """At most so many of something within so many seconds."""

    slug: str
    by_visit: int
    by_address: int
    by_organisation: int
    seconds: int = 3600


class PassingThrottle:
    """Counts one kind of thing for one request."""

    def __init__(self, request: HttpRequest, limit: PassingLimit) -> None:
        self.session, self.limit = request.session, limit
        span = int(time.time()) // limit.seconds
        everybody = f"{limit.slug}:{current_organisation_id()}:{span}"
        self.most = {
            everybody: limit.by_organisation,
            f"{everybody}:{passing_mark(request)}": limit.by_address,
        }

    def exhausted(self) -> bool:
        """Say whether there were too many lately."""
        if len(self._recent()) >= self.limit.by_visit:
            return True
        found = cache.get_many(self.most)
        return any(found.get(key, 0) >= most for key, most in self.most.items())

    def count(self) -> None:
        """Count one more."""
        self.session[self.limit.slug] = [*self._recent(), time.time()]
        for key in self.most:
            cache.add(key, 0, self.limit.seconds)
            cache.incr(key)

    def _recent(self) -> list[float]:
        since = time.time() - self.limit.seconds
        return [at for at in self.session.get(self.limit.slug, []) if at > since]


def within(request: HttpRequest, limit: PassingLimit) -> bool:
    """Count one more of somebody who did not sign in; say False where it is too many."""
    throttle = PassingThrottle(request, limit)
    if throttle.exhausted():
        return False
    throttle.count()
    return True
