"""Hand over all of somebody's cases and tasks to another person, in one go."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.actions import team, work
from lanyard.rooms.concerns.models import Action, Case
from lanyard.rooms.concerns.states import ActionState, CaseState


@transaction.atomic
def hand_over(
    cases: list[Case], *, by: Person, former: Person, to: Person, because: str
) -> list[Case]:
    """Give cases and their open tasks from one person to another; return those that stayed.

    A case from which the new holder is kept out stays where it is, so that nobody learns of it.
    Raises ValueError where both are the same person.
    """
    if former.pk == to.pk:
        raise ValueError(_("Choose somebody else."))
    stayed = []
    for case in cases:
        if team.is_kept_out(case, to.pk):
            stayed.append(case)
            continue
        with transaction.atomic():
            _hand_over(case, by=by, former=former, to=to, because=because)
    audit.record(
        "concerns.handed-over", by=by, because=because, subject=str(former), to=str(to),
        cases=len(cases) - len(stayed), circle=trail.answering_circle(),
    )  # fmt: skip
    return stayed


def _hand_over(case: Case, *, by: Person, former: Person, to: Person, because: str) -> None:
    team.give_to(case, to, by=by, because=because)
    with system_duty("hand over tasks"):
        tasks = list(Action.objects.filter(case=case, owner=former, state=ActionState.TO_DO))
    for task in tasks:
        work.pass_task(task, by=by, owner=to, because=because)


def cases_of(person: Person) -> list[Case]:
    """Return the open cases that somebody holds, of those the asker may see."""
    return list(
        Case.objects.filter(
            holder=person,
            state__in=[CaseState.OPEN, CaseState.AWAITING_AGREEMENT, CaseState.WATCHING],
        ).order_by("opened_at")
    )
