"""Whose use of the systems is restricted: for a missing signature, or by a manager's decision."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person


class AccessRestriction(Record):
    """That somebody's access is to be restricted; IT confirms it, and confirms its reversal.

    Listed by itself while a signature is overdue (LAN-BEH-01), or decided by the line manager for
    some days, where personal use is a privilege (OAK-8.1-03).
    """

    class Why(models.TextChoices):
        UNSIGNED = "unsigned", "A signature is overdue"
        SUSPENDED = "suspended", "Personal use is suspended"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why)
    because = models.TextField(blank=True)
    since = models.DateField()
    #: The last day of a suspension; open while a signature is missing.
    until = models.DateField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=260, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by_name = models.CharField(max_length=260, blank=True)
    #: No longer called for: signed, over, or lifted early.
    ended_on = models.DateField(null=True, blank=True)
    reversed_at = models.DateTimeField(null=True, blank=True)
    reversed_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "why"], name="access_restricted_once_at_a_time",
                condition=Q(ended_on__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(why="unsigned")
                | (~Q(because="") & ~Q(decided_by_name="") & Q(until__gte=F("since"))),
                name="access_suspended_with_dates",
            ),
        ]  # fmt: skip
