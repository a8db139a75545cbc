"""What goes out to parents: newsletters, who asked for them, who read them, what they ask."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person


class Newsletter(Record):
    """A letter to parents and carers, as it was published; it is never altered."""

    title = models.CharField(max_length=120)
    #: Markdown.
    text = models.TextField()
    by_name = models.CharField(max_length=260)
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return self.title


class NewsletterReader(Record):
    """Somebody who asked to be told of newsletters; ended when they want it no longer."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="newsletter_reader_once"
            )
        ]


class NewsletterReading(Record):
    """Somebody says that they have read a newsletter."""

    letter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "person"], name="newsletter_read_once")
        ]


class ParentQuestion(Record):
    """What somebody asked about the guidance for parents, and what they were answered."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=1_000)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=2_000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                name="parent_question_answer_says",
            )
        ]
