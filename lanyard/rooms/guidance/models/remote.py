"""What came of remote lessons: who could be overheard, and meetings that went on alone."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.guidance.models.classroom import RemoteLesson


class OverheardReply(Record):
    """A learner's word without the learner, and without a moment."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    lesson = models.ForeignKey(RemoteLesson, on_delete=models.CASCADE, related_name="replies")
    overheard = models.BooleanField()


class OverheardAnswered(Record):
    """That a learner answered, and nothing of what."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    lesson = models.ForeignKey(RemoteLesson, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "person"], name="overheard_answered_once")
        ]


class MeetingLeftOpen(Record):
    """A meeting in which learners stayed after its organiser had left: how many, and never who."""

    system = models.CharField(max_length=40)
    meeting = models.CharField(max_length=200)
    organiser = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    left_at = models.DateTimeField()
    last_at = models.DateTimeField()
    learners = models.PositiveIntegerField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-left_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "system", "meeting"], name="meeting_left_open_once"
            )
        ]

    @property
    def minutes(self) -> int:
        """How long it went on alone, in minutes begun."""
        return -(-int((self.last_at - self.left_at).total_seconds()) // 60)
