"""Where the owner of an account says whether a sign-in was theirs."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.identity import devices
from lanyard.foundation.identity.backends import passwords_allowed
from lanyard.foundation.identity.guards import own_account
from lanyard.foundation.organisations.request import Request


@signed_in
@require_http_methods(["GET", "POST"])
def device(request: HttpRequest, browser_id: UUID) -> HttpResponse:
    """Show a sign-in in a new browser, and take the answer."""
    account = own_account(request)
    found = get_object_or_404(account.devices, pk=browser_id)
    if request.method == "GET":
        return render(request, "identity/device.html", {"device": found})
    if request.POST.get("mine") == "yes":
        return HttpResponseRedirect(reverse("identity:security"))
    devices.disown(found, now=timezone.now())
    logout(request)
    # The rest of this page is for somebody who is not signed in any more.
    cast("Request", request).person = None
    return locked(request, status=200)


def locked(request: HttpRequest, *, status: int = 403) -> HttpResponse:
    """Say that an account is locked, and how its owner opens it."""
    context = {"by_link": passwords_allowed()}
    return render(request, "identity/locked.html", context, status=status)
