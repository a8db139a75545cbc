"""Pages of platforms: the list, and whether somebody looked at the risks of each."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.listing import Row, Table
from lanyard.people.request import SignedInRequest
from lanyard.rooms.channels.actions import platforms as acts
from lanyard.rooms.channels.forms import AssessmentForm, PlatformForm
from lanyard.rooms.channels.models import ChannelPlatform, PlatformAssessment
from lanyard.rooms.channels.queries import ASSESS
from lanyard.rooms.channels.views.base import FORM, ask, blame, for_staff


@for_staff
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """List the platforms, and whether each may be used."""
    latest = Prefetch("assessments", PlatformAssessment.objects.order_by("-on", "-at", "-id"))
    rows = [
        Row((one.name, one.get_kind_display(), _state(one)),
            reverse("channels:platform", args=[one.pk]))
        for one in ChannelPlatform.objects.prefetch_related(latest)
    ]  # fmt: skip
    columns = (_("Platform"), _("Type"), _("May it be used?"))
    context = {
        "title": _("Platforms"), "any": bool(rows), "table": Table(_("Platforms"), columns, rows),
        "may_assess": may(request.person.pk, ASSESS),
    }  # fmt: skip
    return render(request, "channels/platforms.html", context)


def _state(one: ChannelPlatform) -> str:
    found = next(iter(one.assessments.all()), None)
    if found is None:
        return _("Not assessed: not to be used yet")
    if found.review_on <= timezone.localdate():
        return _("To be assessed again since {day}").format(day=date_format(found.review_on))
    return str(found.get_outcome_display())


@for_staff
@require_safe
def one(request: SignedInRequest, platform_id: UUID) -> HttpResponse:
    """Show what was found of a platform's risks, and each time before."""
    found = get_object_or_404(ChannelPlatform, pk=platform_id)
    context = {
        "title": found.name, "platform": found, "state": _state(found),
        "assessments": list(found.assessments.all()), "may_assess": may(request.person.pk, ASSESS),
    }  # fmt: skip
    return render(request, "channels/platform.html", context)


@permitted(ASSESS)
@FORM
def new(request: SignedInRequest) -> HttpResponse:
    """Put a platform on the list."""
    form = PlatformForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.add_platform(**form.cleaned_data, by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect("channels:platform", made.pk)
    back = reverse("channels:platforms")
    return ask(request, form, _("Put a platform on the list"), _("Add it"), back)


@permitted(ASSESS)
@FORM
def assess(request: SignedInRequest, platform_id: UUID) -> HttpResponse:
    """Keep what was found of a platform's risks."""
    found = get_object_or_404(ChannelPlatform, pk=platform_id)
    latest = timezone.localdate() + acts.LONGEST
    form = AssessmentForm(request.POST or None, initial={"review_on": latest})
    back = reverse("channels:platform", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        looked = acts.Looked(
            data["risks"], data["measures"], data["allowed"] == "yes", data["review_on"]
        )
        try:
            acts.assess(found, looked, by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect(back)
    title = _("The risks of {platform}").format(platform=found.name)
    return ask(request, form, title, _("Keep it"), back)
