"""Sealed files and the keys that seal them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lanyard.foundation.organisations.records import Record


class OrganisationKey(Record):
    """The key that wraps the keys of an organisation's files, itself wrapped by the master key."""

    version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    created = models.DateTimeField(default=timezone.now)
    #: From then on nothing needs it, and ``wrapped`` is empty.
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="key_version_once")
        ]


class NamedKey(Record):
    """A key of an organisation for one purpose, wrapped by the master key. It is never renewed.

    What a purpose derives from it, such as the numbers of receipts, could not be found again.
    """

    purpose = models.CharField(max_length=60)
    wrapped = models.BinaryField()
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "purpose"], name="named_key_once")
        ]


class StoredFile(Record):
    """One file: what it is, whom it belongs to, and how its bytes on disk are sealed."""

    class Scan(models.TextChoices):
        """What is known of malware in it."""

        CLEAN = "clean", "Checked for malware: none found"
        NOT_SCANNED = "not-scanned", "Not checked for malware: no scanner is set up"
        QUARANTINED = "quarantined", "Waiting to be checked for malware"
        INFECTED = "infected", "Malware was found in it"

    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    #: SHA-256 of what was sent, and of what is kept (an image is kept without its metadata).
    sha256_received = models.CharField(max_length=64)
    sha256_kept = models.CharField(max_length=64)
    key_version = models.PositiveIntegerField()
    key_wrapped = models.BinaryField()
    scan = models.CharField(max_length=12, choices=Scan)
    record_kind = models.CharField(max_length=40)
    record_id = models.UUIDField()
    circle_id = models.UUIDField(null=True)
    sealed_by = models.UUIDField(null=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created", "id"]
        indexes = [
            models.Index(fields=["organisation", "record_kind", "record_id"], name="file_of_record")
        ]

    def __str__(self) -> str:
        return self.name
