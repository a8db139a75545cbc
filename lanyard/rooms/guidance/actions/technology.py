"""Verbs of the catalogue: propose, decide, use in class with its lesson, choose precautions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.approvals import api as approvals
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.people.api import Group, Person
from lanyard.rooms.guidance.actions import classroom
from lanyard.rooms.guidance.classroom import teaches
from lanyard.rooms.guidance.models import IN_CLASS, ChosenPrecautions, Technology, ToolInClass
from lanyard.rooms.guidance.precautions import words_of
from lanyard.rooms.guidance.technology import lessons_offered

APPROVAL = "technology"
_State = Technology.State


class NoLesson(ValueError):
    """A tool for use in class without the lesson that is taught with it (POR-ES-03)."""


class NotApproved(ValueError):
    """A tool that is not approved, or not for this use: it needs a new approval (POR-DEF-01)."""


class NotTheirs(ValueError):
    """Somebody acts for a group that they do not teach."""


@dataclass(frozen=True)
class Proposed:
    """What the catalogue is to say of a technology."""

    name: str
    uses: Sequence[str]
    benefit: str
    risks: str
    safeguard: str
    social: bool
    terms_url: str
    terms_summary: str
    terms_review_on: datetime.date
    lesson: str = ""


@transaction.atomic
def propose(said: Proposed, *, by: Person) -> Technology:
    """Propose a technology, or more uses of one; its approver weighs its terms (LAN-CPY-05).

    Raises NoLesson for use in class without a page to teach, and ValueError for no use at all.
    """
    codes = [code for code in Technology.Use.values if code in said.uses]
    if not codes or len(codes) != len(set(said.uses)):
        raise ValueError("A technology has uses of the list.")
    known = {slug for slug, _title in lessons_offered()}
    if IN_CLASS.intersection(codes) and said.lesson not in known:
        raise NoLesson(said.name)
    made = Technology.objects.create(by=by, **{**vars(said), "uses": codes})
    audit.record(
        "guidance.technology-proposed", by=by, subject=made.name, kind=APPROVAL, subject_id=made.pk
    )
    approvals.ask(
        APPROVAL, _chain(made), by=by, subject=(APPROVAL, made.pk), title=made.name,
        url=f"/guidance/catalogue/{made.pk}/",
    )  # fmt: skip
    return made


def _chain(made: Technology) -> approvals.Chain:
    """Return who approves: the head, since no policy names anybody (Lanyard's default)."""
    version = profile_in_force()
    head = version.profile.posts.head
    terms = _("Its terms say: “%(terms)s” Is it used within them?") % {"terms": made.terms_summary}
    asks = {head: [approvals.Ask(terms)]}
    return approvals.Chain([(head, version.title_of(head))], by_default=True, asks=asks)


def decided(
    *, approval_kind: str, subject_id: UUID, approval: approvals.Approval, **_facts: object
) -> None:  # fmt: skip
    """Put a technology into the catalogue once it is approved; an entry before it ends."""
    if approval_kind != APPROVAL:
        return
    one = Technology.objects.select_for_update().get(pk=subject_id)
    if one.state != _State.ASKED:
        return
    if approval.state != approvals.Approval.State.APPROVED:
        one.state = _State.REFUSED
        one.save(update_fields=["state"])
        return
    before = Technology.objects.filter(name__iexact=one.name, state=_State.APPROVED)
    classes = ToolInClass.objects.filter(technology__in=before, ended_on=None)
    earlier = list(classes.values_list("pk", flat=True))
    before.update(state=_State.ENDED)
    one.state = _State.APPROVED
    one.save(update_fields=["state"])
    ToolInClass.objects.filter(pk__in=earlier, use__in=one.uses).update(technology=one)
    ToolInClass.objects.filter(pk__in=earlier).exclude(use__in=one.uses).update(
        ended_on=timezone.localdate()
    )


@transaction.atomic
def withdraw(one: Technology, *, by: Person) -> None:
    """Use a technology no longer, in no class; raises NotApproved for one not in the catalogue."""
    if not Technology.objects.filter(pk=one.pk, state=_State.APPROVED).update(state=_State.ENDED):
        raise NotApproved(one.name)
    ToolInClass.objects.filter(technology=one, ended_on=None).update(ended_on=timezone.localdate())
    audit.record(
        "guidance.technology-ended", by=by, subject=one.name, kind=APPROVAL, subject_id=one.pk
    )


@transaction.atomic
def read_terms(
    one: Technology, *, by: Person, url: str, summary: str, review_on: datetime.date
) -> None:
    """Keep that its terms were read again, and until when that lasts (LAN-CPY-05).

    Raises NotApproved for one not in the catalogue, ValueError for a day that is over.
    """
    if review_on <= timezone.localdate() or not summary.strip():
        raise ValueError("Terms have a summary, and a day to come on which they are read again.")
    if not Technology.objects.filter(pk=one.pk, state=_State.APPROVED).update(
        terms_url=url, terms_summary=summary.strip(), terms_review_on=review_on
    ):
        raise NotApproved(one.name)
    audit.record(
        "guidance.terms-read", by=by, subject=one.name, kind=APPROVAL, subject_id=one.pk,
        summary=summary.strip(), review_on=review_on.isoformat(),
    )  # fmt: skip


@transaction.atomic
def bring(one: Technology, group: Group, *, use: str, by: Person) -> ToolInClass:
    """Bring a technology into a class one teaches, for one of its uses; its lesson is then due.

    Raises NotTheirs, and NotApproved for another use: that needs a new approval (POR-DEF-01).
    """
    _taught(group, by)
    one.refresh_from_db()
    if one.state != _State.APPROVED or use not in one.uses:
        raise NotApproved(one.name)
    made, new = ToolInClass.objects.get_or_create(
        technology=one, group=group, use=use, ended_on=None,
        defaults={"by": by, "since": timezone.localdate()},
    )  # fmt: skip
    if new:
        audit.record(
            "guidance.tool-brought", by=by, subject=group.name, kind="group", subject_id=group.pk,
            what=one.name,
        )  # fmt: skip
    return made


@transaction.atomic
def give_lesson(tool: ToolInClass, *, by: Person) -> None:
    """Keep that the lesson of a tool was given to the class (POR-ES-03); raises NotTheirs."""
    _taught(tool.group, by)
    if ToolInClass.objects.filter(pk=tool.pk, taught_on=None).update(
        taught_on=timezone.localdate()
    ):
        audit.record(
            "guidance.tool-taught", by=by, subject=tool.group.name, kind="group",
            subject_id=tool.group_id, what=tool.technology.name,
        )  # fmt: skip


@transaction.atomic
def put_away(tool: ToolInClass, *, by: Person) -> None:
    """Use a tool no longer in a class; raises NotTheirs."""
    _taught(tool.group, by)
    ToolInClass.objects.filter(pk=tool.pk, ended_on=None).update(ended_on=timezone.localdate())
    audit.record(
        "guidance.tool-put-away", by=by, subject=tool.group.name, kind="group",
        subject_id=tool.group_id, what=tool.technology.name,
    )  # fmt: skip


@transaction.atomic
def choose(group: Group, slugs: Sequence[str], *, by: Person) -> ChosenPrecautions:
    """Choose from the bank what learners of a group are told (LAN-TRL-05).

    Raises NotTheirs, and ValueError for nothing or for what the bank does not hold.
    """
    _taught(group, by)
    if not slugs or len(words_of(list(slugs))) != len(set(slugs)):
        raise ValueError("Choose from the bank.")
    made = ChosenPrecautions.objects.create(group=group, slugs=list(slugs), by_name=str(by))
    audit.record(
        "guidance.precautions-chosen", by=by, subject=group.name, kind="group",
        subject_id=group.pk, many=len(made.slugs),
    )  # fmt: skip
    return made


@transaction.atomic
def tell(chosen: ChosenPrecautions, *, by: Person) -> None:
    """Keep that learners were told their precautions; raises NotTheirs."""
    _taught(chosen.group, by)
    if ChosenPrecautions.objects.filter(pk=chosen.pk, told_on=None).update(
        told_on=timezone.localdate(), told_by_name=str(by)
    ):
        audit.record(
            "guidance.precautions-told", by=by, subject=chosen.group.name, kind="group",
            subject_id=chosen.group_id,
        )  # fmt: skip


def _taught(group: Group, by: Person) -> None:
    if not teaches(by, group):
        raise NotTheirs(str(group))


def carry_on(**facts: Any) -> None:
    """Carry on what an approver has spoken on: a plan for a class, or an entry of the catalogue."""
    classroom.decided(**facts)
    decided(**facts)
