"""Reads of approvals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from lanyard.engine.approvals.models import Approval, Step
from lanyard.foundation.access.api import holders_of, roles_of
from lanyard.people.api import Person


def open_steps(approval: Approval) -> list[Step]:
    """Return the steps that wait now: the first undecided one, or all of them in any order."""
    if approval.state != Approval.State.OPEN:
        return []
    waiting = [step for step in approval.steps.all() if not step.outcome]
    return waiting[:1] if approval.in_order else waiting


def deciders(step: Step) -> list[UUID]:
    """Return who may decide a step: whoever acts in its role, save the asker and past deciders.

    A role that is the asker's own means one person.
    """
    return able(step, step.approval, holders_of)


def able(step: Step, approval: Approval, acting_in: Callable[[str], Iterable[UUID]]) -> list[UUID]:
    """Return who may decide a step of an approval, by who acts in a role."""
    acting = [step.decider] if step.decider else acting_in(step.role)
    decided = {one.decided_by for one in approval.steps.all() if one.decided_by}
    return [person for person in acting if person != step.asked_by and person not in decided]


def step_for(approval: Approval, person: Person) -> Step | None:
    """Return the step that waits for a person's word, None where nothing does."""
    if person.pk == approval.asked_by:
        return None
    if any(step.decided_by == person.pk for step in approval.steps.all()):
        return None
    roles = roles_of(person.pk)
    theirs = [step for step in open_steps(approval) if _theirs(step, person, roles)]
    # Of several, the one that the fewest others could decide: the rest then still can be.
    return theirs[0] if len(theirs) == 1 else min(theirs, key=_others(person), default=None)


def _others(person: Person) -> Callable[[Step], tuple[int, int]]:
    return lambda step: (len(set(deciders(step)) - {person.pk}), step.number)


def _theirs(step: Step, person: Person, roles: frozenset[str]) -> bool:
    return step.decider == person.pk if step.decider else step.role in roles


def waiting_for(person: Person) -> list[Approval]:
    """Return what waits for a person's own word, the oldest first; three queries."""
    roles = roles_of(person.pk)
    candidates = (
        Approval.objects.filter(
            Q(steps__decider__isnull=True, steps__role__in=roles) | Q(steps__decider=person.pk),
            state=Approval.State.OPEN,
        )
        .exclude(asked_by=person.pk).prefetch_related("steps").order_by("asked_at", "id").distinct()
    )  # fmt: skip
    return [
        approval
        for approval in candidates
        if not any(step.decided_by == person.pk for step in approval.steps.all())
        and any(_theirs(step, person, roles) for step in open_steps(approval))
    ]


def visible_to(person: Person) -> QuerySet[Approval]:
    """Return what somebody asked, decides, decided, or may decide later."""
    roles = roles_of(person.pk)
    mine = Approval.objects.filter(
        Q(asked_by=person.pk)
        | Q(steps__decider__isnull=True, steps__role__in=roles)
        | Q(steps__decider=person.pk)
        | Q(steps__decided_by=person.pk)
    )
    return Approval.objects.filter(pk__in=mine.values("pk")).prefetch_related("steps")


def of_subject(kind: str, subject_id: UUID) -> QuerySet[Approval]:
    """Return the approvals asked for one record, the latest first."""
    return Approval.objects.filter(subject_kind=kind, subject_id=subject_id).prefetch_related(
        "steps"
    )
