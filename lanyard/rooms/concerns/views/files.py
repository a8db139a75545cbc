"""Adding files to a report: before it is sent, and afterwards by its reporter or receipt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.files.api import Refused, takes_files
from lanyard.people.models import Person
from lanyard.people.request import Request, SignedInRequest
from lanyard.rooms.concerns.actions import attachments, drafts, receipts
from lanyard.rooms.concerns.forms import reading
from lanyard.rooms.concerns.forms.files import NotedFile, OneFile, Shows
from lanyard.rooms.concerns.forms.journeys import Journey
from lanyard.rooms.concerns.forms.setting import Setting
from lanyard.rooms.concerns.models import Draft, Receipt
from lanyard.rooms.concerns.throttle import BEGUN, FILES
from lanyard.rooms.concerns.views.apart import apart, apart_where_chosen
from lanyard.rooms.concerns.views.authors import (
    author_of,
    drop_if_image,
    person_of,
    setting_for,
)
from lanyard.rooms.concerns.views.pace import within
from lanyard.rooms.concerns.views.receipts import opened_on_visit
from lanyard.rooms.concerns.views.report import (
    address_of,
    context_of,
    journey_called,
    lead_to_sign_in,
    must_sign_in,
    next_address,
)

_WAYS = require_http_methods(["GET", "HEAD", "POST"])


@takes_files()
@apart_where_chosen
@never_cache
@_WAYS
def of_report(request: Request, form: str) -> HttpResponseBase:
    """Add files to a report that is being written. Where none may be, the page is not there."""
    if must_sign_in(request, form):
        return lead_to_sign_in(request)
    journey = journey_called(request, form)
    setting, draft = setting_for(request, journey)
    if not reading.takes_files(setting):
        return _none_here(request, journey, setting)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "continue" and not request.FILES:
        return redirect(_after(request, journey))
    if do.startswith("remove-") and draft is not None:
        return _remove(request, draft, do.removeprefix("remove-"))
    may = reading.image_said(setting) == "no"
    shown: Any = OneFile() if may else Shows()
    if request.method == "POST":
        shown = (
            OneFile(request.POST, request.FILES) if may and do != "shows" else Shows(request.POST)
        )
        if _done(request, journey, shown, draft):
            return redirect(
                _after(request, journey) if do == "continue" else request.get_full_path()
            )
    context = context_of(journey, setting, _page(journey), draft)
    context |= {
        "form": shown, "files": attachments.files_of_draft(draft), "may": may,
        "said": reading.image_said(setting), "nameless": person_of(request) is None,
    }  # fmt: skip
    return render(
        request, "concerns/report/files.html", context, status=422 if shown.errors else 200
    )


def _none_here(request: Request, journey: Journey, setting: Setting) -> HttpResponse:
    """Lead on with the report; what was sent here all the same is refused."""
    if request.method == "POST":
        raise Http404
    first = journey.unanswered(setting)
    return redirect(address_of(journey, first.slug if first is not None else "check"))


def _done(request: Request, journey: Journey, form: Any, draft: Draft | None) -> bool:
    if isinstance(form, OneFile):
        return _kept(request, form, draft)
    return _answered(request, journey, form, begun=draft is not None)


def _page(journey: Journey) -> Any:
    found = journey.page("files")
    if found is None:
        raise Http404
    return found


def _after(request: Request, journey: Journey) -> str:
    if "check" in request.GET or _page(journey).aside:
        return address_of(journey, "check")
    return next_address(request, journey, _page(journey))


def _answered(request: Request, journey: Journey, form: Shows, *, begun: bool) -> bool:
    """Keep what the reporter says that their file shows; “yes” and “not sure” end its way here."""
    if not form.is_valid() or not (begun or within(request, BEGUN, form, "shows")):
        return False
    said = {"files": {"shows": form.cleaned_data["shows"]}}
    drafts.change(author_of(request), journey.slug, said)
    drop_if_image(request, journey)
    return True


def _remove(request: Request, draft: Draft, which: str) -> HttpResponse:
    try:
        attachments.drop_from_draft(draft, because=_("Its author took it away."), only=UUID(which))
    except ValueError:
        raise Http404 from None
    return redirect(request.get_full_path())


def _kept(request: Request, form: OneFile, draft: Draft | None) -> bool:
    if draft is None or not form.is_valid() or not within(request, FILES, form, "file"):
        return False
    sent = form.cleaned_data["file"]
    try:
        attachments.keep_with_draft(draft, sent.name, sent, by=person_of(request))
    except Refused as refused:
        form.add_error("file", str(refused))
        return False
    return True


@takes_files()
@never_cache
@signed_in
@_WAYS
def to_my_report(request: SignedInRequest, receipt: UUID) -> HttpResponse:
    """Add a file to one's own report."""
    own = get_object_or_404(Receipt, pk=receipt, reporter_id=request.person.pk)
    return _to_sent(
        request, own, back=reverse("concerns:my-report", args=[own.pk]), by=request.person
    )


@takes_files()
@apart
@never_cache
@_WAYS
def to_receipt(request: Request) -> HttpResponse:
    """Add a file to the report whose receipt number was given on this visit."""
    code_hash = opened_on_visit(request)
    with receipts.bearing(code_hash):
        found = Receipt.objects.filter(code_hash=code_hash).first() if code_hash else None
        if found is None:
            return redirect("concerns:receipt")
        return _to_sent(request, found, back=reverse("concerns:receipt-open"), by=None)


def _to_sent(request: Request, receipt: Receipt, *, back: str, by: Person | None) -> HttpResponse:
    if not attachments.may_add_files_by(receipt):
        raise Http404
    said = (request.POST if request.method == "POST" else request.GET).get("shows", "")
    may = said == "no"
    form: Any = NotedFile() if may else Shows(request.GET if "shows" in request.GET else None)
    if request.method == "POST":
        form = NotedFile(request.POST, request.FILES) if may else Shows(request.POST)
        if may and _added(request, form, receipt, by=by):
            messages.success(request, _("Added. The people who have your report can open it now."))
            return redirect(back)
    context = {"title": _("Add a file"), "form": form, "may": may, "said": said, "back": back,
               "nameless": by is None}  # fmt: skip
    return render(
        request, "concerns/receipt/file.html", context, status=422 if form.errors else 200
    )


def _added(request: Request, form: NotedFile, receipt: Receipt, *, by: Person | None) -> bool:
    if not form.is_valid() or not within(request, FILES, form, "file"):
        return False
    sent, note = form.cleaned_data["file"], form.cleaned_data["note"]
    try:
        attachments.add_to_report(receipt, sent.name, sent, note=note, by=by)
    except Refused as refused:
        form.add_error("file", str(refused))
        return False
    return True
