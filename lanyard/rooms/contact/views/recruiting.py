"""Screenings: those who recruit, whoever looks, and the panel that reads what is cleared."""

from __future__ import annotations

import functools
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.answers.api import for_staff
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import View, permitted
from lanyard.foundation.ui.asking import ask
from lanyard.foundation.ui.listing import Row, Table, page_of
from lanyard.foundation.ui.times import day
from lanyard.people.api import people_by_id
from lanyard.people.request import SignedInRequest
from lanyard.rooms.contact.actions import recruiting as acts
from lanyard.rooms.contact.forms_recruiting import (
    CheckForm,
    LookForm,
    NetworkForm,
    ScreeningForm,
)
from lanyard.rooms.contact.models import NetworkAllowed, Screening, ScreeningFinding
from lanyard.rooms.contact.views.base import FORM


def where_provided(view: View) -> View:
    """Let the page be there only where the policy lets anybody look at applicants."""

    @functools.wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not acts.provided():
            raise Http404
        return view(request, *args, **kwargs)

    return gated


@for_staff
@where_provided
@require_safe
def screenings(request: SignedInRequest) -> HttpResponse:
    """List the screenings that somebody may read, open ones first."""
    recruits = may(request.person.pk, acts.RECRUIT)
    found = Screening.objects.select_related("screener").order_by("closed_on", "-opened_at")
    rows = [
        Row(
            (one.post, one.applicant, str(one.screener),
             day(one.closed_on) if one.closed_on else _("Open")),
            reverse("contact:screening", args=[one.pk]),
        )
        for one in found
    ]  # fmt: skip
    columns = (_("Post"), _("Applicant"), _("Who looks"), _("Closed"))
    table, page = page_of(request, Table(_("Screenings"), columns, rows))
    context = {
        "title": _("Looking at applicants"), "table": table, "page": page, "recruits": recruits,
        "networks": list(NetworkAllowed.objects.filter(ended_on=None)),
    }  # fmt: skip
    return render(request, "contact/screenings.html", context)


@permitted(acts.RECRUIT)
@where_provided
@FORM
def allow(request: SignedInRequest) -> HttpResponse:
    """Put a professional network on the list."""
    form = NetworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.allow(**form.cleaned_data, by=request.person)
        except acts.NotLooked as wrong:
            form.add_error(wrong.field, str(wrong))
        else:
            return redirect("contact:screenings")
    title = _("Allow a professional network")
    return ask(request, form, title, _("Allow it"), reverse("contact:screenings"))


@permitted(acts.RECRUIT)
@where_provided
@FORM
def open_screening(request: SignedInRequest) -> HttpResponse:
    """Open a screening."""
    form = ScreeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "criteria": form.cleaned_data["criteria"].splitlines()}
        try:
            made = acts.open_screening(
                given.pop("applicant"), given.pop("post"), by=request.person, **given
            )
        except acts.NotLooked as wrong:
            form.add_error(wrong.field, str(wrong))
        else:
            return redirect("contact:screening", made.pk)
    title = _("Open a screening")
    return ask(request, form, title, _("Open it"), reverse("contact:screenings"))


@for_staff
@where_provided
@require_safe
def screening(request: SignedInRequest, screening_id: UUID) -> HttpResponse:
    """Show a screening with the findings that somebody may read; row security leaves the others."""
    one = get_object_or_404(Screening.objects.select_related("screener"), pk=screening_id)
    me = request.person.pk
    checks = may(me, acts.RECRUIT) and me not in one.panel
    findings = list(one.findings.select_related("network"))
    panel = people_by_id(one.panel)
    context = {
        "title": str(one), "one": one, "looks": one.screener_id == me and not one.closed_on,
        "findings": [(f, checks and f.state == "waits" and f.looked_by != me) for f in findings],
        "panel": sorted(str(person) for person in panel.values()),
        "may_close": checks and not one.closed_on
        and not any(f.state == "waits" for f in findings),
    }  # fmt: skip
    return render(request, "contact/screening.html", context)


@for_staff
@where_provided
@FORM
def look_at(request: SignedInRequest, screening_id: UUID) -> HttpResponse:
    """Record what was looked at; only for the screener."""
    one = get_object_or_404(
        Screening, pk=screening_id, screener=request.person.pk, closed_on=None
    )  # fmt: skip
    form = LookForm(request.POST or None, screening=one)
    if request.method == "POST" and form.is_valid():
        try:
            acts.record_look(one, acts.Look(**form.cleaned_data), by=request.person)
        except acts.NotLooked as wrong:
            form.add_error(wrong.field, str(wrong))
        else:
            messages.success(request, _("It is recorded; a second person checks it."))
            return redirect("contact:screening", one.pk)
    title = _("What did you look at?")
    return ask(request, form, title, _("Record it"), reverse("contact:screening", args=[one.pk]))


@permitted(acts.RECRUIT)
@where_provided
@FORM
def check(request: SignedInRequest, finding_id: UUID) -> HttpResponse:
    """Clear a finding for the panel, or discard it."""
    waiting = ScreeningFinding.objects.filter(state="waits").exclude(looked_by=request.person.pk)
    one = get_object_or_404(waiting.select_related("screening", "network"), pk=finding_id)
    if request.person.pk in one.panel:
        raise Http404
    form = CheckForm(request.POST or None, protected=one.protected)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        acts.check(
            one, by=request.person, discard=given["decision"] == "discard",
            because=given["because"],
        )  # fmt: skip
        return redirect("contact:screening", one.screening_id)
    context = {
        "title": _("May the panel read this?"), "one": one, "form": form, "exit": False,
        "words": acts.protected_words(one.found), "send": _("Decide"),
        "back": reverse("contact:screening", args=[one.screening_id]),
    }  # fmt: skip
    return render(request, "contact/check.html", context, status=422 if form.errors else 200)


@permitted(acts.RECRUIT)
@where_provided
@FORM
def close(request: SignedInRequest, screening_id: UUID) -> HttpResponse:
    """Close a screening of which nothing waits."""
    one = get_object_or_404(Screening, pk=screening_id, closed_on=None)
    if request.method == "POST":
        try:
            acts.close(one, by=request.person)
        except ValueError:
            messages.warning(request, _("A finding still waits to be checked."))
        return redirect("contact:screening", one.pk)
    context = {
        "title": _("Close this screening?"), "lead": str(one), "send": _("Close it"),
        "back": reverse("contact:screening", args=[one.pk]),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)
