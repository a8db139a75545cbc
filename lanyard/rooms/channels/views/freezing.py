"""The switch by which only the marketing team posts."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lanyard.foundation.access.gates import permitted
from lanyard.people.request import SignedInRequest
from lanyard.rooms.channels.actions import freezing as acts
from lanyard.rooms.channels.forms import BecauseForm
from lanyard.rooms.channels.queries import FREEZE
from lanyard.rooms.channels.views.base import FORM, ask, blame


@permitted(FREEZE)
@FORM
def freeze(request: SignedInRequest) -> HttpResponse:
    """Leave all posting to the marketing team."""
    return _switched(request, on=True)


@permitted(FREEZE)
@FORM
def thaw(request: SignedInRequest) -> HttpResponse:
    """Let others post again."""
    return _switched(request, on=False)


def _switched(request: SignedInRequest, *, on: bool) -> HttpResponse:
    if (acts.frozen() is not None) is on:
        if request.method == "POST":
            return redirect("channels:home")
        raise Http404
    form = BecauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            (acts.freeze if on else acts.thaw)(because=form.cleaned_data["because"],
                                               by=request.person)  # fmt: skip
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect("channels:home")
    title = _("Freeze all posting?") if on else _("Let others post again?")
    lead = (
        _("From now on only the marketing team posts. Everybody who runs an account is told.")
        if on else _("Nothing that was held goes out by itself.")
    )  # fmt: skip
    send = _("Freeze posting") if on else _("Let others post")
    return ask(request, form, title, send, reverse("channels:home"), lead=lead)
