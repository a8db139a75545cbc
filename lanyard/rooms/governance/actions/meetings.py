"""Meetings that the lead calls and chairs, and the log of work with bodies outside."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person, people_by_id
from lanyard.rooms.governance import figures
from lanyard.rooms.governance.models import Liaison, Meeting, MeetingPerson

#: The errand of the chair.
MINUTES = "governance.write-minutes"


class NotTheChair(ValueError):
    """Only the safeguarding lead calls a meeting, and only its chair keeps its minutes."""


@dataclass(frozen=True)
class Called:
    """When and where a meeting is, what it is about, and why."""

    title: str
    because: str
    at: datetime.datetime
    place: str


@transaction.atomic
def call_meeting(called: Called, roles: Collection[str], *, by: Person) -> Meeting:
    """Call a meeting in the chair, with an agenda from the figures of the day (LAN-DSL-04).

    Whoever acts in the named posts is asked. Raises NotTheChair for anybody but the lead, and
    ValidationError where nobody is in the posts.
    """
    profile = profile_in_force().profile
    if profile.posts.safeguarding_lead not in access.roles_of(by.pk):
        raise NotTheChair
    ids = {one for role in roles for one in access.holders_of(role)} - {by.pk}
    if not ids:
        raise ValidationError({"roles": _("Nobody is in these posts now")})
    meeting = Meeting.objects.create(
        title=called.title, because=called.because, at=called.at, place=called.place, chair=by,
        agenda=figures.agenda(profile, timezone.localdate()),
    )  # fmt: skip
    asked = [MeetingPerson(meeting=meeting, person=one) for one in people_by_id(ids).values()]
    MeetingPerson.objects.bulk_create(asked)
    audit.record(
        "governance.meeting-called", by=by, subject=meeting.title, kind="meeting",
        subject_id=meeting.pk, people=len(asked),
    )  # fmt: skip
    _tell(meeting, "governance.meeting-called")
    duties.keep_errands(MINUTES, about=[meeting.pk])
    return meeting


def _tell(meeting: Meeting, kind: str) -> None:
    people = list(meeting.asked.values_list("person_id", flat=True))
    notices.notify(
        kind, people, url=f"/governance/meetings/{meeting.pk}/", event=f"{kind}:{meeting.pk}",
        subject_kind="meeting", subject_id=meeting.pk,
    )  # fmt: skip


def _standing(meeting: Meeting, by: Person) -> Meeting:
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.chair_id != by.pk:
        raise NotTheChair
    if locked.held_at or locked.cancelled_at:
        raise ValidationError(_("This meeting is over."))
    return locked


@transaction.atomic
def keep_minutes(
    meeting: Meeting, minutes: str, decided: str, came: Collection[UUID], *, by: Person
) -> Meeting:
    """Keep who came, what was said and what was decided.

    Raises NotTheChair, and ValidationError without words or before the meeting began.
    """
    locked = _standing(meeting, by)
    wrong = {
        name: _("Write it down")
        for name, words in (("minutes", minutes), ("decided", decided)) if not words.strip()
    }  # fmt: skip
    if locked.at > timezone.now():
        wrong["minutes"] = _("It has not begun yet")
    if wrong:
        raise ValidationError(wrong)
    locked.minutes, locked.decided = minutes.strip(), decided.strip()
    locked.held_at = timezone.now()
    locked.save()
    locked.asked.filter(person__in=came).update(came=True)
    locked.asked.exclude(person__in=came).update(came=False)
    audit.record(
        "governance.meeting-held", by=by, subject=locked.title, kind="meeting",
        subject_id=locked.pk, came=len(came),
    )  # fmt: skip
    duties.errand_done(
        MINUTES, locked.pk, by=by, evidence=_("Minutes written"), record=("meeting", locked.pk)
    )
    return locked


@transaction.atomic
def cancel_meeting(meeting: Meeting, because: str, *, by: Person) -> Meeting:
    """Call a meeting off, with the reason; those asked are told."""
    locked = _standing(meeting, by)
    if not because.strip():
        raise ValidationError({"because": _("Say why")})
    locked.cancelled_because, locked.cancelled_at = because.strip(), timezone.now()
    locked.save()
    audit.record(
        "governance.meeting-cancelled", by=by, subject=locked.title, kind="meeting",
        subject_id=locked.pk, because=locked.cancelled_because,
    )  # fmt: skip
    _tell(locked, "governance.meeting-cancelled")
    duties.keep_errands(MINUTES, about=[locked.pk])
    return locked


@dataclass(frozen=True)
class Contact:
    """One contact, event or campaign."""

    on: datetime.date
    kind: str
    body: str
    name: str
    what: str
    follow_up: str = ""


@transaction.atomic
def log_liaison(contact: Contact, *, by: Person) -> Liaison:
    """Log work with a body outside (LAN-DSL-08). Raises ValidationError for a day to come."""
    if contact.on > timezone.localdate():
        raise ValidationError({"on": _("Log it once it has happened")})
    made = Liaison.objects.create(**vars(contact), by=by.pk, by_name=str(by))
    audit.record(
        "governance.liaison-logged", by=by, subject=made.name, kind="liaison", subject_id=made.pk
    )
    return made
