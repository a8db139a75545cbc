"""Plan a session, book people on it, take its register, call it off."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person, people_by_id
from lanyard.rooms.training.actions.completing import Facts, record
from lanyard.rooms.training.errands import REGISTER
from lanyard.rooms.training.models import Booking, Completion, Course, TrainingSession


class SessionClosed(ValueError):
    """The register is taken, or the session is called off or full; the text says which."""


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """When and where a session is, and who leads it."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    place: str
    led_by: Person
    places: int | None = None
    method: str = Completion.Method.BRIEFING


@transaction.atomic
def plan_session(course: Course, occasion: Occasion, *, by: Person) -> TrainingSession:
    """Plan a session of a course; raises ValueError where it ends before it begins."""
    if occasion.ends_at <= occasion.starts_at:
        raise ValueError("A session ends after it begins.")
    made = TrainingSession.objects.create(course=course, **vars(occasion))
    audit.record(
        "training.session-planned", by=by, subject=str(made), kind="training-session",
        subject_id=made.pk,
    )  # fmt: skip
    duties.keep_errands(REGISTER, about=[made.pk])
    return made


def _locked(session: TrainingSession) -> TrainingSession:
    found = TrainingSession.objects.select_for_update().get(pk=session.pk)
    if found.cancelled_on is not None:
        raise SessionClosed("cancelled")
    if found.register_taken_at is not None:
        raise SessionClosed("taken")
    return found


@transaction.atomic
def book(session: TrainingSession, people: Iterable[Person], *, by: Person) -> int:
    """Book people on a session; whoever is booked already stays so. Return how many are new.

    Raises SessionClosed, "full" where there are fewer places than people.
    """
    locked = _locked(session)
    with system_duty("book training"):
        here = Booking.objects.filter(session=locked, cancelled_on__isnull=True)
        known = set(here.values_list("person_id", flat=True))
        fresh = {one.pk: one for one in people if one.pk not in known}
        if locked.places is not None and len(known) + len(fresh) > locked.places:
            raise SessionClosed("full")
        Booking.objects.bulk_create(
            Booking(session=locked, person=one, booked_by_name=str(by)) for one in fresh.values()
        )
    if fresh:
        audit.record(
            "training.booked", by=by, subject=str(locked), kind="training-session",
            subject_id=locked.pk, people=len(fresh),
        )  # fmt: skip
        told = [pk for pk in fresh if pk != by.pk]
        if told:
            notices.notify(
                "training.booked", told, url=reverse("training:session", args=[locked.pk]),
                event=f"booked:{locked.pk}", subject_kind="training-session", subject_id=locked.pk,
            )  # fmt: skip
    return len(fresh)


@transaction.atomic
def unbook(session: TrainingSession, person: Person, *, by: Person) -> None:
    """Take somebody off a session before its register is taken; raises SessionClosed."""
    locked = _locked(session)
    with system_duty("unbook training"):
        Booking.objects.filter(session=locked, person=person, cancelled_on__isnull=True).update(
            cancelled_on=timezone.localdate()
        )
    audit.record(
        "training.unbooked", by=by, subject=str(locked), kind="training-session",
        subject_id=locked.pk,
    )  # fmt: skip


@transaction.atomic
def take_register(
    session: TrainingSession, came: Collection[UUID], *, by: Person, also: Iterable[Person] = ()
) -> int:
    """Record who came: each has a completion of that day; who did not is still due.

    ``also`` are people who came without a booking. Return how many came. Raises SessionClosed, and
    ValueError before the session has begun.
    """
    locked = _locked(session)
    if locked.starts_at > timezone.now():
        raise ValueError("A register is taken once the session has begun.")
    walked_in = [one for one in also if one.pk not in came]
    with system_duty("take a register"):
        here = Booking.objects.filter(session=locked, cancelled_on__isnull=True)
        known = set(here.values_list("person_id", flat=True))
        Booking.objects.bulk_create(
            Booking(session=locked, person=one, booked_by_name=str(by))
            for one in walked_in
            if one.pk not in known
        )
        present = {*known.intersection(came), *(one.pk for one in walked_in)}
        here.filter(person_id__in=present).update(came=True)
        here.exclude(person_id__in=present).update(came=False)
    locked.register_taken_at, locked.register_taken_by_name = timezone.now(), str(by)
    locked.save(update_fields=["register_taken_at", "register_taken_by_name"])
    audit.record(
        "training.register-taken", by=by, subject=str(locked), kind="training-session",
        subject_id=locked.pk, came=len(present), missed=len(known - present),
    )  # fmt: skip
    _complete(locked, present, by)
    duties.errand_done(
        REGISTER, locked.pk, by=by, evidence=_("Register taken"),
        record=("training-session", locked.pk),
    )  # fmt: skip
    return len(present)


def _complete(session: TrainingSession, present: Collection[UUID], by: Person) -> None:
    day = timezone.localdate(session.starts_at)
    for person in people_by_id(present).values():
        facts = Facts(
            how=Completion.How.SESSION, method=session.method, edition=session.course.edition,
            source_id=f"{session.pk}/{person.pk}", own=person.pk == by.pk,
        )  # fmt: skip
        record(session.course, person, facts, by=by, on=day)


@transaction.atomic
def call_off(session: TrainingSession, *, by: Person, because: str) -> None:
    """Call a session off with a reason; everybody booked is told.

    Raises ValueError without a reason, SessionClosed once its register is taken.
    """
    if not because.strip():
        raise ValueError("Say why it is called off.")
    locked = _locked(session)
    locked.cancelled_on = timezone.localdate()
    locked.cancelled_because = because.strip()[:300]
    locked.save(update_fields=["cancelled_on", "cancelled_because"])
    audit.record(
        "training.session-cancelled", by=by, subject=str(locked), kind="training-session",
        subject_id=locked.pk, because=because,
    )  # fmt: skip
    duties.keep_errands(REGISTER, about=[locked.pk])
    with system_duty("tell who was booked"):
        booked = Booking.objects.filter(session=locked, cancelled_on__isnull=True)
        people = list(booked.values_list("person_id", flat=True))
    notices.notify(
        "training.session-cancelled", people, url=reverse("training:session", args=[locked.pk]),
        event=f"session-cancelled:{locked.pk}", subject_kind="training-session",
        subject_id=locked.pk,
    )  # fmt: skip
