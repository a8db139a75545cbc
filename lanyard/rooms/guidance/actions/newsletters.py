"""Verbs of newsletters: publish, ask to be told, say that one has read, ask, answer."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person
from lanyard.rooms.guidance.models import (
    Newsletter,
    NewsletterReader,
    NewsletterReading,
    ParentQuestion,
)


@transaction.atomic
def publish(title: str, text: str, *, by: Person) -> Newsletter:
    """Publish a newsletter and tell those who asked to be told (COM-SAF-05)."""
    made = Newsletter.objects.create(title=title, text=text, by_name=str(by))
    audit.record(
        "guidance.newsletter", by=by, subject=title, kind="newsletter", subject_id=made.pk
    )  # fmt: skip
    readers = NewsletterReader.objects.filter(ended_at=None)
    notices.notify(
        "guidance.newsletter", list(readers.values_list("person_id", flat=True)),
        url=f"/guidance/news/{made.pk}/", event=f"newsletter:{made.pk}",
        subject_kind="newsletter", subject_id=made.pk,
    )  # fmt: skip
    return made


@transaction.atomic
def be_told(*, by: Person, wanted: bool) -> None:
    """Be told of newsletters from now on, or no longer; the same again changes nothing."""
    mine = NewsletterReader.objects.filter(person_id=by.pk, ended_at=None)
    if wanted == mine.exists():
        return
    if wanted:
        NewsletterReader.objects.create(person=Person.objects.get(pk=by.pk))
    else:
        mine.update(ended_at=timezone.now())
    audit.record("guidance.newsletter-wanted" if wanted else "guidance.newsletter-unwanted", by=by)


@transaction.atomic
def mark_letter_read(letter: Newsletter, *, by: Person) -> None:
    """Keep that somebody has read a newsletter; a second time changes nothing."""
    NewsletterReading.objects.get_or_create(letter=letter, person=Person.objects.get(pk=by.pk))


@transaction.atomic
def ask_us(text: str, *, by: Person) -> ParentQuestion:
    """Ask a question about keeping children safe online."""
    made = ParentQuestion.objects.create(person=Person.objects.get(pk=by.pk), text=text)
    audit.record("guidance.asked", by=by, kind="parent-question", subject_id=made.pk)
    return made


@transaction.atomic
def answer_them(question: ParentQuestion, answer: str, *, by: Person) -> None:
    """Answer a question once, and tell whoever asked; raises ValueError without words."""
    if not answer.strip():
        raise ValueError("An answer says something.")
    done = ParentQuestion.objects.filter(pk=question.pk, answered_at=None).update(
        answer=answer.strip(), answered_at=timezone.now(), answered_by_name=str(by)
    )
    if not done:
        return
    audit.record("guidance.answered", by=by, kind="parent-question", subject_id=question.pk)
    notices.notify(
        "guidance.answered", [question.person_id], url="/guidance/news/",
        event=f"parent-question:{question.pk}", subject_kind="parent-question",
        subject_id=question.pk,
    )  # fmt: skip
