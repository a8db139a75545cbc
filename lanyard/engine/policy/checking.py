"""What must hold of a profile beyond the type of each value."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from lanyard.engine.policy.profile import Profile
from lanyard.engine.policy.reading import Problem, entry_key, key_of
from lanyard.engine.policy.routing import Route, StandingDuty
from lanyard.engine.policy.rule_checking import rule_problems
from lanyard.engine.policy.words import (
    CASE_RULES,
    CASE_RULES_ALWAYS,
    IMAGE_DUTIES,
    ROLES,
    ROUTE_DUTIES,
    AgeGroup,
    Stance,
)

#: Fields that hold role slugs, wherever they occur.
ROLE_FIELDS = frozenset({
    "to", "excluded", "fallback", "decided_by", "waived_by", "copy_to", "alert_to",
    "alert_to_if_dsl", "steps", "head", "safeguarding_lead", "safeguarding", "role", "approvers",
    "awaits", "rejected_by", "stand_ins", "publisher_not", "author_role_not",
})  # fmt: skip
_ANSWERS = frozenset({"no", "yes-if"})


def problems_of(profile: Profile, file: str) -> list[Problem]:
    """Return everything that is wrong with a profile whose types are right."""
    found: list[tuple[str, str]] = []
    found += _roles(profile)
    found += _tables(profile)
    found += _identities(profile)
    found += _duties(profile)
    found += _clocks(profile)
    found += _intervals(profile)
    found += _choices(profile)
    found += _approvers(profile)
    found += rule_problems(profile)
    return [Problem(file, key, what) for key, what in found]


def walk(value: object, at: str = "") -> Iterator[tuple[str, Any]]:
    """Give every dataclass of a profile with its key."""
    if isinstance(value, tuple):
        for n, entry in enumerate(value):
            yield from walk(entry, entry_key(at, n, entry))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield at, value
        for field in dataclasses.fields(value):
            key = key_of(field.name)
            yield from walk(getattr(value, field.name), f"{at}.{key}" if at else key)


def _roles(profile: Profile) -> Iterator[tuple[str, str]]:
    for at, entry in walk(profile):
        for field in dataclasses.fields(entry):
            if field.name in ROLE_FIELDS:
                yield from _known_roles(getattr(entry, field.name), f"{at}.{key_of(field.name)}")
    for title in profile.roles:
        if title.slug not in ROLES:
            yield f"roles.{title.slug}.slug", f"is no role: {title.slug!r}"


def _known_roles(value: str | tuple[str, ...], at: str) -> Iterator[tuple[str, str]]:
    for role in (value,) if isinstance(value, str) else value:
        if role not in ROLES:
            yield at, f"names no role: {role!r}"


def _tables(profile: Profile) -> Iterator[tuple[str, str]]:
    routing = profile.routing
    for name in ("about_dsl", "about_head", "about_staff", "by_category", "by_reporter"):
        rows: tuple[Route, ...] = getattr(routing, name)
        for n, row in enumerate(rows):
            at = f"routing.{key_of(name)}[{n}]"
            if not row.to:
                yield f"{at}.to", "names nobody"
            if set(row.to) & set(row.excluded):
                yield f"{at}.to", "names a role that the same row excludes"
        if name != "by_category" and not any(_always(row) for row in rows):
            yield (
                f"routing.{key_of(name)}",
                "has no row without conditions, so some would go to nobody",
            )
    for name in ("about_dsl", "about_head"):
        kept_out = {role for row in getattr(routing, name) for role in row.excluded}
        if not set(routing.fallback) - kept_out:
            yield (
                "routing.fallback",
                f"has nobody left when {', '.join(sorted(kept_out))} is excluded",
            )
    covered = {finder for row in profile.image.finders for finder in row.finder}
    if len(covered) != 4:
        yield "image.finders", "must cover dsl, staff, learner and it"


def _always(row: Route) -> bool:
    return not (row.category or row.reporter or row.source) and row.serious is None


def _identities(profile: Profile) -> Iterator[tuple[str, str]]:
    lists = {
        "roles": [e.slug for e in profile.roles],
        "positions": [e.slug for e in profile.positions],
        "chains": [e.slug for e in profile.chains],
        "hours": [e.slug for e in profile.hours],
        "agencies": [e.slug for e in profile.agencies],
        "intervals": [e.slug for e in profile.intervals],
        "breaches": [e.code for e in profile.breaches],
        "sanctions": [e.slug for e in profile.sanctions],
        "outcomes": [e.slug for e in profile.outcomes],
        "closing": [e.slug for e in profile.closing],
        "casework": [e.slug for e in profile.casework],
        "training.courses": [e.slug for e in profile.training.courses],
        "police.kinds": [e.slug for e in profile.police.kinds],
    }
    for key, names in lists.items():
        for n, name in enumerate(names):
            if name in names[:n]:
                yield f"{key}[{n}]", f"is a second {name!r}"
    sanctions = set(lists["sanctions"])
    for n, rung in enumerate(profile.misdemeanours):
        for slug in rung.sanctions:
            if slug not in sanctions:
                yield f"misdemeanours[{n}].sanctions", f"names no sanction: {slug!r}"


def _duties(profile: Profile) -> Iterator[tuple[str, str]]:
    for at, entry in walk(profile.routing, "routing"):
        yield from _known_duties(entry, ROUTE_DUTIES, at)
    for at, entry in walk(profile.image, "image"):
        yield from _known_duties(entry, IMAGE_DUTIES, at)


def _known_duties(entry: object, known: frozenset[str], at: str) -> Iterator[tuple[str, str]]:
    named = {key: getattr(entry, key, ()) for key in ("duties", "also")}
    if isinstance(entry, StandingDuty):
        named["slug"] = (entry.slug,)
    for key, duties in named.items():
        for duty in duties:
            if duty not in known:
                yield f"{at}.{key}", f"names no duty: {duty!r}"


def _clocks(profile: Profile) -> Iterator[tuple[str, str]]:
    for level in range(1, 6):
        for age in AgeGroup:
            count = sum(t.severity == level and t.age is age for t in profile.timers)
            if count != 1:
                yield "timers", f"holds {count} entries for severity {level}, {age}; one is needed"
    if sorted(s.level for s in profile.severities) != [1, 2, 3, 4, 5]:
        yield "severities", "must hold the levels 1 to 5, once each"
    for n, timer in enumerate(profile.timers):
        if not 0 < timer.acknowledge_minutes <= timer.first_action_minutes:
            yield f"timers[{n}]", "must acknowledge after 0 minutes and before the first action"
    if profile.patterns.threshold < 2:
        yield "patterns.threshold", "must be at least 2"


def _intervals(profile: Profile) -> Iterator[tuple[str, str]]:
    for interval in profile.intervals:
        at = f"intervals.{interval.slug}"
        if interval.days is not None and interval.months is not None:
            yield at, "gives both days and months"
        for key in ("days", "months"):
            if getattr(interval, key) is not None and getattr(interval, key) < 1:
                yield f"{at}.{key}", "must be at least 1"
        if not interval.is_set and not interval.set_before_go_live:
            yield at, "must give days or months, or set-before-go-live = true"
    for position in profile.positions:
        if (position.stance is Stance.SILENT) != position.default:
            yield (
                f"positions.{position.slug}.stance",
                "is silent exactly where it is the product's default",
            )
    for hours in profile.hours:
        if hours.opens >= hours.closes:
            yield f"hours.{hours.slug}", "must open before it closes"
        if not set(hours.days) <= set(range(1, 8)):
            yield f"hours.{hours.slug}.days", "must be 1 (Monday) to 7 (Sunday)"


def _choices(profile: Profile) -> Iterator[tuple[str, str]]:
    for n, row in enumerate(profile.image.finders):
        if row.answer not in _ANSWERS:
            yield f"image.finders[{n}].answer", "must be no or yes-if"
        if (row.answer == "yes-if") != bool(row.conditions):
            yield f"image.finders[{n}].conditions", "must be given with yes-if, and only with it"
    kinds = {"second-person", "review", "consider", "checklist", "record", "prompt", "not-a-reason"}
    yield from _one_of("closing", "kind", [s.kind for s in profile.closing], kinds)
    asked = [rule.slug for rule in profile.casework]
    yield from _one_of("casework", "slug", asked, set(CASE_RULES))
    for slug in sorted(CASE_RULES_ALWAYS - set(asked)):
        yield "casework", f"has no {slug!r}, which holds under every policy"
    ways = {"groups", "post", "choice"}
    through = [r.through for r in profile.learner_recipients]
    yield from _one_of("learner-recipients", "through", through, ways)


def _approvers(profile: Profile) -> Iterator[tuple[str, str]]:
    """Give every chain that has nobody who approves."""
    chains = [(entry_key("chains", n, one), one.steps) for n, one in enumerate(profile.chains)]
    chains.append(("go-live.approval", profile.go_live.approval.steps))
    for at, steps in chains:
        if not steps:
            yield f"{at}.steps", "names nobody who approves"
    declared = profile.connect.declared
    if declared is not None and not declared.approvers:
        yield "connect.declared.approvers", "names nobody who approves"


def _one_of(
    table: str, key: str, values: Iterable[str], allowed: set[str]
) -> Iterator[tuple[str, str]]:
    for n, value in enumerate(values):
        if value not in allowed:
            yield (
                f"{table}[{n}].{key}",
                f"must be one of {', '.join(sorted(allowed))}, not {value!r}",
            )
