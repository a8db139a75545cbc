"""Decide and close: proposed by one, agreed by another; reopened with a reason; nothing deleted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.rooms.concerns import in_force, rules, trail
from lanyard.rooms.concerns.actions import reading, receipts, work
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.decisions import record
from lanyard.rooms.concerns.actions.progress import go_to, hold, hold_open, refresh_due
from lanyard.rooms.concerns.models import (
    Action,
    Case,
    Closure,
    Concern,
    Decision,
    Receipt,
    TeamMember,
)
from lanyard.rooms.concerns.queries import cases
from lanyard.rooms.concerns.queries.casefile import case_file, newest_particulars
from lanyard.rooms.concerns.states import CaseState

#: The feedback line: it says nothing of the case.
_FINISHED = lazy(
    "What you told us has been looked into and dealt with. Thank you for telling us. If it goes"
    " on, or you are worried again, tell us here."
)


#: Days in which a wish to amend the policy is answered.
_CHANGE_DAYS = 28


class Blocked(ValueError):
    """The case cannot close yet; ``needs`` says what is missing."""

    def __init__(self, needs: list[rules.Need]) -> None:
        super().__init__(_("Something still stands in the way of closing."))
        self.needs = needs


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """How a case is to end. Each "for" entry holds actions, or "none, because"."""

    outcome: str
    reasons: str
    for_person_harmed: str
    for_bystanders: str
    for_organisation: str
    facts_and_lessons: str
    proportionality: str
    amend_policy: bool
    amend_policy_because: str
    ground: str = "none"
    watch_until: datetime.date | None = None
    appeal: str = ""


@transaction.atomic
def propose_closure(case: Case, *, by: Person, proposal: Proposal) -> Closure:
    """Propose to close a case. Somebody else agrees before it is closed.

    Raises Blocked with what is missing, and ValueError for an outcome that this case may not
    have, that the proposer's post may not decide, or that rests on a ground which is never one.
    """
    hold_open(case)
    profile = in_force.profile()
    missing = _missing(case)
    if missing:
        raise Blocked(missing)
    _check_outcome(case, proposal, by=by)
    closure = Closure.objects.create(
        case=case, outcome=proposal.outcome, reasons=proposal.reasons,
        for_person_harmed=proposal.for_person_harmed, for_bystanders=proposal.for_bystanders,
        for_organisation=proposal.for_organisation, facts_and_lessons=proposal.facts_and_lessons,
        proportionality=proposal.proportionality, amend_policy=proposal.amend_policy,
        amend_policy_because=proposal.amend_policy_because, watch_until=proposal.watch_until,
        investigation=newest_particulars(case).get(("investigation", ""), {}), proposed_by=by,
    )  # fmt: skip
    title = next(o.title for o in profile.outcomes if o.slug == proposal.outcome)
    record(case, by=by, kind=Decision.Kind.OUTCOME, answer=title, reasons=proposal.reasons)
    record(
        case, by=by, kind=Decision.Kind.AMEND_POLICY, reasons=proposal.amend_policy_because,
        answer=_("The policy needs amending") if proposal.amend_policy else _("No change needed"),
    )  # fmt: skip
    go_to(case, CaseState.AWAITING_AGREEMENT)
    ask_second(case, closure)
    refresh_due(case)
    trail.on_case("decided", case, by=by, because=proposal.reasons, decision="close-proposed",
                  outcome=proposal.outcome)  # fmt: skip
    return closure


def _missing(case: Case) -> list[rules.Need]:
    profile = in_force.profile()
    file = case_file(case, profile)
    return [
        need for need in rules.blockers(file, profile) if need.step not in file.skipped
        or need.slug not in rules.SKIPPABLE
    ]  # fmt: skip


def _check_outcome(case: Case, proposal: Proposal, *, by: Person) -> None:
    profile = in_force.profile()
    file = case_file(case, profile)
    if proposal.outcome not in rules.outcome_slugs(file, profile):
        raise ValueError(_("This case may not end with that outcome."))
    outcome = next(o for o in profile.outcomes if o.slug == proposal.outcome)
    if access.roles_of(by.pk).isdisjoint(outcome.decided_by):
        titles = ", ".join(profile.title_of(role) for role in outcome.decided_by)
        raise ValueError(_("This outcome is decided by: %(who)s.") % {"who": titles})
    if proposal.ground in rules.NOT_A_REASON:
        raise ValueError(
            _("“%(ground)s” is never a reason to close a case.")
            % {"ground": rules.NOT_A_REASON[proposal.ground]}
        )


def ask_second(case: Case, closure: Closure) -> None:
    """Tell those who may agree that a closure waits; whoever was told is not told again."""
    with system_duty("ask a second person"):
        people = [person for role in case.circle.roles for person in access.holders_of(role)]
        workers = TeamMember.objects.filter(
            case=case, until=None, part__in=[TeamMember.Part.HOLDER, TeamMember.Part.WORKER]
        )
        people += workers.values_list("person_id", flat=True)
        out = {closure.proposed_by_id, *cases.kept_out_of(case)}
    notices.notify(
        "concerns.case", [person for person in people if person not in out],
        event=f"closure:{closure.pk}", url=reverse("concerns:case", args=[case.pk]),
        subject_kind="case", subject_id=case.pk,
    )  # fmt: skip


def ask_again(case: Case) -> None:
    """Tell whoever came onto a case that its closure waits for a second person, where it does."""
    if case.state == CaseState.AWAITING_AGREEMENT:
        closure = Closure.objects.filter(case=case).order_by("-proposed_at", "-id").first()
        if closure is not None:
            ask_second(case, closure)


@transaction.atomic
def agree(closure: Closure, *, by: Person) -> None:
    """Agree as a second person; the case closes, or is watched until a day.

    Raises ValueError for the proposer, and where the closure was answered already; Blocked where
    something has come up since it was proposed.
    """
    case = closure.case
    _check_second(closure, by)
    if missing := _missing(case):
        raise Blocked(missing)
    closure.agreed_by, closure.agreed_at = by, timezone.now()
    closure.save(update_fields=["agreed_by", "agreed_at"])
    record(case, by=by, kind=Decision.Kind.CLOSE, answer=_("Agreed"), reasons=closure.reasons)
    go_to(
        case, CaseState.WATCHING if closure.watch_until else CaseState.CLOSED,
        closed_at=timezone.now(), watch_until=closure.watch_until,
    )  # fmt: skip
    refresh_due(case)
    if closure.amend_policy:
        _ask_for_change(case, closure, by=by)
    _tell_reporters(case, by=by)
    trail.on_case("closed", case, by=by, outcome=closure.outcome)


def _ask_for_change(case: Case, closure: Closure, *, by: Person) -> None:
    """Make the wish to amend the policy a task that somebody has to answer (KMC-INC-05)."""
    head = in_force.profile().posts.head
    work.put_task(
        case, by=by, kind=Action.Kind.REVIEW,
        owner=in_force.first_in((head,), otherwise=case.holder or by, but=cases.kept_out_of(case)),
        what=_("Review whether the policy needs amending: %(why)s")
        % {"why": closure.amend_policy_because},
        due=timezone.now() + datetime.timedelta(days=_CHANGE_DAYS),
    )  # fmt: skip
    registry.announce(
        "concerns.policy-questioned", closure=closure.pk, by=by,
        url=reverse("concerns:case", args=[case.pk]),
    )  # fmt: skip


def _check_second(closure: Closure, by: Person) -> None:
    hold(closure.case)
    closure.refresh_from_db(fields=["agreed_by", "refused_because"])
    if (
        closure.case.state != CaseState.AWAITING_AGREEMENT
        or closure.agreed_by_id
        or (closure.refused_because)
    ):
        raise ValueError(_("Nothing waits for agreement."))
    if closure.proposed_by_id == by.pk:
        raise ValueError(_("A second person has to agree, not the one who proposed it."))


def _tell_reporters(case: Case, *, by: Person) -> None:
    """Give every reporter the feedback line: it is finished, and nothing of the case."""
    with system_duty("tell the reporters"):
        for concern in Concern.objects.filter(case=case):
            reading.tell_reporter(concern, "finished")
            if Receipt.objects.filter(concern=concern).exists():
                receipts.reply(concern, str(_FINISHED), by=by)


@transaction.atomic
def send_back(closure: Closure, *, by: Person, because: str) -> None:
    """Do not agree; the case is open again, with the reason."""
    case = closure.case
    _check_second(closure, by)
    if not because.strip():
        raise ValueError(_("Say what is missing."))
    closure.refused_because = because
    closure.save(update_fields=["refused_because"])
    go_to(case, CaseState.OPEN)
    record(case, by=by, kind=Decision.Kind.CLOSE, answer=_("Sent back"), reasons=because)
    refresh_due(case)
    trail.on_case("decided", case, by=by, because=because, decision="close-refused")


def withdraw(case: Case, *, by: Person, because: str) -> None:
    """Answer a proposal to close by what has come up since; part of the act that brought it."""
    Closure.objects.filter(case=case, agreed_by=None, refused_because="").update(
        refused_because=because
    )
    go_to(case, CaseState.OPEN)
    record(case, by=by, kind=Decision.Kind.CLOSE, answer=_("Withdrawn"), reasons=because)


@transaction.atomic
def reopen(case: Case, *, by: Person, because: str) -> None:
    """Open a closed or watched case again, with the reason."""
    with system_duty("reopen a case"):
        hold(case)
    if case.state not in {CaseState.CLOSED, CaseState.WATCHING}:
        raise ValueError(_("This case is open already."))
    if not because.strip():
        raise ValueError(_("Say why the case is opened again."))
    with system_duty("reopen a case"):
        go_to(case, CaseState.OPEN, closed_at=None, watch_until=None)
    record(case, by=by, kind=Decision.Kind.REOPEN, answer=_("Reopened"), reasons=because)
    for concern in Concern.objects.filter(case=case):
        reading.tell_reporter(concern, "being-worked", again=True)
    refresh_due(case)
    trail.on_case("reopened", case, by=by, because=because)


@transaction.atomic
def end_watch(case: Case, *, by: Person, because: str) -> None:
    """Stop watching a closed case, with what was seen."""
    hold(case)
    if case.state != CaseState.WATCHING:
        raise ValueError(_("This case is not being watched."))
    go_to(case, CaseState.CLOSED, watch_until=None)
    add_line(
        case, kind=Kind.STATE, by=by,
        text=_("The watch ended: %(because)s") % {"because": because},
    )  # fmt: skip
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, because=because, watch="ended")
