"""The pictures and videos themselves, for the pages that show them."""

from __future__ import annotations

import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from lanyard.engine.answers.api import for_staff
from lanyard.foundation.files import api as files
from lanyard.people.request import SignedInRequest
from lanyard.rooms.consent.views.library import found

_RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})\Z")


@for_staff
@require_safe
def image(request: SignedInRequest, picture_id: UUID) -> HttpResponse:
    """Give the picture, or the first one of a video, as large as a screen."""
    return _given(found(request, picture_id).shown_by("large"))


@for_staff
@require_safe
def small(request: SignedInRequest, picture_id: UUID) -> HttpResponse:
    """Give the picture as small as the gallery shows it."""
    return _given(found(request, picture_id).shown_by("small"))


@for_staff
@require_safe
def film(request: SignedInRequest, picture_id: UUID) -> HttpResponse:
    """Give a video, or the piece of it that a player asks for."""
    one = found(request, picture_id)
    if not one.is_video:
        raise Http404
    return _piece(request, _given(one.file_id))


def _given(file_id: UUID | None) -> HttpResponse:
    stored = get_object_or_404(files.StoredFile, pk=file_id)
    try:
        content = files.content_of(stored)
    except files.Damaged:
        raise Http404 from None
    answer = HttpResponse(content, content_type=stored.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _piece(request: HttpRequest, whole: HttpResponse) -> HttpResponse:
    """Return the piece that was asked for; without one that there is, the whole."""
    whole["Accept-Ranges"] = "bytes"
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    size = len(whole.content)
    if asked is None or int(asked[1]) >= size:
        return whole
    first, last = int(asked[1]), min(int(asked[2] or size - 1), size - 1)
    if last < first:
        return whole
    whole.content = whole.content[first : last + 1]
    whole.status_code = 206
    whole["Content-Range"] = f"bytes {first}-{last}/{size}"
    return whole
