"""Pages for whoever keeps documents: facts, sources, copies elsewhere, archive, reach."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.people.request import SignedInRequest
from lanyard.rooms.policies.actions import copies, keeping
from lanyard.rooms.policies.forms_keeping import ChangeForm, CopyForm, SourcesForm, facts_of
from lanyard.rooms.policies.pages import archive_table, awareness_table
from lanyard.rooms.policies.queries import documents, reach
from lanyard.rooms.policies.shipped import papers
from lanyard.rooms.policies.views.collecting import COLLECT
from lanyard.rooms.policies.views.writing import ask, mine

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@_FORM
def change(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change what is known of a document beside its words."""
    document = mine(request, slug)
    form = ChangeForm(request.POST or None, initial=facts_of(document))
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        names = facts.pop("companions")
        if names != list(document.companions.values_list("name", flat=True)):
            keeping.read_with(document, names, by=request.person)
        keeping.change(document, facts, by=request.person)
        return redirect("policies:document", slug)
    title = _("What is known of {title}").format(title=document.title)
    return ask(request, form, title, _("Save"), reverse("policies:document", args=[slug]))


@signed_in
@_FORM
def sources(request: SignedInRequest, slug: str) -> HttpResponse:
    """Check the law and guidance that a document relies on, and add to it (KMC-LEG-01)."""
    document = mine(request, slug)
    standing = list(document.relied_on.filter(replaced_by=""))
    form = SourcesForm(request.POST or None, sources=standing)
    if request.method == "POST" and form.is_valid():
        keeping.check_sources(document, form.replaced(), by=request.person)
        if another := form.cleaned_data["another"].strip():
            today = timezone.localdate()
            keeping.rely_on(document, another, checked_on=today, by=request.person)
        return redirect("policies:document", slug)
    title = _("Do the sources of {title} still stand?").format(title=document.title)
    back = reverse("policies:document", args=[slug])
    return ask(request, form, title, _("I have checked them"), back)


@signed_in
@_FORM
def copy(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say where a document stands outside; what stands there is compared each day."""
    document = mine(request, slug)
    form = CopyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        copies.add_copy(document, by=request.person, **form.cleaned_data)
        return redirect("policies:document", slug)
    title = _("Where {title} stands outside").format(title=document.title)
    return ask(request, form, title, _("Add it"), reverse("policies:document", args=[slug]))


@signed_in
@require_safe
def archive(request: SignedInRequest) -> HttpResponse:
    """List the documents that are out of use; their versions and signatures stay."""
    gone = documents.archived()
    context = {"title": _("Archived documents"), "table": archive_table(gone), "any": bool(gone)}
    return render(request, "policies/archived.html", context)


@permitted(COLLECT)
@require_safe
def awareness(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show how far a document has come with each audience it must reach (KMC-WHO-01)."""
    document = mine(request, slug)
    aware = papers(document.register).aware if document.register else ()
    rows = reach.awareness(document, aware or reach.USUAL, on=timezone.localdate())
    context = {
        "title": _("Whom {title} has reached").format(title=document.title),
        "table": awareness_table(rows), "by_default": not aware, "document": document,
    }  # fmt: skip
    return render(request, "policies/awareness.html", context)
