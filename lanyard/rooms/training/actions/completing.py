"""Record that somebody took a course; confirm, verify and set aside such a record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.training.errands import CONFIRM, VERIFY
from lanyard.rooms.training.models import Completion, Course, TrainingRule
from lanyard.rooms.training.queries.own import unconfirmed
from lanyard.rooms.training.queries.standing import DUTY, RULE, days_of, rules_in_force


class OwnRecord(ValueError):
    """Nobody verifies what they handed in themselves."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a completion beside who took what, and when."""

    how: str
    method: str = Completion.Method.QUIZ
    score: int | None = None
    edition: str = ""
    expires_on: datetime.date | None = None
    note: str = ""
    #: The same source twice is the same completion.
    source_id: str = ""
    needs_verifying: bool = False
    file_id: UUID | None = None
    #: The person entered it, so that nothing is left for them to confirm.
    own: bool = False


@transaction.atomic
def record(
    course: Course, person: Person, facts: Facts, *, by: audit.Actor | None, on: datetime.date
) -> Completion:
    """Keep that a person took a course on a day, and close what they owed.

    What came before stands: each time has its own record and certificate. The same source gives
    the first record. Raises ValueError for a day to come.
    """
    today = timezone.localdate()
    if on > today:
        raise ValueError("A course is taken today or before.")
    with system_duty("record training"):
        known = _known(facts)
        if known is not None:
            return known
        one = Completion.objects.create(
            course=course, person=person, on=on, how=facts.how, method=facts.method,
            name=str(person), score=facts.score, edition=facts.edition,
            expires_on=facts.expires_on, note=facts.note[:300], source_id=facts.source_id,
            needs_verifying=facts.needs_verifying, file_id=facts.file_id,
            recorded_by_name=str(by) if by else "", confirmed_on=today if facts.own else None,
        )  # fmt: skip
    audit.record(
        "training.completed", by=by, subject=course.title, kind="completion", subject_id=one.pk,
        person=str(person.pk), how=facts.how, on=on.isoformat(),
    )  # fmt: skip
    if one.counts:
        settle(course, [person.pk], by=by, record=one)
        duties.keep_errands(CONFIRM, about=[person.pk])
    return one


def _known(facts: Facts) -> Completion | None:
    if not facts.source_id:
        return None
    return Completion.objects.filter(how=facts.how, source_id=facts.source_id).first()


def settle(
    course: Course, people: Iterable[UUID], *, by: audit.Actor | None, record: Completion
) -> None:
    """Close what a completion fulfils: each duty whose day it moved on, or ended."""
    today, ids = timezone.localdate(), list(people)
    with system_duty("settle training"):
        for rule in rules_in_force():
            if course.slug in rule.course_slugs:
                _settle(rule, ids, today, by, record)


def _settle(
    rule: TrainingRule,
    people: list[UUID],
    today: datetime.date,
    by: audit.Actor | None,
    record: Completion,
) -> None:
    joined = duties.members(rule.audience, people, today=today)
    days = days_of(rule, joined, today)
    owed = duties.Occurrence.objects.filter(
        definition__kind=DUTY, definition__subject_id=str(rule.pk), person_id__in=people,
        done_on__isnull=True, withdrawn_on__isnull=True,
    )  # fmt: skip
    for person, due in list(owed.values_list("person_id", "due")):
        again = days.get(person)
        if again is None or again > due:
            duties.complete(
                DUTY, (RULE, rule.pk), person, by=by, on=record.on,
                evidence=f"{record.course.title}, {record.on:%d %B %Y}",
                record=("completion", record.pk),
            )  # fmt: skip


@transaction.atomic
def confirm(completion: Completion, *, by: Person) -> None:
    """Let a person confirm the date in their own calendar (LAN-TRS-04); raises OwnRecord else."""
    if completion.person_id != by.pk:
        raise OwnRecord("Only the person confirms a date in their calendar.")
    with system_duty("confirm a date"):
        Completion.objects.filter(pk=completion.pk, confirmed_on__isnull=True).update(
            confirmed_on=timezone.localdate()
        )
    audit.record(
        "training.confirmed", by=by, subject=completion.course.title, kind="completion",
        subject_id=completion.pk,
    )  # fmt: skip
    if unconfirmed(by).exists():
        duties.keep_errands(CONFIRM, about=[by.pk])
    else:
        duties.errand_done(
            CONFIRM, by.pk, by=by, evidence=_("Confirmed"), record=("completion", completion.pk)
        )


@transaction.atomic
def verify(completion: Completion, *, by: Person) -> None:
    """Let a second person say that what was handed in is right; from then on it counts.

    Raises OwnRecord for one's own. A second time changes nothing.
    """
    if completion.person_id == by.pk:
        raise OwnRecord("Somebody else verifies this.")
    with system_duty("verify training"):
        fresh = Completion.objects.filter(
            pk=completion.pk, needs_verifying=True, verified_on__isnull=True,
            set_aside_on__isnull=True,
        ).update(verified_on=timezone.localdate(), verified_by_name=str(by))  # fmt: skip
    if not fresh:
        return
    completion.refresh_from_db()
    audit.record(
        "training.verified", by=by, subject=completion.course.title, kind="completion",
        subject_id=completion.pk, person=str(completion.person_id),
    )  # fmt: skip
    duties.errand_done(
        VERIFY, completion.pk, by=by, evidence=_("Verified"), record=("completion", completion.pk)
    )
    duties.keep_errands(CONFIRM, about=[completion.person_id])
    settle(completion.course, [completion.person_id], by=by, record=completion)


@transaction.atomic
def set_aside(completion: Completion, *, by: Person, because: str) -> None:
    """Set a wrong record aside with a reason; what it fulfilled is owed again.

    Raises ValueError without a reason, OwnRecord for one's own.
    """
    if not because.strip():
        raise ValueError("Say why this record is wrong.")
    if completion.person_id == by.pk:
        raise OwnRecord("Somebody else sets this aside.")
    with system_duty("set a record aside"):
        Completion.objects.filter(pk=completion.pk, set_aside_on__isnull=True).update(
            set_aside_on=timezone.localdate(), set_aside_because=because.strip()[:300],
            set_aside_by_name=str(by),
        )  # fmt: skip
    audit.record(
        "training.set-aside", by=by, subject=completion.course.title, kind="completion",
        subject_id=completion.pk, because=because, person=str(completion.person_id),
    )  # fmt: skip
    if completion.needs_verifying:
        duties.errand_done(
            VERIFY, completion.pk, by=by, evidence=_("Set aside"),
            record=("completion", completion.pk),
        )  # fmt: skip
    duties.keep_errands(CONFIRM, about=[completion.person_id])
    duties.recompute_people([completion.person_id])
