"""The policy under which conduct is handled, and its stages: who decides each, and when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lanyard.engine.policy.api import Profile
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.concerns import in_force, rules, trail
from lanyard.rooms.concerns.actions import work
from lanyard.rooms.concerns.actions.decisions import record
from lanyard.rooms.concerns.actions.progress import hold_open, moment_of, refresh_due
from lanyard.rooms.concerns.models import Action, Case, Decision
from lanyard.rooms.concerns.queries.casefile import case_file
from lanyard.rooms.concerns.states import ActionState

#: The product's default, where the policy names its procedure and not its stages.
STAGES = {
    "investigation": lazy("Investigation"), "hearing": lazy("Hearing"),
    "decision": lazy("Decision"), "appeal": lazy("Appeal"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage of a procedure: who decides it, and on which day."""

    slug: str
    decided_by: Person
    on: datetime.date


def policies_for(case: Case, profile: Profile) -> list[str]:
    """Return the policies under which the outcomes of a case may be handled, in order."""
    populations = rules.populations_of(case_file(case, profile).alleged)
    return list(
        dict.fromkeys(
            policy
            for outcome in profile.outcomes
            if populations & set(outcome.population)
            for policy in outcome.under
        )
    )


@transaction.atomic
def choose_policy(
    case: Case, *, by: Person, policy: str, because: str, stages: Sequence[Stage]
) -> Decision:
    """Choose the governing policy and open its stages as tasks that closing waits for (LAN-CB-03).

    A stage that is not needed after all is left undone with a reason, like any task. Choosing
    another policy leaves the open stages of the former undone. Raises ValueError for a policy that
    no outcome of this case names, without a reason, and without the stage of the decision.
    """
    hold_open(case)
    if policy not in policies_for(case, in_force.profile()):
        raise ValueError(_("No outcome of this case is handled under that policy."))
    if not because.strip():
        raise ValueError(_("Say why this policy."))
    if "decision" not in {stage.slug for stage in stages}:
        raise ValueError(_("Say who decides, and on which day."))
    decision = record(case, by=by, kind=Decision.Kind.GOVERNING, answer=policy, reasons=because)
    _leave_former(case, policy, by=by)
    for stage in sorted(stages, key=lambda stage: stage.on):
        _open(case, decision, stage, by=by)
    refresh_due(case)
    trail.on_case("decided", case, by=by, because=because, decision="governing", stages=len(stages))
    return decision


def _leave_former(case: Case, policy: str, *, by: Person) -> None:
    with system_duty("leave the stages of another policy"):
        standing = Action.objects.filter(
            case=case, kind=Action.Kind.DISCIPLINE, state=ActionState.TO_DO, reference="stage"
        )
        open_ones = list(standing)
    for action in open_ones:
        because = _("It is handled under another policy: %(policy)s") % {"policy": policy}
        work.drop_task(action, by=by, because=because)


def _open(case: Case, decision: Decision, stage: Stage, *, by: Person) -> None:
    what = _("%(stage)s under the %(policy)s. Ask whoever gave you this for the papers.") % {
        "stage": STAGES[stage.slug], "policy": decision.answer,
    }  # fmt: skip
    action = work.put_task(
        case, by=by, kind=Action.Kind.DISCIPLINE, owner=stage.decided_by, what=what,
        due=moment_of(stage.on),
    )  # fmt: skip
    with system_duty("let closing wait for a stage"):
        action.required, action.reference = True, "stage"
        action.save(update_fields=["required", "reference"])
