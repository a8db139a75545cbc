"""What every page needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

#: The cookie that holds a person's own choice of colours.
THEME_COOKIE = "lanyard_theme"
THEMES = ("light", "dark", "contrast", "contrast-dark")


def page(request: HttpRequest) -> dict[str, Any]:
    """Give templates the organisation, the signed-in person and the colours that were chosen."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "organisation": getattr(request, "organisation", None),
        "person": getattr(request, "person", None),
        "theme": chosen if chosen in THEMES else "",
    }
