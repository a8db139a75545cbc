"""Pages of the survey of confidence."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.people.request import SignedInRequest
from lanyard.rooms.governance.actions import surveys as acts
from lanyard.rooms.governance.forms import ConfidenceForm
from lanyard.rooms.governance.views.base import CHAIR, FORM, ask, blame


@signed_in
@FORM
def confidence(request: SignedInRequest) -> HttpResponse:
    """Answer the survey that is open, once; learners and staff only."""
    survey = acts.open_now()
    if survey is None or not acts.audience_of(request.person):
        raise Http404
    if acts.has_answered(survey, request.person):
        messages.info(request, _("You have answered already. Thank you."))
        return redirect("home")
    form = ConfidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.answer(survey, form.cleaned_data, by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            messages.success(request, _("Thank you. Your answers were counted without your name."))
            return redirect("home")
    return ask(
        request, form, _("How confident do you feel online?"), _("Send"), reverse("home"),
        lead=_("Your answers are counted, and never kept together with your name."),
    )  # fmt: skip


@permitted(CHAIR)
@require_POST
def start(request: SignedInRequest) -> HttpResponse:
    """Open the survey to all learners and staff."""
    try:
        acts.open_survey(by=request.person)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    return redirect("governance:coverage")
