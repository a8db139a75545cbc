"""Set in motion what the answers on a case make compulsory: required tasks and referrals."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.policy.api import Profile
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.concerns import in_force, rules
from lanyard.rooms.concerns.actions import work
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.models import Action, Case, Referral
from lanyard.rooms.concerns.queries.casefile import case_file
from lanyard.rooms.concerns.queries.cases import kept_out_of

#: Who is given a task that is not the holder's own, by the task's kind.
_OWNERS = {
    "marketing": ("marketing-manager", "director-marketing", "marketing-team"),
    "legal": ("hr-director", "principal", "managing-director", "ceo", "management"),
    "discipline": ("hr-director",),
    "restrict": (
        "it-helpdesk", "it-support", "it-department", "head-digital-ict", "third-party-it",
    ),
    "equality": ("hr-director",),
}  # fmt: skip
_DAYS = {"evidence": 0, "restrict": 0, "takedown": 1, "marketing": 1}
#: Days until a compulsory referral is shown as overdue.
_REFERRAL_DAYS = 1


@transaction.atomic
def set_in_motion(case: Case, *, by: Person) -> None:
    """Add every compulsory task and referral that is not on the case yet; twice adds none."""
    profile = in_force.profile()
    for consequence in rules.consequences(case_file(case, profile), profile):
        if consequence.referral:
            _require_referral(case, consequence, profile, by=by)
        else:
            _require_task(case, consequence, by=by)


def _require_referral(
    case: Case, consequence: rules.Consequence, profile: Profile, *, by: Person
) -> None:
    with system_duty("require a referral"):
        standing = Referral.objects.filter(case=case, agency=consequence.referral).first()
        if standing is not None:
            if not standing.required:
                standing.required = True
                standing.save(update_fields=["required"])
            return
        referral = Referral.objects.create(
            case=case, agency=consequence.referral, required=True, made_by=by,
            agency_name=profile.agency(consequence.referral).current_name,
            chase_on=timezone.localdate() + datetime.timedelta(days=_REFERRAL_DAYS),
        )  # fmt: skip
    add_line(
        case, kind=Kind.REFERRAL, by=None, source=("referral", referral.pk),
        text=_("This must be done: %(says)s.") % {"says": consequence.says},
    )  # fmt: skip


def _require_task(case: Case, consequence: rules.Consequence, *, by: Person) -> None:
    kind = consequence.action
    with system_duty("require a task"):
        if Action.objects.filter(case=case, kind=kind, required=True).exists():
            return
        owner = in_force.first_in(
            _OWNERS.get(kind, ()), otherwise=case.holder or by, but=kept_out_of(case)
        )
        action = Action.objects.create(
            case=case, kind=kind, what=consequence.says, owner=owner, required=True, created_by=by,
            due=timezone.now() + datetime.timedelta(days=_DAYS.get(kind, 5), hours=4),
            because=", ".join(consequence.clauses),
        )  # fmt: skip
    add_line(
        case, kind=Kind.ACTION, by=None, source=("action", action.pk),
        text=_("A task was given to %(owner)s: %(says)s")
        % {"owner": owner, "says": consequence.says},
    )  # fmt: skip
    work.tell_owner(action)
