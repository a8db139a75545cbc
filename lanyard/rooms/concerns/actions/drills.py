"""Try the routes with marked test reports, and keep how long an answer took."""

from __future__ import annotations

import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import acting_as, system_duty
from lanyard.foundation.notices import api as notices
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.models import Person
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.drills import INTERVALS, PATHS
from lanyard.rooms.concerns.matters import Report
from lanyard.rooms.concerns.models import Concern, Drill, Receipt

#: Days between planning a round and the day by which it is to be done.
_NOTICE_DAYS = 14


@transaction.atomic
def plan_due_rounds() -> int:
    """Plan the rounds whose interval is over, and tell those who carry them out; act as the system.

    Only rounds for which the profile has an interval are planned; return how many were.
    """
    return sum(_plan_if_due(kind, slug) for kind, slug in INTERVALS.items())


def _plan_if_due(kind: str, slug: str) -> bool:
    days = in_force.days_of(slug)
    newest = Drill.objects.filter(kind=kind).order_by("-due_on").first()
    today = timezone.localdate()
    if days is None or (newest and newest.due_on + datetime.timedelta(days=days) > today):
        return False
    plan_round(kind, by=None)
    return True


@transaction.atomic
def plan_round(kind: str, *, by: Person | None) -> datetime.date:
    """Plan a round of all ways of a kind; return by when it is to be done.

    A round that is planned for that day already is left as it is.
    """
    due = timezone.localdate() + datetime.timedelta(days=_NOTICE_DAYS)
    with system_duty("plan tests of the routes"):
        for path in PATHS.values():
            if path.kind == kind:
                Drill.objects.get_or_create(
                    organisation_id=current_organisation_id(), kind=kind, path=path.slug, due_on=due
                )
        notices.notify(
            "concerns.drill", _testers(), url=reverse("concerns:drills"),
            event=f"drill:{kind}:{due}",
        )  # fmt: skip
    audit.record("concerns.drill-planned", by=by, subject=str(Drill.Kind(kind).label))
    return due


def _testers() -> list[UUID]:
    """Return who tests: the lead's deputies, so that the lead is tested too; else the lead."""
    lead = in_force.profile().posts.safeguarding_lead
    held = access.RoleHolding.objects.filter(role=lead, standing=access.Standing.DEPUTY, until=None)
    deputies = list(dict.fromkeys(held.values_list("person_id", flat=True)))
    return deputies or access.holders_of(lead)


@transaction.atomic
def send_drill(drill: Drill, *, by: Person) -> Drill:
    """Send the marked test report of a route; raises ValueError where it went already.

    Ways that nobody signs in for are tried without a name, as a stranger's report would come.
    """
    drill = Drill.objects.select_for_update().get(pk=drill.pk)
    if drill.sent_at is not None:
        raise ValueError(_("This test report has been sent."))
    path = PATHS[drill.path]
    report = Report(
        reporter_kind=path.reporter, category=path.category, risk_area="conduct", prevent="no",
        about=path.about, people=path.people, is_test=True, sent_key=uuid4(),
        happened=_("TEST. Nothing happened to anybody. Please acknowledge this report, and do no "
                   "more with it."),
    )  # fmt: skip
    if path.signed_in:
        opened = open_concern(report, by=by)
    else:
        with acting_as(current_organisation_id(), None):
            opened = open_concern(report, by=None)
    with system_duty("keep that a test was sent"):
        receipt = Receipt.objects.get(pk=opened.receipt_id)
        drill.concern_id, drill.sent_to = receipt.concern_id, receipt.sent_to
        drill.sent_at, drill.sent_by = timezone.now(), by
        drill.save(update_fields=["concern", "sent_to", "sent_at", "sent_by"])
    audit.record("concerns.drill-sent", by=by, subject=str(path.title))
    return drill


@transaction.atomic
def measure() -> int:
    """Keep the time to the first answer of tests that were answered since; act as the system."""
    waiting = Drill.objects.filter(concern__acknowledged_at__isnull=False, minutes_to_answer=None)
    return sum(1 for drill in waiting.select_related("concern") if _measure(drill))


def measure_one(drill: Drill) -> None:
    """Do the same for one test, when somebody looks at it."""
    with system_duty("measure a test"):
        concern = Concern.objects.filter(drill=drill.pk).first()
        if concern is not None and drill.minutes_to_answer is None:
            drill.concern = concern
            _measure(drill)


def _measure(drill: Drill) -> bool:
    concern = drill.concern
    if concern is None or concern.acknowledged_at is None:
        return False
    took = concern.acknowledged_at - concern.received_at
    drill.minutes_to_answer = max(0, round(took.total_seconds() / 60))
    due = concern.acknowledge_by
    drill.in_time = due is None or concern.acknowledged_at <= due
    drill.save(update_fields=["minutes_to_answer", "in_time"])
    return True


@transaction.atomic
def finish_drill(drill: Drill, *, by: Person, finding: str) -> None:
    """Record what a test found; raises ValueError before it was answered, or without a finding.

    A test that nobody answers before its day is over is a finding too, and may be recorded then.
    """
    measure_one(drill)
    over = timezone.localdate() > drill.due_on
    if not finding.strip():
        raise ValueError(_("Say what you found."))
    if drill.sent_at is None or (drill.minutes_to_answer is None and not over):
        raise ValueError(_("Nobody has answered it yet. Wait for the answer, or for its last day."))
    drill.finding, drill.done_at, drill.done_by = finding, timezone.now(), by
    drill.save(update_fields=["finding", "done_at", "done_by"])
    title = str(PATHS[drill.path].title)
    audit.record("concerns.drill-done", by=by, subject=title, minutes=drill.minutes_to_answer)
