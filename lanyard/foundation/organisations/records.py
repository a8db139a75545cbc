"""The base of every table whose rows belong to one organisation."""

from __future__ import annotations

from typing import Any

from django.db import models

from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.database.identity import current_identity
from lanyard.foundation.organisations.models import Organisation


class Record(models.Model):
    """A row of one organisation. The table's row security keeps organisations apart.

    A new row belongs to the organisation in force unless another is named.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not args and "organisation" not in kwargs and "organisation_id" not in kwargs:
            kwargs["organisation_id"] = current_identity().organisation
        super().__init__(*args, **kwargs)
