"""Downloads."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lanyard.foundation.access.gates import signed_in, step_up
from lanyard.foundation.files.actions import open_sealed
from lanyard.foundation.files.models import StoredFile
from lanyard.foundation.files.refused import Damaged, Refused
from lanyard.foundation.organisations.request import SignedInRequest
from lanyard.foundation.registry import api as registry


@signed_in
@require_GET
def download(request: SignedInRequest, file_id: UUID) -> HttpResponseBase:
    """Give a file to save, never to open in the page; that it was opened is recorded.

    Of a record that opens only with a fresh second factor, so do its files.
    """
    stored = StoredFile.objects.filter(pk=file_id).first()
    if stored is None:
        raise Http404
    guarded = registry.walled(stored.record_kind, stored.record_id)
    return (step_up(_given) if guarded else _given)(request, stored)


def _given(request: SignedInRequest, stored: StoredFile) -> HttpResponse:
    try:
        content = open_sealed(stored.pk, by=request.person)
    except StoredFile.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        return HttpResponse(str(refused), status=409, content_type="text/plain; charset=utf-8")
    except Damaged:
        words = _("This file is damaged on our side. Tell the IT team; nothing you did is lost.")
        return HttpResponse(words, status=410, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type=stored.media_type)
    response["Content-Disposition"] = content_disposition_header(True, stored.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
