"""What other systems say: sign-ins, devices, imports, provisioning."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.models.belonging import Person


class Login(Record):
    """A sign-in that another system holds, from its export, matched with a person or not."""

    system = models.CharField(max_length=40)
    user_name = models.CharField(max_length=200)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="logins", null=True, blank=True
    )
    enabled = models.BooleanField(default=True)
    #: May connect from outside (VPN, remote desktop).
    remote = models.BooleanField(default=False)
    exported_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation", "system", Lower("user_name"), name="login_once_in_its_system"
            )
        ]


class Device(Record):
    """A device that somebody uses here: whose it is, and what it is."""

    class Kind(models.TextChoices):
        LAPTOP = "laptop", _("Laptop")
        DESKTOP = "desktop", _("Desktop computer")
        TABLET = "tablet", _("Tablet")
        PHONE = "phone", _("Mobile phone")
        CONSOLE = "console", _("Games console")
        WEARABLE = "wearable", _("Watch or other wearable")
        OTHER = "other", _("Other")

    class Ownership(models.TextChoices):
        COLLEGE = "college", _("The college's")
        OWN = "own", _("Their own")

    identifier = models.CharField(max_length=120)
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    ownership = models.CharField(max_length=10, choices=Ownership)
    #: Nobody where an export named a device whose user is not known.
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="devices", null=True, blank=True
    )
    terms_accepted_on = models.DateField(null=True, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", Lower("identifier"), name="device_once")
        ]

    def __str__(self) -> str:
        return self.name or self.identifier


class ImportRun(Record):
    """An uploaded set of files between its dry run and its application."""

    kind = models.CharField(max_length=40)
    file_names = models.TextField()
    #: The files as one zip; emptied once the set is applied, discarded or a day old.
    content = models.BinaryField()
    full = models.BooleanField(default=False)
    uploaded_by = models.UUIDField()
    uploaded_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    #: What the dry run counted, to notice that people changed between it and the application.
    counts = models.JSONField(default=dict)


class Provisioned(Record):
    """A user or group that another system keeps here by SCIM, as that system last said it."""

    kind = models.CharField(max_length=10)
    #: The person or group that it became.
    target_id = models.UUIDField()
    #: The user name, or the group's display name, in small letters.
    name = models.CharField(max_length=254)
    external_id = models.CharField(max_length=200, blank=True)
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "name"], name="provisioned_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(kind="User"), name="user_name_once"
            )
        ]
