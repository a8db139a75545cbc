"""Decisions with their reasons: police, Prevent, Channel, LADO, a step left out, who may see."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.people.api import Person
from lanyard.rooms.concerns import in_force, trail
from lanyard.rooms.concerns.actions import team
from lanyard.rooms.concerns.actions.chronology import Kind, add_line, leads_circle_of
from lanyard.rooms.concerns.actions.consequences import set_in_motion
from lanyard.rooms.concerns.actions.progress import hold_open, refresh_due
from lanyard.rooms.concerns.actions.triage import (
    allegation_circle,
    ordinary_circle,
    tell_circle,
)
from lanyard.rooms.concerns.matters import matter_of_concern
from lanyard.rooms.concerns.models import Case, ChronologyEntry, Concern, Decision
from lanyard.rooms.concerns.readers import exclusions_of
from lanyard.rooms.concerns.reasons import CaseKind
from lanyard.rooms.concerns.routing import route
from lanyard.rooms.concerns.walls import ABOUT_STAFF

WAIVED = "waived"


@transaction.atomic
def decide(
    case: Case,
    *,
    by: Person,
    kind: str,
    answer: str,
    reasons: str,
    reference: str = "",
    decided_at: datetime.datetime | None = None,
) -> Decision:
    """Record a decision; an earlier one of the same kind is superseded by it and stays.

    A waiver of a compulsory police report is only for the roles that the policy names: raises
    ValueError for others, and for a decision without reasons.
    """
    if not reasons.strip():
        raise ValueError(_("A decision needs its reasons."))
    if kind == Decision.Kind.POLICE and answer == WAIVED:
        _check_waiver(case, by)
    decision = record(
        case, by=by, kind=kind, answer=answer, reasons=reasons, reference=reference,
        decided_at=decided_at,
    )  # fmt: skip
    set_in_motion(case, by=by)
    refresh_due(case)
    trail.on_case("decided", case, by=by, because=reasons, decision=kind, answer=answer)
    return decision


def record(
    case: Case,
    *,
    by: Person,
    kind: str,
    answer: str,
    reasons: str,
    reference: str = "",
    decided_at: datetime.datetime | None = None,
    once: bool = True,
) -> Decision:
    """Write a decision and its line; for verbs that audit themselves."""
    with system_duty("record a decision"):
        former = None
        if once:
            former = (
                Decision.objects.filter(case=case, kind=kind, superseded_by=None)
                .order_by("-recorded_at", "-id")
                .first()
            )
        decision = Decision.objects.create(
            case=case, kind=kind, answer=answer[:200], reasons=reasons, reference=reference,
            decided_by=by, decided_at=decided_at or timezone.now(), supersedes=former,
        )  # fmt: skip
    words = _("%(kind)s: %(answer)s. %(reasons)s") % {
        "kind": decision.get_kind_display(), "answer": answer, "reasons": reasons,
    }  # fmt: skip
    add_line(
        case, kind=Kind.DECISION, by=by, at=decision.decided_at, text=words,
        source=("decision", decision.pk),
    )  # fmt: skip
    return decision


def _check_waiver(case: Case, by: Person) -> None:
    if case.child_sexual_abuse:
        raise ValueError(_("Child sexual abuse is always reported to the police."))
    waivers = in_force.profile().police.waived_by
    if access.roles_of(by.pk).isdisjoint(waivers):
        titles = ", ".join(in_force.profile().title_of(role) for role in waivers)
        raise ValueError(
            _("Only %(who)s may decide not to report to the police.") % {"who": titles}
            if titles
            else _("The policy lets nobody leave out the report to the police.")
        )


@transaction.atomic
def change_kind(case: Case, *, by: Person, kind: str, because: str) -> None:
    """Change the path that a case takes. An allegation about staff moves behind its wall.

    The case, its reports and all that belongs to them go to the circle of allegations; those who
    were on the team are off it, and whoever only read by role loses sight of it. An allegation no
    more, it goes back the same way to where its first report would go today, unless one of its
    reports is about staff: then it stays where it is.
    """
    hold_open(case)
    if case.kind == kind:
        return
    was, former = case.kind, str(case.get_kind_display())
    with system_duty("change the kind of a case"):
        case.kind = kind
        case.save(update_fields=["kind"])
    words = _("%(former)s became %(kind)s") % {"former": former, "kind": case.get_kind_display()}
    record(case, by=by, kind=Decision.Kind.CIRCLE, answer=words, reasons=because)
    if kind == CaseKind.ALLEGATION:
        move(case, allegation_circle(), by=by, because=because)
    elif was == CaseKind.ALLEGATION:
        move(case, _circle_outside(case), by=by, because=because)
    set_in_motion(case, by=by)
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, because=because, case_kind=kind)


def _circle_outside(case: Case) -> access.Circle:
    """Return the circle of a case that is an allegation no more."""
    with system_duty("send a case another way"):
        reports = list(
            Concern.objects.filter(case=case)
            .select_related("circle", "reporter")
            .order_by("received_at", "id")
        )
        if not reports or any(report.about in ABOUT_STAFF for report in reports):
            return case.circle
        first = reports[0]
        routed = route(matter_of_concern(first), profile_in_force(), also_kept=exclusions_of(first))
        return ordinary_circle(routed.roles)


def move(case: Case, circle: access.Circle, *, by: Person, because: str) -> None:
    """Move a case with its reports to another circle; the named team stays behind."""
    if case.circle_id == circle.pk:
        return
    with system_duty("move a case to another circle"):
        for member in team.members(case).select_related("person", "case"):
            if access.roles_of(member.person_id).isdisjoint(circle.roles):
                team.end_member(member, by=by, because=because)
        for grant in access.readers_by_grant("case", case.pk):
            if access.roles_of(grant.person_id).isdisjoint(circle.roles):
                access.end_grant("case", case.pk, grant.person_id)
        case.refresh_from_db()
        case.circle = circle
        case.save(update_fields=["circle"])
        ChronologyEntry.objects.filter(case=case, visibility="leads").update(
            leads_circle=leads_circle_of(case)
        )
        files.files_of("case", case.pk).update(circle_id=circle.pk)
        for concern in Concern.objects.filter(case=case):
            team.end_outside(concern, circle)
            concern.circle = circle
            concern.save(update_fields=["circle"])
    tell_circle(case)


@transaction.atomic
def skip_step(case: Case, *, by: Person, step: str, because: str) -> Decision:
    """Leave out a step of the procedure, with the reason (LAN-DSO-01)."""
    if not because.strip():
        raise ValueError(_("Say why the step is left out."))
    decision = record(
        case, by=by, kind=Decision.Kind.STEP_SKIPPED, answer=step, reasons=because, once=False
    )
    trail.on_case("decided", case, by=by, because=because, decision="step-skipped", answer=step)
    return decision
