"""A record that waits for each of many people apart: a survey, which everybody answers once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from lanyard.engine.duties.belonging import traits_of
from lanyard.engine.duties.errands import Only, Waiting


@dataclass(frozen=True)
class AskedOfEach:
    """A record, of which kinds of people it asks something, from when until when."""

    record: UUID
    kinds: Collection[str]
    since: datetime.date
    until: datetime.date


def about_each(record: UUID, person: UUID) -> str:
    """Return what an errand calls a record as it waits for one person."""
    return f"{record}:{person}"


def waits_for_each(
    asked: Iterable[AskedOfEach],
    done: Collection[tuple[UUID, UUID]],
    day: datetime.date,
    about: Only,
) -> Iterator[Waiting]:
    """Give what waits for each person of a kind who has not done it: ``done`` joins the two.

    It waits from its first day to its last, and nobody can be late with it after.
    """
    people = _people(about)
    for one in asked:
        if not one.since <= day <= one.until:
            continue
        named = None if people is None else people[str(one.record)]
        for traits in traits_of(day, named) if named is None or named else ():
            if traits.since.keys() & set(one.kinds) and (one.record, traits.person_id) not in done:
                yield Waiting(
                    about_each(one.record, traits.person_id), {traits.person_id}, one.since,
                    due=one.until,
                )  # fmt: skip


def _people(about: Only) -> defaultdict[str, list[UUID]] | None:
    if about is None:
        return None
    found: defaultdict[str, list[UUID]] = defaultdict(list)
    for one in about:
        record, _, person = one.partition(":")
        if person:
            found[record].append(UUID(person))
    return found
