"""Count attempts and refuse too many, alike for accounts that exist and for those that do not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils.crypto import salted_hmac

from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.identity.models import Attempts
from lanyard.foundation.organisations.api import current_organisation_id

_COUNT = """
INSERT INTO identity_attempts AS known (id, organisation_id, key, started, count)
VALUES (%(id)s, %(organisation)s, %(key)s, %(now)s, 1)
ON CONFLICT (organisation_id, key) DO UPDATE SET
    count = CASE WHEN known.started <= %(since)s THEN 1 ELSE known.count + 1 END,
    started = CASE WHEN known.started <= %(since)s THEN %(now)s ELSE known.started END
RETURNING count
"""
_SWEEP = """
DELETE FROM identity_attempts WHERE id IN (
    SELECT id FROM identity_attempts WHERE started <= %s LIMIT 100 FOR UPDATE SKIP LOCKED)
"""
#: Counts are forgotten after this long, and with them the only trace of an address.
WINDOW = datetime.timedelta(minutes=15)


@dataclass(frozen=True)
class Limit:
    """At most ``most`` attempts in a window for one subject (an account, an address, both)."""

    subject: str
    most: int

    @property
    def key(self) -> str:
        """The keyed hash under which the attempts are counted."""
        return salted_hmac("lanyard.attempts", self.subject, algorithm="sha256").hexdigest()


def sign_in_limits(email: str, address: str) -> tuple[Limit, ...]:
    """Return the limits on signing in: by account from one address, by account, by address.

    The first locks somebody guessing out without locking the account's owner out elsewhere; the
    last is wide, since a whole college may sit behind one address.
    """
    account = email.strip().lower()
    return (
        Limit(f"sign-in {account} {address}", 5),
        Limit(f"sign-in {account}", 20),
        Limit(f"sign-in from {address}", 100),
    )


def reset_limits(email: str, address: str) -> tuple[Limit, ...]:
    """Return the limits on asking for a link to choose a new password."""
    return (Limit(f"reset {email.strip().lower()}", 3), Limit(f"reset from {address}", 30))


def attempt(limits: Iterable[Limit], *, now: datetime.datetime) -> bool:
    """Count an attempt against every limit; say whether it may go ahead.

    The counts stay locked until the transaction ends, so parallel attempts queue.
    """
    allowed = True
    with connection.cursor() as cursor:
        cursor.execute(_SWEEP, [now - WINDOW])
        for limit in sorted(limits, key=lambda limit: limit.key):
            cursor.execute(_COUNT, {
                "id": time_ordered_id(), "organisation": current_organisation_id(),
                "key": limit.key, "now": now, "since": now - WINDOW,
            })  # fmt: skip
            allowed = cursor.fetchone()[0] <= limit.most and allowed
    return allowed


def forget(limits: Iterable[Limit]) -> None:
    """Take one attempt off each count, after a success."""
    for limit in limits:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE identity_attempts SET count = greatest(count - 1, 0)"
                " WHERE organisation_id = %s AND key = %s",
                [current_organisation_id(), limit.key],
            )


def clear(limits: Iterable[Limit]) -> None:
    """Forget the attempts altogether, after the account's owner chose a new password."""
    Attempts.objects.filter(key__in=[limit.key for limit in limits]).delete()
