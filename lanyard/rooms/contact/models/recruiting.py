"""Looking at applicants on professional networks: by somebody apart, and cleared for the panel.

The rows stand behind their own row security: the panel reads nothing that a second person has not
cleared, and what is discarded loses its words.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person


class NetworkAllowed(Record):
    """A professional network that may be looked at, by the host of its addresses."""

    name = models.CharField(max_length=80)
    host = models.CharField(max_length=120)
    added_by_name = models.CharField(max_length=260)
    added_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "host"],
                condition=Q(ended_on__isnull=True),
                name="network_allowed_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Screening(Record):
    """One applicant for one post: who looks, against which criteria, for which panel."""

    applicant = models.CharField(max_length=260)
    post = models.CharField(max_length=200)
    #: What the post needs, a line for each.
    criteria = models.JSONField()
    #: Who is on the panel: people of the college.
    panel = ArrayField(models.UUIDField())
    screener = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_by = models.UUIDField()
    opened_by_name = models.CharField(max_length=260)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-id"]

    def __str__(self) -> str:
        return f"{self.applicant}, {self.post}"


class ScreeningFinding(Record):
    """What was looked at, when and by whom, and what it says of one criterion."""

    class State(models.TextChoices):
        WAITS = "waits", _("Waits for a second person")
        CLEARED = "cleared", _("Cleared for the panel")
        DISCARDED = "discarded", _("Discarded")

    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="findings")
    #: The panel as it is of the screening, for row security.
    panel = ArrayField(models.UUIDField())
    network = models.ForeignKey(NetworkAllowed, on_delete=models.PROTECT, related_name="+")
    url = models.URLField(max_length=500)
    looked_by = models.UUIDField()
    looked_by_name = models.CharField(max_length=260)
    looked_at = models.DateTimeField(default=timezone.now)
    criterion = models.CharField(max_length=200)
    #: Emptied where it is discarded.
    found = models.TextField(blank=True)
    #: Whether the screener, or the words themselves, say that it may touch what is protected.
    protected = models.BooleanField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITS)
    checked_by = models.UUIDField(null=True, blank=True)
    checked_by_name = models.CharField(max_length=260, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["looked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("looked_by")),
                name="finding_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="waits", checked_by__isnull=True)
                | (~Q(state="waits") & Q(checked_by__isnull=False) & ~Q(because="")),
                name="finding_checked_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="discarded") | Q(found="", url=""),
                name="finding_discarded_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(state="discarded") | (~Q(found="") & ~Q(url="")),
                name="finding_says_something",
            ),
            models.CheckConstraint(
                condition=~(Q(state="cleared") & Q(protected=True)),
                name="finding_protected_is_not_cleared",
            ),
        ]  # fmt: skip
