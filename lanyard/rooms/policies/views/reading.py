"""Pages for readers: the list, a document, its versions, what changed, and saying something."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.ui.asking import ask
from lanyard.people.api import is_staff
from lanyard.people.request import SignedInRequest
from lanyard.rooms.policies import words
from lanyard.rooms.policies.actions.reviews import give_feedback
from lanyard.rooms.policies.actions.signing import open_form, open_version
from lanyard.rooms.policies.forms import FeedbackForm
from lanyard.rooms.policies.models import Attachment, Companion, Document, Version
from lanyard.rooms.policies.pages import list_table
from lanyard.rooms.policies.queries import documents
from lanyard.rooms.policies.queries.keeping import (
    Fault,
    fault_of,
    live_companions,
    named_differently,
)
from lanyard.rooms.policies.queries.reach import first_seen, receipts
from lanyard.rooms.policies.queries.readings import is_reader, still_asked
from lanyard.rooms.policies.queries.signing import coming, version_in_force
from lanyard.rooms.policies.queries.standing import asked_of, bundle_of
from lanyard.rooms.policies.shipped import papers

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_READABLE = (Version.State.PUBLISHED, Version.State.SUPERSEDED, Version.State.SCHEDULED)


@signed_in
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """List the documents in use, with how the review of each stands."""
    person = request.person
    lines = [
        line
        for line in documents.lines()
        if line.version is not None or documents.answers_for(person, line.document)
    ]
    context = {
        "title": _("Policies"), "table": list_table(lines), "lines": lines,
        "may_write": may(person.pk, documents.WRITE),
        "may_collect": may(person.pk, "policies.collect"),
        "may_restrict": may(person.pk, "policies.restrict"), "has_people": is_staff(person),
        "asked": asked_of(person),
    }  # fmt: skip
    return render(request, "policies/list.html", context)


@signed_in
@require_safe
def document(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a document in the version in force; opening it is noted."""
    found = get_object_or_404(Document, slug=slug)
    mine = documents.answers_for(request.person, found)
    now = version_in_force(found)
    if now is None and not mine and coming(found) is None:
        raise Http404
    if now is not None:
        open_version(now, by=request.person)
    return render(request, "policies/document.html", _shown(request, found, now, mine=mine))


def _shown(
    request: SignedInRequest, found: Document, now: Version | None, *, mine: bool
) -> dict[str, object]:
    return {
        "title": found.title, "document": found, "version": now, "coming": coming(found),
        "html": _html(request, now) if now and not now.file_id else "",
        "line": documents.line(found) if found.archived_on is None else None,
        "companions": _companions(found),
        "versions": documents.published_versions(found),
        "forms": _forms(now, mine=mine), "outdated": _outdated(now),
        "copies": found.copies.all(),
        **_bundle(request, found), **(_kept(found, now) if mine else {}),
        "mine": mine, "next": documents.open_version(found) if mine else None,
        "asked": [one for one in asked_of(request.person) if one.document_id == found.pk],
        "may_collect": may(request.person.pk, "policies.collect"),
    }  # fmt: skip


def _companions(
    found: Document,
) -> list[tuple[Companion, Version | None, Fault | None, str]]:
    """Return the companions with who answers for each, and what is wrong with it (LAN-INT-04)."""
    today, profile, rows = timezone.localdate(), profile_in_force(), []
    for row, held in live_companions(found):
        owner = profile.title_of(row.linked.owner_role) if row.linked else ""
        rows.append((row, held, fault_of(row, held, on=today), owner))
    return rows


def _forms(now: Version | None, *, mine: bool) -> list[tuple[Attachment, tuple[int, int] | None]]:
    """Return the other forms; to whoever answers for it, to how many and opened by how many."""
    if now is None:
        return []
    told = receipts(now, on=timezone.localdate()) if mine else {}
    return [
        (form, told.get(form.pk)) for form in now.attachments.all() if mine or not form.is_draft
    ]


def _outdated(now: Version | None) -> bool:
    return bool(now and now.reflects and now.reflects.state != Version.State.PUBLISHED)


