"""The catalogue of technologies: read by everybody here, kept by proposals that are approved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.engine.approvals.api import of_subject
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.people.api import is_staff
from lanyard.people.request import SignedInRequest
from lanyard.rooms.guidance import queries
from lanyard.rooms.guidance import technology as reads
from lanyard.rooms.guidance.actions import technology as acts
from lanyard.rooms.guidance.classroom import groups_of
from lanyard.rooms.guidance.forms_catalogue import BringForm, TechnologyForm, TermsForm
from lanyard.rooms.guidance.models import Technology
from lanyard.rooms.guidance.views.classroom import STATES

KEEP = "guidance.catalogue"
_FORM = require_http_methods(["GET", "HEAD", "POST"])
_MOST = 500


@signed_in
@require_safe
def catalogue(request: SignedInRequest) -> HttpResponse:
    """Show what may be used: what it is good for beside what can go wrong (LAN-INT-01)."""
    person, today = request.person, timezone.localdate()
    staff = is_staff(person)
    waiting = Technology.objects.filter(state=Technology.State.ASKED)
    context = {
        "title": _("Technologies that we use"), "found": list(reads.approved()[:_MOST]),
        "staff": staff, "today": today,
        "waiting": list(waiting[:_MOST]) if staff else [],
    }  # fmt: skip
    return render(request, "guidance/catalogue.html", context)


def _entry(request: SignedInRequest, technology_id: UUID) -> Technology:
    """Return an approved entry, any for staff; raises Http404."""
    rows = Technology.objects.select_related("by")
    mine = rows if is_staff(request.person) else rows.filter(state=Technology.State.APPROVED)
    found: Technology = get_object_or_404(mine, pk=technology_id)
    return found


@signed_in
@require_safe
def one(request: SignedInRequest, technology_id: UUID) -> HttpResponse:
    """Show an entry: both sides, uses, terms, and the lesson that comes with it."""
    found, person = _entry(request, technology_id), request.person
    stands = found.state == Technology.State.APPROVED
    staff = is_staff(person)
    groups = groups_of(person, teaching=True)
    context = {
        "title": found.name, "one": found, "mark": STATES[found.state], "stands": stands,
        "late": found.terms_review_on <= timezone.localdate(), "staff": staff,
        "lesson": queries.pages_in_force().get(found.lesson),
        "keeps": stands and may(person.pk, KEEP), "teaches": stands and groups.exists(),
        "asked": of_subject(acts.APPROVAL, found.pk).first() if staff else None,
        "classes": list(reads.in_class(groups).filter(technology=found)),
    }  # fmt: skip
    return render(request, "guidance/technology.html", context)


def _staff_only(request: SignedInRequest) -> None:
    if not is_staff(request.person):
        raise Http404


def _ask(request: SignedInRequest, form: Any, title: str, send: str, back: str) -> HttpResponse:
    context = {"title": title, "form": form, "send": send, "back": back, "exit": False}
    return render(request, "guidance/ask_class.html", context, status=422 if form.errors else 200)


def _propose(request: SignedInRequest, title: str, initial: dict[str, Any]) -> HttpResponse:
    _staff_only(request)
    posted = request.POST if request.method == "POST" else None
    form = TechnologyForm(posted, lessons=reads.lessons_offered(), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = acts.propose(form.proposed(), by=request.person)
        messages.success(request, _("It waits for approval now."))
        return redirect("guidance:technology", made.pk)
    return _ask(request, form, title, _("Ask for approval"), reverse("guidance:catalogue"))


@signed_in
@_FORM
def propose(request: SignedInRequest) -> HttpResponse:
    """Propose a technology for the catalogue."""
    return _propose(request, _("A technology for the catalogue"), {})


@signed_in
@_FORM
def more(request: SignedInRequest, technology_id: UUID) -> HttpResponse:
    """Ask for approval of other uses of an entry, or of other words on it (POR-DEF-01)."""
    found = _entry(request, technology_id)
    names = TechnologyForm.field_order
    initial = {name: getattr(found, name) for name in names}
    initial["social"] = "yes" if found.social else "no"
    return _propose(request, _("Other uses of {name}").format(name=found), initial)


@permitted(KEEP)
@_FORM
def terms(request: SignedInRequest, technology_id: UUID) -> HttpResponse:
    """Read the terms of an approved entry again."""
    found = get_object_or_404(reads.approved(), pk=technology_id)
    initial = {name: getattr(found, name) for name in ("terms_url", "terms_summary")}
    form = TermsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        acts.read_terms(
            found, by=request.person, url=given["terms_url"], summary=given["terms_summary"],
            review_on=given["terms_review_on"],
        )  # fmt: skip
        return redirect("guidance:technology", found.pk)
    title = _("The terms of {name}").format(name=found)
    return _ask(request, form, title, _("I have read them"), _address(found))


@permitted(KEEP)
@require_POST
def end(request: SignedInRequest, technology_id: UUID) -> HttpResponse:
    """Take an entry out of the catalogue."""
    found = get_object_or_404(reads.approved(), pk=technology_id)
    acts.withdraw(found, by=request.person)
    return redirect("guidance:catalogue")


@signed_in
@_FORM
def bring(request: SignedInRequest, technology_id: UUID) -> HttpResponse:
    """Bring an approved technology into a class that one teaches."""
    found = get_object_or_404(reads.approved(), pk=technology_id)
    groups = groups_of(request.person, teaching=True)
    if not groups:
        raise Http404
    form = BringForm(
        request.POST if request.method == "POST" else None, one=found, groups=groups
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        group = get_object_or_404(groups, pk=form.cleaned_data["group"])
        acts.bring(found, group, use=form.cleaned_data["use"], by=request.person)
        messages.success(request, _("Give its lesson, and say so under In class."))
        return redirect("guidance:classroom")
    title = _("Use {name} in class").format(name=found)
    return _ask(request, form, title, _("We use it"), _address(found))


def _address(found: Technology) -> str:
    return reverse("guidance:technology", args=[found.pk])
