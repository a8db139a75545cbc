"""The numbers that people say: each kind counts from 1 in each year, without gaps."""

from __future__ import annotations

from django.db import connection

from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.organisations.api import current_organisation_id

_NEXT = """
INSERT INTO concerns_counter (id, organisation_id, kind, year, last) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (organisation_id, kind, year) DO UPDATE SET last = concerns_counter.last + 1
RETURNING last
"""


def next_number(kind: str, year: int) -> int:
    """Take the next number of a kind ("report" or "case") in a year; kept until commit."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [time_ordered_id(), current_organisation_id(), kind, year])
        (number,) = cursor.fetchone()
    return int(number)
