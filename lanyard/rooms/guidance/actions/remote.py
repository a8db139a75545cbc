"""What came of remote lessons: what was heard, and meetings that went on without a host."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Enrolment, Person, people_by_address, spans
from lanyard.rooms.guidance.models import (
    MeetingLeftOpen,
    OverheardAnswered,
    OverheardReply,
    RemoteLesson,
)
from lanyard.rooms.guidance.remote import to_answer

#: Whoever hangs up this much later than the host has not stayed (Lanyard's default).
GRACE = datetime.timedelta(minutes=2)


class NotAsked(ValueError):
    """Somebody answers who is not asked, or who has answered."""


@dataclass(frozen=True)
class Attended:
    """One stay of somebody in a meeting, as a call record holds it."""

    meeting: str
    organiser: str
    participant: str
    joined: datetime.datetime
    left: datetime.datetime


@transaction.atomic
def say_overheard(lesson: RemoteLesson, *, overheard: bool, by: Person) -> None:
    """Say once whether others could be overheard; who said so is not kept with it (OAK-4.6-11).

    No audit entry is written, and no moment kept. Raises NotAsked.
    """
    if not to_answer(by).filter(pk=lesson.pk).exists():
        raise NotAsked
    try:
        with transaction.atomic():
            OverheardAnswered.objects.create(lesson=lesson, person=Person.objects.get(pk=by.pk))
    except IntegrityError:
        raise NotAsked from None
    OverheardReply.objects.create(lesson=lesson, overheard=overheard)


@transaction.atomic
def take_calls(system: str, seen: Iterable[Attended], *, by: audit.Actor | None) -> int:
    """Flag the meetings in which learners stayed after their host had left (OAK-4.6-10).

    Hosts are told once, with the tip. Of learners only the number is kept. Returns how many
    meetings are new among the flagged.
    """
    meetings: dict[str, list[Attended]] = defaultdict(list)
    for one in seen:
        meetings[one.meeting].append(one)
    people = people_by_address(
        {address for stays in meetings.values() for one in stays
         for address in (one.organiser, one.participant)}
    )  # fmt: skip
    today = timezone.localdate()
    learners = set(Enrolment.objects.filter(spans(today)).values_list("person_id", flat=True))
    flagged = 0
    for meeting, stays in meetings.items():
        host = people.get(stays[0].organiser.casefold())
        alone = _alone(stays, {a for a, pk in people.items() if pk in learners})
        if host is None or alone is None:
            continue
        left_at, last_at, many = alone
        made, new = MeetingLeftOpen.objects.get_or_create(
            system=system, meeting=meeting,
            defaults={
                "organiser_id": host, "left_at": left_at, "last_at": last_at, "learners": many
            },
        )  # fmt: skip
        if new:
            flagged += 1
            notices.notify(
                "guidance.meeting-open", [host], url="/guidance/classroom/",
                event=f"meeting-open:{made.pk}", subject_kind="meeting", subject_id=made.pk,
            )  # fmt: skip
    audit.record("guidance.calls-taken", by=by, kind="calls", subject=system, flagged=flagged)
    return flagged


def _alone(
    stays: list[Attended], learners: set[str]
) -> tuple[datetime.datetime, datetime.datetime, int] | None:
    """Return from when until when how many learners were in a meeting without its host."""
    host = stays[0].organiser.casefold()
    gone = max((one.left for one in stays if one.participant.casefold() == host), default=None)
    if gone is None:
        return None
    stayed = [
        one for one in stays
        if one.participant.casefold() in learners and one.left > gone + GRACE
    ]  # fmt: skip
    if not stayed:
        return None
    last = max(one.left for one in stayed)
    return gone, last, len({one.participant.casefold() for one in stayed})


@transaction.atomic
def see_tip(meeting: MeetingLeftOpen, *, by: Person) -> None:
    """Keep that the host has read the tip; raises NotAsked for another's meeting."""
    if meeting.organiser_id != by.pk:
        raise NotAsked
    MeetingLeftOpen.objects.filter(pk=meeting.pk, seen_at=None).update(seen_at=timezone.now())
