"""What every page needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Give templates the organisation and the signed-in person."""
    return {
        "organisation": getattr(request, "organisation", None),
        "person": getattr(request, "person", None),
    }
