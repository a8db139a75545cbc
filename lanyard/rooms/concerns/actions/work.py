"""Tasks: a named owner, a date; the owner sees the task without the case."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.progress import go_to, hold_open, refresh_due
from lanyard.rooms.concerns.models import Action, Case, FollowUp
from lanyard.rooms.concerns.queries.cases import kept_out_of
from lanyard.rooms.concerns.states import ActionState


@transaction.atomic
def give_task(
    case: Case, *, by: Person, kind: str, what: str, owner: Person, due: datetime.datetime
) -> Action:
    """Give somebody a task. ``what`` makes sense alone: its owner may not read the case.

    Raises NotOpen on a case that is not open, and ValueError for an owner kept out of it.
    """
    hold_open(case)
    return put_task(case, by=by, kind=kind, what=what, owner=owner, due=due)


def put_task(
    case: Case, *, by: Person, kind: str, what: str, owner: Person, due: datetime.datetime
) -> Action:
    """Give a task as part of another act, whatever the state of the case.

    Raises ValueError for an owner who is kept out of the case.
    """
    _check_owner(case, owner)
    with system_duty("give a task"):
        action = Action.objects.create(
            case=case, kind=kind, what=what, owner=owner, due=due, created_by=by
        )
        if kind == Action.Kind.PROTECTION and case.first_action_at is None:
            case.first_action_at = timezone.now()
            case.save(update_fields=["first_action_at"])
    add_line(
        case, kind=Kind.ACTION, by=by, source=("action", action.pk),
        text=_("%(owner)s was given a task: %(what)s") % {"owner": owner, "what": what},
    )  # fmt: skip
    tell_owner(action)
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, task=kind, owner=str(owner))
    return action


def _check_owner(case: Case, owner: Person) -> None:
    if owner.pk in kept_out_of(case):
        raise ValueError(_("This person is kept out of the case, because of who they are in it."))


def tell_owner(action: Action) -> None:
    """Tell the owner that there is something to do; the mail says no more than that."""
    notices.notify(
        "concerns.action", [action.owner_id], event=f"action:{action.pk}:{action.owner_id}",
        url=reverse("concerns:action", args=[action.pk]), due=action.due,
        subject_kind="action", subject_id=action.pk,
    )  # fmt: skip


@transaction.atomic
def finish_task(action: Action, *, by: Person, result: str, reference: str = "") -> None:
    """Say that a task is done, and what came of it."""
    _end(action, by=by, state=ActionState.DONE, result=result, reference=reference)


@transaction.atomic
def drop_task(action: Action, *, by: Person, because: str) -> None:
    """Leave a task undone, with the reason. Raises ValueError without one."""
    if not because.strip():
        raise ValueError(_("Say why it is not done."))
    _end(action, by=by, state=ActionState.DROPPED, result=because, reference="")


def _end(action: Action, *, by: Person, state: str, result: str, reference: str) -> None:
    if action.state != ActionState.TO_DO:
        raise ValueError(_("This was finished already."))
    with system_duty("end a task"):
        case = Case.objects.select_related("circle").get(pk=action.case_id)
        go_to(action, state, result=result, reference=reference, ended_at=timezone.now())
    words = _("Done: %(what)s") if state == ActionState.DONE else _("Not done: %(what)s")
    text = f"{words % {'what': action.what}}\n{result}"
    add_line(case, kind=Kind.ACTION, by=by, text=text, source=("action", action.pk))
    refresh_due(case)
    with system_duty("write the trail of a task"):
        circle = trail.readers_circle("case", case.pk, case.circle_id)
    audit.record(
        "concerns.case-changed", by=by, subject=case.reference, kind="case", subject_id=case.pk,
        circle=circle, task=action.kind, state=state,
    )  # fmt: skip


@transaction.atomic
def pass_task(action: Action, *, by: Person | None, owner: Person, because: str) -> None:
    """Give a task to somebody else. Raises ValueError where they are kept out of its case."""
    with system_duty("pass a task on"):
        case = Case.objects.select_related("circle").get(pk=action.case_id)
        _check_owner(case, owner)
        former, action.owner = action.owner, owner
        action.save(update_fields=["owner"])
    add_line(
        case, kind=Kind.ACTION, by=by, source=("action", action.pk),
        text=_("A task went from %(former)s to %(owner)s: %(because)s")
        % {"former": former, "owner": owner, "because": because},
    )  # fmt: skip
    tell_owner(action)
    trail.on_case("case-changed", case, by=by, because=because, task=action.kind, owner=str(owner))


@transaction.atomic
def enter_reference(follow_up: FollowUp, *, by: Person, reference: str) -> None:
    """Enter the reference in an outside system that the policy demands (KMC-ROL-05)."""
    case = follow_up.case
    follow_up.reference = reference
    follow_up.entered_at = timezone.now()
    follow_up.entered_by = by
    follow_up.save(update_fields=["reference", "entered_at", "entered_by"])
    add_line(
        case, kind=Kind.ACTION, by=by, source=("followup", follow_up.pk),
        text=_("%(system)s reference: %(reference)s")
        % {"system": follow_up.system, "reference": reference},
    )  # fmt: skip
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, follow_up=follow_up.system)
