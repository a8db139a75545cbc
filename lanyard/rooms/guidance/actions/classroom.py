"""Verbs of the classroom: social media, remote lessons, own devices."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Group, Person
from lanyard.rooms.guidance.classroom import is_learner_of, remote_now, teaches
from lanyard.rooms.guidance.models import (
    DeviceNote,
    DevicePlan,
    RemoteLesson,
    RemoteTime,
    SessionCheck,
    StayingAway,
    TeachingPlan,
)

APPROVAL = "teaching-plan"
#: How far back the figures of remote lessons look.
LOOKED_BACK = datetime.timedelta(days=365)
_State = TeachingPlan.State


class NotTheirs(ValueError):
    """Somebody acts for a group that they neither teach nor learn in."""


class LeavesOut(ValueError):
    """A plan that would make a social platform the main place, or materials hang on an account."""


class NotNow(ValueError):
    """It does not stand so that this can be done."""


@dataclass(frozen=True)
class Planned:
    """What a plan says."""

    platform: str
    page: str
    purpose: str
    main_place: str
    other_way: str
    safeguards: str
    until: datetime.date
    account_needed: bool = False


@transaction.atomic
def plan_use(group: Group, said: Planned, *, by: Person) -> TeachingPlan:
    """Plan to use social media with a class, and ask for approval (LAN-TL-01).

    Raises NotTheirs, and LeavesOut where a social platform would be the main place (LAN-TL-02),
    where materials need an account (LAN-TL-07), or where no other way is named (LAN-TL-08).
    """
    _taught(group, by)
    if said.main_place == TeachingPlan.Place.SOCIAL or said.account_needed or not said.other_way:
        raise LeavesOut(said.platform)
    fields = {name: value for name, value in vars(said).items() if name != "account_needed"}
    made = TeachingPlan.objects.create(group=group, by=by, **fields)
    audit.record(
        "guidance.plan-made", by=by, subject=str(made), kind=APPROVAL, subject_id=made.pk
    )  # fmt: skip
    approvals.ask(
        APPROVAL, _chain(), by=by, subject=(APPROVAL, made.pk), title=str(made),
        url=f"/guidance/classroom/plans/{made.pk}/",
    )  # fmt: skip
    return made


def _chain() -> approvals.Chain:
    """Return who approves: the head, since no policy names anybody (Lanyard's default)."""
    version = profile_in_force()
    head = version.profile.posts.head
    return approvals.Chain([(head, version.title_of(head))], by_default=True)


def decided(
    *, approval_kind: str, subject_id: UUID, approval: approvals.Approval, **_facts: object
) -> None:  # fmt: skip
    """Carry a plan on when its approver has spoken."""
    if approval_kind != APPROVAL:
        return
    agreed = approval.state == approvals.Approval.State.APPROVED
    TeachingPlan.objects.filter(pk=subject_id, state=_State.ASKED).update(
        state=_State.APPROVED if agreed else _State.REFUSED
    )


@transaction.atomic
def end_plan(plan: TeachingPlan, *, by: Person) -> None:
    """Use it no longer; raises NotTheirs, and NotNow for one that is not in force."""
    _taught(plan.group, by)
    if not TeachingPlan.objects.filter(pk=plan.pk, state=_State.APPROVED).update(
        state=_State.ENDED
    ):
        raise NotNow(plan.state)
    audit.record(
        "guidance.plan-ended", by=by, subject=str(plan), kind=APPROVAL, subject_id=plan.pk
    )  # fmt: skip


@transaction.atomic
def stay_away(plan: TeachingPlan, *, by: Person) -> StayingAway:
    """Say that one does not use the platform; whoever made the plan is asked to give the same.

    Raises NotTheirs for whoever does not learn in the group, NotNow for a plan not in force.
    """
    if not is_learner_of(plan.group, by):
        raise NotTheirs(str(plan.group))
    if plan.state != _State.APPROVED:
        raise NotNow(plan.state)
    made, new = StayingAway.objects.get_or_create(plan=plan, person=Person.objects.get(pk=by.pk))
    if new:
        audit.record(
            "guidance.stays-away", by=by, subject=str(plan), kind=APPROVAL, subject_id=plan.pk
        )  # fmt: skip
        notices.notify(
            "guidance.stays-away", [plan.by_id], url=f"/guidance/classroom/plans/{plan.pk}/",
            event=f"stays-away:{made.pk}", subject_kind=APPROVAL, subject_id=plan.pk,
        )  # fmt: skip
    return made


@transaction.atomic
def give_the_same(away: StayingAway, *, by: Person) -> None:
    """Confirm that whoever stays away was given the same (LAN-TL-08); raises NotTheirs."""
    _taught(away.plan.group, by)
    StayingAway.objects.filter(pk=away.pk, given_at=None).update(given_at=timezone.now())
    audit.record(
        "guidance.given-the-same", by=by, subject=str(away.plan), kind=APPROVAL,
        subject_id=away.plan_id,
    )  # fmt: skip


@transaction.atomic
def check_session(plan: TeachingPlan, *, by: Person) -> SessionCheck:
    """Keep that accounts, privacy and consent were looked at before today's session (POR-SM-03).

    Raises NotTheirs, and NotNow for a plan that is not in force.
    """
    _taught(plan.group, by)
    if plan.state != _State.APPROVED:
        raise NotNow(plan.state)
    made, new = SessionCheck.objects.get_or_create(
        plan=plan, on=timezone.localdate(), defaults={"by": by}
    )
    if new:
        audit.record(
            "guidance.session-checked", by=by, subject=str(plan), kind=APPROVAL, subject_id=plan.pk
        )  # fmt: skip
    return made


@transaction.atomic
def go_remote(*, by: Person, because: str) -> RemoteTime:
    """Let the rules of remote lessons hold from today; raises NotNow where they do already."""
    if remote_now() is not None:
        raise NotNow("remote")
    made = RemoteTime.objects.create(
        since=timezone.localdate(), because=because, by_name=str(by)
    )  # fmt: skip
    audit.record("guidance.went-remote", by=by, kind="remote-time", subject_id=made.pk)
    return made


@transaction.atomic
def come_back(*, by: Person) -> None:
    """Let the rules of remote lessons rest again; raises NotNow where they do."""
    now = remote_now()
    if now is None:
        raise NotNow("not remote")
    now.until = timezone.localdate()
    now.save(update_fields=["until"])
    audit.record("guidance.came-back", by=by, kind="remote-time", subject_id=now.pk)


@transaction.atomic
def begin_remote(group: Group, *, by: Person, recorded: bool) -> RemoteLesson:
    """Keep that the checklist was gone through before a remote lesson (OAK-4.6-11, OAK-4.6-12).

    Raises NotTheirs, and NotNow while lessons are not remote.
    """
    _taught(group, by)
    if remote_now() is None:
        raise NotNow("not remote")
    made = RemoteLesson.objects.create(group=group, by=by, recorded=recorded)
    audit.record(
        "guidance.remote-begun", by=by, subject=group.name, kind="remote-lesson", subject_id=made.pk
    )  # fmt: skip
    return made


@transaction.atomic
def end_remote(lesson: RemoteLesson, *, by: Person) -> None:
    """Keep that the meeting was ended for all (OAK-4.6-10); raises NotTheirs for another's."""
    if lesson.by_id != by.pk:
        raise NotTheirs(str(lesson.group))
    if RemoteLesson.objects.filter(pk=lesson.pk, ended_at=None).update(ended_at=timezone.now()):
        audit.record(
            "guidance.remote-ended", by=by, subject=lesson.group.name, kind="remote-lesson",
            subject_id=lesson.pk,
        )  # fmt: skip


@transaction.atomic
def plan_devices(
    group: Group, *, by: Person, on: datetime.date, needed: bool, purpose: str
) -> DevicePlan:
    """Say whether a session needs own devices, and what for (POR-SM-06); the last word counts.

    Raises NotTheirs, and ValueError for a yes without a purpose.
    """
    _taught(group, by)
    if needed and not purpose.strip():
        raise ValueError("Devices need a purpose.")
    made, _new = DevicePlan.objects.update_or_create(
        group=group, on=on,
        defaults={"by": by, "needed": needed, "purpose": purpose.strip() if needed else ""},
    )  # fmt: skip
    audit.record(
        "guidance.devices-planned", by=by, subject=group.name, kind="group", subject_id=group.pk,
        on=on.isoformat(), needed=needed,
    )  # fmt: skip
    return made


@transaction.atomic
def note_device(group: Group, *, by: Person, what: str, done: str) -> DeviceNote:
    """Note a device where it should not be, and what was done (POR-SM-07); raises NotTheirs."""
    _taught(group, by)
    made = DeviceNote.objects.create(group=group, by=by, what=what, done=done)
    audit.record(
        "guidance.device-noted", by=by, subject=group.name, kind="group", subject_id=group.pk
    )  # fmt: skip
    return made


def _taught(group: Group, by: Person) -> None:
    if not teaches(by, group):
        raise NotTheirs(str(group))
