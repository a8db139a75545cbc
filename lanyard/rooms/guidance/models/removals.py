"""What somebody asks a platform to take down, and how far that is."""

from __future__ import annotations

from django.db import models

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person


class RemovalRequest(Record):
    """A post, comment or picture about somebody that they want gone. It is theirs alone.

    Where they ask for help, those who look after the college's name see it too.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=300)
    platform = models.CharField(max_length=80)
    asked_on = models.DateField()
    follow_up_on = models.DateField()
    gone_on = models.DateField(null=True, blank=True)
    help_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_on", "-id"]

    def __str__(self) -> str:
        return self.what
