"""What a reporter holds: how far it is, replies, and a place to add more."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.identity.api import PassingThrottle
from lanyard.people.request import Request, SignedInRequest
from lanyard.rooms.concerns import sentences
from lanyard.rooms.concerns.actions import attachments, receipts
from lanyard.rooms.concerns.forms.receipt import AddMore, GiveName, ReceiptNumber
from lanyard.rooms.concerns.models import Receipt
from lanyard.rooms.concerns.throttle import NUMBERS, WORDS
from lanyard.rooms.concerns.views.apart import apart
from lanyard.rooms.concerns.views.pace import within

_OPEN, _SEEN = "receipt_open", "receipt_seen"
#: A receipt that was opened without a sign-in closes when nobody looked for so many seconds: the
#: next at a shared computer must not find it.
_IDLE = 15 * 60


def opened_on_visit(request: Request) -> str:
    """Return the hash of the receipt that this visit has open; "" for none, or not any more."""
    code_hash = str(request.session.get(_OPEN, ""))
    now = time.time()
    if code_hash and now - request.session.get(_SEEN, 0) > _IDLE:
        del request.session[_OPEN]
        return ""
    if code_hash:
        request.session[_SEEN] = now
    return code_hash


@never_cache
@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """List the reports of the signed-in person, newest first, in words only."""
    own = list(receipts.receipts_of(request.person))
    rows = [{"receipt": one, "status": sentences.status(one.status)} for one in own]
    return render(request, "concerns/receipt/mine.html", {"title": _("My reports"), "rows": rows})


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one_of_mine(request: SignedInRequest, receipt: UUID) -> HttpResponse:
    """Show one's own report: how far it is, messages; and add to it."""
    own = get_object_or_404(Receipt, pk=receipt, reporter_id=request.person.pk)
    form = AddMore(request.POST or None)
    if request.method == "POST" and form.is_valid():
        receipts.add_message(own, form.cleaned_data["text"], by=request.person)
        messages.success(request, _("Added. The people who have your report can read it now."))
        return redirect("concerns:my-report", receipt=own.pk)
    return render(request, "concerns/receipt/one.html", _shown(own, form))


@apart
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """Ask for a receipt number, and open its receipt for this visit only."""
    throttle = PassingThrottle(request, NUMBERS)
    if request.method != "POST":
        return render(
            request,
            "concerns/receipt/ask.html",
            {"form": ReceiptNumber(), "title": _("Read our reply")},
        )
    form = ReceiptNumber(request.POST)
    if throttle.exhausted():
        form.add_error("code", _("Too many numbers were tried. Wait a quarter of an hour."))
    elif form.is_valid():
        found = receipts.receipt_with_code(form.cleaned_data["code"])
        if found is not None:
            request.session.cycle_key()
            request.session[_OPEN], request.session[_SEEN] = found.code_hash, time.time()
            return redirect("concerns:receipt-open")
        throttle.count()
        form.add_error("code", _("We don't know this number. Check each of the 16 digits."))
    context = {"form": form, "title": _("Read our reply")}
    return render(request, "concerns/receipt/ask.html", context)


@apart
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: Request) -> HttpResponse:
    """Show the receipt that this visit opened; add to it, give a name, or close it."""
    before = str(request.session.get(_OPEN, ""))
    code_hash = opened_on_visit(request)
    if not code_hash:
        _add_late(request, before)
        return redirect("concerns:receipt")
    with receipts.bearing(code_hash):
        found = Receipt.objects.filter(code_hash=code_hash).first()
        if found is None:
            return redirect("concerns:receipt")
        return _opened(request, found)


def _add_late(request: Request, code_hash: str) -> None:
    """Keep words that somebody took long to write; to see more they give the number again."""
    form = AddMore(request.POST if request.POST.get("do") == "add" else None)
    with receipts.bearing(code_hash):
        found = Receipt.objects.filter(code_hash=code_hash).first() if code_hash else None
        if found is not None and form.is_valid():
            receipts.add_message(found, form.cleaned_data["text"], by=None)
            messages.success(request, _("Added. The people who have your report can read it now."))


def _opened(request: Request, found: Receipt) -> HttpResponse:
    do = request.POST.get("do", "")
    form = AddMore(request.POST if do == "add" else None)
    name = GiveName(request.POST if do == "name" else None)
    if do == "close":
        request.session.flush()
        return redirect("concerns:tell")
    if do == "add" and form.is_valid() and within(request, WORDS, form):
        receipts.add_message(found, form.cleaned_data["text"], by=None)
        return redirect("concerns:receipt-open")
    if do == "name" and name.is_valid():
        receipts.give_name(found, **name.cleaned_data)
        return redirect("concerns:receipt-open")
    context = {**_shown(found, form), "name_form": name, "nameless": True}
    return render(request, "concerns/receipt/one.html", context)


def _shown(receipt: Receipt, form: AddMore) -> dict[str, Any]:
    return {
        "title": _("Your report"),
        "receipt": receipt,
        "status": sentences.status(receipt.status),
        "what_next": sentences.what_next(receipt.made_at),
        "who": sentences.who_has_it(receipt.sent_to),
        "conversation": list(receipt.messages.all()),
        "files": list(receipt.files.all()),
        "may_add_files": attachments.may_add_files_by(receipt),
        "form": form,
    }
