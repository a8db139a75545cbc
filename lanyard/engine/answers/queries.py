"""Reads of questions in hand and of kept answers: one's own only."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from lanyard.engine.answers.models import Inquiry, KeptAnswer
from lanyard.people.api import Person


def inquiry_of(person: Person, question: str) -> Inquiry | None:
    """Return the question that somebody has in hand, or None."""
    return Inquiry.objects.filter(person_id=person.pk, question=question).first()


def in_hand(person: Person) -> frozenset[str]:
    """Return the questions that somebody left unfinished."""
    mine = Inquiry.objects.filter(person_id=person.pk)
    return frozenset(mine.values_list("question", flat=True))


def answers_of(person: Person) -> QuerySet[KeptAnswer]:
    """Return somebody's own answers, newest first."""
    return KeptAnswer.objects.filter(person_id=person.pk)


def answer_of(person: Person, answer_id: UUID) -> KeptAnswer:
    """Return one of somebody's own answers; raises KeptAnswer.DoesNotExist."""
    return answers_of(person).get(pk=answer_id)
