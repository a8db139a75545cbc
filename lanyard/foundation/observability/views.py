"""Health for load balancers, metrics for Prometheus."""

from __future__ import annotations

import ipaddress

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lanyard.foundation.database.identity import Identity, acting
from lanyard.foundation.identity.api import bearer
from lanyard.foundation.observability import health, metrics
from lanyard.foundation.organisations.api import organisation_at

#: What a service token must open to read the metrics.
SCOPE = "metrics"
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-Ip")


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Say that this process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether everything needed is there; 503 and what is missing where it is not."""
    missing = health.problems()
    status = "not ready" if missing else "ok"
    return JsonResponse({"status": status, "missing": missing}, status=503 if missing else 200)


@never_cache
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Give the metrics to this machine itself, or to who brings a token; to others it is absent."""
    if not (_from_this_machine(request) or _with_token(request)):
        raise Http404
    return HttpResponse(metrics.exposition(), content_type="text/plain; version=0.0.4")


def _from_this_machine(request: HttpRequest) -> bool:
    """Say so only where no proxy stands between, which would make everybody look local."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _with_token(request: HttpRequest) -> bool:
    organisation = organisation_at(request.get_host())
    if organisation is None:
        return False
    with acting(Identity(organisation=organisation.pk)), transaction.atomic():
        return bearer(request, SCOPE) is not None
