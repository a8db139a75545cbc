"""A page behind each guard, for the tests."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from lanyard.foundation.access.gates import signed_in, step_up


@signed_in
def plain(request: HttpRequest) -> HttpResponse:
    """Answer with what was sent."""
    return HttpResponse(f"plain {request.POST.get('story', '')}")


@step_up
def strict(request: HttpRequest) -> HttpResponse:
    """Answer with what was sent."""
    return HttpResponse(f"strict {request.POST.get('story', '')}")


urlpatterns = [
    path("plain/", plain),
    path("strict/", strict),
    path("", include("lanyard.config.urls")),
]
