"""Ask something of an audience, change what is asked, and stop asking."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties.audience import Audience
from lanyard.engine.duties.models import Definition, Occurrence
from lanyard.engine.duties.recompute import recompute_definition
from lanyard.engine.duties.rules import BY_ROOM, Rule
from lanyard.engine.duties.schedules import schedule_of
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.registry import api as registry


@dataclass(frozen=True)
class Asked:
    """What is asked, in words, and where it is done.

    ``owner_role`` hears of what is overdue. ``by_hand`` lets the person's own word complete it.
    ``steps`` are the days, relative to the due day, on which a reminder goes out. A line manager
    hears of what is overdue each day, each week (7) or not at all (0): ``managers_every``.
    """

    title: str
    url: str
    owner_role: str = ""
    by_hand: bool = False
    clauses: Sequence[str] = ()
    steps: Sequence[int] = (-7, -1, 0)
    managers_every: int = 1


@transaction.atomic
def define(
    kind: str,
    asked: Asked,
    *,
    by: audit.Actor | None,
    audience: Audience,
    rule: Rule,
    subject: tuple[str, UUID | str] = ("", ""),
    at_once: bool = True,
) -> Definition:
    """Ask something of an audience, or change what was asked about the same subject.

    ``at_once`` opens what is due in the same transaction; otherwise the nightly run does. Raises
    LookupError for a kind that no manifest declares, or whose days no room provides.
    """
    registry.duty(kind)
    if rule.anchor == BY_ROOM:
        schedule_of(kind)
    with system_duty("define a duty"):
        definition, new = Definition.objects.update_or_create(
            kind=kind, subject_kind=subject[0], subject_id=str(subject[1]), ended_on=None,
            defaults={
                "title": asked.title[:200], "url": asked.url, "steps": sorted(asked.steps),
                "owner_role": asked.owner_role, "by_hand": asked.by_hand,
                "clauses": list(asked.clauses), "audience_data": audience.as_data(),
                "managers_every": asked.managers_every,
                "rule_data": rule.as_data(),
            },
        )  # fmt: skip
    audit.record(
        "duties.defined" if new else "duties.changed", by=by, subject=definition.title,
        kind="duty", subject_id=definition.pk, duty=kind,
    )  # fmt: skip
    if at_once:
        recompute_definition(definition)
    return definition


@transaction.atomic
def end(
    kind: str,
    subject: tuple[str, UUID | str],
    *,
    by: audit.Actor | None,
    because: str,
    on: datetime.date | None = None,
) -> int:
    """Stop asking something; what still stands open is withdrawn. Return how many were open.

    Raises ValueError without a reason. What is not asked at all is left as it is.
    """
    if not because.strip():
        raise ValueError("Ending a duty needs a reason.")
    day = on or timezone.localdate()
    open_ones = 0
    with system_duty("end a duty"):
        for definition in Definition.objects.select_for_update().filter(
            kind=kind, subject_kind=subject[0], subject_id=str(subject[1]), ended_on=None
        ):
            definition.ended_on = day
            definition.save(update_fields=["ended_on"])
            open_ones += Occurrence.objects.filter(
                definition=definition, done_on=None, withdrawn_on=None
            ).update(withdrawn_on=day)
            audit.record(
                "duties.ended", by=by, subject=definition.title, kind="duty",
                subject_id=definition.pk, because=because, open=open_ones,
            )  # fmt: skip
    return open_ones
