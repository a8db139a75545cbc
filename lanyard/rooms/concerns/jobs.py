"""What time brings: things due are said again, what is overdue climbs, watches end."""

from __future__ import annotations

import datetime
import functools
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.jobs.api import each, schedule
from lanyard.foundation.notices import api as notices
from lanyard.rooms.concerns import in_force, trends
from lanyard.rooms.concerns.actions import drafts, escalation, surveys
from lanyard.rooms.concerns.actions import drills as drill_actions
from lanyard.rooms.concerns.models import Action, Case, Procedure
from lanyard.rooms.concerns.queries.cases import kept_out_of
from lanyard.rooms.concerns.states import ActionState

#: Hours after which something overdue goes past its owner, and then to the head.
_TO_LEAD, _TO_HEAD = 4, 24


@schedule("*/15 * * * *", "concerns.remind", own_transactions=True)
def remind(organisation: UUID) -> None:
    """Tell owners and holders of what falls due, and those above them of what stays undone.

    Each in its own transaction: one that cannot be said keeps back none of the others.
    """
    now = timezone.now()
    with transaction.atomic():
        sayings = [
            *(functools.partial(_say_task, action, now) for action in _tasks_over(now)),
            *(functools.partial(_say_case, case, now) for case in _cases_over(now)),
        ]
    each(sayings, lambda say: say())


@schedule("10 3 * * *", "concerns.purge-drafts")
def purge_drafts(organisation: UUID) -> None:
    """Destroy the unfinished reports that nobody came back to in time."""
    drafts.purge()


@schedule("20 5 * * *", "concerns.oversee")
def oversee(organisation: UUID) -> None:
    """Plan tests of the routes, measure those that were answered, and open the yearly survey."""
    drill_actions.plan_due_rounds()
    drill_actions.measure()
    surveys.open_due_survey()
    _say_reviews()
    trends.tell_trends()


def _say_reviews() -> None:
    """Say that how to report is due for its review, once for each version."""
    newest = Procedure.objects.order_by("-version").first()
    if newest is not None and newest.review_on <= timezone.localdate():
        lead = in_force.profile().posts.safeguarding_lead
        notices.notify(
            "concerns.due", access.holders_of(lead), url=reverse("concerns:procedure"),
            event=f"procedure-review:{newest.pk}",
        )  # fmt: skip


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
    return escalation.answerable(case, but=kept_out_of(case))


def _say(event: str, people: list[UUID], where: str, case: Case) -> None:
    notices.notify(
        "concerns.due", people, event=event, url=where, subject_kind="case", subject_id=case.pk,
        severity=5 if case.severity == 5 else None,
    )  # fmt: skip
