"""What is taught to groups: one line for each time, in one tap."""

from __future__ import annotations

from django.db import models

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Group, Person


class TaughtOnce(Record):
    """That online safety was taught to a group on a day. It is never altered."""

    class Kind(models.TextChoices):
        MOMENT = "moment", "Teaching moment"
        TUTORIAL = "tutorial", "Tutorial"
        SOURCES = "sources", "Source-checking activity"
        EXTREMISM = "extremism", "Tutorial on extremism"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "by", "kind", "on"], name="taught_once_a_day")
        ]
