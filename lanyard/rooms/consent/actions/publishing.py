"""Ask to publish a picture, check it, release it with its place, and take it down."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.decisions.api import Answer, Word
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.notices import api as notices
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person, people_in_role
from lanyard.rooms.consent import gate
from lanyard.rooms.consent.actions import claiming, storing
from lanyard.rooms.consent.models import (
    Channel,
    Picture,
    PictureSubject,
    Publication,
    Purpose,
    Takedown,
)

PUBLISH = "consent.publish"
_State = Publication.State
#: By when a use is taken down, in days (Lanyard's default; no policy says). What is printed is
#: withdrawn from display and left out of the next edition.
_DEADLINES = {Channel.PRINT: 28}
_SOON = 2


class NotPublished(ValueError):
    """A picture that may not go out; the text says why, in the words of the policy's answer."""


class NotNow(ValueError):
    """A request that does not stand so that this can be done."""


@transaction.atomic
def request(
    picture: Picture,
    *,
    channel: str,
    purpose: str,
    caption: str,
    doubt: bool,
    by: Person,
    doubt_because: str = "",
) -> Publication:
    """Ask to publish a picture in a place; what the policy refuses is kept as refused.

    Where posts must approve, they are asked. Raises NotNow("channel") or NotNow("purpose") for one
    that does not exist, NotNow("asked") while the same is asked, and NotNow("hidden").
    """
    if channel not in Channel.values:
        raise NotNow("channel")
    if purpose not in Purpose.values:
        raise NotNow("purpose")
    if picture.hidden_at is not None:
        raise NotNow("hidden")
    today = timezone.localdate()
    named = _named(picture, caption)
    facts = gate.facts_about(
        picture, channel=channel, purpose=purpose, on=today, named=named, doubt=doubt
    )
    answer = gate.answer_of(facts, today)
    refused = answer.answer in {Word.NO, Word.UNKNOWN}
    with system_duty("keep a request to publish"):
        try:
            with transaction.atomic():
                made = Publication.objects.create(
                    picture=picture, channel=channel, purpose=purpose, caption=caption.strip(),
                    doubt=doubt, doubt_because=doubt_because.strip(), named=named, asked_by=by,
                    say=answer.say[:400], because=list(answer.because),
                    state=_State.REFUSED if refused else _State.ASKED,
                )  # fmt: skip
        except IntegrityError:
            raise NotNow("asked") from None
    audit.record(
        "consent.publication-asked", by=by, subject=str(made), kind="publication",
        subject_id=made.pk, answer=str(answer.answer),
    )  # fmt: skip
    if answer.answer is Word.ASK_FIRST:
        _ask(made, answer, by)
    return made


def _named(picture: Picture, caption: str) -> list[str]:
    with system_duty("look for names"):
        subjects = PictureSubject.objects.filter(picture=picture, removed_at=None)
        tagged = [one.person for one in subjects.select_related("person")]
        name = files.StoredFile.objects.get(pk=picture.file_id).name
        return gate.names_in([caption, picture.title, picture.alt_text, name], tagged)


def _ask(made: Publication, answer: Answer, by: Person) -> None:
    profile = profile_in_force().profile
    chain = approvals.Chain(
        [(role, profile.title_of(role)) for role in answer.approvers], in_order=False,
        clauses=answer.because,
    )  # fmt: skip
    approvals.ask(
        gate.APPROVAL, chain, by=by, subject=(gate.SUBJECT, made.pk), title=str(made),
        url=reverse("consent:publication", args=[made.pk]),
    )  # fmt: skip


def decided(
    *, approval_kind: str, subject_id: UUID, approval: approvals.Approval, **_facts: object
) -> None:  # fmt: skip
    """End a request that an approver refused."""
    if approval_kind == gate.APPROVAL and approval.state == approvals.Approval.State.REJECTED:
        with system_duty("end a request to publish"):
            Publication.objects.filter(pk=subject_id, state=_State.ASKED).update(
                state=_State.REFUSED
            )


