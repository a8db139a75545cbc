"""Add and end webhooks."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.access.api import role_called
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files.api import seal_secret
from lanyard.foundation.notices.models import Endpoint


@transaction.atomic
def add_endpoint(
    *, name: str, url: str, shape: str, role: str, by: audit.Actor
) -> tuple[Endpoint, str]:
    """Add a webhook and return it with its signing secret, which is shown once.

    ``role`` confines it to what holders of one role are told of; "" is everything. Raises
    LookupError for an unknown role.
    """
    if role:
        role_called(role)
    secret = secrets.token_urlsafe(32)
    with system_duty("add a webhook"):
        endpoint = Endpoint.objects.create(
            name=name, url=url, shape=shape, role=role, secret=seal_secret(secret.encode())
        )
    # The path of a webhook's address is its password: only the host goes into the trail.
    audit.record(
        "notices.endpoint-added", by=by, subject=name, kind="endpoint", subject_id=endpoint.pk,
        host=urlsplit(url).hostname or "", role=role,
    )  # fmt: skip
    return endpoint, secret


@transaction.atomic
def end_endpoint(endpoint: Endpoint, *, by: audit.Actor) -> None:
    """Send nothing more to a webhook; a second time changes nothing."""
    with system_duty("end a webhook"):
        ended = Endpoint.objects.filter(pk=endpoint.pk, ended_at__isnull=True).update(
            ended_at=timezone.now()
        )
    if ended:
        audit.record(
            "notices.endpoint-ended", by=by, subject=endpoint.name, kind="endpoint",
            subject_id=endpoint.pk,
        )  # fmt: skip
