"""What every page shows of notices: how many wait."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lanyard.foundation.notices.queries import unread_for


def bell(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``notices_waiting``, counted only where it is shown."""
    person = getattr(request, "person", None)
    if person is None:
        return {"notices_waiting": 0}
    return {"notices_waiting": SimpleLazyObject(lambda: unread_for(person.pk).count())}
