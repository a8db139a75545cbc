"""Match the spans of a batch (work, study, membership) with those that stand."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from lanyard.foundation.database.fields import time_ordered_id
from lanyard.people.imports.plan import Plan
from lanyard.people.imports.problems import Where
from lanyard.people.imports.standing import Span, SpanKind

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A span that the source states. A value of None leaves what stands; ``since`` too."""

    where: Where
    key: tuple[Any, ...]
    name: str
    values: tuple[Any, ...]
    #: What a new row has where the source says nothing.
    defaults: tuple[Any, ...]
    since: datetime.date | None
    until: datetime.date | None


Matches = Callable[[Wanted, Span], bool]


def plan_spans(
    kind: SpanKind,
    wanted: Iterable[Wanted],
    existing: dict[tuple[Any, ...], list[Span]],
    plan: Plan,
) -> dict[tuple[Any, ...], list[Span]]:
    """Add to the plan what becomes of one table of spans; return the table as it would be."""
    by_key: dict[tuple[Any, ...], list[Wanted]] = defaultdict(list)
    for one in wanted:
        by_key[one.key].append(one)
    after: dict[tuple[Any, ...], list[Span]] = {}
    for key in existing.keys() | by_key.keys() if plan.full else by_key.keys():
        after[key] = _plan_key(kind, by_key.get(key, []), existing.get(key, []), plan)
    return after


def _plan_key(kind: SpanKind, wanted: list[Wanted], existing: list[Span], plan: Plan) -> list[Span]:
    left = sorted(existing, key=lambda span: (span.since, span.name, span.pk))
    missing = _distinct(wanted, plan)
    result: list[Span] = []
    for matches in _stages({one.name for one in missing}, plan):
        unmatched = []
        for one in missing:
            span = next((span for span in left if matches(one, span)), None)
            if span is None:
                unmatched.append(one)
                continue
            left.remove(span)
            result.append(_changed(kind, one, span, plan))
        missing = unmatched
    added = [_added(kind, one, plan) for one in missing]
    ends = plan.full or (kind.whole and bool(wanted))
    kept = [_ended(kind, span, added, plan) if ends else span for span in left]
    return result + added + kept


def _distinct(wanted: list[Wanted], plan: Plan) -> list[Wanted]:
    """Return the spans in order, each once; order of rows must not matter."""
    found: dict[tuple[datetime.date | None, str], Wanted] = {}
    order = sorted(
        wanted,
        key=lambda one: (
            one.since or datetime.date.max,
            one.name,
            one.until or datetime.date.max,
            repr(one.values),
            one.where.file,
            one.where.row,
        ),
    )
    for one in order:
        first = found.setdefault((one.since, one.name), one)
        if first is not one:
            plan.problems.warn(one.where, f"This is already said ({first.where}); it counts once.")
    return list(found.values())


def _stages(names: set[str], plan: Plan) -> tuple[Matches, ...]:
    def exact(one: Wanted, span: Span) -> bool:
        return one.since == span.since and one.name == span.name

    def still(one: Wanted, span: Span) -> bool:
        return one.since is None and one.name == span.name and span.is_open(plan.today)

    def moved(one: Wanted, span: Span) -> bool:
        return (
            one.since is not None and one.name == span.name and span.source == plan.system
            and (one.until is None or one.until >= span.since) and span.is_open(one.since)
        )  # fmt: skip

    def renamed(one: Wanted, span: Span) -> bool:
        return (
            one.since == span.since and span.source == plan.system and span.name not in names
        )  # fmt: skip

    return exact, still, moved, renamed


def _changed(kind: SpanKind, one: Wanted, span: Span, plan: Plan) -> Span:
    values = tuple(
        stands if said is None else said
        for said, stands in zip(one.values, span.values, strict=True)
    )
    after = replace(
        span, name=one.name, values=values, since=one.since or span.since, until=one.until
    )
    if after == span:
        plan.count(kind.slug).same += 1
        return span
    plan.count(kind.slug).change += 1
    plan.changed_spans.setdefault(kind.slug, []).append(after)
    plan.show(kind.slug, one.name or one.where, "changed")
    return after


def _added(kind: SpanKind, one: Wanted, plan: Plan) -> Span:
    since = one.since or min(plan.today, one.until or plan.today)
    values = tuple(
        default if said is None else said
        for said, default in zip(one.values, one.defaults, strict=True)
    )
    span = Span(time_ordered_id(), one.key, one.name, values, since, one.until, plan.system)
    plan.count(kind.slug).add += 1
    plan.new_spans.setdefault(kind.slug, []).append(span)
    return span


def _ended(kind: SpanKind, span: Span, added: list[Span], plan: Plan) -> Span:
    """End what this system stated before and no longer states, the day before what follows it."""
    if span.source != plan.system or not span.is_open(plan.today):
        return span
    follows = min((one.since for one in added if one.since > span.since), default=plan.today)
    ended = replace(span, until=max(span.since, min(follows, plan.today) - _DAY))
    plan.count(kind.slug).end += 1
    plan.changed_spans.setdefault(kind.slug, []).append(ended)
    return ended
