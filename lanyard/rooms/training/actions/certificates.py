"""Hand in what was taken elsewhere: with its certificate, or by one's word; both are verified."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import IO

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.access import api as access
from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.files import api as files
from lanyard.foundation.notices import api as notices
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person, line_manager_of
from lanyard.rooms.training.actions.completing import Facts, record
from lanyard.rooms.training.errands import VERIFY
from lanyard.rooms.training.models import Completion, Course

#: What files call the record that a certificate hangs on.
CERTIFICATE = "training-certificate"


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """What somebody says they took elsewhere."""

    on: datetime.date
    note: str
    expires_on: datetime.date | None = None
    method: str = Completion.Method.COURSE
    certificate: tuple[str, IO[bytes]] | None = None


@transaction.atomic
def hand_in(course: Course, given: HandedIn, *, by: Person) -> Completion:
    """Keep what somebody took elsewhere; it counts once a second person has verified it.

    A certificate is sealed for its owner, their line manager and those who run training. Raises
    ValueError for a day to come or an end before it, and files.Refused for a file not taken.
    """
    if given.expires_on is not None and given.expires_on <= given.on:
        raise ValueError("A certificate ends after the day it is from.")
    manager = line_manager_of(by)
    kept = None
    if given.certificate is not None:
        kept = _sealed(given.certificate, by, manager)
    facts = Facts(
        how=Completion.How.CERTIFICATE if kept else Completion.How.WORD, method=given.method,
        expires_on=given.expires_on, note=given.note, needs_verifying=True, own=True,
        edition=course.edition, file_id=kept.pk if kept else None,
    )  # fmt: skip
    one = record(course, by, facts, by=by, on=given.on)
    told = [manager.pk] if manager else access.holders_of("hr-director")
    notices.notify(
        "training.to-verify", [pk for pk in told if pk != by.pk], url=reverse("training:verify"),
        event=f"to-verify:{one.pk}", subject_kind="completion", subject_id=one.pk,
    )  # fmt: skip
    duties.keep_errands(VERIFY, about=[one.pk])
    return one


def _sealed(
    certificate: tuple[str, IO[bytes]], by: Person, manager: Person | None
) -> files.StoredFile:
    circle = access.circle_of(registry.permission("training.see-all").held_by)
    record_id = time_ordered_id()
    kept = files.seal(
        *certificate, record_kind=CERTIFICATE, record_id=record_id, circle=circle.pk, by=by
    )
    for reader, why in ((by, "It is their own."), (manager, "They verify it.")):
        if reader is not None:
            access.grant(CERTIFICATE, record_id, reader.pk, because=why)
    return kept


@transaction.atomic
def nudge(person: Person, *, by: Person) -> None:
    """Remind somebody of their training, at most once a day, whoever asks."""
    notices.notify(
        "training.nudge", [person.pk], url=reverse("training:mine"),
        event=f"nudge:{person.pk}:{timezone.localdate().isoformat()}",
    )  # fmt: skip
