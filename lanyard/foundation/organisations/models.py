"""An organisation: a college or training provider with its own people, keys and profile."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from lanyard.foundation.database.fields import time_ordered_id


class Organisation(models.Model):
    """One college. Readable without an identity, since a host name must lead to it."""

    id = models.UUIDField(primary_key=True, default=time_ordered_id, editable=False)
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    colour = models.CharField(max_length=7, default="#0b5563")
    time_zone = models.CharField(max_length=60, default="Europe/London")
    retention_years = models.PositiveSmallIntegerField(default=7)
    password_sign_in = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class HostName(models.Model):
    """A host name under which an organisation is reached."""

    host = models.CharField(max_length=253)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="host_names"
    )

    class Meta:
        constraints = [models.UniqueConstraint(Lower("host"), name="host_name_once")]

    def __str__(self) -> str:
        return self.host
