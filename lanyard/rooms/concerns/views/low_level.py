"""Low-level concerns about staff: noted in seconds, read by those who look for patterns."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import signed_in, step_up
from lanyard.people import api as directory
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns.actions.low_level import read_low_level, record_low_level
from lanyard.rooms.concerns.forms.low_level import LowLevelConcern
from lanyard.rooms.concerns.models import LowLevel
from lanyard.rooms.concerns.queries.directory import staff_named
from lanyard.rooms.concerns.views.authors import person_of


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: SignedInRequest) -> HttpResponse:
    """Let staff note a low-level concern."""
    person = person_of(request)
    if person is None or not directory.is_staff(person):
        raise Http404
    found = staff_named(request.POST.get("about", ""))
    form = LowLevelConcern(
        request.POST or None, found=found, initial={"happened_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        record_low_level(
            about=form.person(), what=given["what"], happened_on=given["happened_on"],
            place=given["place"], group=given["group"], by=person,
        )  # fmt: skip
        return redirect("concerns:low-level-sent")
    context = {
        "form": form,
        "title": _("A low-level concern"),
        "back": reverse("concerns:report"),
        "send": _("Note this"),
        "full": reverse("concerns:report-page", args=["concern", "urgency"]),
    }
    return render(request, "concerns/report/low_level.html", context)


@never_cache
@signed_in
@require_safe
def sent(request: SignedInRequest) -> HttpResponse:
    """Say that it was noted."""
    return render(request, "concerns/report/low_level_sent.html", {"title": _("Noted. Thank you")})


@never_cache
@signed_in
@require_safe
def records(request: SignedInRequest) -> HttpResponseBase:
    """List the low-level concerns that the person may read; reading is recorded.

    It asks for a second factor, as every record about staff does, once it is known that the page
    is there for them at all.
    """
    if not access.may(request.person.pk, "concerns.low-level") and not LowLevel.objects.exists():
        raise Http404
    return step_up(_records)(request)


def _records(request: SignedInRequest) -> HttpResponse:
    found = read_low_level(by=request.person)
    context = {
        "title": _("Low-level concerns"), "records": found,
        "lead": _("About staff, newest first. Nobody reads those about themselves."),
    }  # fmt: skip
    return render(request, "concerns/report/low_level_list.html", context)
