"""Referrals to the agencies of the profile: what was shared, why, and the outcome."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.concerns import in_force, trail
from lanyard.rooms.concerns.actions import reading
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.progress import go_to, hold, hold_open, refresh_due
from lanyard.rooms.concerns.models import Case, Concern, ImageReview, Referral
from lanyard.rooms.concerns.states import ReferralState


@transaction.atomic
def plan_referral(case: Case, *, by: Person, agency: str, contact: str = "") -> Referral:
    """Put a referral on a case, to be sent. An old name resolves to the body that does it now."""
    hold_open(case)
    found = in_force.profile().agency(agency)
    referral = Referral.objects.create(
        case=case, agency=agency, agency_name=found.current_name, contact=contact or found.contact,
        made_by=by, chase_on=timezone.localdate() + datetime.timedelta(days=1),
    )  # fmt: skip
    note = f" {found.successor_note}" if found.successor_note else ""
    add_line(
        case, kind=Kind.REFERRAL, by=by, source=("referral", referral.pk),
        text=_("A referral to %(agency)s is to be made.") % {"agency": found.current_name} + note,
    )  # fmt: skip
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, referral=agency)
    return referral


@transaction.atomic
def send_referral(
    referral: Referral,
    *,
    by: Person,
    what_shared: str,
    basis: str,
    consent: str,
    sent_at: datetime.datetime,
    contact: str = "",
    method: str = "",
    reference: str = "",
    because: str = "",
) -> None:
    """Record that a referral went: what was shared, with whom, on what basis.

    Telling the police about a child needs the reason why it is necessary (COM-NUD-01): raises
    ValueError without one. The reporter is told that outside help is involved, and no more.
    """
    case = referral.case
    if necessity_needed(case, referral.agency) and not because.strip():
        raise ValueError(_("Say why it is necessary to tell the police about a child."))
    if not (what_shared.strip() and basis.strip()):
        raise ValueError(_("Say what was shared and on what basis."))
    days = in_force.profile().interval("referral-chase").days or 5
    go_to(
        referral, ReferralState.SENT, what_shared=what_shared, basis=basis, consent=consent,
        contact=contact or referral.contact, method=method, reference=reference, because=because,
        sent_at=sent_at, made_by=by,
        chase_on=timezone.localdate() + datetime.timedelta(days=days),
    )  # fmt: skip
    add_line(
        case, kind=Kind.REFERRAL, by=by, at=sent_at, source=("referral", referral.pk),
        text=_("Referred to %(agency)s. Shared: %(what)s. Basis: %(basis)s")
        % {"agency": referral.agency_name, "what": what_shared, "basis": basis},
    )  # fmt: skip
    for concern in Concern.objects.filter(case=case):
        reading.tell_reporter(concern, "outside-help")
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, referral=referral.agency, state="sent")


def necessity_needed(case: Case, agency: str) -> bool:
    """Say whether telling this agency needs a necessity reason: the police, about a child alone."""
    return agency == "police" and case.child_involved and not case.child_sexual_abuse


@transaction.atomic
def leave_out_referral(referral: Referral, *, by: Person, because: str) -> None:
    """Do not make a referral, with the reason.

    Raises ValueError without a reason, and where a "yes" in the images review or an adult party
    makes it compulsory.
    """
    case = referral.case
    if not because.strip():
        raise ValueError(_("Say why the referral is not made."))
    if referral.required and _unavoidable(case):
        raise ValueError(_("This referral has to be made: the images review calls for it."))
    go_to(referral, ReferralState.NOT_MADE, because=because)
    add_line(
        case, kind=Kind.REFERRAL, by=by, source=("referral", referral.pk),
        text=_("Not referred to %(agency)s: %(because)s")
        % {"agency": referral.agency_name, "because": because},
    )  # fmt: skip
    refresh_due(case)
    trail.on_case(
        "decided", case, by=by, because=because, referral=referral.agency, state="not-made"
    )


def _unavoidable(case: Case) -> bool:
    with system_duty("look at the images review"):
        review = ImageReview.objects.filter(case=case).order_by("-at", "-id").first()
    return case.child_sexual_abuse or (review is not None and review.refer_at_once)


@transaction.atomic
def hear_back(
    referral: Referral,
    *,
    by: Person,
    outcome: str = "",
    reference: str = "",
    chase_on: datetime.date | None = None,
) -> None:
    """Record that an agency acknowledged, or what came of it; without an outcome it is chased."""
    hold(referral)
    case = referral.case
    words = _hear(referral, outcome, reference or referral.reference, chase_on)
    add_line(
        case, kind=Kind.REFERRAL, by=by, source=("referral", referral.pk),
        text=words % {"agency": referral.agency_name, "outcome": outcome},
    )  # fmt: skip
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, referral=referral.agency, state=referral.state)


def _hear(referral: Referral, outcome: str, reference: str, chase_on: datetime.date | None) -> str:
    """Keep what an agency said; return the words of the line about it."""
    now = timezone.now()
    if outcome.strip():
        go_to(
            referral, ReferralState.ANSWERED, outcome=outcome, outcome_at=now, chase_on=None,
            reference=reference,
        )  # fmt: skip
        return _("Outcome from %(agency)s: %(outcome)s")
    later = chase_on or referral.chase_on
    if referral.state == ReferralState.ACKNOWLEDGED:
        referral.reference, referral.chase_on = reference, later
        referral.save(update_fields=["reference", "chase_on"])
        return _("%(agency)s has not answered yet and is asked again.")
    go_to(
        referral, ReferralState.ACKNOWLEDGED, acknowledged_at=now, chase_on=later,
        reference=reference,
    )  # fmt: skip
    return _("%(agency)s acknowledged the referral.")
