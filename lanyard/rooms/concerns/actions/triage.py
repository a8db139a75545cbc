"""Triage: a report becomes a case, or joins one; how bad it is, with reasons and clocks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Enrolment, Person, spans
from lanyard.rooms.concerns import in_force, reasons, trail
from lanyard.rooms.concerns.actions import attachments, reading, team
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.consequences import set_in_motion
from lanyard.rooms.concerns.actions.progress import go_to, hold, hold_open, refresh_due
from lanyard.rooms.concerns.models import Action, Case, CasePerson, Concern, Decision, FollowUp
from lanyard.rooms.concerns.numbers import next_number
from lanyard.rooms.concerns.states import ActionState, ConcernState
from lanyard.rooms.concerns.walls import ABOUT_STAFF

#: The severity at which everybody is told at once.
URGENT = 5


@dataclass(frozen=True, kw_only=True)
class Step:
    """The protective step taken at once: which, in what words, when (KMC-INC-02, COM-INC-02)."""

    kind: str
    said: str
    at: datetime.datetime

    def sentence(self) -> str:
        """Say what was done."""
        label = str(reasons.ProtectiveStep(self.kind).label)
        return f"{label}. {self.said}".strip()


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What somebody found at triage. Every severity has a reason; every yes sets work in motion."""

    kind: str
    category: str
    risk_area: str
    severity: int
    because: str
    technology: str
    prevent: str
    illegal: str
    disturbing: str
    summary: str = ""
    breaches: tuple[str, ...] = ()
    prevent_because: str = ""


@transaction.atomic
def open_case(concern: Concern, *, by: Person, assessment: Assessment, step: Step) -> Case:
    """Open a case from a report, with the protective step already taken.

    An allegation that comes out of a report of another kind goes behind its wall at once: those who
    had the report, the actor too, read it no more, and those of the circle are told of the case.
    Raises ValueError where the report is in a case already, or the step lies in the future.
    """
    hold(concern)
    check(concern, step)
    version = profile_in_force()
    with system_duty("open a case"):
        now = timezone.now()
        year = timezone.localdate().year
        case = Case.objects.create(
            year=year, number=next_number("case", year), circle=_circle(concern, assessment.kind),
            kind=assessment.kind, category=assessment.category, risk_area=assessment.risk_area,
            severity=assessment.severity, technology=assessment.technology,
            prevent=assessment.prevent, illegal=assessment.illegal,
            disturbing=assessment.disturbing, breach_codes=list(assessment.breaches),
            summary=assessment.summary or _summary(concern, assessment), opened_at=now,
            acknowledged_at=concern.acknowledged_at or now, first_action_at=step.at,
            profile_version=version.pk,
        )  # fmt: skip
        bring_people(concern, case)
        _set_clocks(case, since=concern.received_at)
    join(concern, case, by=by)
    outside = access.roles_of(by.pk).isdisjoint(case.circle.roles)
    if case.kind == reasons.CaseKind.ALLEGATION and not _about_staff(concern) and outside:
        tell_circle(case)
    else:
        owner = owner_of(case, by)
        because = _("Took the report on at triage.") if owner == by else _("Owns such cases.")
        team.give_to(case, owner, by=by, because=because)
    record_step(case, step, by=by)
    _decide(case, by=by, kind="severity", answer=str(assessment.severity), why=assessment.because)
    if assessment.prevent_because:
        _decide(
            case, by=by, kind="prevent", answer=assessment.prevent, why=assessment.prevent_because
        )
    ask_follow_up(concern, case)
    set_in_motion(case, by=by)
    refresh_due(case)
    if case.severity == URGENT:
        alarm(case)
    trail.on_case(
        "case-opened", case, by=by, report=concern.reference, case_kind=case.kind,
        severity=case.severity,
    )  # fmt: skip
    return case


@transaction.atomic
def change_severity(case: Case, *, by: Person, severity: int, because: str) -> None:
    """Change how bad a case is; up or down needs a reason, and the clocks follow."""
    hold_open(case)
    former, case.severity = case.severity, severity
    with system_duty("set the clocks of a case"):
        case.save(update_fields=["severity"])
        _set_clocks(case, since=timezone.now())
    _decide(case, by=by, kind="severity", answer=str(severity), why=because)
    refresh_due(case)
    if severity == URGENT:
        alarm(case)
    trail.on_case("case-changed", case, by=by, because=because, was=former, severity=severity)


