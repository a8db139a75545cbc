"""Reviews of documents, and what readers say of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lanyard.foundation.organisations.records import Record
from lanyard.rooms.policies.models.documents import Document, Version


class Review(Record):
    """That a document must be looked at again: why, until when, and what came of it."""

    class Source(models.TextChoices):
        INTERVAL = "interval", "Its review date"
        INCIDENT = "incident", "An incident"
        LAW = "law", "A change of law or guidance"
        TREND = "trend", "A trend"
        TECHNOLOGY = "technology", "A technological development"
        NEED = "need", "A need of the organisation"

    class Outcome(models.TextChoices):
        NO_CHANGE = "no-change", "No change is needed"
        NEW_VERSION = "new-version", "A new version is written"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="reviews")
    source = models.CharField(max_length=12, choices=Source)
    #: What set it off, in a sentence, and where it is to be read.
    because = models.TextField()
    url = models.CharField(max_length=300, blank=True)
    #: Names the event, so that one event opens one review.
    event = models.CharField(max_length=200)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by_name = models.CharField(max_length=260, blank=True)
    due = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "event"], name="review_once_for_an_event"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | (~Q(reason="") & Q(closed_at__isnull=False)),
                name="review_closed_with_a_reason",
            ),
        ]  # fmt: skip


class Feedback(Record):
    """What a reader says of a document, and the answer."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="feedback")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    #: Nobody where it came from the public page.
    person_id = models.UUIDField(null=True, blank=True)
    name = models.CharField(max_length=260, blank=True)
    #: Where somebody without an account wants the answer sent.
    email = models.EmailField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    answer_by = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["answered_at", "at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="feedback_answered"
            )
        ]
