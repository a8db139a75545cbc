"""Pages of the store: its pictures, putting one in, who is on it, and where it may be used."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
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
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.files.api import takes_files
from lanyard.foundation.ui.api import qr_path
from lanyard.people.request import SignedInRequest
from lanyard.rooms.consent import gate
from lanyard.rooms.consent.actions import claiming, storing
from lanyard.rooms.consent.actions.paper import Scan
from lanyard.rooms.consent.forms_pictures import BecauseForm, PictureForm, TagForm
from lanyard.rooms.consent.models import Channel, Picture, PictureSubject, Purpose

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_PER_PAGE = 24


def found(request: SignedInRequest, picture_id: UUID) -> Picture:
    """Return a picture that the reader may see; the database decides."""
    return get_object_or_404(
        Picture.objects.select_related("uploaded_by", "asset", "kept_also"), pk=picture_id
    )


@for_staff
@require_safe
def library(request: SignedInRequest) -> HttpResponse:
    """List the pictures that the reader may see: their own, or all."""
    page = Paginator(Picture.objects.all(), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Pictures"),
        "page": page,
        "all": may(request.person.pk, claiming.LIBRARY),
    }
    return render(request, "consent/library.html", context)


@takes_files(settings.LARGEST_MEDIA)
@for_staff
@_FORM
def add(request: SignedInRequest) -> HttpResponse:
    """Put a picture into the store."""
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["picture"]
        try:
            made = storing.store(
                form.taken(), Scan(sent.name, sent.read()), form.cleaned_data["people"],
                by=request.person,
            )  # fmt: skip
        except files.Refused as refused:
            form.add_error("picture", str(refused))
        except storing.NotStored as refused:
            form.add_error(*_why(refused))
        else:
            return redirect("consent:picture", made.pk)
    context = {
        "title": _("Put a picture into the store"), "form": form, "send": _("Store it"),
        "back": reverse("consent:library"),
    }  # fmt: skip
    return render(request, "consent/add.html", context, status=422 if form.errors else 200)


def _why(refused: storing.NotStored) -> tuple[str, str]:
    return {
        "day": ("taken_on", _("Give a day that is not to come.")),
        "holder": ("rights", _("Say who the owner or licensor is.")),
        "licence": ("licensed_until", _("Give the last day of the licence, not one that is over.")),
        "source": ("evidence", _("Say where it was got: the source is not on the list.")),
        "asset": ("device", _("Choose the device from the list.")),
        "poor": ("poor_because", _("It is small or blurred. Say why it is used all the same.")),
    }[str(refused)]


@for_staff
@require_safe
def picture(request: SignedInRequest, picture_id: UUID) -> HttpResponse:
    """Show a picture with all that is known of it, and where it may be used today."""
    one = found(request, picture_id)
    address = request.build_absolute_uri(reverse("consent:may-use", args=[one.code]))
    context = {
        "title": one.title, "picture": one, "rows": uses_of(one), "qr": qr_path(address),
        "subjects": one.subjects.filter(removed_at=None).select_related("person"),
        "publications": one.publications.select_related("takedown"),
        "statements": list(one.statements.select_related("source")),
    }  # fmt: skip
    return render(request, "consent/picture.html", context)


def uses_of(one: Picture) -> list[tuple[Any, Any]]:
    """Return each place with the policy's answer for publicity today."""
    today = timezone.localdate()
    return [(c.label, gate.usable(one, c, Purpose.PUBLICITY, today)) for c in Channel]


@for_staff
@_FORM
def tag(request: SignedInRequest, picture_id: UUID) -> HttpResponse:
    """Say that somebody else is on a picture."""
    one = found(request, picture_id)
    form = TagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        storing.tag(one, form.cleaned_data["person"], by=request.person)
        return redirect("consent:picture", one.pk)
    return ask(request, form, _("Who is on it?"), _("They are on it"), one)


@for_staff
@_FORM
def untag(request: SignedInRequest, subject_id: UUID) -> HttpResponse:
    """Say that it was somebody else."""
    subject = get_object_or_404(
        PictureSubject.objects.select_related("picture", "person"), pk=subject_id, removed_at=None
    )
    form = BecauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        storing.untag(subject, by=request.person, because=form.cleaned_data["because"])
        messages.success(request, _("Noted. The former word stays on record."))
        return redirect("consent:picture", subject.picture_id)
    title = _("{name} is not on it").format(name=subject.person)
    return ask(request, form, title, _("They are not on it"), subject.picture)


def ask(
    request: SignedInRequest, form: Any, title: str, send: str, one: Picture, *, lead: str = ""
) -> HttpResponse:
    """Ask something about a picture."""
    context = {
        "title": title, "form": form, "send": send, "lead": lead,
        "back": reverse("consent:picture", args=[one.pk]),
    }  # fmt: skip
    return render(request, "consent/ask.html", context, status=422 if form.errors else 200)


@for_staff
@require_safe
def may_use(request: SignedInRequest, code: str) -> HttpResponse:
    """Answer "May I use this picture?" from its code, to any member of staff; never why not."""
    with system_duty("say whether a picture may be used"):
        one = get_object_or_404(Picture, code=code.upper())
        rows = uses_of(one)
    mine = Picture.objects.filter(pk=one.pk).exists()
    context = {"title": _("May I use this picture?"), "picture": one, "rows": rows, "mine": mine}
    return render(request, "consent/may_use.html", context)
