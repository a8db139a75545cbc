"""``concern.route``: who receives a concern (decision table D3).

Three lanes are tried in order: whom it is about, what it is, who reports it. Each is a table of the
profile; the first row that fits and leaves somebody who is not kept out wins.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lanyard.engine.decisions.answers import Answer, Word
from lanyard.engine.decisions.asking import Ask, Question, once, titled
from lanyard.engine.decisions.facts import choice, flag
from lanyard.engine.policy.api import (
    About,
    Category,
    Origin,
    PoliceDuty,
    Profile,
    Reporter,
    Route,
    Sourced,
    StandingDuty,
)

_FACTS = {
    "reporter": choice(Reporter),
    "about": choice(About),
    "category": choice(Category),
    "serious": flag,
    "source": choice(Origin),
}
_ASKS = {
    "reporter": Ask("Who tells us?"),
    "about": Ask("Whom is it about?"),
    "category": Ask("What is it?"),
    "serious": Ask("Is it serious?"),
    "source": Ask("Did a person notice it, or a monitoring system?"),
}
_POLICE = {PoliceDuty.MUST: "report-to-police", PoliceDuty.DECIDE: "decide-police"}


def rows(profile: Profile, about: About | None) -> Iterator[tuple[str, Route]]:
    """Give the rows to try for a subject, each with its name, in order."""
    for lane, table in profile.routing.lanes(about):
        for n, row in enumerate(table):
            yield f"routing.{lane}[{n}]", row


def fits(row: Route, facts: Mapping[str, Any]) -> bool:
    """Say whether every condition of a row holds. What is not known meets no condition."""
    return (
        (not row.category or facts.get("category") in row.category)
        and (not row.reporter or facts.get("reporter") in row.reporter)
        and (not row.source or facts.get("source") in row.source)
        and (row.serious is None or facts.get("serious", False) is row.serious)
    )


def kept_out(profile: Profile, about: About | None) -> tuple[str, ...]:
    """Return the roles kept out because the concern is about whoever holds them."""
    if about not in {About.DSL, About.HEAD}:
        return ()
    lane = profile.routing.about_dsl if about is About.DSL else profile.routing.about_head
    return once(*(row.excluded for row in lane))


def find_row(profile: Profile, facts: Mapping[str, Any]) -> tuple[str, Route, tuple[str, ...]]:
    """Return the row that decides: its name, the row, and whom it leaves as recipients."""
    about = facts.get("about")
    excluded = kept_out(profile, about)
    last = ("", Route(to=(), default=True), ())
    for name, row in rows(profile, about):
        if fits(row, facts):
            left = tuple(role for role in row.to if role not in excluded)
            if left:
                return name, row, left
            last = (name, row, ())
    left = tuple(role for role in profile.routing.fallback if role not in excluded)[:1]
    return "routing.fallback", last[1], left


def _route(profile: Profile, on: datetime.date, facts: Mapping[str, Any]) -> Answer:
    name, row, recipients = find_row(profile, facts)
    duties, reasons = _duties(profile, row, facts)
    return Answer(
        answer=Word.YES,
        because=once(row.clauses, reasons),
        silent=row.default,
        recipients=recipients,
        excluded=kept_out(profile, facts.get("about")),
        duties=duties,
        missing=tuple(fact for fact in ("reporter", "about", "category") if fact not in facts),
        say=_say(profile, recipients, row.choose),
        rule=name,
    )


def _duties(
    profile: Profile, row: Route, facts: Mapping[str, Any]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what must be done, and the clauses that ask for it (not those that bind always)."""
    standing = [duty for duty in profile.routing.standing if _applies(duty, facts)]
    special: list[Sourced] = [duty for duty in standing if duty.category or duty.about]
    police = profile.police.for_category(facts.get("category"))
    named: Iterable[str] = (_POLICE[police.duty],) if police else ()
    if police:
        special.append(police)
    duties = once(row.duties, named, (duty.slug for duty in standing))
    return duties, once(*(entry.clauses for entry in special))


def _applies(duty: StandingDuty, facts: Mapping[str, Any]) -> bool:
    return (not duty.category or facts.get("category") in duty.category) and (
        not duty.about or facts.get("about") in duty.about
    )


def _say(profile: Profile, recipients: tuple[str, ...], choose: bool) -> str:
    names = titled(profile, recipients, "or" if choose else "and")
    return f"This goes to {names} now, and only to people who need to know."


QUESTION = Question("concern.route", _FACTS, (_route,), "Who receives this concern?", _ASKS)
