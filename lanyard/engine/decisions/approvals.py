"""Approvals as facts: who approved, by which day, and for how long it holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from lanyard.engine.policy.api import MEMBERS, Approval, Outcome


def approved(entries: Iterable[Mapping[str, Any]], on: datetime.date) -> frozenset[str]:
    """Return the roles whose approval holds on a day.

    One that is given later, or whose review was due before, counts as absent. A post that belongs
    to a team approves for the team.
    """
    roles = {
        entry["role"]
        for entry in entries
        if "role" in entry and entry.get("on", on) <= on <= entry.get("review_on", on)
    }
    return frozenset(roles | {team for team, posts in MEMBERS.items() if roles & set(posts)})


def team_of(role: str | None) -> str | None:
    """Return the team that a post belongs to, else the post itself."""
    return next((team for team, posts in MEMBERS.items() if role in posts), role)


def remaining(rule: Approval, entries: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the steps that nobody has approved yet, in order.

    Where the order matters, an approval out of turn does not count; where it takes different
    people, a second one by the same person does not.
    """
    left, people = list(rule.steps), set[str]()
    for entry in entries:
        if entry.get("outcome") is not Outcome.APPROVED:
            continue
        person = entry.get("person")
        if rule.different_people and person is not None and person in people:
            continue
        step = _step(rule, left[:1] if rule.ordered else left, entry.get("role"))
        if step is not None:
            left.remove(step)
            people |= {person} if person is not None else set()
    return tuple(left)


def rejected_by(rule: Approval, entries: Iterable[Mapping[str, Any]]) -> str:
    """Return the first step that was rejected; empty where none was. A later yes undoes no no."""
    for entry in entries:
        if entry.get("outcome") is Outcome.REJECTED:
            step = _step(rule, rule.steps, entry.get("role"))
            if step is not None:
                return step
    return ""


def _step(rule: Approval, steps: Iterable[str], role: str | None) -> str | None:
    """Return the step that a role speaks for."""
    return next(
        (step for step in steps if step in {role, team_of(role)} or role in rule.stand_ins), None
    )
