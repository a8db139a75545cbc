"""Pages for writers: a new document, its next version, approval, publication, archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lanyard.engine.approvals.api import NotAsked
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.files.api import Refused, takes_files
from lanyard.foundation.ui.asking import ask
from lanyard.foundation.ui.times import day
from lanyard.people.request import SignedInRequest
from lanyard.rooms.policies import words
from lanyard.rooms.policies.actions import approving, publishing
from lanyard.rooms.policies.actions import documents as acts
from lanyard.rooms.policies.actions.reviews import ask_extension
from lanyard.rooms.policies.forms import (
    AttachForm,
    CompanionForm,
    DraftForm,
    ExtendForm,
    NewDocumentForm,
    PublishForm,
    ReasonForm,
)
from lanyard.rooms.policies.models import Attachment, Companion, Document, DraftReading, Version
from lanyard.rooms.policies.queries import documents
from lanyard.rooms.policies.queries.readings import readings_of
from lanyard.rooms.policies.queries.signing import version_in_force
from lanyard.rooms.policies.shipped import papers

_FORM = require_http_methods(["GET", "HEAD", "POST"])


def mine(request: SignedInRequest, slug: str) -> Document:
    """Return a document that the person answers for; to anybody else it is not there."""
    found = get_object_or_404(Document, slug=slug, archived_on__isnull=True)
    if not documents.answers_for(request.person, found):
        raise Http404
    return found


def in_state(document: Document, state: Version.State) -> Version:
    """Return the document's version in a state, or nothing is there."""
    return get_object_or_404(Version.objects.select_related("document"), document=document,
                             state=state)  # fmt: skip


@permitted(documents.WRITE)
@_FORM
def new(request: SignedInRequest) -> HttpResponse:
    """Open a document."""
    form = NewDocumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        title = data.pop("title")
        slug = _free_slug(slugify(title) or "document")
        names = [line.strip() for line in data.pop("companions").splitlines() if line.strip()]
        companions = tuple(dict.fromkeys(names))
        facts = acts.Particulars(**data, companions=companions)
        acts.open_document(slug, title, facts, by=request.person)
        return redirect("policies:write", slug)
    return ask(request, form, _("A new document"), _("Open it"), reverse("policies:list"))


def _free_slug(wanted: str) -> str:
    """Return a slug that no document has, nor one of our own addresses."""
    taken = {"new", "signed", "sign", "signatures", "restricted", "ask", "reviews", "feedback",
             "comments", "places", "companions", "accounts", "team", "archived",
             *Document.objects.values_list("slug", flat=True)}  # fmt: skip
    slug, number = wanted[:70], 1
    while slug in taken:
        number += 1
        slug = f"{wanted[:70]}-{number}"
    return slug


