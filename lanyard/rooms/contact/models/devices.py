"""Work devices and numbers for learners; and one's own device, where it was used."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Device, Person


class RegisteredDevice(Record):
    """A device of the organisation by its asset tag, with its number and uses."""

    class Use(models.TextChoices):
        MESSAGES = "messages", _("Messages and calls to learners")
        PICTURES = "pictures", _("Pictures of learners")

    tag = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Device.Kind)
    #: Its telephone number in international form, "" for a device without one.
    number = models.CharField(max_length=20, blank=True)
    uses = models.JSONField()
    #: Who has it; nobody for one that is shared.
    holder = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    registered_by = models.UUIDField()
    registered_by_name = models.CharField(max_length=260)
    registered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=260, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["tag", "id"]
        constraints = [
            models.UniqueConstraint(
                "organisation", Lower("tag"), condition=Q(ended_on__isnull=True),
                name="device_registered_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "number"],
                condition=Q(ended_on__isnull=True) & ~Q(number=""),
                name="number_registered_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""),
                name="device_ended_with_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.tag


class OwnDeviceUse(Record):
    """That somebody used a device of their own for contact, and why (OAK-4.6-05)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: Whose team it counts in; nobody's where none manages them.
    manager_id = models.UUIDField(null=True, blank=True)
    on = models.DateField()
    because = models.CharField(max_length=300)
    said_on = models.DateField()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="own_device_with_a_reason")
        ]
