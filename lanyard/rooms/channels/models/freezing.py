"""The switch that leaves posting to the marketing team."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lanyard.foundation.organisations.records import Record


class PostingFreeze(Record):
    """From when to when only the marketing team posts, who said so, and why (LAN-SMU-04)."""

    since = models.DateTimeField(default=timezone.now)
    by = models.UUIDField()
    by_name = models.CharField(max_length=260)
    because = models.TextField()
    until = models.DateTimeField(null=True, blank=True)
    thawed_by = models.UUIDField(null=True, blank=True)
    thawed_by_name = models.CharField(max_length=260, blank=True)
    thawed_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], name="frozen_once_at_a_time",
                condition=Q(until__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(because__regex=r"\S"), name="frozen_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True)
                | Q(thawed_by__isnull=False, thawed_because__regex=r"\S"),
                name="thawed_with_a_reason",
            ),
        ]  # fmt: skip
