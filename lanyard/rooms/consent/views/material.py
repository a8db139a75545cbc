"""Pages of the college's material: ask for leave, report a use without it, decide."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.engine.answers.api import for_staff
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people.request import SignedInRequest
from lanyard.rooms.consent.actions import material as acts
from lanyard.rooms.consent.actions.publishing import PUBLISH
from lanyard.rooms.consent.forms_material import ComplaintForm, MaterialForm, OutcomeForm
from lanyard.rooms.consent.models import MaterialComplaint, MaterialLicence

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_PER_PAGE = 50


@for_staff
@require_safe
def material(request: SignedInRequest) -> HttpResponse:
    """List leave that was asked for: one's own, or all for those who publish."""
    page = Paginator(MaterialLicence.objects.all(), _PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = [
        Row((one.what, one.for_whom, one.get_state_display(), day(one.until)),
            exception=_("Over") if one.until < today else "")
        for one in page
    ]  # fmt: skip
    context = {
        "title": _("Use of our name and material"), "page": page,
        "publishes": may(request.person.pk, PUBLISH),
        "table": Table(_("Leave asked for"), (_("What"), _("For"), _("Stands"), _("Until")), rows),
    }  # fmt: skip
    return render(request, "consent/material.html", context)


@for_staff
@_FORM
def ask_for_material(request: SignedInRequest) -> HttpResponse:
    """Ask marketing for leave."""
    form = MaterialForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.ask_for_material(**form.cleaned_data, by=request.person)
        except acts.NotReported:
            form.add_error("until", _("Give a day that is to come."))
        else:
            messages.success(request, _("Marketing was asked. You hear once it is decided."))
            return redirect("consent:material")
    title = _("Ask to use our name or material")
    return _question(request, form, title, _("Ask marketing"), "consent:material")


@for_staff
@_FORM
def complain(request: SignedInRequest) -> HttpResponse:
    """Report a use without leave."""
    form = ComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.report_material(**form.told(), by=request.person)
        messages.success(request, _("Reported. Marketing takes it down or has it taken down."))
        return redirect("consent:material")
    title = _("Report a use without leave")
    return _question(request, form, title, _("Report it"), "consent:material")


def _question(
    request: SignedInRequest, form: Any, title: str, send: str, back: str
) -> HttpResponse:
    context = {"title": title, "form": form, "send": send, "back": reverse(back)}
    return render(request, "consent/ask.html", context, status=422 if form.errors else 200)


@permitted(PUBLISH)
@require_safe
def complaints(request: SignedInRequest) -> HttpResponse:
    """List the uses without leave that are not closed, the most urgent first."""
    rows = MaterialComplaint.objects.filter(closed_at=None)
    page, today = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page")), timezone.localdate()
    lines = [
        Row((one.get_kind_display(), one.where, day(one.due)),
            reverse("consent:complaint", args=[one.pk]),
            exception=_("Overdue") if one.due < today else "")
        for one in page
    ]  # fmt: skip
    context = {
        "title": _("Used without leave"), "page": page,
        "table": Table(_("Not closed"), (_("What"), _("Where"), _("Gone by")), lines),
    }  # fmt: skip
    return render(request, "consent/complaints.html", context)


@permitted(PUBLISH)
@_FORM
def complaint(request: SignedInRequest, complaint_id: UUID) -> HttpResponse:
    """Show a complaint with what was on record, and close it with its decisions."""
    rows = MaterialComplaint.objects.select_related("publication__picture", "reported_by")
    one = get_object_or_404(rows, pk=complaint_id, closed_at=None)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.close_complaint(one, form.outcome(), by=request.person)
        except acts.NotReported:
            form.add_error(None, _("Somebody closed it already."))
        else:
            return redirect("consent:complaints")
    context = {
        "title": one.get_kind_display(), "complaint": one, "form": form, "send": _("Close it"),
        "back": reverse("consent:complaints"),
    }  # fmt: skip
    return render(request, "consent/complaint.html", context, status=422 if form.errors else 200)