@transaction.atomic
def answer_thresholds(case: Case, *, by: Person, because: str, **answers: object) -> None:
    """Answer the questions of triage anew (illegal, disturbing, prevent, breaches and so on)."""
    hold_open(case)
    changed = {}
    for name, answer in answers.items():
        if getattr(case, name) != answer:
            changed[name] = getattr(case, name)
            setattr(case, name, answer)
    if not changed:
        return
    case.save(update_fields=list(changed))
    add_line(
        case, kind=Kind.STATE, by=by,
        text=_("The assessment changed: %(because)s") % {"because": because},
    )  # fmt: skip
    set_in_motion(case, by=by)
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, because=because, fields=sorted(changed))


def alarm(case: Case) -> None:
    """Tell all who read the case by role, at any hour: somebody is in danger (COM-PUR-01)."""
    with system_duty("raise the alarm"):
        out = set(
            access.Exclusion.objects.filter(record_kind="case", record_id=case.pk).values_list(
                "person_id", flat=True
            )
        )
        people = {p for role in case.circle.roles for p in access.holders_of(role)} - out
    notices.notify(
        "concerns.case", sorted(people), event=f"danger:{case.pk}:{case.first_action_by}",
        url=reverse("concerns:case", args=[case.pk]), severity=URGENT,
        subject_kind="case", subject_id=case.pk,
    )  # fmt: skip


def owner_of(case: Case, by: Person) -> Person:
    """Return who holds a new case: whoever opens it, or the lead where the policy says so.

    A breach of acceptable use is the lead's own (LAN-DSL-03), unless the lead may not see it.
    """
    profile = in_force.profile()
    lead = profile.posts.safeguarding_lead
    if case.kind != reasons.CaseKind.POLICY_BREACH or not profile.asks("lead-holds-breaches"):
        return by
    if lead not in case.circle.roles or lead in access.roles_of(by.pk):
        return by
    with system_duty("find the lead"):
        leads = [p for p in access.holders_of(lead) if not team.is_kept_out(case, p)]
        return Person.objects.filter(pk__in=leads[:1]).first() or by


def check(concern: Concern, step: Step) -> None:
    """Raise ValueError where a report is in a case already, or the step lies in the future."""
    if concern.case_id is not None:
        raise ValueError(_("This report is in a case already."))
    if concern.is_test:
        raise ValueError(_("This is a test of the route: acknowledge it, and no more."))
    if step.at > timezone.now() + datetime.timedelta(minutes=1):
        raise ValueError(_("The protective step cannot lie in the future."))


def _circle(concern: Concern, kind: str) -> access.Circle:
    """Return the circle of a new case: the report's, or that of allegations about staff."""
    about_staff = _about_staff(concern)
    if kind == reasons.CaseKind.ALLEGATION and not about_staff:
        return allegation_circle()
    return concern.circle if about_staff else ordinary_circle(concern.circle.roles)


def ordinary_circle(roles: Iterable[str]) -> access.Circle:
    """Return the circle of a case whose report went to some roles.

    Where one of them is a safeguarding role of the profile, all of those read the case.
    """
    safeguarding = set(in_force.profile().posts.safeguarding)
    sent = set(roles)
    return access.circle_of(sent if safeguarding.isdisjoint(sent) else sent | safeguarding)


def _about_staff(concern: Concern) -> bool:
    return concern.about in ABOUT_STAFF


def tell_circle(case: Case) -> None:
    """Tell those whose case it now is that it came to them; whoever handed it over sees it not."""
    with system_duty("tell of a case that moved"):
        people = {p for role in case.circle.roles for p in access.holders_of(role)}
        times = Decision.objects.filter(case=case, kind=Decision.Kind.CIRCLE).count()
    notices.notify(
        "concerns.case", sorted(people), event=f"walled:{case.pk}:{case.circle_id}:{times}",
        url=reverse("concerns:case", args=[case.pk]), subject_kind="case", subject_id=case.pk,
    )  # fmt: skip


def allegation_circle() -> access.Circle:
    """Return the circle that the profile's route for concerns about staff leads to."""
    rows = in_force.profile().routing.about_staff
    roles = next(
        (row.to for row in rows if not row.category), rows[0].to if rows else ("principal",)
    )
    relative = {"line-manager", "course-manager", "apprenticeship-coordinator", "trusted-adult"}
    return access.circle_of(set(roles) - relative or {"principal"})


def _summary(concern: Concern, assessment: Assessment) -> str:
    """Return one line for lists: the category and place, never words of the report or a name."""
    label = str(reasons.Category(assessment.category).label)
    place = reasons.Place(concern.place)
    where = concern.platform or ("" if place is reasons.Place.UNKNOWN else str(place.label))
    return (f"{label}: {where}" if where else label)[:200]


