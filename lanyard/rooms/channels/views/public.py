"""Pages for anybody: which accounts are really ours, and reporting one that is not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.identity.api import PassingLimit, within
from lanyard.foundation.organisations.api import current_organisation
from lanyard.rooms.channels.actions import impostors as acts
from lanyard.rooms.channels.forms import PublicFoundForm
from lanyard.rooms.channels.queries import live
from lanyard.rooms.channels.views.base import FORM

#: Reports that the public form takes in an hour.
_REPORTS = PassingLimit("false-accounts", by_visit=10, by_address=30, by_organisation=60)


@require_safe
def ours(request: HttpRequest) -> HttpResponse:
    """Say which accounts are really ours (LAN-SMU-03)."""
    with system_duty("show which accounts are ours"):
        found = list(live())
    context = {"title": _("Is this really us?"), "accounts": found}
    return render(request, "channels/ours.html", context)


@require_safe
def feed(request: HttpRequest) -> JsonResponse:
    """Give the same as data; anybody's page may read it."""
    with system_duty("show which accounts are ours"):
        rows = [
            {
                "platform": one.platform.name, "handle": one.handle, "name": one.name,
                "url": one.url, "since": one.live_on.isoformat() if one.live_on else None,
            }
            for one in live()
        ]  # fmt: skip
    answer = JsonResponse({"organisation": current_organisation().name, "accounts": rows})
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=300"
    return answer


@FORM
def report(request: HttpRequest) -> HttpResponse:
    """Take in, from anybody, that an account looks like ours."""
    form = PublicFoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not within(request, _REPORTS):
            said = _("Too many reports came in this hour. Nothing is lost: try again in a while.")
            form.add_error(None, said)
        else:
            acts.report_found(acts.Seen(**form.cleaned_data), by=None)
            return redirect("channels:report-false-done")
    context = {"title": _("Report a false account"), "form": form, "send": _("Report it")}
    return render(request, "channels/report.html", context, status=422 if form.errors else 200)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say that a report came in, and where to turn if somebody is in danger."""
    return render(request, "channels/thanks.html", {"title": _("Thank you")})
