"""The door to the audit trail: record an act, verify the chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import current_identity
from lanyard.foundation.organisations.request import Actor
from lanyard.foundation.registry import api as registry

__all__ = ["Actor", "Broken", "Entry", "Verified", "first_unlike", "plain_sentence", "record",
           "sentence", "verify", "verify_latest"]  # fmt: skip

_WALK = """
SELECT number, entry_id, before_ok, hash_ok, number_ok, present FROM (
    SELECT link.number, link.entry_id, entry.id IS NOT NULL AS present,
        link.number = row_number() OVER (ORDER BY link.number) AS number_ok,
        link.previous = coalesce(lag(link.hash) OVER (ORDER BY link.number), repeat('0', 64))
            AS before_ok,
        link.hash = encode(sha256(convert_to(
            link.previous || audit_canonical(entry), 'UTF8')), 'hex') AS hash_ok
    FROM audit_link link LEFT JOIN audit_entry entry ON entry.id = link.entry_id
    WHERE link.organisation_id = %s
) AS walked
WHERE NOT (present AND number_ok AND before_ok AND coalesce(hash_ok, false))
ORDER BY number LIMIT 1
"""
_LATEST = """
SELECT number, entry_id, before_ok, hash_ok, number_ok, present, first FROM (
    SELECT link.number, link.entry_id, entry.id IS NOT NULL AS present,
        link.number = lag(link.number) OVER run + 1 AS number_ok,
        link.previous = lag(link.hash) OVER run AS before_ok,
        link.hash = encode(sha256(convert_to(
            link.previous || audit_canonical(entry), 'UTF8')), 'hex') AS hash_ok,
        lag(link.number) OVER run IS NULL AS first
    FROM (SELECT * FROM audit_link WHERE organisation_id = %s ORDER BY number DESC LIMIT %s) link
    LEFT JOIN audit_entry entry ON entry.id = link.entry_id
    WINDOW run AS (ORDER BY link.number)
) AS walked ORDER BY number
"""
_HEADS = "SELECT number, hash FROM audit_link WHERE organisation_id = %s AND number = ANY (%s)"
_UNLINKED = """
SELECT entry.id FROM audit_entry entry
WHERE entry.organisation_id = %s
  AND NOT EXISTS (SELECT FROM audit_link link WHERE link.entry_id = entry.id)
ORDER BY entry.at LIMIT 1
"""


@dataclass(frozen=True)
class Broken:
    """The first broken link of a chain: its number, the entry, and what is wrong with it."""

    number: int
    entry: UUID
    why: str


@dataclass(frozen=True)
class Verified:
    """The outcome of a walk: links walked, the hash of the head, the first break if any."""

    links: int
    head: str
    broken: Broken | None


def record(
    verb: str,
    *,
    by: Actor | None,
    subject: str = "",
    kind: str = "",
    subject_id: UUID | str = "",
    because: str = "",
    circle: UUID | None = None,
    **details: Any,
) -> None:
    """Add an act to the trail, in the caller's transaction; raises LookupError for an unknown verb.

    ``circle`` confines the entry to the readers of a confidential record. Details are kept as JSON
    and must hold no narrative.
    """
    registry.verb(verb)
    now = current_identity()
    nobody = f"Lanyard ({now.duty})" if now.duty else "Nobody signed in"
    Entry.objects.create(
        actor_id=by.pk if by is not None else None,
        actor=str(by) if by is not None else nobody,
        verb=verb, subject=subject, subject_kind=kind, subject_id=str(subject_id),
        because=because, circle_id=circle, details=details,
    )  # fmt: skip


def sentence(entry: Entry) -> str:
    """Say what an entry records, in the verb's own sentence."""
    words = {**entry.details, "actor": entry.actor, "subject": entry.subject}
    return registry.verb(entry.verb).sentence.format_map(_Lenient(words))


def plain_sentence(entry: Entry) -> str:
    """Say what an entry records, also where its verb has since gone."""
    try:
        return sentence(entry)
    except LookupError:
        return f"{entry.actor}: {entry.verb} {entry.subject}".strip()


def verify(organisation: UUID) -> Verified:
    """Walk an organisation's chain and find the first broken link. Act as the system to see all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce((array_agg(hash ORDER BY number DESC))[1], '')"
            " FROM audit_link WHERE organisation_id = %s",
            [organisation],
        )
        links, head = cursor.fetchone()
        cursor.execute(_WALK, [organisation])
        found = cursor.fetchone()
        cursor.execute(_UNLINKED, [organisation])
        unlinked = cursor.fetchone()
    broken = _explain(found) if found else None
    if broken is None and unlinked:
        broken = Broken(0, unlinked[0], "the entry was never chained")
    return Verified(links, head, broken)


def verify_latest(organisation: UUID, most: int) -> Verified:
    """Walk the newest links only, the oldest of them without the one before it. As the system."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [organisation, most])
        rows = cursor.fetchall()
    broken = None
    for number, entry, before_ok, hash_ok, number_ok, present, first in rows:
        joined = first or (before_ok and number_ok)
        if not (present and hash_ok and joined):
            row = (number, entry, first or before_ok, hash_ok, first or number_ok, present)
            broken = _explain(row)
            break
    return Verified(len(rows), "", broken)


def first_unlike(organisation: UUID, heads: Mapping[int, str]) -> int | None:
    """Return the first number at which the chain is not what an earlier head of it says.

    ``heads`` is the hash by the number of links that there were then. None where all agree. A chain
    cut at its end, or rewritten whole, is unbroken in itself and shows only here. As the system.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, [organisation, list(heads)])
        here = dict(cursor.fetchall())
    return next((number for number in sorted(heads) if here.get(number) != heads[number]), None)


def _explain(row: tuple[int, UUID, bool, bool, bool, bool]) -> Broken:
    number, entry, before_ok, _hash_ok, number_ok, present = row
    if not present:
        why = "the entry is missing"
    elif not number_ok:
        why = "a link before it is missing"
    elif not before_ok:
        why = "it does not follow from the link before it"
    else:
        why = "the entry was altered"
    return Broken(number, entry, why)


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
