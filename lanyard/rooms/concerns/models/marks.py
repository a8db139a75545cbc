"""That somebody has read a thing which they were asked to read."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lanyard.foundation.organisations.records import Record


class ReadMark(Record):
    """A person read one thing, once. Seen by themselves and by the system's duties."""

    class What(models.TextChoices):
        """What was read: ``about`` is its id."""

        RESPOND = "respond", "How to respond, as the adult whom a learner chose"
        PROCEDURE = "procedure", "A version of how to report"

    what = models.CharField(max_length=12, choices=What)
    about = models.UUIDField()
    person_id = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "what", "about", "person_id"], name="read_mark_once"
            )
        ]
