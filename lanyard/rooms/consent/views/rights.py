"""Pages of rights: say by what right, check a source, keep the lists."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lanyard.engine.answers.api import for_staff
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.files import api as files
from lanyard.foundation.files.api import takes_files
from lanyard.people.request import SignedInRequest
from lanyard.rooms.consent.actions import claiming
from lanyard.rooms.consent.actions.publishing import PUBLISH
from lanyard.rooms.consent.forms_rights import ListForm, RightsForm, SourceForm
from lanyard.rooms.consent.models import MediaListEntry, RightsStatement
from lanyard.rooms.consent.views.library import ask, found

LISTS = "consent.lists"
_FORM = require_http_methods(["GET", "HEAD", "POST"])


def why_not(refused: claiming.NotClaimed) -> tuple[str | None, str]:
    """Return the field and the words for what does not hold together."""
    told: dict[str, tuple[str | None, str]] = {
        "holder": ("rights", _("Say who the owner or licensor is.")),
        "licence": ("licensed_until", _("Give the last day of the licence, not one that is over.")),
        "source": ("evidence", _("Say where it was got: the source is not on the list.")),
        "own": (None, _("Somebody else must look at the source that you named.")),
        "state": (None, _("This was looked at already, or something newer was said.")),
        "name": ("name", _("Say what is to stand there.")),
        "twice": ("name", _("This stands on the list already.")),
    }
    return told[str(refused)]


@takes_files()
@for_staff
@_FORM
def claim(request: SignedInRequest, picture_id: UUID) -> HttpResponse:
    """Say by what right a picture is used."""
    one = found(request, picture_id)
    form = RightsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            claiming.claim(one, form.claim(), by=request.person)
        except files.Refused as refused:
            form.add_error("document", str(refused))
        except claiming.NotClaimed as refused:
            form.add_error(*why_not(refused))
        else:
            messages.success(request, _("Noted. What was said before stays on record."))
            return redirect("consent:picture", one.pk)
    return ask(request, form, _("By what right is it used?"), _("Say so"), one)


@permitted(PUBLISH)
@_FORM
def check_source(request: SignedInRequest, statement_id: UUID) -> HttpResponse:
    """Say whether a source that is not on the list may license."""
    rows = RightsStatement.objects.select_related("picture")
    one = get_object_or_404(rows, pk=statement_id, checked_at=None)
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            claiming.check_source(one, by=request.person, right=form.cleaned_data["right"] == "yes")
        except claiming.NotClaimed as refused:
            form.add_error(*why_not(refused))
        else:
            return redirect("consent:picture", one.picture_id)
    context = {
        "title": _("May this source license it?"), "form": form, "send": _("Say so"),
        "statement": one, "back": reverse("consent:picture", args=[one.picture_id]),
    }  # fmt: skip
    return render(request, "consent/check_source.html", context, status=422 if form.errors else 200)


@permitted(LISTS)
@_FORM
def lists(request: SignedInRequest) -> HttpResponse:
    """Show the lists that the college keeps for its pictures, and add a line."""
    form = ListForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            claiming.add_to_list(**form.cleaned_data, by=request.person)
        except claiming.NotClaimed as refused:
            form.add_error(*why_not(refused))
        else:
            return redirect("consent:lists")
    entries = list(MediaListEntry.objects.filter(ended_at=None))
    context = {
        "title": _("Stores, sources and devices"), "form": form, "send": _("Add it"),
        "back": reverse("consent:library"),
        "lists": [(kind.label, [one for one in entries if one.kind == kind])
                  for kind in MediaListEntry.Kind],
    }  # fmt: skip
    return render(request, "consent/lists.html", context, status=422 if form.errors else 200)


@permitted(LISTS)
@require_POST
def end_entry(request: SignedInRequest, entry_id: UUID) -> HttpResponse:
    """Take a line off its list; one that is off already stays so."""
    one = get_object_or_404(MediaListEntry, pk=entry_id)
    claiming.take_off_list(one, by=request.person)
    return redirect("consent:lists")