def bring_people(concern: Concern, case: Case) -> None:
    """Add the people of a report to a case, each in their part. Done as the system."""
    today = timezone.localdate()
    here = set(
        CasePerson.objects.filter(case=case, ended_at=None).values_list("person_id", "name", "part")
    )
    for one in concern.involved.select_related("person"):
        if (one.person_id, one.name, one.part) not in here:
            CasePerson.objects.create(
                case=case, person=one.person, name=one.name, part=one.part, relation=one.relation,
                born=one.person.born if one.person else None,
                age_when_opened=one.person.age_on(today) if one.person else None,
            )  # fmt: skip
    settle_people(case)


def settle_people(case: Case) -> None:
    """Say anew whether a child is involved, and which site the case belongs to."""
    from_file = list(
        CasePerson.objects.filter(
            case=case, ended_at=None, part__in=["harmed", "alleged"]
        ).select_related("person")
    )
    today = timezone.localdate()
    ages = [p.person.age_on(today) if p.person else p.age_when_opened for p in from_file]
    case.child_involved = not ages or any(age is None or age < 18 for age in ages)
    if case.site_id is None:
        enrolment = Enrolment.objects.filter(
            spans(today), person__in=[p.person_id for p in from_file], site__isnull=False
        ).order_by("-since").first()  # fmt: skip
        case.site = enrolment.site if enrolment else None
    case.save(update_fields=["child_involved", "site"])


def _set_clocks(case: Case, *, since: datetime.datetime) -> None:
    timer = in_force.profile().timer(case.severity, in_force.age_group(case))
    case.acknowledge_by = since + datetime.timedelta(minutes=timer.acknowledge_minutes)
    case.first_action_by = since + datetime.timedelta(minutes=timer.first_action_minutes)
    case.save(update_fields=["acknowledge_by", "first_action_by"])


def join(concern: Concern, case: Case, *, by: Person) -> None:
    """Make a report part of a case: its state, its readers, whoever is kept out, its line."""
    reading.acknowledge(concern, by=by)
    with system_duty("join a report to a case"):
        go_to(concern, ConcernState.TRIAGED, case=case, circle=case.circle)
        if case.kind == reasons.CaseKind.ALLEGATION and not _about_staff(concern):
            team.end_outside(concern, case.circle)
    team.share_exclusions(concern, case)
    team.share_grants(concern, case)
    reading.tell_reporter(concern, "being-worked")
    add_line(
        case, kind=Kind.REPORT, by=None, at=concern.received_at, source=("concern", concern.pk),
        text=_("Report %(reference)s came in.") % {"reference": concern.reference},
    )  # fmt: skip
    attachments.follow_into_case(concern, case)
    if concern.promise_made in {"yes", "unsure"}:
        _repair_promise(case, by=by)


def _repair_promise(case: Case, *, by: Person) -> None:
    with system_duty("put a promise right"):
        Action.objects.create(
            case=case, kind=Action.Kind.RESTORE_CONFIDENCE, owner=by, required=True, created_by=by,
            due=timezone.now() + datetime.timedelta(days=1),
            what=_("Somebody may have been promised secrecy. Speak to them and put it right."),
        )  # fmt: skip


def record_step(case: Case, step: Step, *, by: Person) -> None:
    """Record the step that was taken at once; the first one stops the clock of first action."""
    with system_duty("record the first action"):
        action = Action.objects.create(
            case=case, kind=Action.Kind.PROTECTION, what=step.sentence(), owner=by, due=step.at,
            state=ActionState.DONE, result=step.said, ended_at=step.at, created_by=by,
        )  # fmt: skip
        if case.first_action_at is None or step.at < case.first_action_at:
            case.first_action_at = step.at
            case.save(update_fields=["first_action_at"])
    add_line(
        case,
        kind=Kind.ACTION,
        by=by,
        at=step.at,
        text=step.sentence(),
        source=("action", action.pk),
    )


def _decide(case: Case, *, by: Person, kind: str, answer: str, why: str) -> None:
    with system_duty("record a decision"):
        decision = Decision.objects.create(
            case=case, kind=kind, answer=answer, reasons=why, decided_by=by
        )
    words = _("%(kind)s: %(answer)s. %(why)s") % {
        "kind": decision.get_kind_display(), "answer": answer, "why": why,
    }  # fmt: skip
    add_line(case, kind=Kind.DECISION, by=by, text=words, source=("decision", decision.pk))


def ask_follow_up(concern: Concern, case: Case) -> None:
    """Ask for the reference in an outside system where the policy demands one (KMC-ROL-05)."""
    rule = in_force.profile().follow_up
    duties = concern.routed.get("duties", [])
    if rule is None or ("follow-up-record" not in duties and not concern.serious):
        return
    with system_duty("ask for a reference"):
        if not FollowUp.objects.filter(case=case, system=rule.system).exists():
            FollowUp.objects.create(case=case, system=rule.system, asked_at=concern.received_at)
