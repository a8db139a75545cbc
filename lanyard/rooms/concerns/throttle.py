"""How much those who did not sign in may try and send in a while, so that no script floods us.

Counted are a visit, a network address and the organisation. Of the address there is a mark alone,
which nobody can turn back and which is gone with the server's memory (``identity.passing_mark``);
no device and no account is looked at, and nothing is logged.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.core.cache import cache

from lanyard.foundation.identity.api import passing_mark
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.request import Request


@dataclass(frozen=True)
class Limit:
    """At most so many of something within so many seconds."""

    slug: str
    by_visit: int
    by_address: int
    by_organisation: int
    seconds: int


#: Wrong receipt numbers. A whole college may sit behind one address, and a guess has one chance in
#: 10¹⁵: the wide ones bound those who drop their cookie between guesses, and shut nobody else out.
NUMBERS = Limit("receipt-tries", 5, 100, 2_000, 15 * 60)
#: Reports begun without a name.
BEGUN = Limit("reports-begun", 10, 100, 1_000, 3600)
#: Files sent without a name, each of up to 25 MB.
FILES = Limit("files-sent", 30, 60, 200, 3600)
#: Words added to a report by its receipt number.
WORDS = Limit("words-added", 30, 200, 1_000, 3600)


class Throttle:
    """Counts one kind of thing for one request."""

    def __init__(self, request: Request, limit: Limit) -> None:
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
