"""The checker: a text goes in, what was found comes out, and nothing of it stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.identity.api import Limit, attempt
from lanyard.people.api import Person, is_staff
from lanyard.people.request import Request, SignedInRequest
from lanyard.rooms.guidance.actions.checking import TermKnown, add_term, end_term
from lanyard.rooms.guidance.asking import checked
from lanyard.rooms.guidance.checking.rules import Checked, Finding
from lanyard.rooms.guidance.forms import CheckForm, StaffCheckForm, TermForm, too_long
from lanyard.rooms.guidance.forms_ready import ReadyForm
from lanyard.rooms.guidance.models import ConfidentialTerm
from lanyard.rooms.guidance.pausing import begin
from lanyard.rooms.guidance.words import SAYS, WEIGHTS

TERMS = "guidance.terms"
_FORM = require_http_methods(["GET", "HEAD", "POST"])
#: More than any text that is taken, however it is encoded on its way.
LARGEST = 200_000
#: Checks of one member of staff in a quarter of an hour, since names are compared with learners.
_MOST = 60


@dataclass(frozen=True)
class Said:
    """A finding as it is shown."""

    finding: Finding
    typed: str
    state: str
    word: Any
    says: Any


@csrf_exempt
@never_cache
def check(request: Request) -> HttpResponseBase:
    """Check a text before it is sent, for anybody. One that is far too long is not even read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        form = form_of(request, None)
        return render(request, "guidance/check.html", context_of(request, form, too_long()),
                      status=413)  # fmt: skip
    answer: HttpResponseBase = _check(request)
    return answer


@csrf_protect
@sensitive_post_parameters()
@_FORM
def _check(request: HttpRequest) -> HttpResponse:
    person: Person | None = getattr(request, "person", None)
    form = form_of(request, request.POST if request.method == "POST" else None)
    context = context_of(request, form, "")
    if request.method == "POST" and form.is_valid():
        inside = person is not None and is_staff(person)
        if person is not None and inside and not may_ask(person):
            form.add_error(None, _("That is a lot of texts. Try again in a quarter of an hour."))
        else:
            draft = form.draft()
            found = checked(draft, inside=inside)
            context |= {
                "checked": found, "said": said(found, draft.text), "draft": draft.text,
                "ready": ReadyForm(found, draft.text), "word": begin(draft, now=timezone.now()),
                "holding": form.cleaned_data["holds"],
            }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "guidance/check.html", context, status=status)


def form_of(request: HttpRequest, data: Any) -> CheckForm:
    """Return the form of the checker for whoever asks: staff need not say who writes."""
    person: Person | None = getattr(request, "person", None)
    inside = person is not None and is_staff(person)
    return StaffCheckForm(data) if inside else CheckForm(data)


def context_of(request: HttpRequest, form: CheckForm, limit: Any) -> dict[str, Any]:
    """Return what the page of the checker always shows."""
    person: Person | None = getattr(request, "person", None)
    return {
        "title": _("Check before you send"), "form": form, "limit": limit, "said": [],
        "checked": None, "may_terms": person is not None and may(person.pk, TERMS),
        "linked": person is not None and may(person.pk, "clauses.read"),
    }  # fmt: skip


def said(found: Checked, text: str) -> list[Said]:
    """Return the findings as they are shown, with what was typed."""
    return [
        Said(one, text[one.start : one.end], *WEIGHTS[one.rule.weight], SAYS[one.kind])
        for one in found.findings
    ]


def may_ask(person: Person) -> bool:
    """Say whether somebody of staff may check one text more for now."""
    return attempt([Limit(f"check {person.pk}", _MOST)], now=timezone.now())


@permitted(TERMS)
@_FORM
def terms(request: SignedInRequest) -> HttpResponse:
    """List the college's confidential terms, and add one."""
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_term(form.cleaned_data["term"], by=request.person)
        except TermKnown:
            form.add_error("term", _("The checker looks for it already."))
        else:
            messages.success(request, _("The checker looks for it now."))
            return redirect("guidance:terms")
    context = {
        "title": _("Confidential terms"), "form": form,
        "terms": ConfidentialTerm.objects.filter(ended_at__isnull=True),
    }  # fmt: skip
    return render(request, "guidance/terms.html", context, status=422 if form.errors else 200)


@permitted(TERMS)
@require_http_methods(["POST"])
def end(request: SignedInRequest, term_id: UUID) -> HttpResponse:
    """Let the checker look for a term no longer."""
    end_term(get_object_or_404(ConfidentialTerm, pk=term_id), by=request.person)
    messages.success(request, _("The checker looks for it no longer."))
    return redirect("guidance:terms")
