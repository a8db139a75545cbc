"""By what right pictures are used, with the evidence, and the lists that the college keeps."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.rooms.consent.models.pictures import Picture, Rights


class MediaListEntry(Record):
    """A line of a list that the college keeps for its pictures."""

    class Kind(models.TextChoices):
        STORE = "store", _("Approved stores")
        SOURCE = "source", _("Sources that may license")
        DEVICE = "device", _("Devices that take pictures")
        CIRCUMSTANCE = "circumstance", _("When a senior manager is asked")

    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=160)
    added_by_name = models.CharField(max_length=260)
    added_at = models.DateTimeField(default=timezone.now)
    ended_by_name = models.CharField(max_length=260, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                "organisation", "kind", Lower("name"), name="media_list_entry_once",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="media_list_entry_named"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class RightsStatement(Record):
    """What somebody said of the right to a picture, with what proves it; the newest holds."""

    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="statements")
    rights = models.CharField(max_length=16, choices=Rights)
    rights_holder = models.CharField(max_length=200, blank=True)
    licensed_until = models.DateField(null=True, blank=True)
    #: Which licence it is, such as "CC BY 4.0".
    licence = models.CharField(max_length=120, blank=True)
    #: From which of the recognised sources; none for any other.
    source = models.ForeignKey(
        MediaListEntry, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    #: Who gave leave, when and how, or where it was got.
    evidence = models.CharField(max_length=500, blank=True)
    evidence_file_id = models.UUIDField(null=True, blank=True)
    said_by = models.UUIDField()
    said_by_name = models.CharField(max_length=260)
    said_at = models.DateTimeField(default=timezone.now)
    #: Who looked whether another source may license it (LAN-CPY-02).
    checked_by_name = models.CharField(max_length=260, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-said_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(rights__in=["licensed", "owner-permission"]) | ~Q(rights_holder=""),
                name="rights_statement_has_a_holder",
            )
        ]  # fmt: skip
