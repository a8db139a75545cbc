"""Whether posting is frozen, and how a freeze and what is let out wait for each other."""

from __future__ import annotations

from django.db import connection

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.rooms.channels.models import PostingFreeze


def frozen() -> PostingFreeze | None:
    """Return the freeze that is on, None while there is none."""
    return PostingFreeze.objects.filter(until=None).first()


def posting_frozen() -> bool:
    """Say whether only marketing posts; within a transaction no freeze begins until it ends.

    Asked before a post is locked: a freeze locks all of them once it is alone.
    """
    _hold("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))")
    with system_duty("look whether posting is frozen"):
        return frozen() is not None


def alone() -> None:
    """Wait until nothing is being let out, and keep everything from it until the freeze stands."""
    _hold("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))")


def _hold(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"posting {current_organisation_id()}"])
