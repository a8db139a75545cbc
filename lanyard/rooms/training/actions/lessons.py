"""Plan a group's tutorials, give their lessons, catch up, and review apprentices."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.people.api import Group, Person
from lanyard.rooms.training import lessons, teaching
from lanyard.rooms.training.models import (
    ApprenticeReview,
    LessonGiven,
    LessonPart,
    TaughtOnce,
    TutorialPlan,
)

#: What approvals call it.
APPROVAL = "training.tutorial-plan"
PLAN = "tutorial-plan"
#: The post that approves a plan, the first that the profile has (Lanyard's default).
_APPROVERS = ("course-manager", "management")
_NO_LESSON = "No dated session on online safety."


class NotTheirs(ValueError):
    """Somebody acts for a group or an apprentice that is not theirs."""


@transaction.atomic
def submit_plan(
    group: Group, dated: Mapping[str, datetime.date], others: Sequence[str], *, by: Person
) -> TutorialPlan:
    """Hand in a year's plan of a group's tutorials: lessons with their days, and what else.

    One without a dated session on online safety is returned at once (LAN-TRL-03, OAK-4.6.2-03);
    else it goes to the post that approves. Raises NotTheirs.
    """
    today = timezone.localdate()
    if group not in lessons.groups_taught(by, on=today):
        raise NotTheirs(group.name)
    titles = {one.slug: one.title for one in lessons.lessons_here()}
    entries = [
        {"topic": slug, "title": titles[slug], "on": on.isoformat()}
        for slug, on in sorted(dated.items(), key=lambda pair: pair[1])
        if slug in titles
    ] + [{"topic": "", "title": title[:200], "on": ""} for title in others]
    returned = not any(entry["topic"] for entry in entries)
    state = TutorialPlan.State.RETURNED if returned else TutorialPlan.State.SUBMITTED
    plan = TutorialPlan.objects.create(
        group=group, year=duties.academic_year(today), entries=entries, by=by, state=state,
        because=_NO_LESSON if returned else "",
    )  # fmt: skip
    audit.record(
        "training.plan-returned" if returned else "training.plan-submitted", by=by,
        subject=group.name, kind=PLAN, subject_id=plan.pk,
    )  # fmt: skip
    if not returned:
        approvals.ask(
            APPROVAL, _approver(), by=by, subject=(PLAN, plan.pk), title=str(plan),
            url=f"/training/lessons/{group.pk}/plan/",
        )  # fmt: skip
    _moved(group)
    return plan


def _approver() -> approvals.Chain:
    profile = profile_in_force().profile
    titles = {one.slug: one.title for one in profile.roles}
    role = next((one for one in _APPROVERS if one in titles), profile.posts.head)
    return approvals.Chain([(role, titles[role])], by_default=True)


def plan_decided(
    *, approval_kind: str, subject_id: UUID, approval: approvals.Approval, **_facts: object
) -> None:
    """Put an approved plan in force; one that was refused goes back with the reason."""
    if approval_kind != APPROVAL:
        return
    plan = TutorialPlan.objects.select_for_update().get(pk=subject_id)
    if approval.state == approvals.Approval.State.APPROVED:
        plan.state = TutorialPlan.State.APPROVED
    else:
        refused = approval.steps.exclude(outcome="").last()
        plan.state = TutorialPlan.State.RETURNED
        plan.because = (refused.reason if refused else "")[:300] or _NO_LESSON
    plan.save(update_fields=["state", "because"])
    _moved(plan.group)


@transaction.atomic
def give(
    group: Group, topic: str, came: Collection[UUID], *, by: Person, on: datetime.date
) -> LessonGiven:
    """Record that a lesson was given: who was there; whoever was not has it to catch up on.

    A lesson of the year is given once. Raises NotTheirs for whoever has no part in it.
    """
    today = timezone.localdate()
    lesson = next((one for one in lessons.lessons_here() if one.slug == topic), None)
    parts = lessons.teachers([group], on=today)
    if lesson is None or by.pk not in parts.get((group.pk, lesson.part), ()):
        raise NotTheirs(group.name)
    if on > today:
        raise ValueError("A lesson is given today or before.")
    given, new = LessonGiven.objects.get_or_create(
        group=group, topic=topic, year=duties.academic_year(today), defaults={"on": on, "by": by}
    )
    if not new:
        return given
    LessonPart.objects.bulk_create(
        LessonPart(lesson=given, person=one, came=one.pk in came)
        for one in lessons.learners_of(group, on=on)
    )
    kind = "extremism" if topic == lessons.WARNING else "sources" if topic == "sources" else ""
    TaughtOnce.objects.get_or_create(
        group=group, by=by, kind=kind or TaughtOnce.Kind.TUTORIAL, on=on
    )
    audit.record(
        "training.lesson-given", by=by, subject=group.name, kind="lesson", subject_id=given.pk,
        what=lesson.title, came=len(came),
    )  # fmt: skip
    _moved(group)
    return given


def _moved(group: Group) -> None:
    """Bring what the group's teachers owe into step."""
    who = lessons.teachers([group], on=timezone.localdate())
    duties.recompute_people(set().union(*who.values()) if who else set())


@transaction.atomic
def caught_up(part: LessonPart, *, by: Person) -> None:
    """Record that somebody caught up on a lesson that they had missed; raises NotTheirs."""
    groups = [
        *lessons.groups_taught(by, on=timezone.localdate()),
        *teaching.groups_of(by, on=timezone.localdate()),
    ]
    if part.lesson.group not in groups:
        raise NotTheirs(part.lesson.group.name)
    LessonPart.objects.filter(pk=part.pk, came=False, caught_up_on__isnull=True).update(
        caught_up_on=timezone.localdate(), caught_up_with_name=str(by)
    )
    audit.record(
        "training.caught-up", by=by, subject=part.lesson.group.name, kind="lesson",
        subject_id=part.lesson_id, person=str(part.person_id),
    )  # fmt: skip


@transaction.atomic
def review_apprentice(
    person: Person, guidance: str, *, by: Person, on: datetime.date, warned: bool
) -> ApprenticeReview:
    """Keep a review with an apprentice; without its guidance on online safety it is returned.

    A second one of the same day completes the first. Raises NotTheirs (KMC-EDU-05).
    """
    today = timezone.localdate()
    if person not in lessons.apprentices_of(by, on=today):
        raise NotTheirs(str(person))
    if on > today:
        raise ValueError("A review is held today or before.")
    kept, _new = ApprenticeReview.objects.get_or_create(person=person, on=on, defaults={"by": by})
    kept.guidance = guidance.strip() or kept.guidance
    kept.warned = warned or kept.warned
    kept.save(update_fields=["guidance", "warned"])
    returned = not kept.guidance
    verb = "training.review-returned" if returned else "training.review-kept"
    audit.record(
        verb, by=by, subject=str(person), kind="apprentice-review", subject_id=kept.pk,
        person=str(person.pk),
    )  # fmt: skip
    duties.recompute_people([by.pk])
    return kept
