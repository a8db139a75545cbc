"""Sanctions: recommended with reasons, decided only by the one whom the policy names."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.policy.api import Population
from lanyard.foundation.access import api as access
from lanyard.people.api import Person
from lanyard.rooms.concerns import in_force, particulars, trail
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.progress import go_to, hold_open, refresh_due
from lanyard.rooms.concerns.models import Case, Decision, Particular, Sanction


@transaction.atomic
def recommend(case: Case, *, by: Person, person: Person, level: str, reasons: str) -> Sanction:
    """Recommend a sanction, with reasons (KMC-CON-15).

    Dismissal for a breach of the connection rules needs a serious grade (LAN-FRI-07): raises
    ValueError otherwise, and without reasons.
    """
    hold_open(case)
    rung = in_force.profile().sanction(level)
    if not reasons.strip():
        raise ValueError(_("Give the reasons for the sanction."))
    if level == "dismissal" and not _may_be_dismissed(case):
        raise ValueError(_("Dismissal needs the breach to be graded serious first."))
    sanction = Sanction.objects.create(
        case=case, person=person, level=level, reasons=reasons, recommended_by=by,
        procedure=", ".join(_procedures(case)),
    )  # fmt: skip
    add_line(
        case, kind=Kind.DECISION, by=by, source=("sanction", sanction.pk),
        text=_("%(title)s was recommended for %(person)s: %(reasons)s")
        % {"title": rung.title, "person": person, "reasons": reasons},
    )  # fmt: skip
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, because=reasons, sanction=level, state="recommended")
    return sanction


def _may_be_dismissed(case: Case) -> bool:
    if not particulars.graded_by(case.breach_codes, in_force.profile()):
        return True
    newest = Particular.objects.filter(case=case, slug="seriousness").order_by("-at", "-id").first()
    return newest is not None and newest.answers.get("grade") == "serious"


def _procedures(case: Case) -> list[str]:
    profile = in_force.profile()
    populations = {Population.STAFF} if case.kind == "staff-conduct" else {Population.LEARNER}
    return list(
        dict.fromkeys(
            policy
            for o in profile.outcomes
            if populations & set(o.population)
            for policy in o.under
        )
    )


def may_decide(person: Person, level: str) -> bool:
    """Say whether somebody's post lets them decide a sanction."""
    return not access.roles_of(person.pk).isdisjoint(in_force.profile().sanction(level).decided_by)


@transaction.atomic
def decide(
    sanction: Sanction,
    *,
    by: Person,
    agreed: bool,
    reasons: str,
    appeal_by: datetime.date | None = None,
) -> None:
    """Decide a recommended sanction. Raises ValueError for whom the policy does not name."""
    case = sanction.case
    rung = in_force.profile().sanction(sanction.level)
    if not may_decide(by, sanction.level):
        titles = ", ".join(in_force.profile().title_of(role) for role in rung.decided_by)
        raise ValueError(_("Only %(who)s may decide this.") % {"who": titles})
    if rung.on_recommendation and sanction.recommended_by_id == by.pk:
        raise ValueError(_("Somebody else has to recommend this before you decide it."))
    if sanction.state != Sanction.State.RECOMMENDED:
        raise ValueError(_("This was decided already."))
    if agreed and rung.appeal and appeal_by is None:
        raise ValueError(_("Give the day until which it may be appealed."))
    go_to(
        sanction, Sanction.State.DECIDED if agreed else Sanction.State.REFUSED, decided_by=by,
        decided_at=timezone.now(), decision_reasons=reasons,
        appeal_by=appeal_by if agreed else None,
    )  # fmt: skip
    Decision.objects.create(
        case=case, kind=Decision.Kind.SANCTION, answer=sanction.level if agreed else "refused",
        reasons=reasons, decided_by=by,
    )  # fmt: skip
    add_line(
        case, kind=Kind.DECISION, by=by, source=("sanction", sanction.pk),
        text=_("%(title)s for %(person)s: %(state)s. %(reasons)s")
        % {
            "title": rung.title, "person": sanction.person, "reasons": reasons,
            "state": str(sanction.get_state_display()).lower(),
        },
    )  # fmt: skip
    refresh_due(case)
    trail.on_case("decided", case, by=by, because=reasons, sanction=sanction.level, agreed=agreed)
