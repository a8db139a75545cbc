"""Keep what stands open in step with people: for all of them, or for one whose state changed."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from lanyard.engine.duties.audience import Audience, Traits
from lanyard.engine.duties.belonging import traits_of
from lanyard.engine.duties.calendars import calendar_here
from lanyard.engine.duties.days import Calendar
from lanyard.engine.duties.models import Definition, Occurrence
from lanyard.engine.duties.planning import Changes, Standing, audience_now, changes, dues
from lanyard.engine.duties.rules import BY_RECORD, BY_ROOM
from lanyard.engine.duties.running import keep_errands
from lanyard.engine.duties.schedules import schedule_of
from lanyard.foundation.access.api import RoleHolding
from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.api import spans as spans_on

_OPEN = """
INSERT INTO duties_occurrence (id, organisation_id, definition_id, person_id, period, due,
    opened_on, evidence, evidence_kind, evidence_id, done_by_name, waiver_reason, waived_by_name,
    waiver_ended_because, waiver_ended_by_name, about)
SELECT new.id, %(organisation)s, %(definition)s, new.person, new.period, new.due, %(today)s,
    '', '', '', '', '', '', '', '', ''
FROM unnest(%(ids)s::uuid[], %(people)s::uuid[], %(periods)s::text[], %(dues)s::date[])
    AS new (id, person, period, due)
ON CONFLICT DO NOTHING
"""
_MOVE = """
UPDATE duties_occurrence SET due = new.due, withdrawn_on = NULL
FROM unnest(%(ids)s::uuid[], %(dues)s::date[]) AS new (id, due)
WHERE duties_occurrence.id = new.id
"""
_STANDING = """
SELECT definition_id, person_id, id, period, due, done_on, withdrawn_on
FROM duties_occurrence WHERE definition_id = ANY(%(definitions)s)
"""


def in_force() -> list[Definition]:
    """Return the definitions that still ask something of an audience."""
    return list(
        Definition.objects.filter(ended_on__isnull=True).exclude(rule_data__anchor=BY_RECORD)
    )


def recompute_all(*, today: datetime.date | None = None) -> int:
    """Bring every duty of everybody into step; return how many occurrences changed."""
    day = today or timezone.localdate()
    with system_duty("keep duties in step"):
        everybody, calendar = list(traits_of(day)), calendar_here()
        changed = sum(_bring(one, everybody, None, day, calendar) for one in in_force())
        return changed + keep_errands(today=day)


def recompute_definition(definition: Definition, *, today: datetime.date | None = None) -> int:
    """Bring one duty into step for everybody; return how many occurrences changed."""
    day = today or timezone.localdate()
    with system_duty("keep duties in step"):
        reached = list(traits_of(day, _reach(definition.audience, day)))
        return _bring(definition, reached, None, day, calendar_here())


def _reach(audience: Audience, day: datetime.date) -> list[UUID] | None:
    """Return whom an audience of posts or names reaches at most; None for kinds of people."""
    if audience.kinds:
        return None
    held = RoleHolding.objects.filter(spans_on(day), role__in=audience.roles)
    return [*map(UUID, audience.people), *held.values_list("person_id", flat=True)]


def recompute_subjects(
    kind: str, subjects: Iterable[object], *, today: datetime.date | None = None
) -> int:
    """Bring the duties of a kind about some subjects into step; return how many changed."""
    day, named = today or timezone.localdate(), [str(one) for one in subjects]
    with system_duty("keep duties in step"):
        asked = Definition.objects.filter(kind=kind, subject_id__in=named, ended_on__isnull=True)
        if not (found := list(asked)):
            return 0
        everybody, calendar = list(traits_of(day)), calendar_here()
        return sum(_bring(one, everybody, None, day, calendar) for one in found)


@transaction.atomic
def recompute_people(people: Iterable[UUID], *, today: datetime.date | None = None) -> int:
    """Bring all duties of some people into step, after something about them changed."""
    day, ids = today or timezone.localdate(), list(people)
    with system_duty("keep duties in step"):
        definitions = in_force()
        if not definitions:
            return 0
        traits, calendar = list(traits_of(day, ids)), calendar_here()
        standing = _standing([one.pk for one in definitions], ids)
        return sum(
            _write(one, _planned(one, traits, standing[one.pk], day, calendar), day)
            for one in definitions
        )


@transaction.atomic
def _bring(
    definition: Definition,
    everybody: Sequence[Traits],
    people: list[UUID] | None,
    today: datetime.date,
    calendar: Calendar,
) -> int:
    standing = _standing([definition.pk], people)[definition.pk]
    return _write(definition, _planned(definition, everybody, standing, today, calendar), today)


def _planned(
    definition: Definition,
    everybody: Sequence[Traits],
    standing: dict[UUID, Standing],
    today: datetime.date,
    calendar: Calendar,
) -> Changes:
    asked = audience_now(definition.audience, everybody, today=today)
    rule = definition.rule
    if rule.anchor == BY_ROOM:
        compute = schedule_of(definition.kind)
        since = {person: joined for person, (_, joined) in asked.items()}
        return changes(compute(definition.subject_id, since, today), standing)
    return changes(dues(rule, asked, standing, today=today, calendar=calendar), standing)


def _standing(
    definitions: list[UUID], people: list[UUID] | None
) -> dict[UUID, dict[UUID, Standing]]:
    found: dict[UUID, dict[UUID, Standing]] = defaultdict(dict)
    sql, values = _STANDING, {"definitions": definitions, "people": people}
    if people is not None:
        sql += " AND person_id = ANY(%(people)s)"
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for definition, person, row, period, due, done, withdrawn in cursor:
            now = found[definition].setdefault(person, Standing())
            if done:
                now.done.add(period)
                now.last_done = max(done, now.last_done or done)
            elif withdrawn:
                now.withdrawn[period] = row
            else:
                now.open_id, now.open_period, now.open_due = row, period, due
    return found


def _write(definition: Definition, planned: Changes, today: datetime.date) -> int:
    if planned.withdrawn:
        Occurrence.objects.filter(pk__in=planned.withdrawn).update(withdrawn_on=today)
    with connection.cursor() as cursor:
        if again := [*planned.moved, *planned.reopened]:
            ids, days = [list(column) for column in zip(*again, strict=True)]
            cursor.execute(_MOVE, {"ids": ids, "dues": days})
        if planned.opened:
            people, periods, days = [list(column) for column in zip(*planned.opened, strict=True)]
            cursor.execute(
                _OPEN,
                {
                    "organisation": current_organisation_id(), "definition": definition.pk,
                    "today": today, "ids": [time_ordered_id() for _ in people],
                    "people": people, "periods": periods, "dues": days,
                },
            )  # fmt: skip
    return len(planned)