@transaction.atomic
def check(one: Publication, what: str, *, by: Person, passed: bool) -> None:
    """Record a check of quality or privacy; one that fails ends the request (POR-IMG-04).

    Raises NotNow: "own" for one's own request, "state" where nothing waits.
    """
    with system_duty("check a picture"):
        found = _waiting(one)
        if found.asked_by_id == by.pk:
            raise NotNow("own")
        if not passed:
            found.state = _State.REFUSED
        elif what == "quality":
            found.quality_by_name = str(by)
        else:
            found.privacy_by_name = str(by)
        found.save(update_fields=["state", "quality_by_name", "privacy_by_name"])
    audit.record(
        "consent.publication-checked", by=by, subject=str(one), kind="publication",
        subject_id=one.pk, what=what, passed=passed,
    )  # fmt: skip


def _waiting(one: Publication) -> Publication:
    found = Publication.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if found.state != _State.ASKED:
        raise NotNow("state")
    return found


@transaction.atomic
def take_back(one: Publication, *, by: Person) -> None:
    """End a request that nobody wants any more; nothing where it was decided meanwhile."""
    with system_duty("end a request to publish"):
        found = Publication.objects.filter(pk=one.pk, state=_State.ASKED)
        if not found.update(state=_State.REFUSED, say="Taken back."):
            return
    audit.record(
        "consent.publication-taken-back", by=by, subject=str(one), kind="publication",
        subject_id=one.pk,
    )  # fmt: skip


@transaction.atomic
def release(one: Publication, *, by: Person, place: str) -> None:
    """Publish a picture now, with the address where it stands or what was printed.

    Everything is asked of the records again, while consents are held: a withdrawal waits until this
    is done and then takes the use down. Raises NotNow: "state", "place" without a place, "hidden";
    NotPublished where the policy does not let it out as it stands.
    """
    if not place.strip():
        raise NotNow("place")
    with system_duty("publish a picture"):
        # First of all that waits, in the order of those who release posts: a freeze comes before or
        # after the whole.
        registry.holds("posting-frozen")
        found = _waiting(one)
        hold(PictureSubject.objects.filter(picture=found.picture_id, removed_at=None))
        picture = Picture.objects.get(pk=found.picture_id)
        if picture.hidden_at is not None:
            raise NotNow("hidden")
        today = timezone.localdate()
        facts = gate.as_it_stands(found, publisher=by, on=today, lock=True)
        answer = gate.answer_of(facts, today)
        if not answer.permitted:
            raise NotPublished(answer.say)
        found.state, found.place = _State.PUBLISHED, place.strip()
        found.released_by, found.released_by_name = by.pk, str(by)
        found.released_at, found.say = timezone.now(), answer.say[:400]
        found.because = list(answer.because)
        found.save(update_fields=["state", "place", "released_by", "released_by_name",
                                  "released_at", "say", "because"])  # fmt: skip
    audit.record(
        "consent.published", by=by, subject=str(one), kind="publication", subject_id=one.pk,
        place=place.strip(),
    )  # fmt: skip


def hold(subjects: Iterable[PictureSubject]) -> None:
    """Lock the people who are shown, in order: whatever changes for one of them waits."""
    ids = [one.person_id for one in subjects]
    rows = Person.objects.filter(pk__in=ids).order_by("pk")
    list(rows.select_for_update(of=("self",), no_key=True))


@transaction.atomic
def pull_back(person_id: UUID) -> int:
    """Order the takedown of what may not stand any more, and hide what may be used nowhere.

    After anything changed about somebody's consent. Return how many were ordered. Why is told to
    nobody.
    """
    today = timezone.localdate()
    with system_duty("take pictures down"):
        mine = PictureSubject.objects.filter(person_id=person_id, removed_at=None)
        if not mine.exists():
            return 0
        list(Person.objects.filter(pk=person_id).select_for_update(of=("self",), no_key=True))
        pictures = list(Picture.objects.filter(pk__in=mine.values("picture")).order_by("pk"))
        for picture in pictures:
            _hide(picture, today)
        live = Publication.objects.filter(
            picture__in=pictures, state=_State.PUBLISHED, takedown=None
        ).select_related("picture")
        ordered = [one for one in live if not _may_stand(one, today)]
        for one in ordered:
            _order(one, today)
    return len(ordered)


