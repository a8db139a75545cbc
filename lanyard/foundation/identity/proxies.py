"""Refuse what comes through proxies that nobody told of: everybody would count as one address."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

Handler = Callable[[HttpRequest], HttpResponseBase]


class ProxiesMiddleware:
    """Answers with what to set, where fewer proxies are named than stand before, or more.

    Wrong passwords are counted by address. Behind a proxy that is not named all addresses are the
    proxy's, and a few wrong passwords would shut everybody out: better that the first visit fails.
    On loopback (the demonstration) nothing is refused.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse, or go on."""
        if not settings.LOOPBACK and _uncounted(request):
            says = _(
                "Lanyard is not set up for the proxies before it. For IT: say in LANYARD_PROXIES "
                "how many of your own there are."
            )
            return HttpResponse(says, status=503, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


def _uncounted(request: HttpRequest) -> bool:
    passed_on = request.headers.get("X-Forwarded-For", "")
    hops = len(passed_on.split(",")) if passed_on else 0
    named = int(settings.ALLAUTH_TRUSTED_PROXY_COUNT)
    return bool(hops) and (named == 0 or hops < named)
