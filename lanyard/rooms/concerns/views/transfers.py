"""Pages about safeguarding files that follow their learners to the next setting."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.forms import Form
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns.actions import transfers
from lanyard.rooms.concerns.forms.transfers import DecideForm, ReceiptForm, SendForm
from lanyard.rooms.concerns.models import Transfer
from lanyard.rooms.concerns.queries import transfers as query


@permitted("concerns.transfers")
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    """List the files that must go, went, or go nowhere, and for whom it is still open."""
    context = {
        "title": _("Files to the next setting"), "rows": query.transfers(),
        "open": query.to_decide(), "back": reverse("concerns:registers"),
    }  # fmt: skip
    return render(request, "concerns/registers/transfers.html", context)


@permitted("concerns.transfers")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Decide where a learner's file goes."""
    people = query.to_decide()
    data = request.POST if request.method == "POST" else None
    form = DecideForm(data, people=people, initial={"person": request.GET.get("person", "")})
    if form.is_bound and form.is_valid():
        given = {k: v for k, v in form.cleaned_data.items() if k not in {"person", "goes"}}
        person = form.people[form.cleaned_data["person"]]
        try:
            made = transfers.decide_transfer(person, by=request.person, **given)
        except ValueError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("Recorded."))
            return redirect("concerns:transfer", made.pk)
    context = {"title": _("Where does the file go?"), "form": form, "send": _("Record it"),
               "back": reverse("concerns:transfers"), "people": people}  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "concerns/registers/transfer_new.html", context, status=status)


@permitted("concerns.transfers")
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, transfer_id: UUID) -> HttpResponse:
    """Show a file's journey, and record its next step: that it went, that it is there."""
    found = (
        Transfer.objects.select_related("person", "decided_by", "sent_by")
        .filter(pk=transfer_id)
        .first()
    )
    if found is None:
        raise Http404
    form = _next_form(found, request)
    if form is not None and form.is_bound and form.is_valid():
        step = transfers.send_transfer if found.sent_on is None else transfers.keep_receipt
        try:
            step(found, by=request.person, **form.cleaned_data)
        except ValueError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("Recorded."))
            return redirect("concerns:transfer", found.pk)
    context = {"title": str(found.person), "transfer": found, "form": form,
               "back": reverse("concerns:transfers"), "send": _("Record it")}  # fmt: skip
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "concerns/registers/transfer.html", context, status=status)


def _next_form(transfer: Transfer, request: SignedInRequest) -> Form | None:
    data = request.POST if request.method == "POST" else None
    if not transfer.setting or transfer.receipt_on is not None:
        return None
    return SendForm(data) if transfer.sent_on is None else ReceiptForm(data)
