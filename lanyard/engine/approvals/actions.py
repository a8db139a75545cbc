"""Ask for approval, decide a step, take a request back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.approvals.errands import KIND
from lanyard.engine.approvals.models import Approval, Step
from lanyard.engine.approvals.queries import deciders, open_steps, step_for
from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person


class NotAsked(LookupError):
    """The person is not asked for this approval now: another's turn, decided already, or closed."""


class NotMet(ValueError):
    """Something was approved of which a test was not met."""


@dataclass(frozen=True)
class Ask:
    """Something that an approver has to weigh and write down; a ``test`` is met or not."""

    label: str
    test: bool = False


@dataclass(frozen=True)
class Weighed:
    """What an approver wrote of one ask, and whether a test was met."""

    note: str
    met: bool | None = None


@dataclass(frozen=True)
class Chain:
    """Who must approve: roles with the titles that the policy gives them.

    ``by_default`` says that the policy names nobody and the product's labelled default applies.
    ``own`` names who a role means that is the asker's own, such as their line manager; ``asks``
    what an approver has to weigh, by role.
    """

    roles: Sequence[tuple[str, str]]
    in_order: bool = True
    clauses: Sequence[str] = ()
    by_default: bool = False
    own: Mapping[str, UUID] = field(default_factory=dict)
    asks: Mapping[str, Sequence[Ask]] = field(default_factory=dict)


@transaction.atomic
def ask(
    kind: str, chain: Chain, *, by: Person, subject: tuple[str, UUID], title: str, url: str
) -> Approval:
    """Ask the posts of a chain to approve a record; the first (or all) of them are told.

    Raises ValueError for an empty chain: nothing is approved by nobody.
    """
    if not chain.roles:
        raise ValueError("A chain names at least one approver.")
    with system_duty("ask for approval"):
        approval = Approval.objects.create(
            kind=kind, subject_kind=subject[0], subject_id=subject[1], title=title[:200], url=url,
            in_order=chain.in_order, clauses=list(chain.clauses), by_default=chain.by_default,
            asked_by=by.pk, asked_by_name=str(by),
        )  # fmt: skip
        Step.objects.bulk_create(
            Step(
                approval=approval, number=number, role=role, role_title=called, asked_by=by.pk,
                decider=chain.own.get(role),
                asks=[{"label": one.label, "test": one.test} for one in chain.asks.get(role, ())],
            )
            for number, (role, called) in enumerate(chain.roles, start=1)
        )  # fmt: skip
        audit.record(
            "approvals.asked", by=by, subject=title, kind=subject[0], subject_id=subject[1],
            approval=str(approval.pk), roles=[role for role, _ in chain.roles],
        )  # fmt: skip
        _tell_next(approval)
    duties.keep_errands(KIND, about=[approval.pk])
    return approval


@transaction.atomic
def decide(
    approval_id: UUID, *, by: Person, approve: bool, reason: str, weighed: Sequence[Weighed] = ()
) -> Approval:
    """Give one's own word on the step that waits for it; a rejection ends the chain.

    ``weighed`` answers the step's asks in their order. Raises ValueError without a reason or an
    answer, NotMet for approving what failed a test, and NotAsked where nothing waits for this
    person: it is not their turn, they asked themselves, they decided another step, or somebody was
    faster.
    """
    if not reason.strip():
        raise ValueError("An approval needs a reason.")
    with system_duty("decide an approval"):
        approval = Approval.objects.select_for_update().get(pk=approval_id)
        step = step_for(approval, by)
        if step is None:
            raise NotAsked(approval.title)
        step.considered = _considered(step, weighed, approve=approve)
        step.outcome = Step.Outcome.APPROVED if approve else Step.Outcome.REJECTED
        step.reason, step.decided_at = reason.strip(), timezone.now()
        step.decided_by, step.decided_by_name = by.pk, str(by)
        step.save()
        audit.record(
            "approvals.approved" if approve else "approvals.rejected", by=by,
            subject=approval.title, kind=approval.subject_kind, subject_id=approval.subject_id,
            because=step.reason, role=step.role, approval=str(approval.pk),
        )  # fmt: skip
        _go_on(approval, approve=approve, by=by)
    duties.errand_done(
        KIND, approval.pk, by=by, evidence=_("Approved") if approve else _("Rejected"),
        record=("approval", approval.pk),
    )  # fmt: skip
    return approval


def _considered(
    step: Step, weighed: Sequence[Weighed], *, approve: bool
) -> list[dict[str, object]]:  # fmt: skip
    if len(weighed) != len(step.asks):
        raise ValueError("Each thing to weigh is answered.")
    found: list[dict[str, object]] = []
    for ask_, one in zip(step.asks, weighed, strict=True):
        if not one.note.strip() or (ask_["test"] and one.met is None):
            raise ValueError("Each thing to weigh is answered.")
        if approve and ask_["test"] and not one.met:
            raise NotMet(ask_["label"])
        met = {"met": one.met} if ask_["test"] else {}
        found.append({"label": ask_["label"], "note": one.note.strip(), **met})
    return found


def _go_on(approval: Approval, *, approve: bool, by: Person) -> None:
    if not approve:
        _close(approval, Approval.State.REJECTED, by=by)
    elif not approval.steps.filter(outcome="").exists():
        _close(approval, Approval.State.APPROVED, by=by)
    else:
        _tell_next(approval)


@transaction.atomic
def withdraw(approval_id: UUID, *, by: Person, because: str) -> Approval:
    """Take one's own request back; raises NotAsked where it is another's or closed."""
    with system_duty("take back a request"):
        approval = Approval.objects.select_for_update().get(pk=approval_id)
        if approval.asked_by != by.pk or approval.state != Approval.State.OPEN:
            raise NotAsked(approval.title)
        audit.record(
            "approvals.withdrawn", by=by, subject=approval.title, kind=approval.subject_kind,
            subject_id=approval.subject_id, because=because, approval=str(approval.pk),
        )  # fmt: skip
        _close(approval, Approval.State.WITHDRAWN, by=by)
    duties.keep_errands(KIND, about=[approval.pk])
    return approval


def _close(approval: Approval, state: Approval.State, *, by: Person) -> None:
    approval.state, approval.closed_at = state, timezone.now()
    approval.save(update_fields=["state", "closed_at"])
    if state != Approval.State.WITHDRAWN:
        notices.notify(
            f"approvals.{state}", [approval.asked_by], url=approval.url,
            event=f"approval-closed:{approval.pk}", subject_kind="approval",
            subject_id=approval.pk,
        )  # fmt: skip
    registry.announce(
        f"approvals.{state}", approval_kind=approval.kind, subject_kind=approval.subject_kind,
        subject_id=approval.subject_id, approval=approval, by=by,
    )  # fmt: skip


def _tell_next(approval: Approval) -> None:
    for step in open_steps(approval):
        notices.notify(
            "approvals.asked", deciders(step), url=f"/approvals/{approval.pk}/",
            event=f"approval:{approval.pk}:{step.number}", subject_kind="approval",
            subject_id=approval.pk,
        )  # fmt: skip
