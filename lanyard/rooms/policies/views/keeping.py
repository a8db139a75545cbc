"""Pages for whoever keeps documents: facts, sources, copies elsewhere, archive, reach."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.ui.asking import ask
from lanyard.people.request import SignedInRequest
from lanyard.rooms.policies import links
from lanyard.rooms.policies.actions import copies, keeping, telling
from lanyard.rooms.policies.forms_keeping import (
    ChangeForm,
    CopyForm,
    LookForm,
    SourcesForm,
    facts_of,
)
from lanyard.rooms.policies.models import Document, OutsideCopy
from lanyard.rooms.policies.pages import archive_table, awareness_table
from lanyard.rooms.policies.queries import documents, reach
from lanyard.rooms.policies.queries.signing import version_in_force
from lanyard.rooms.policies.shipped import papers
from lanyard.rooms.policies.views.collecting import COLLECT
from lanyard.rooms.policies.views.writing import mine

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
@_FORM
def look(request: SignedInRequest, copy_id: UUID) -> HttpResponse:
    """Say what one saw at a place that Lanyard does not reach (KMC-GOT-06, LAN-TRL-07)."""
    found = get_object_or_404(
        OutsideCopy.objects.select_related("document"), pk=copy_id,
        document__archived_on__isnull=True,
    )  # fmt: skip
    document = found.document
    banner = document.kind == Document.Kind.NOTICE and may(request.person.pk, "policies.restrict")
    if not banner and not documents.answers_for(request.person, document):
        raise Http404
    form = LookForm(request.POST or None, link=found.shows == OutsideCopy.Shows.LINK)
    back = reverse("policies:document", args=[document.slug])
    if request.method == "POST" and form.is_valid():
        state = OutsideCopy.State(form.cleaned_data["state"])
        copies.look_by_hand(found, state, by=request.person)
        return redirect(back)
    version = version_in_force(document)
    banner_text = version is not None and document.kind == Document.Kind.NOTICE
    context = {
        "title": _("{title}: {place}").format(title=document.title, place=found.place),
        "copy": found, "form": form, "send": _("Note it"), "back": back, "version": version,
        "signed_text": copies.signed_block(version) if version and banner_text else "",
        "address": request.build_absolute_uri(f"/api/v1/places/{found.pk}"),
        "links": links.public_addresses(), "snippet": links.block_for_intranet(),
    }  # fmt: skip
    return render(request, "policies/look.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def archive(request: SignedInRequest) -> HttpResponse:
    """List the documents that are out of use; their versions and signatures stay."""
    gone = documents.archived()
    context = {"title": _("Archived documents"), "table": archive_table(gone), "any": bool(gone)}
    return render(request, "policies/archived.html", context)


@permitted(COLLECT)
@_FORM
def tell(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write to all parents and next of kin where the document can be read (KMC-WHO-01)."""
    document = mine(request, slug)
    if version_in_force(document) is None or not document.public:
        raise Http404
    back = reverse("policies:awareness", args=[slug])
    if request.method == "POST":
        telling.tell_guardians(document, by=request.person)
        return redirect(back)
    context = {
        "title": _("Write to parents and next of kin"), "document": document, "back": back,
        "number": len(telling.to_tell(document)), "send": _("Write to them"),
    }  # fmt: skip
    return render(request, "policies/tell.html", context)


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
        "may_tell": document.public and version_in_force(document) is not None,
    }  # fmt: skip
    return render(request, "policies/awareness.html", context)
