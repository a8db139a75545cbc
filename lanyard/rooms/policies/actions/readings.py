"""Let others read a draft before it is approved: their comments are kept, and answered."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access.api import holders_of, role_called, roles_of
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.policies.actions.documents import NotNow, check_ready
from lanyard.rooms.policies.models import DraftComment, DraftReading, Version
from lanyard.rooms.policies.queries.readings import readings_of, round_of

DUTY = "policies.read-draft"
#: Days that a reader has: Lanyard's default, since no policy says.
READ_DAYS = 14


class NotAReader(PermissionError):
    """The person is not asked to read this draft, or has read it already."""


@dataclass(frozen=True)
class Readers:
    """Who reads a draft: the holders of posts, and people by name."""

    roles: Sequence[str] = ()
    people: Sequence[Person] = ()


@transaction.atomic
def send_for_review(
    version: Version, readers: Readers, *, by: Person, until: datetime.date
) -> list[DraftReading]:
    """Ask posts and people to read a draft by a day; from here its words stand still.

    Raises NotNow for one that is no draft or not ready, "readers" for nobody, "nobody" for a post
    that nobody holds, "own" where its writer would read their own words, "day" for one gone by.
    """
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if locked.state != Version.State.DRAFT:
        raise NotNow(locked.get_state_display())
    check_ready(locked)
    if until < timezone.localdate():
        raise NotNow("day")
    _check_readers(readers, by)
    number = round_of(locked) + 1
    rows = [*_posts(readers.roles), *((None, str(one), one) for one in readers.people)]
    with system_duty("ask for comments on a draft"):
        made = [
            DraftReading.objects.create(
                version=locked, round=number, role=role or "", title=title, person=person,
                until=until,
            )
            for role, title, person in rows
        ]  # fmt: skip
        locked.state = Version.State.REVIEW
        locked.save(update_fields=["state"])
        for reading in made:
            _ask(reading)
    audit.record(
        "policies.sent-for-review", by=by, subject=str(locked), kind="policy-version",
        subject_id=locked.pk, readers=[one.title for one in made],
    )  # fmt: skip
    return made


def _check_readers(readers: Readers, by: Person) -> None:
    if not readers.roles and not readers.people:
        raise NotNow("readers")
    if by.pk in {one.pk for one in readers.people}:
        raise NotNow("own")
    for role in readers.roles:
        holders = set(holders_of(role))
        if not holders:
            raise NotNow("nobody")
        if holders == {by.pk}:
            raise NotNow("own")


def _posts(roles: Iterable[str]) -> list[tuple[str | None, str, Person | None]]:
    profile = profile_in_force().profile
    titles = {one.slug: one.title for one in profile.roles}
    return [(role, str(titles.get(role) or role_called(role).title), None)
            for role in dict.fromkeys(roles)]  # fmt: skip


def _ask(reading: DraftReading) -> None:
    version = reading.version
    audience = duties.Audience(roles=(reading.role,)) if reading.role else duties.Audience(
        people=(str(reading.person_id),)
    )  # fmt: skip
    duties.define(
        DUTY,
        duties.Asked(
            f"Read the draft: {version}",
            f"/policies/{version.document.slug}/versions/{version.number}/comments/",
        ),
        by=None, audience=audience, rule=duties.Rule(day=reading.until),
        subject=("draft-reading", reading.pk),
    )  # fmt: skip


@transaction.atomic
def comment(version: Version, text: str, *, by: Person, about: str = "") -> DraftComment:
    """Say what is to be mended in a draft; raises NotAReader, and NotNow outside its review."""
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if locked.state != Version.State.REVIEW:
        raise NotNow(locked.get_state_display())
    if not text.strip():
        raise ValueError("A comment has words.")
    if not _asked_of(locked, by):
        raise NotAReader(str(by))
    made = DraftComment.objects.create(
        version=locked, round=round_of(locked), about=about.strip(), text=text.strip(),
        person_id=by.pk, name=str(by),
    )  # fmt: skip
    audit.record(
        "policies.commented", by=by, subject=str(locked), kind="policy-version",
        subject_id=locked.pk,
    )  # fmt: skip
    return made


def _asked_of(version: Version, person: Person) -> list[DraftReading]:
    """Return what of the review that runs is asked of a person."""
    roles = roles_of(person.pk)
    return [
        one for one in readings_of(version)
        if one.person_id == person.pk or (one.role and one.role in roles)
    ]  # fmt: skip


@transaction.atomic
def finish(version: Version, *, by: Person, verdict: str) -> None:
    """Say, as somebody asked, that one has read it and whether it may go to approval.

    Raises NotAReader for anybody else or a second time, NotNow outside the review, and "comment"
    where changes are wanted and this person has not said which.
    """
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if locked.state != Version.State.REVIEW:
        raise NotNow(locked.get_state_display())
    mine = [one for one in _asked_of(locked, by) if not one.verdict]
    if not mine:
        raise NotAReader(str(by))
    said = locked.comments.filter(round=round_of(locked), person_id=by.pk)
    if verdict == DraftReading.Verdict.CHANGES and not said.exists():
        raise NotNow("comment")
    with system_duty("note that a draft was read"):
        for reading in mine:
            reading.verdict, reading.read_at = verdict, timezone.now()
            reading.read_by_name = str(by)
            reading.save(update_fields=["verdict", "read_at", "read_by_name"])
            subject = ("draft-reading", reading.pk)
            duties.complete(
                DUTY, subject, by.pk, by=by, evidence=reading.get_verdict_display(),
                record=subject,
            )  # fmt: skip
            duties.end(DUTY, subject, by=by, because="The draft was read.")
    audit.record(
        "policies.draft-read", by=by, subject=str(locked), kind="policy-version",
        subject_id=locked.pk, verdict=verdict,
    )  # fmt: skip


@transaction.atomic
def answer(one: DraftComment, words: str, *, by: Person) -> DraftComment:
    """Answer a comment on a draft: what was done about it, or why nothing; the first answer stays.

    Raises ValueError without words.
    """
    if not words.strip():
        raise ValueError("An answer has words.")
    locked = DraftComment.objects.select_for_update().get(pk=one.pk)
    if locked.answered_at is None:
        locked.answer, locked.answered_at = words.strip(), timezone.now()
        locked.answered_by_name = str(by)
        locked.save(update_fields=["answer", "answered_at", "answered_by_name"])
        audit.record(
            "policies.comment-answered", by=by, subject=str(locked.version), kind="policy-version",
            subject_id=locked.version_id,
        )  # fmt: skip
    return locked


@transaction.atomic
def send_back(version: Version, *, by: Person, because: str) -> Version:
    """Return a version to draft, out of its review or approved and not yet published.

    Comments, answers and what readers said are kept. Raises NotNow for any other state, and
    ValueError without a reason.
    """
    if not because.strip():
        raise ValueError("Sending a version back needs a reason.")
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if locked.state not in {Version.State.REVIEW, Version.State.APPROVED}:
        raise NotNow(locked.get_state_display())
    with system_duty("end the review of a draft"):
        end_readings(locked, because)
    locked.state, locked.approved_on = Version.State.DRAFT, None
    locked.save(update_fields=["state", "approved_on"])
    # Apart: while it is approved, its words and their fingerprint stand still.
    locked.sha256 = ""
    locked.save(update_fields=["sha256"])
    audit.record(
        "policies.sent-back", by=by, subject=str(locked), kind="policy-version",
        subject_id=locked.pk, because=because.strip(),
    )  # fmt: skip
    return locked


def end_readings(version: Version, because: str) -> None:
    """Stop asking whoever has not read a draft yet."""
    for reading in readings_of(version):
        if not reading.verdict:
            duties.end(DUTY, ("draft-reading", reading.pk), by=None, because=because)


def check_read(version: Version, *, because: str) -> None:
    """Raise NotNow where a draft cannot go to approval yet.

    "comments" while one is not answered; "readers" while somebody asked has neither read it nor let
    the day go by, and after that day without a reason for going on.
    """
    if version.comments.filter(answered_at__isnull=True).exists():
        raise NotNow("comments")
    waiting = [one for one in readings_of(version) if not one.verdict]
    in_time = [one for one in waiting if one.until >= timezone.localdate()]
    if in_time or (waiting and not because.strip()):
        raise NotNow("readers")
