"""The page of jobs that failed for good."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.jobs import actions, queries
from lanyard.foundation.jobs.models import Failure
from lanyard.foundation.organisations.request import SignedInRequest


@permitted("jobs.manage")
@require_safe
def dead_letters(request: HttpRequest) -> HttpResponse:
    """List the jobs that failed for good, newest first."""
    return _page(request)


@permitted("jobs.manage")
@step_up
@require_POST
def retry(request: SignedInRequest, failure_id: UUID) -> HttpResponse:
    """Send one job round again."""
    failure = get_object_or_404(Failure, pk=failure_id)
    actions.retry(failure, by=request.person)
    return redirect("jobs:dead-letters")


@permitted("jobs.manage")
@step_up
@require_POST
def drop(request: SignedInRequest, failure_id: UUID) -> HttpResponse:
    """Give one job up for good."""
    failure = get_object_or_404(Failure, pk=failure_id)
    because = request.POST.get("because", "")
    if not because.strip():
        error = _("Say why this job is no longer needed.")
        return _page(request, wrong=failure.pk, error=error, status=422)
    actions.drop(failure, by=request.person, because=because)
    return redirect("jobs:dead-letters")


def _page(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    page = Paginator(queries.dead(), 25).get_page(request.GET.get("page"))
    context = {"page": page, "waiting": queries.waiting(), **more}
    return render(request, "jobs/dead_letters.html", context, status=status)
