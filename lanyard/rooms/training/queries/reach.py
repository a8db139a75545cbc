"""How far each rule of training has come."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from lanyard.engine.duties import api as duties
from lanyard.rooms.training.models import TrainingRule
from lanyard.rooms.training.queries.standing import DUTY, rules_in_force


@dataclass(frozen=True)
class Reach:
    """Of how many something is asked, who is in date, who is late."""

    rule: TrainingRule
    asked: int
    in_date: int
    overdue: int

    @property
    def percent(self) -> int:
        """In date of a hundred asked; 100 where nobody is asked."""
        return 100 * self.in_date // self.asked if self.asked else 100


def reach(*, on: datetime.date) -> list[Reach]:
    """Return the live figures of each rule in force, the most overdue first; few queries."""
    today = on
    open_now = {
        one.definition.subject_id: one
        for one in duties.figures(on=today)
        if one.definition.kind == DUTY
    }
    found = []
    sizes = audience_sizes(today)
    for rule in rules_in_force():
        figure = open_now.get(str(rule.pk))
        late = figure.overdue if figure else 0
        asked = sizes.get(rule.slug, 0)
        found.append(Reach(rule, asked, asked - late, late))
    return sorted(found, key=lambda one: (-one.overdue, one.rule.title))


def audience_sizes(today: datetime.date) -> dict[str, int]:
    """Return of how many people each rule is asked."""
    everybody = list(duties.traits_of(today))
    return {
        rule.slug: sum(
            rule.audience.joined(traits, today=today) is not None for traits in everybody
        )
        for rule in rules_in_force()
    }


def late(rule: TrainingRule, *, on: datetime.date) -> list[duties.Occurrence]:
    """Return who has a rule still to fulfil, the latest first."""
    return list(
        duties.Occurrence.objects.filter(
            definition__kind=DUTY, definition__subject_id=str(rule.pk),
            done_on__isnull=True, withdrawn_on__isnull=True,
        ).select_related("person").order_by("due", "person__family_name", "id")
    )  # fmt: skip
