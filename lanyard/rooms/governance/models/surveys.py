"""The short survey of confidence. What is answered and who answered are never joined."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person


class Confidence(Record):
    """One survey of how able people feel to manage risk online."""

    opened_on = models.DateField()
    closes_on = models.DateField()
    opened_by_name = models.CharField(max_length=260)

    class Meta:
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("opened_on")), name="confidence_stays_open"
            )
        ]


class ConfidenceTally(Record):
    """How many of an audience gave an answer to a statement: a count, and no single answer."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Confidence, on_delete=models.PROTECT, related_name="tallies")
    audience = models.CharField(max_length=10)
    statement = models.CharField(max_length=20)
    answer = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "audience", "statement", "answer"], name="confidence_tally_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__gte=1, answer__lte=4), name="confidence_answer_is_one_of_four"
            ),
        ]


class ConfidenceDone(Record):
    """That somebody answered, and nothing of what."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Confidence, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="confidence_answered_once")
        ]
