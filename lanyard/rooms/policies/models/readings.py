"""Who reads a draft before it is approved, what they say of it, and the answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.policies.models.documents import Version


class DraftReading(Record):
    """That a post or a person is asked to read a draft in one of its reviews, and what they say."""

    class Verdict(models.TextChoices):
        READY = "ready", "Ready for approval"
        CHANGES = "changes", "Not without changes"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="readings")
    #: Counts the reviews of a version: each time it comes back, the next begins.
    round = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=60, blank=True)
    #: What the post or person was called then.
    title = models.CharField(max_length=260)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    until = models.DateField()
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["round", "title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "round", "role"], name="draft_read_by_a_post_once",
                condition=~Q(role=""),
            ),
            models.UniqueConstraint(
                fields=["version", "round", "person"], name="draft_read_by_a_person_once",
                condition=Q(person__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(role="", person__isnull=False) | (~Q(role="") & Q(person=None)),
                name="draft_read_by_a_post_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", read_at=None) | (~Q(verdict="") & Q(read_at__isnull=False)),
                name="draft_read_at_a_time",
            ),
        ]  # fmt: skip


class DraftComment(Record):
    """What somebody asked says of a draft, and the answer; kept with the version for ever."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="comments")
    round = models.PositiveSmallIntegerField()
    #: Which passage it is about; "" for the whole.
    about = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    person_id = models.UUIDField()
    name = models.CharField(max_length=260)
    at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="draft_comment_answered"
            )
        ]
