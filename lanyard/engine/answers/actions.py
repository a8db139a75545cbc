"""Verbs of "May I…?": say something, take it back, have the answer, add a reason, forget."""

from __future__ import annotations

import datetime
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.engine.answers.anonymous import precedent_of
from lanyard.engine.answers.errands import FOLLOWED
from lanyard.engine.answers.models import (
    Clearance,
    FollowerFound,
    Inquiry,
    KeptAnswer,
    Precedent,
    in_thirty_days,
)
from lanyard.engine.answers.progress import Progress, Said, said_in
from lanyard.engine.answers.words import QUESTIONS
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import ProfileVersion
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.identity.api import Limit, attempt
from lanyard.foundation.registry.manifest import YEARS
from lanyard.people.api import Person

#: Answers for one asker in a quarter of an hour: nobody finds out by trying (LAN-FRI-03).
MOST_ANSWERS = 40
_OF_FOLLOWERS = frozenset({"block-follower", "restrict-privacy-settings"})


class TooOften(Exception):
    """Somebody asks more often than anybody needs to."""


@transaction.atomic
def say(question: str, said: Said, *, by: Person) -> Said:
    """Keep what the asker says, in place of what they said before."""
    return _keep(question, said, by)


@transaction.atomic
def do_not_know(question: str, fact: str, *, by: Person) -> Said:
    """Keep that the asker does not know a fact."""
    said = _said(question, by)
    given = {name: value for name, value in said.given.items() if name != fact}
    unknown = tuple(dict.fromkeys((*said.unknown, fact)))
    return _keep(question, replace(said, given=given, unknown=unknown), by)


@transaction.atomic
def say_whom(question: str, concerned: UUID | None, *, by: Person) -> Said:
    """Keep whom it is about; None for somebody whom the asker describes."""
    said = replace(_said(question, by), concerned=concerned, unnamed=concerned is None)
    return _keep(question, said, by)


@transaction.atomic
def begin_again(question: str, *, by: Person) -> None:
    """Forget what the asker said of a question."""
    Inquiry.objects.filter(person_id=by.pk, question=question).delete()


@transaction.atomic
def ask_again(kept: KeptAnswer, *, by: Person) -> Said:
    """Put what stands in a kept answer into hand again, to change a part of it."""
    return _keep(kept.question, said_in(kept), by)


@transaction.atomic
def conclude(progress: Progress, *, by: Person) -> KeptAnswer:
    """Answer, keep the dated copy for the asker, and the decision without names for replay.

    Raises FactsRefused for facts that cannot be used together, TooOften.
    """
    if not attempt([Limit(f"may-i {by.pk}", MOST_ANSWERS)], now=timezone.now()):
        raise TooOften
    shown, version = progress.shown(), progress.version
    kept = KeptAnswer.objects.create(
        person_id=by.pk, asked_by=str(by), question=progress.question,
        title=str(QUESTIONS[progress.question].title), given=dict(progress.said.given),
        unknown=list(progress.said.unknown), concerned=progress.said.concerned,
        unnamed=progress.said.unnamed, about=str(progress.concerned or ""),
        told=[[label, words] for _, label, words in progress.lines()],
        filled_in=progress.filled_in(),
        approval_of=progress.approval_of(),
        clearance_id=progress.clearance.pk if progress.clearance else None,
        answer=shown.as_json(), version_id=version.pk, version_name=str(version),
    )  # fmt: skip
    _keep_precedent(progress, version)
    _keep_follower(kept, by)
    Inquiry.objects.filter(person_id=by.pk, question=progress.question).delete()
    audit.record(
        "answers.asked", by=by, subject=kept.title, kind="answer", subject_id=kept.pk,
        question=progress.question,
    )  # fmt: skip
    return kept


def _keep_precedent(progress: Progress, version: ProfileVersion) -> None:
    facts, answer = precedent_of(progress.question, progress.profile, progress.on, progress.facts)
    with system_duty("keep a decision without names"):
        Precedent.objects.create(
            question=progress.question, on=progress.on, facts=facts, answer=answer.as_json(),
            rule=answer.rule, version_id=version.pk, version_number=version.number,
        )  # fmt: skip


def _keep_follower(kept: KeptAnswer, by: Person) -> None:
    """Keep that somebody follows who may not, until it is dealt with (LAN-FRI-12, LAN-FRI-13)."""
    asked = kept.answer["duties"]
    if not _OF_FOLLOWERS.isdisjoint(asked):
        found = FollowerFound.objects.create(
            person_id=by.pk, answer_id=kept.pk, found_on=kept.on,
            must_block="block-follower" in asked,
        )  # fmt: skip
        duties.keep_errands(FOLLOWED, about=[found.pk])


@transaction.atomic
def go_ahead(kept: KeptAnswer, *, by: Person, because: str) -> None:
    """Record why the asker goes ahead against advice; raises ValueError where they may not."""
    if kept.answer["answer"] != "avoid" or kept.because or not because.strip():
        raise ValueError("A reason is given once, for what is advised against.")
    kept.because, kept.because_at = because.strip(), timezone.now()
    kept.save(update_fields=["because", "because_at"])
    audit.record(
        "answers.went-ahead", by=by, subject=kept.title, kind="answer", subject_id=kept.pk,
        question=kept.question,
    )  # fmt: skip


def destroy_what_is_over() -> int:
    """Destroy questions and answers whose time is over; run as the system."""
    today = timezone.localdate()
    gone = (
        Inquiry.objects.filter(keep_until__lt=timezone.now()),
        KeptAnswer.objects.filter(keep_until__lt=today),
        FollowerFound.objects.filter(found_on__lt=today - datetime.timedelta(days=YEARS * 365)),
        Precedent.objects.filter(on__lt=today - datetime.timedelta(days=YEARS * 365)),
        Clearance.objects.filter(until__lt=today - datetime.timedelta(days=YEARS * 365)),
    )
    return sum(rows.delete()[0] for rows in gone)


def _said(question: str, by: Person) -> Said:
    return said_in(Inquiry.objects.filter(person_id=by.pk, question=question).first())


def _keep(question: str, said: Said, by: Person) -> Said:
    Inquiry.objects.update_or_create(
        person_id=by.pk, question=question,
        defaults={
            "given": dict(said.given), "unknown": list(said.unknown), "concerned": said.concerned,
            "unnamed": said.unnamed, "keep_until": in_thirty_days(),
        },
    )  # fmt: skip
    return said
