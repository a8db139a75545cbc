"""Notes by which staff protect themselves: what happened, when, sealed as it was written."""

from __future__ import annotations

from django.db import models

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person


class SelfProtectionNote(Record):
    """What somebody writes down of a situation that could be misread. It is never altered."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    others = models.CharField(max_length=300, blank=True)
    words = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)
    #: Of the words, the day, the place: what was written can be shown to be so.
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-happened_at", "-id"]


class NoteShared(Record):
    """That its author lets a post read a note."""

    note = models.ForeignKey(SelfProtectionNote, on_delete=models.PROTECT, related_name="shared")
    #: The author: the database takes a share from no other.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    on = models.DateField()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["note", "role"], name="note_shared_once")]