def _bundle(request: SignedInRequest, found: Document) -> dict[str, object]:
    """Return what belongs together of what the reader is asked to sign (KMC-WHO-03)."""
    rows = bundle_of(request.person, found)
    return {"bundle": rows, "bundle_complete": all(done for _one, done in rows)}


def _kept(found: Document, now: Version | None) -> dict[str, object]:
    """Return what only whoever answers for the document looks after."""
    otherwise = papers(found.register).named_otherwise if found.register else ()
    return {
        "readability": words.readability(now.text) if now else None,
        "named": named_differently(found, otherwise),
        "first_seen": first_seen(now),
        "oldest": found.relied_on.filter(replaced_by="").order_by("checked_on")
        .values_list("checked_on", flat=True).first(),
    }  # fmt: skip


@signed_in
@require_safe
def version(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show one version: any that was in force, a draft only to whoever writes or approves it."""
    found = get_object_or_404(
        Version.objects.select_related("document"), document__slug=slug, number=number
    )
    if found.state not in _READABLE and not _may_see_draft(request, found):
        raise Http404
    context = {
        "title": str(found), "version": found, "document": found.document,
        "html": _html(request, found) if not found.file_id else "",
        "back": reverse("policies:document", args=[slug]),
        "read_by_others": _may_see_draft(request, found) and found.readings.exists(),
        "asked": still_asked(request.person, found),
        "mine": documents.answers_for(request.person, found.document),
    }  # fmt: skip
    return render(request, "policies/version.html", context)


def _html(request: SignedInRequest, version: Version) -> str:
    """Return the words; each clause leads staff to what carries it out."""
    staff = may(request.person.pk, "clauses.read") or is_staff(request.person)
    if not (staff and version.document.register):
        return words.as_html(version.text)
    return words.as_html(version.text, lead_to=lambda one: reverse("clauses:clause", args=[one]))


def _may_see_draft(request: SignedInRequest, found: Version) -> bool:
    asked = documents.approves(request.person, found) or is_reader(request.person, found)
    return asked or documents.answers_for(request.person, found.document)


@signed_in
@require_safe
def changes(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show what changed between a version and the one in force before it."""
    found = get_object_or_404(
        Version.objects.select_related("document"), document__slug=slug, number=number
    )
    if found.state not in _READABLE and not _may_see_draft(request, found):
        raise Http404
    before = (
        found.document.versions.filter(number__lt=number, state__in=_READABLE)
        .order_by("-number").first()
    )  # fmt: skip
    context = {
        "title": _("What changed in {version}").format(version=found), "version": found,
        "before": before,
        "pieces": words.compared(before.text, found.text) if before else [],
        "back": reverse("policies:version", args=[slug, number]),
    }  # fmt: skip
    return render(request, "policies/changes.html", context)


@signed_in
@require_safe
def other_form(request: SignedInRequest, slug: str, attachment_id: UUID) -> HttpResponse:
    """Show a summary, a translation or an easy-read edition."""
    found = get_object_or_404(
        Attachment.objects.select_related("version__document"), pk=attachment_id,
        version__document__slug=slug, version__state__in=_READABLE,
    )  # fmt: skip
    mine = documents.answers_for(request.person, found.version.document)
    if found.is_draft and not mine:
        raise Http404
    open_form(found, by=request.person)
    if found.file_id:
        return redirect("files:download", found.file_id)
    context = {
        "title": found.title, "attachment": found, "html": words.as_html(found.text),
        "mine": mine,
        "back": reverse("policies:document", args=[slug]),
    }  # fmt: skip
    return render(request, "policies/form.html", context)


@signed_in
@_FORM
def say(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let a reader say something about a document (LAN-FB-01)."""
    found = get_object_or_404(documents.in_use(), slug=slug)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = give_feedback(found, form.cleaned_data["text"], by=request.person)
        return redirect("policies:feedback", given.pk)
    title = _("Say something about {title}").format(title=found.title)
    return ask(request, form, title, _("Send it"), reverse("policies:document", args=[slug]))
