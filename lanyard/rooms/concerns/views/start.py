"""Where reporting starts."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lanyard.people import api as directory
from lanyard.people.request import Request
from lanyard.rooms.concerns.forms.journeys import JOURNEYS
from lanyard.rooms.concerns.views.authors import draft_for, person_of


@never_cache
@require_safe
def report(request: Request) -> HttpResponse:
    """Offer staff what they may report; lead everybody else to the open pages."""
    person = person_of(request)
    if person is None or not directory.is_staff(person):
        return redirect("concerns:tell")
    unfinished = [j for j in JOURNEYS.values() if j.signed_in and draft_for(request, j)]
    context = {"title": _("Report a concern"), "unfinished": unfinished}
    return render(request, "concerns/report/start.html", context)


@never_cache
@require_safe
def tell(request: Request) -> HttpResponse:
    """Ask who somebody is who may not be signed in."""
    return render(
        request, "concerns/report/tell.html", {"title": _("Tell us what is worrying you")}
    )
