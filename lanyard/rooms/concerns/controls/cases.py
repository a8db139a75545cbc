"""Controls about cases: how they are held, worked, decided and closed."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.counting import counted, ends, within_a_year
from lanyard.people.models import Person
from lanyard.rooms.concerns.controls.asking import (
    agreed,
    closed,
    figures,
    has,
    in_time,
    inbox,
    opened,
    ripe,
)
from lanyard.rooms.concerns.models import (
    Action,
    Case,
    Decision,
    FollowUp,
    ImageReview,
    Particular,
    Referral,
    Sanction,
    SupportPlan,
    TeamMember,
    Telling,
)
from lanyard.rooms.concerns.reasons import CaseKind, Category, ThreeWay
from lanyard.rooms.concerns.rules import CONDUCT, INVESTIGATED
from lanyard.rooms.concerns.states import ActionState, CaseState, ReferralState

_SETTLED = [ReferralState.ANSWERED, ReferralState.NOT_MADE, ReferralState.ACKNOWLEDGED]
_STAFF = [CaseKind.STAFF_CONDUCT, CaseKind.ALLEGATION]
_KIND = Decision.Kind


def _maybe_illegal(on: datetime.date) -> QuerySet[Case]:
    asked = Q(illegal__in=[ThreeWay.YES, ThreeWay.UNSURE]) | Q(child_sexual_abuse=True)
    return opened(on).filter(asked)


def _due_tasks(on: datetime.date) -> QuerySet[Action]:
    return Action.objects.filter(within_a_year("due", on)).exclude(state=ActionState.DROPPED)


def _tasks(on: datetime.date) -> QuerySet[Action]:
    made = Action.objects.filter(within_a_year("created_at", on))
    return made.filter(~Q(state=ActionState.TO_DO) | Q(due__lte=ends(on)))


def _asked_long_ago(on: datetime.date) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(within_a_year("asked_at", on))
    grace = ends(on) - datetime.timedelta(days=2)
    return rows.filter(Q(entered_at__isnull=False) | Q(asked_at__lte=grace))


def _followed(on: datetime.date) -> Q:
    waiting = Q(state=ReferralState.SENT) & (Q(chase_on__isnull=True) | Q(chase_on__gte=on))
    return Q(state__in=_SETTLED) | waiting


def _still_here(on: datetime.date) -> Q:
    leavers = Person.objects.filter(left_on__lt=on).values("pk")
    gone = Q(person__in=leavers) & (Q(until__isnull=True) | Q(until__gt=ends(on)))
    return Q(because__regex=r"\S") & ~gone


def _plans(on: datetime.date) -> QuerySet[Any]:
    return SupportPlan.objects.filter(ended_at__isnull=True, created_at__lte=ends(on))


CONTROLS = (
    counted(
        "cases-held", "dsl", _("Open cases that somebody holds"), link=inbox,
        rows=lambda on: Case.objects.filter(state=CaseState.OPEN, opened_at__lte=ends(on)),
        right=Q(holder__isnull=False),
    ),
    counted(
        "protective-step-first", "dsl", _("Cases whose first step was taken in time"),
        rows=lambda on: opened(on).filter(ripe("first_action_at", "first_action_by", on)),
        right=in_time("first_action_at", "first_action_by"), when="opened_at", link=figures,
    ),
    counted(
        "case-checklist", "dsl", _("Closed cases with every required step done"), rows=closed,
        right=agreed() & ~has(Action, required=True, state=ActionState.TO_DO),
        when="closed_at", link=figures,
    ),
    counted(
        "closure-reviewed", "dsl", _("Closures that a second person agreed to"), rows=closed,
        right=agreed(), when="closed_at", link=figures,
    ),
    counted(
        "timers-kept", "dsl", _("What fell due on cases and was done in time"), rows=_due_tasks,
        right=in_time("ended_at", "due"), when="due", link=figures,
    ),
    counted(
        "tasks-done", "dsl", _("Tasks from cases that were done, or dropped for a reason"),
        rows=_tasks, right=~Q(state=ActionState.TO_DO), when="created_at", link=inbox,
    ),
    counted(
        "need-to-know", "dsl", link=inbox, when="since", right=_still_here,
        counts=_("People added to a case with a reason, and taken off when they left"),
        rows=lambda on: TeamMember.objects.filter(within_a_year("since", on)),
    ),
    counted(
        "prevent-judged", "dsl", _("Cases with a judgement on Prevent"), rows=opened,
        right=Q(prevent=ThreeWay.NO) | has(Decision, kind__in=[_KIND.PREVENT, _KIND.CHANNEL]),
        when="opened_at", link=figures,
    ),
    counted(
        "risk-area-tagged", "dsl", _("Cases marked with risk area and technology"), rows=opened,
        right=~Q(risk_area="") & ~Q(technology=""), when="opened_at", link=figures,
    ),
    counted(
        "follow-up-recorded", "dsl", rows=_asked_long_ago, right=~Q(reference=""),
        counts=_("Records in another system whose reference is here"), when="asked_at",
        link=inbox,
    ),
    counted(
        "referrals-followed", "dsl", _("Referrals sent and answered, or not yet to be chased"),
        rows=lambda on: Referral.objects.filter(within_a_year("created_at", on)),
        right=_followed, when="created_at", link=inbox,
    ),
    counted(
        "breach-coded", "dsl", _("Conduct cases that name the rule broken"), when="opened_at",
        rows=lambda on: opened(on).filter(kind__in=[*CONDUCT, CaseKind.SYSTEM_ABUSE]),
        right=Q(breach_codes__len__gt=0), link=figures,
    ),
    counted(
        "police-decided", "dsl", rows=_maybe_illegal, when="opened_at", link=figures,
        counts=_("Cases that may be illegal in which the police were told, or it was decided"),
        right=has(Decision, kind=_KIND.POLICE)
        | has(Referral, agency="police", state__in=[ReferralState.SENT, *_SETTLED]),
    ),
    counted(
        "bullying-investigated", "dsl", when="closed_at", link=figures,
        counts=_("Closed cases of bullying and harassment with an investigation"),
        rows=lambda on: closed(on).filter(category__in=INVESTIGATED),
        right=has(Particular, slug="investigation"),
    ),
    counted(
        "sanctions-by-authority", "principal", link=inbox,
        counts=_("Sanctions decided with reasons, or waiting less than two weeks"),
        rows=lambda on: Sanction.objects.filter(case__in=opened(on)),
        right=lambda on: Q(decided_by__isnull=False)
        | Q(case__opened_at__gt=ends(on) - datetime.timedelta(days=14)),
    ),
    counted(
        "staff-conduct-decided", "hr-director", when="closed_at", link=inbox,
        counts=_("Closed cases about staff with a decision and its reasons"),
        rows=lambda on: closed(on).filter(kind__in=_STAFF),
        right=has(Decision, kind__in=[_KIND.OUTCOME, _KIND.SANCTION]),
    ),
    counted(
        "families-and-employers-told", "dsl", when="closed_at", link=figures,
        counts=_("Closed cases with a child in which telling the family was decided"),
        rows=lambda on: closed(on).filter(child_involved=True),
        right=has(Telling) | has(Decision, kind__in=[_KIND.GUARDIANS, _KIND.EMPLOYER]),
    ),
    counted(
        "lado-considered", "dsl", when="opened_at", link=inbox,
        counts=_("Allegations with a decision whether to consult the LADO"),
        rows=lambda on: opened(on).filter(kind=CaseKind.ALLEGATION),
        right=has(Decision, kind=_KIND.LADO) | has(Referral, agency="lado"),
    ),
    counted(
        "support-plans-reviewed", "dsl", rows=_plans, link=inbox,
        counts=_("Support plans whose next look is still to come"),
        right=lambda on: Q(next_review__gte=on),
    ),
    counted(
        "nudes-reviewed", "dsl", _("Cases of nude images that the lead reviewed"),
        rows=lambda on: opened(on).filter(category=Category.NUDES),
        right=has(ImageReview), when="opened_at", link=inbox,
    ),
)  # fmt: skip