@takes_files()
@signed_in
@_FORM
def write(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write the next version; nothing typed is lost, also where a file is refused."""
    document = mine(request, slug)
    standing = documents.open_version(document)
    if standing is not None and standing.state != Version.State.DRAFT:
        return redirect("policies:version", slug, standing.number)
    values = papers(document.register).values if document.register else ()
    form = DraftForm(request.POST or None, request.FILES or None, values=values,
                     initial=_initial(document, standing, values))  # fmt: skip
    if request.method == "POST" and form.is_valid():
        version = _saved(request, document, form)
        if not form.errors:
            return redirect("policies:version", slug, version.number)
    title = _("The next version of {title}").format(title=document.title)
    return ask(request, form, title, _("Save the draft"), reverse("policies:document", args=[slug]))


def _initial(document: Document, standing: Version | None, values: Sequence[str]) -> dict[str, Any]:
    start = standing or version_in_force(document)
    if start is None:
        return {"material": "yes"}
    facts = {name: getattr(start, name) for name in DraftForm.base_fields if hasattr(start, name)}
    facts["material"] = "yes" if start.material else "no"
    if standing is None:
        facts.update(label="", purpose="", minute="", values_check="", material="yes", trigger="")
    else:
        notes = {f"value{n}": start.values_notes.get(value, "") for n, value in enumerate(values)}
        facts.update(notes)
    return facts


def _saved(request: SignedInRequest, document: Document, form: DraftForm) -> Version:
    notes = form.values_notes()
    data = {**form.cleaned_data, "values_notes": notes}
    upload = data.pop("upload")
    data["material"] = data["material"] == "yes"
    version = acts.save_draft(document, acts.Draft(**data), by=request.person)
    if upload is not None:
        try:
            acts.take_file(version, upload.name, upload.read(), by=request.person)
        except (words.Unreadable, Refused) as refused:
            form.add_error("upload", str(refused))
    return version


@signed_in
@_FORM
def submit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send the version to the posts that approve it, once it was read; say who they are first."""
    document = mine(request, slug)
    version = in_state(document, Version.State.REVIEW)
    late = [one for one in readings_of(version) if not one.verdict]
    stands = [*acts.in_the_way(version), *_unread(version, late)]
    form = ReasonForm(request.POST or None) if late and not stands else None
    if request.method == "POST" and not stands and (form is None or form.is_valid()):
        because = form.cleaned_data["because"] if form else ""
        asked = approving.submit(version, by=request.person, because=because)
        return redirect("approvals:one", asked.pk)
    context = {
        "title": _("Send {version} for approval").format(version=version), "version": version,
        "chain": approving.chain_of(document), "stands": stands, "send": _("Send it"),
        "form": form, "late": late,
        "back": reverse("policies:version", args=[slug, version.number]),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "policies/submit.html", context, status=status)


def _unread(version: Version, late: Sequence[DraftReading]) -> list[str]:
    """Return what of its review stands in the way, in words."""
    found, today = [], timezone.localdate()
    if version.comments.filter(answered_at__isnull=True).exists():
        found.append(_("Answer each comment"))
    found += [
        _("{reader} has until {day} to read it").format(reader=one.title, day=day(one.until))
        for one in late
        if one.until >= today
    ]
    return found


@signed_in
@_FORM
def publish(request: SignedInRequest, slug: str) -> HttpResponse:
    """Publish the approved version, from the last approval's day unless another is given."""
    document = mine(request, slug)
    version = in_state(document, Version.State.APPROVED)
    # The day of the last signature, as the policies have it (LAN-COV-01).
    first = version.approved_on or timezone.localdate()
    initial = {"effective_from": first, "minute": version.minute}
    form = PublishForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            publishing.publish(version, by=request.person, **form.cleaned_data)
        except acts.NotNow:
            form.add_error("minute", _("The policy wants the meeting and the minute first"))
        else:
            return redirect("policies:document", slug)
    title = _("Publish {version}").format(version=version)
    return ask(request, form, title, _("Publish it"), reverse("policies:document", args=[slug]))


@signed_in
@_FORM
def call_back(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take back the version that is published for a day to come."""
    document = mine(request, slug)
    version = in_state(document, Version.State.SCHEDULED)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        publishing.call_back(version, by=request.person, because=form.cleaned_data["because"])
        return redirect("policies:document", slug)
    title = _("Take back {version}").format(version=version)
    return ask(request, form, title, _("Take it back"), reverse("policies:document", args=[slug]))


@signed_in
@_FORM
def discard(request: SignedInRequest, slug: str) -> HttpResponse:
    """Give up the draft."""
    document = mine(request, slug)
    version = in_state(document, Version.State.DRAFT)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.discard(version, by=request.person, because=form.cleaned_data["because"])
        return redirect("policies:document", slug)
    title = _("Give up the draft {version}").format(version=version)
    return ask(request, form, title, _("Give it up"), reverse("policies:document", args=[slug]))


@permitted(documents.WRITE)
@_FORM
def archive(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take a document out of use."""
    document = mine(request, slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.archive(document, by=request.person, because=form.cleaned_data["because"])
        return redirect("policies:list")
    title = _("Archive {title}").format(title=document.title)
    return ask(request, form, title, _("Archive it"), reverse("policies:document", args=[slug]))


@takes_files()
@signed_in
@_FORM
def attach(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add another form of the version in force: a summary, Welsh, easy read."""
    document = mine(request, slug)
    version = in_state(document, Version.State.PUBLISHED)
    form = AttachForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        upload = data.pop("upload")
        sent = (upload.name, upload.read()) if upload else None
        try:
            acts.attach(version, by=request.person, upload=sent, **data)
        except Refused as refused:
            form.add_error("upload", str(refused))
        else:
            return redirect("policies:document", slug)
    title = _("Another form of {version}").format(version=version)
    return ask(request, form, title, _("Add it"), reverse("policies:document", args=[slug]))


@signed_in
@require_POST
def adopt(request: SignedInRequest, slug: str, attachment_id: UUID) -> HttpResponse:
    """Make a summary that Lanyard wrote the college's own."""
    document = mine(request, slug)
    found = get_object_or_404(Attachment, pk=attachment_id, version__document=document)
    acts.adopt(found, by=request.person)
    return redirect("policies:form", slug, found.pk)


@signed_in
@_FORM
def extend(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask for more time for the review (LAN-IT-04)."""
    document = mine(request, slug)
    version = in_state(document, Version.State.PUBLISHED)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_extension(version, by=request.person, **form.cleaned_data)
        except (ValueError, NotAsked):
            form.add_error("until", _("Choose a day after the review date"))
        else:
            return redirect("approvals:one", asked.pk)
    title = _("Ask for more time to review {title}").format(title=document.title)
    return ask(request, form, title, _("Ask for it"), reverse("policies:document", args=[slug]))


@signed_in
@_FORM
def link(request: SignedInRequest, companion_id: UUID) -> HttpResponse:
    """Say which document here a companion is."""
    companion = get_object_or_404(Companion.objects.select_related("document"), pk=companion_id)
    if not documents.answers_for(request.person, companion.document):
        raise Http404
    form = CompanionForm(request.POST or None, companion=companion)
    if request.method == "POST" and form.is_valid():
        acts.link_companion(companion, form.cleaned_data["linked"], by=request.person)
        return redirect("policies:document", companion.document.slug)
    back = reverse("policies:document", args=[companion.document.slug])
    return ask(request, form, companion.name, _("It is this one"), back)