def _may_stand(one: Publication, on: datetime.date) -> bool:
    """Say whether consent and names still let a published picture stand; nothing else is asked."""
    facts = gate.facts_about(
        one.picture, channel=one.channel, purpose=one.purpose, on=on, named=one.named
    )
    return not _refused({**facts, "rights": "owned"}, on)


def _refused(facts: dict[str, object], on: datetime.date) -> bool:
    fine = {**facts, "device": "organisation", "taken_by": "staff", "on_premises": False,
            "one_to_one": False, "doubt": False}  # fmt: skip
    return gate.answer_of(fine, on).answer in {Word.NO, Word.UNKNOWN}


def _hide(picture: Picture, on: datetime.date) -> None:
    """Hide a picture that may be shown nowhere; show it again once it may."""
    nowhere = all(
        _refused(
            {**gate.facts_about(picture, channel=channel, purpose=purpose, on=on),
             "rights": "owned"}, on,
        )
        for channel in Channel for purpose in Purpose
    )  # fmt: skip
    hidden_at = (picture.hidden_at or timezone.now()) if nowhere else None
    Picture.objects.filter(pk=picture.pk).update(hidden_at=hidden_at)
    if nowhere != (picture.hidden_at is not None):
        _shut(picture, shut=nowhere)


def _shut(picture: Picture, *, shut: bool) -> None:
    """Let only those who take it down open a hidden picture's files, and the others once more."""
    held_by = registry.permission(PUBLISH if shut else claiming.LIBRARY).held_by
    record, circle = (claiming.RECORD, picture.pk), access.circle_of(held_by)
    files.hang(of=record, on=record, circle=circle.pk)
    if shut:
        access.end_grant(*record, picture.uploaded_by_id)
    else:
        access.grant(*record, picture.uploaded_by_id, because=storing.STORED_IT)


def _order(one: Publication, on: datetime.date) -> None:
    days = _DEADLINES.get(Channel(one.channel), _SOON)
    made = Takedown.objects.create(publication=one, due=on + datetime.timedelta(days=days))
    audit.record(
        "consent.takedown-ordered", by=None, subject=str(one), kind="takedown", subject_id=made.pk
    )
    marketers = [
        p.pk for role in registry.permission(PUBLISH).held_by for p in people_in_role(role)
    ]
    told = dict.fromkeys([*filter(None, [one.released_by]), *marketers])
    notices.notify(
        "consent.takedown", list(told), url=reverse("consent:takedown", args=[made.pk]),
        event=f"takedown:{made.pk}", subject_kind="takedown", subject_id=made.pk,
    )  # fmt: skip


@transaction.atomic
def take_down(one: Takedown, *, by: Person, proof: str) -> None:
    """Record that a use is gone, with the proof.

    Raises NotNow: "proof" without one, "state" the second time.
    """
    if not proof.strip():
        raise NotNow("proof")
    with system_duty("record a takedown"):
        found = Takedown.objects.select_for_update(of=("self",)).get(pk=one.pk)
        if found.done_at is not None:
            raise NotNow("state")
        found.done_at, found.done_by_name, found.proof = timezone.now(), str(by), proof.strip()
        found.save(update_fields=["done_at", "done_by_name", "proof"])
        Publication.objects.filter(pk=found.publication_id).update(state=_State.REMOVED)
    audit.record(
        "consent.taken-down", by=by, subject=str(one.publication), kind="takedown",
        subject_id=one.pk,
    )  # fmt: skip


def consent_changed(*, person_id: UUID, **_facts: object) -> None:
    """Look again at every picture of somebody, in the transaction of the change."""
    pull_back(person_id)
