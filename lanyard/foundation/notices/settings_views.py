"""The pages on which IT sets quiet hours and webhooks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices.actions.endpoints import add_endpoint, end_endpoint
from lanyard.foundation.notices.actions.hours import set_quiet_hours
from lanyard.foundation.notices.forms import EndpointForm, QuietHoursForm
from lanyard.foundation.notices.models import Endpoint, QuietHours
from lanyard.foundation.organisations.request import SignedInRequest


@permitted("notices.manage")
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Show the quiet hours and the webhooks."""
    return _page(request)


@permitted("notices.manage")
@step_up
@require_POST
def quiet_hours(request: SignedInRequest) -> HttpResponse:
    """Set the quiet hours."""
    form = QuietHoursForm(request.POST)
    if not form.is_valid():
        return _page(request, hours=form, status=422)
    set_quiet_hours(by=request.person, **form.cleaned_data)
    return redirect("notices:settings")


@permitted("notices.manage")
@step_up
@require_POST
@sensitive_variables("secret")
def add_webhook(request: SignedInRequest) -> HttpResponse:
    """Add a webhook and show its secret this once."""
    form = EndpointForm(request.POST)
    if not form.is_valid():
        return _page(request, webhook=form, status=422)
    endpoint, secret = add_endpoint(by=request.person, **form.cleaned_data)
    return _page(request, added=endpoint, secret=secret)


@permitted("notices.manage")
@step_up
@require_POST
def end_webhook(request: SignedInRequest, endpoint_id: UUID) -> HttpResponse:
    """Send nothing more to a webhook."""
    with system_duty("find a webhook"):
        endpoint = Endpoint.objects.filter(pk=endpoint_id).first()
    if endpoint is None:
        raise Http404
    end_endpoint(endpoint, by=request.person)
    return redirect("notices:settings")


def _page(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    with system_duty("list webhooks"):
        endpoints = list(Endpoint.objects.filter(ended_at__isnull=True).order_by("name", "pk"))
    stored = QuietHours.objects.values("quiet_from", "quiet_until", "weekends").first()
    context = {
        "endpoints": endpoints,
        "hours": QuietHoursForm(initial={**stored} if stored else None),
        "webhook": EndpointForm(),
        **more,
    }
    response = render(request, "notices/settings.html", context, status=status)
    if "secret" in more:
        response["Cache-Control"] = "no-store"
    return response
