"""Forget what is over: ended sessions, counted attempts past their window, cache entries."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils import timezone

from lanyard.foundation.identity.devices import forget_devices
from lanyard.foundation.identity.models import Attempts
from lanyard.foundation.identity.sessions import sweep_sessions
from lanyard.foundation.identity.throttle import WINDOW
from lanyard.foundation.jobs.api import schedule


@schedule("*/15 * * * *", "identity.sweep")
def sweep(*, organisation: UUID) -> None:
    """Delete ended sessions, browsers long unused, and the last traces of addresses."""
    now = timezone.now()
    sweep_sessions(organisation, now=now)
    forget_devices(now=now)
    Attempts.objects.filter(started__lte=now - WINDOW).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_cache WHERE expires < %s", [now])
