"""Support plans for learners and staff, reviewed until the problem is resolved for good."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.people.api import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.close import reopen
from lanyard.rooms.concerns.actions.progress import hold, refresh_due
from lanyard.rooms.concerns.models import Case, PlanReview, SupportPlan
from lanyard.rooms.concerns.states import CaseState


@transaction.atomic
def write_plan(
    case: Case, *, by: Person, person: Person, plan: str, interval_days: int, checks: list[str]
) -> SupportPlan:
    """Write a support plan for a learner or a member of staff (COM-BEL-01, COM-INC-09).

    ``interval_days`` is how often it is reviewed; ``checks`` are ISO dates after closure on which
    it is looked at once more.
    """
    written = SupportPlan.objects.create(
        case=case, person=person, plan=plan, interval_days=interval_days, created_by=by,
        next_review=timezone.localdate() + datetime.timedelta(days=interval_days),
        long_term_checks=sorted(checks),
    )  # fmt: skip
    add_line(
        case, kind=Kind.ACTION, by=by, source=("plan", written.pk),
        text=_("A support plan for %(person)s: %(plan)s") % {"person": person, "plan": plan},
    )  # fmt: skip
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, support_plan=True)
    return written


@transaction.atomic
def review_plan(plan: SupportPlan, *, by: Person, resolved: bool, text: str) -> PlanReview:
    """Review a plan. Resolved with no check left ends it; unresolved reopens a closed case."""
    case = plan.case
    hold(case)
    today = timezone.localdate()
    review = PlanReview.objects.create(
        case=case, plan=plan, on=today, resolved=resolved, text=text, by=by
    )
    plan.next_review = _next_review(plan, today, resolved=resolved)
    if plan.next_review is None:
        plan.ended_at = timezone.now()
    plan.save(update_fields=["next_review", "ended_at"])
    add_line(
        case, kind=Kind.ACTION, by=by, source=("plan", plan.pk),
        text=_("Support plan of %(person)s reviewed: %(text)s")
        % {"person": plan.person, "text": text},
    )  # fmt: skip
    trail.on_case("case-changed", case, by=by, plan_review="resolved" if resolved else "unresolved")
    if not resolved and case.state in {CaseState.CLOSED, CaseState.WATCHING}:
        reopen(case, by=by, because=_("A check after closure found it unresolved: %s") % text)
    refresh_due(case)
    return review


def _next_review(
    plan: SupportPlan, today: datetime.date, *, resolved: bool
) -> datetime.date | None:
    """Return the next long-term check once resolved, else the next regular review."""
    if not resolved:
        return today + datetime.timedelta(days=plan.interval_days)
    ahead = [day for day in plan.long_term_checks if day > today.isoformat()]
    return datetime.date.fromisoformat(ahead[0]) if ahead else None
