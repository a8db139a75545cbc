"""The audit trail: an entry per act, and a chain of hashes over the entries of an organisation."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lanyard.foundation.organisations.records import Record


class Entry(Record):
    """One act, in text: it must still read true when what it speaks of has gone.

    ``circle_id`` confines the entry to those who may read what it speaks of; it is part of the
    table's row security and not a foreign key.
    """

    at = models.DateTimeField(default=timezone.now)
    actor_id = models.UUIDField(null=True)
    actor = models.TextField()
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    subject = models.TextField(blank=True)
    because = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    circle_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["organisation", "-at"], name="entry_newest"),
            models.Index(fields=["subject_kind", "subject_id"], name="entry_of_subject"),
            models.Index(fields=["organisation", "actor_id", "-at"], name="entry_of_actor"),
        ]


class Link(models.Model):
    """An entry's place in its organisation's chain. Written at commit by a trigger only."""

    organisation_id = models.UUIDField()
    number = models.BigIntegerField()
    entry_id = models.UUIDField(unique=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "number"], name="link_number_once")
        ]
