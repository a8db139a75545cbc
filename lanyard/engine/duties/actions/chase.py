"""The one chase: remind each person once of each step, and tell managers what is overdue."""

from __future__ import annotations

import datetime
from collections import defaultdict
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.duties.models import Occurrence, Reminder
from lanyard.engine.duties.queries import managers_of, open_on
from lanyard.engine.duties.rules import managers_hear, step_reached
from lanyard.foundation.access.api import holders_of
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices


@transaction.atomic
def chase(*, today: datetime.date | None = None) -> int:
    """Remind everybody of the steps that have fallen due; return how many people were told.

    A person gets one notice a day, however many duties have reached a step. Line managers get one
    a day while somebody of theirs is overdue (a week, or none, where the duty says so), and the
    owner of a duty one a week, on whichever day of it something is overdue first.
    """
    day = today or timezone.localdate()
    with system_duty("chase what is due"):
        reached = _steps(day)
        _remember(reached, day)
        told = {one.person_id for one, _ in reached}
        for person in sorted(told):
            _tell(person, day, kind="duties.reminder", url=reverse("duties:mine"))
        late = list(open_on(day).filter(due__lt=day).select_related("definition"))
        for manager in sorted(_managers(late, day)):
            _tell(manager, day, kind="duties.team-overdue", url=reverse("duties:team"))
        for owner in sorted(_owners(late)):
            _tell(owner, _monday(day), kind="duties.owner-overdue", url=reverse("duties:all"))
        if told:
            audit.record("duties.chased", by=None, kind="duty", people=len(told), late=len(late))
    return len(told)


def _steps(day: datetime.date) -> list[tuple[Occurrence, str]]:
    """Return what has reached a step of which the person was not reminded yet."""
    standing = open_on(day).select_related("definition").prefetch_related("reminders")
    found = []
    for one in standing.iterator(chunk_size=5000):
        step = step_reached(one.due, one.opened_on, one.definition.steps, today=day)
        if step == "start" and one.definition.told:
            continue
        if step and step not in {reminder.step for reminder in one.reminders.all()}:
            found.append((one, step))
    return found


def _remember(reached: list[tuple[Occurrence, str]], day: datetime.date) -> None:
    Reminder.objects.bulk_create(
        [Reminder(occurrence=one, step=step, sent_on=day) for one, step in reached],
        ignore_conflicts=True, batch_size=2000,
    )  # fmt: skip


def _tell(person: UUID, day: datetime.date, *, kind: str, url: str) -> None:
    notices.notify(kind, [person], url=url, event=f"{kind}:{person}:{day}")


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.isoweekday() - 1)


def _managers(late: list[Occurrence], day: datetime.date) -> set[UUID]:
    """Return who hears today that somebody of theirs is late, as often as the duty says.

    What they hear of is noted, so that a day on which nothing ran is made up and none comes twice.
    """
    fresh = [
        one for one in late
        if managers_hear(one.due, one.definition.managers_every, one.manager_told_on, today=day)
    ]  # fmt: skip
    managers = managers_of({one.person_id for one in fresh}, on=day)
    told = [one.pk for one in fresh if one.person_id in managers]
    Occurrence.objects.filter(pk__in=told).update(manager_told_on=day)
    return set(managers.values())


def _owners(late: list[Occurrence]) -> set[UUID]:
    found: dict[str, bool] = defaultdict(bool)
    for one in late:
        found[one.definition.owner_role] = True
    return {holder for role in found if role for holder in holders_of(role)}
