"""Pages of publication: ask, check, release with its place, take down with its proof."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.engine.answers.api import for_staff
from lanyard.engine.approvals import api as approvals
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people.request import SignedInRequest
from lanyard.rooms.consent import gate
from lanyard.rooms.consent.actions import publishing
from lanyard.rooms.consent.forms_pictures import (
    CheckPictureForm,
    PlaceForm,
    ProofForm,
    PublishForm,
)
from lanyard.rooms.consent.models import Publication, Takedown
from lanyard.rooms.consent.views.library import ask, found

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_PER_PAGE = 50


def why(refused: Exception) -> str:
    """Say what stands before an act."""
    told = {
        "channel": _("There is no such place where pictures are shown."),
        "purpose": _("There is no such use of pictures."),
        "asked": _("This has been asked already, and waits."),
        "hidden": _("This picture may be shown nowhere now."),
        "own": _("Somebody else must check what you asked for."),
        "state": _("Nothing waits here any more."),
        "place": _("Say where it stands."), "proof": _("Say how you know."),
    }  # fmt: skip
    return told.get(str(refused), str(refused))


@for_staff
@_FORM
def request_one(request: SignedInRequest, picture_id: UUID) -> HttpResponse:
    """Ask to publish a picture."""
    one = found(request, picture_id)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = publishing.request(one, by=request.person, **form.asked())
        except publishing.NotNow as refused:
            form.add_error(None, why(refused))
        else:
            return redirect("consent:publication", made.pk)
    return ask(
        request, form, _("Publish it"), _("Ask to publish it"), one,
        lead=_("Whatever is public is copied. Look once more at what stands in the background."),
    )  # fmt: skip


def _one(publication_id: UUID) -> Publication:
    rows = Publication.objects.select_related("picture", "asked_by", "takedown")
    return get_object_or_404(rows, pk=publication_id)


@for_staff
@require_safe
def publication(request: SignedInRequest, publication_id: UUID) -> HttpResponse:
    """Show a request: what was decided, what it waits for, where it stands."""
    one = _one(publication_id)
    today = timezone.localdate()
    facts = gate.facts_about(
        one.picture, channel=one.channel, purpose=one.purpose, on=today, named=one.named,
        doubt=one.doubt,
    )  # fmt: skip
    context = {
        "title": str(one), "publication": one, "checks": gate.needs_checks(facts, today),
        "approval": approvals.of_subject(gate.SUBJECT, one.pk).first(),
        "publishes": may(request.person.pk, publishing.PUBLISH),
        "checked": bool(one.quality_by_name and one.privacy_by_name),
        "waits": one.state == Publication.State.ASKED, "own": one.asked_by_id == request.person.pk,
    }  # fmt: skip
    return render(request, "consent/publication.html", context)


@permitted(publishing.PUBLISH)
@_FORM
def check(request: SignedInRequest, publication_id: UUID) -> HttpResponse:
    """Record a check of quality or of privacy."""
    one = _one(publication_id)
    if one.state != Publication.State.ASKED:
        raise Http404
    form = CheckPictureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publishing.check(
                one, form.cleaned_data["what"], by=request.person,
                passed=form.cleaned_data["passed"] == "yes",
            )  # fmt: skip
        except publishing.NotNow as refused:
            form.add_error(None, why(refused))
        else:
            return redirect("consent:publication", one.pk)
    return ask(request, form, _("Check it"), _("Record the check"), one.picture)


@permitted(publishing.PUBLISH)
@_FORM
def release(request: SignedInRequest, publication_id: UUID) -> HttpResponse:
    """Publish it, with the place where it stands."""
    one = _one(publication_id)
    if one.state != Publication.State.ASKED:
        raise Http404
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publishing.release(one, by=request.person, place=form.cleaned_data["place"])
        except (publishing.NotNow, publishing.NotPublished) as refused:
            form.add_error(None, why(refused))
        else:
            messages.success(request, _("Recorded as published."))
            return redirect("consent:publication", one.pk)
    return ask(request, form, _("It is published"), _("Record it"), one.picture)


@permitted(publishing.PUBLISH)
@require_safe
def takedowns(request: SignedInRequest) -> HttpResponse:
    """List the uses that are to be taken down, the most urgent first, and what waits."""
    today = timezone.localdate()
    open_ones = Takedown.objects.filter(done_at=None).select_related("publication__picture")
    page = Paginator(open_ones, _PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        Row((str(one.publication), one.publication.place, day(one.due)),
            reverse("consent:takedown", args=[one.pk]),
            exception=_("Overdue") if one.due < today else "")
        for one in page
    ]  # fmt: skip
    waiting = Publication.objects.filter(state=Publication.State.ASKED).select_related("picture")
    context = {
        "title": _("Publish and take down"), "page": page,
        "table": Table(_("To be taken down"), (_("Picture"), _("Where"), _("By")), rows),
        "waiting": waiting[:_PER_PAGE], "keeps": may(request.person.pk, "consent.lists"),
    }  # fmt: skip
    return render(request, "consent/takedowns.html", context)


@permitted(publishing.PUBLISH)
@_FORM
def takedown(request: SignedInRequest, takedown_id: UUID) -> HttpResponse:
    """Record that a use is gone, with the proof."""
    rows = Takedown.objects.select_related("publication__picture")
    one = get_object_or_404(rows, pk=takedown_id, done_at=None)
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publishing.take_down(one, by=request.person, proof=form.cleaned_data["proof"])
        except publishing.NotNow as refused:
            form.add_error(None, why(refused))
        else:
            return redirect("consent:takedowns")
    context = {
        "title": _("Take it down"), "takedown": one, "form": form, "send": _("It is gone"),
        "back": reverse("consent:takedowns"),
    }  # fmt: skip
    return render(request, "consent/takedown.html", context, status=422 if form.errors else 200)
