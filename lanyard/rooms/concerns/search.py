"""Full-text search of reports and cases, within what the asker may see."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

_MOST = 100


@dataclass(frozen=True)
class Found:
    """A report ("concern") or a case that holds the words, and when that was last written."""

    kind: str
    record: UUID
    at: datetime.datetime


def search(words: str, *, most: int = 20) -> list[Found]:
    """Return the newest reports and cases that hold the words, at most ``most`` (up to 100).

    Words are matched by stem and, for names and references, as written; "quoted words" stay
    together and -word leaves out. The database answers for the person of the transaction only.
    """
    if not words.strip():
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT record_kind, record_id, at FROM concerns_search(%s, %s)",
            [words.replace("\0", ""), min(most, _MOST)],
        )
        return [Found(kind, record, at) for kind, record, at in cursor.fetchall()]
