"""What time brings: things due are said again, what is overdue climbs, watches end."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from lanyard.foundation.jobs.api import schedule
from lanyard.foundation.notices import api as notices
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.actions import escalation
from lanyard.rooms.concerns.models import Action, Case
from lanyard.rooms.concerns.queries.cases import kept_out_of
from lanyard.rooms.concerns.states import ActionState

#: Hours after which something overdue goes past its owner, and then to the head.
_TO_LEAD, _TO_HEAD = 4, 24


@schedule("*/15 * * * *", "concerns.remind")
def remind(organisation: UUID) -> None:
    """Tell owners and holders of what falls due, and those above them of what stays undone."""
    now = timezone.now()
    for action in _tasks_over(now):
        _say_task(action, now)
    for case in _cases_over(now):
        _say_case(case, now)


def _tasks_over(now: datetime.datetime) -> list[Action]:
    found = Action.objects.filter(state=ActionState.TO_DO, due__lte=now + _soon())
    return list(found.select_related("case", "case__circle").order_by("due"))


def _soon() -> datetime.timedelta:
    return datetime.timedelta(hours=24)


def _say_task(action: Action, now: datetime.datetime) -> None:
    stage = _stage(action.due, now)
    people = [action.owner_id] if stage in {"soon", "over"} else _above(action.case)
    where = reverse("concerns:action", args=[action.pk])
    _say(f"action-due:{action.pk}:{action.due:%Y%m%d%H%M}:{stage}", people, where, action.case)


def _cases_over(now: datetime.datetime) -> list[Case]:
    """Return cases with something due: of a closed one, the plan that still supports somebody."""
    found = Case.objects.filter(next_due__lte=now)
    return list(found.select_related("circle").order_by("next_due"))


def _say_case(case: Case, now: datetime.datetime) -> None:
    """Speak of first actions, chase dates, plan reviews and ends of watches: all are "next due"."""
    due = case.next_due or now
    stage = _stage(due, now)
    people = [case.holder_id] if stage == "over" and case.holder_id else _above(case)
    where = reverse("concerns:case", args=[case.pk])
    _say(f"case-due:{case.pk}:{due:%Y%m%d%H%M}:{stage}", people, where, case)
    if stage == "head":
        top = escalation.climb(case)
        _say(f"case-due:{case.pk}:{due:%Y%m%d%H%M}:head-told", top, where, case)


def _stage(due: datetime.datetime, now: datetime.datetime) -> str:
    """Return how far past its time a thing is: "soon", "over", then "lead", then "head"."""
    late = now - due
    if late >= datetime.timedelta(hours=_TO_HEAD):
        return "head"
    if late >= datetime.timedelta(hours=_TO_LEAD):
        return "lead"
    return "over" if late >= datetime.timedelta() else "soon"


def _above(case: Case) -> list[UUID]:
    """Return who answers for a case, without those who are kept out of it."""
    return in_force.above(case, but=kept_out_of(case))


def _say(event: str, people: list[UUID], where: str, case: Case) -> None:
    notices.notify(
        "concerns.due", people, event=event, url=where, subject_kind="case", subject_id=case.pk,
        severity=5 if case.severity == 5 else None,
    )  # fmt: skip
