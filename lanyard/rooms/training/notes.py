"""Notes by which staff protect themselves against misplaced allegations (COM-AIM-04)."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person
from lanyard.rooms.training.models import NoteShared, SelfProtectionNote


@dataclass(frozen=True, kw_only=True)
class Happened:
    """What somebody writes down."""

    happened_at: datetime.datetime
    place: str
    words: str
    others: str = ""


@transaction.atomic
def write(given: Happened, *, by: Person) -> SelfProtectionNote:
    """Keep a note as it was written; its author alone reads it.

    Raises ValueError for something to come. The trail says that a note was written, not what.
    """
    if given.happened_at > timezone.now():
        raise ValueError("Write down what has happened.")
    sealed = "\n".join(
        (given.happened_at.isoformat(), given.place, given.others, given.words)
    ).encode()
    note = SelfProtectionNote.objects.create(
        person=by, sha256=hashlib.sha256(sealed).hexdigest(), **vars(given)
    )
    audit.record("training.note-written", by=by, kind="self-protection-note", subject_id=note.pk)
    return note


def of(person: Person) -> QuerySet[SelfProtectionNote]:
    """Return somebody's own notes, the latest first."""
    return SelfProtectionNote.objects.filter(person=person)


def readable(person: Person) -> QuerySet[SelfProtectionNote]:
    """Return the notes that somebody may read: the database holds back all others."""
    roles = access.roles_of(person.pk)
    shared = NoteShared.objects.filter(role__in=roles).values("note")
    return (of(person) | SelfProtectionNote.objects.filter(pk__in=shared)).select_related("person")


@transaction.atomic
def read(note: SelfProtectionNote, *, by: Person) -> None:
    """Record that somebody read another's note; an author's own reading leaves no line."""
    if note.person_id != by.pk:
        audit.record("training.note-read", by=by, kind="self-protection-note", subject_id=note.pk)


def posts() -> list[tuple[str, str]]:
    """Return the posts with which a note may be shared, with the titles that the policy uses."""
    profile = profile_in_force().profile
    wanted = [profile.posts.safeguarding_lead, "hr-director", profile.posts.head]
    known = {role.slug for role in profile.roles}
    return [(slug, profile.title_of(slug)) for slug in dict.fromkeys(wanted) if slug in known]


@transaction.atomic
def share(note: SelfProtectionNote, role: str, *, by: Person) -> NoteShared:
    """Let a post read one's own note; its holders are told that there is one.

    Raises ValueError for another's note, or a post that is none of those offered.
    """
    if note.person_id != by.pk or role not in dict(posts()):
        raise ValueError("A note is its author's to share.")
    shared, new = NoteShared.objects.get_or_create(
        note=note, role=role, defaults={"on": timezone.localdate(), "person": by}
    )
    if new:
        audit.record(
            "training.note-shared", by=by, kind="self-protection-note", subject_id=note.pk,
            role=role,
        )  # fmt: skip
        notices.notify(
            "training.note-shared", [pk for pk in access.holders_of(role) if pk != by.pk],
            url=reverse("training:note", args=[note.pk]), event=f"note-shared:{shared.pk}",
            subject_kind="self-protection-note", subject_id=note.pk,
        )  # fmt: skip
    return shared
