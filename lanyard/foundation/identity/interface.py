"""What guards the HTTP interface: a service token with a scope, and how often it may ask."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from lanyard.foundation.identity.models import ServiceToken
from lanyard.foundation.identity.throttle import WINDOW, Limit, attempt
from lanyard.foundation.identity.tokens import bearer


class ServiceTokenAuth(HttpBearer):
    """Let only a service token pass that opens a scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ServiceToken | None:
        """Return the token that the request carries, None for one that opens nothing here."""
        return bearer(request, self.scope)


class ByToken(BaseThrottle):
    """At most so many requests of one token in a quarter of an hour."""

    def __init__(self, name: str, most: int) -> None:
        self.name, self.most = name, most

    def allow_request(self, request: HttpRequest) -> bool:
        """Count a request of the token; say whether it may go ahead."""
        token: Any = getattr(request, "auth", None)
        limit = Limit(f"{self.name} {getattr(token, 'pk', '')}", self.most)
        return attempt([limit], now=timezone.now())

    def wait(self) -> float:
        """Return after how many seconds to try again."""
        return WINDOW.total_seconds()
