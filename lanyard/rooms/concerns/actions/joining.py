"""A further report joins a case that stands."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.actions import close, triage
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.consequences import set_in_motion
from lanyard.rooms.concerns.actions.progress import hold, refresh_due
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.states import CaseState


@transaction.atomic
def join_case(concern: Concern, case: Case, *, by: Person, because: str, step: triage.Step) -> None:
    """Join a report to a case that stands, with the protective step taken.

    A case that was closed, watched or about to close is open again with it: nothing new is to
    lie in a case that nobody works. Raises ValueError as ``triage.check`` does.
    """
    hold(concern)
    hold(case)
    triage.check(concern, step)
    _wake(case, by=by, because=because)
    with system_duty("bring people into a case"):
        triage.bring_people(concern, case)
    triage.join(concern, case, by=by)
    triage.record_step(case, step, by=by)
    add_line(
        case, kind=Kind.REPORT, by=by, source=("concern", concern.pk),
        text=_("Why it belongs here: %(because)s") % {"because": because},
    )  # fmt: skip
    triage.ask_follow_up(concern, case)
    set_in_motion(case, by=by)
    refresh_due(case)
    trail.on_case("case-joined", case, by=by, because=because, report=concern.reference)


def _wake(case: Case, *, by: Person, because: str) -> None:
    """Open a case again that a further report joins; a proposal to close it is answered by that."""
    why = _("A further report joined: %(because)s") % {"because": because}
    if case.state in {CaseState.CLOSED, CaseState.WATCHING}:
        close.reopen(case, by=by, because=why)
    elif case.state == CaseState.AWAITING_AGREEMENT:
        close.withdraw(case, by=by, because=why)
