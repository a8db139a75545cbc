"""Pictures of one's own in the pages of a module."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.files.api import Damaged, Refused, StoredFile, content_of, takes_files
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training.actions.pictures import add_picture
from lanyard.rooms.training.forms_outside import PictureForm
from lanyard.rooms.training.models import Course, CoursePicture

_FORM = require_http_methods(["GET", "HEAD", "POST"])


def own_pictures(course: Course) -> dict[str, str]:
    """Return the address of each picture of a course, by its name."""
    return {one.name: reverse("training:picture", args=[one.pk]) for one in course.pictures.all()}


@takes_files()
@permitted("training.manage")
@_FORM
def pictures(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the pictures of a module with how its words show them, and take another."""
    course = get_object_or_404(Course, slug=slug, kind=Course.Kind.MODULE, archived_on__isnull=True)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, sent = form.cleaned_data, form.cleaned_data["picture"]
        sent.seek(0)
        try:
            add_picture(course, data["name"], data["alt"], (sent.name, sent), by=request.person)
        except Refused as refused:
            form.add_error("picture", str(refused))
        except ValueError:
            form.add_error("name", _("A picture has this name already"))
        else:
            return redirect("training:pictures", slug)
    context = {
        "title": _("Pictures of {title}").format(title=course.title), "form": form,
        "found": course.pictures.all(), "send": _("Add it"),
        "back": reverse("training:course", args=[slug]),
    }  # fmt: skip
    return render(request, "training/pictures.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def picture(request: SignedInRequest, picture_id: UUID) -> HttpResponse:
    """Give a picture to the page that shows it."""
    found = get_object_or_404(CoursePicture, pk=picture_id)
    stored = get_object_or_404(StoredFile, pk=found.file_id)
    try:
        content = content_of(stored)
    except Damaged:
        raise Http404 from None
    answer = HttpResponse(content, content_type=stored.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
