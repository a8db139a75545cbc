"""Pages for anybody: published policies, saying something, signing by a link, the log-on notice."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.identity.api import PassingLimit, within
from lanyard.foundation.ui.asking import ask
from lanyard.people.api import Login
from lanyard.rooms.policies import links, words
from lanyard.rooms.policies.actions.copies import signed_block
from lanyard.rooms.policies.actions.reviews import give_feedback
from lanyard.rooms.policies.actions.signing import CannotSign, sign_by_link
from lanyard.rooms.policies.forms import PublicFeedbackForm
from lanyard.rooms.policies.forms_signing import SignForm
from lanyard.rooms.policies.models import Attachment, Document, Shown, Version
from lanyard.rooms.policies.queries import documents
from lanyard.rooms.policies.queries.signing import coming as coming_of
from lanyard.rooms.policies.queries.signing import version_in_force
from lanyard.rooms.policies.views.signing import why

_FORM = require_http_methods(["GET", "HEAD", "POST"])
#: Feedback that a public page takes in an hour.
_WORDS = PassingLimit("policy-feedback", by_visit=10, by_address=30, by_organisation=60)
#: The document that every page leads to as the privacy statement.
PRIVACY = "privacy-statement"


def _published() -> QuerySet[Document]:
    return documents.in_use().filter(public=True, versions__state=Version.State.PUBLISHED)


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """List the published policies."""
    with system_duty("show what is published"):
        found = list(_published())
    return render(request, "policies/public_list.html", {"documents": found})


@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a published policy, with an honest word where its review is overdue."""
    with system_duty("show what is published"):
        found = get_object_or_404(_published(), slug=slug)
        version = version_in_force(found)
        context = {
            "title": found.title, "document": found, "version": version,
            "html": words.as_html(version.text) if version else "",
            "coming": coming_of(found), "line": documents.line(found),
            "versions": list(documents.published_versions(found)),
            "forms": list(_shown_forms(version.attachments.all())) if version else [],
            "companions": documents.companions(found),
            "readability": words.readability(version.text) if version else None,
        }  # fmt: skip
    return render(request, "policies/public_document.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Lead to the privacy statement in force; say so where there is none here (LAN-PI-02)."""
    with system_duty("show what is published"):
        here = _published().filter(slug=PRIVACY).exists()
    if here:
        return redirect("policies:public-document", PRIVACY)
    return render(request, "policies/privacy.html", {"title": _("Privacy")})


@require_safe
def coming(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the version that is published for a day to come."""
    with system_duty("show what is published"):
        found = get_object_or_404(documents.in_use().filter(public=True), slug=slug)
        version = coming_of(found)
        if version is None:
            raise Http404
        now = version_in_force(found)
    context = {
        "title": str(version), "document": found, "version": version,
        "html": words.as_html(version.text),
        "pieces": words.compared(now.text, version.text) if now else [],
        "back": reverse("policies:public-document", args=[slug]) if now
        else reverse("policies:public"),
    }  # fmt: skip
    return render(request, "policies/public_coming.html", context)


@require_safe
def other_form(request: HttpRequest, slug: str, attachment_id: UUID) -> HttpResponse:
    """Show a summary, a translation or an easy-read edition that is written here."""
    with system_duty("show what is published"):
        found = get_object_or_404(_forms(slug).filter(file_id__isnull=True), pk=attachment_id)
    context = {
        "title": found.title, "attachment": found, "html": words.as_html(found.text),
        "back": reverse("policies:public-document", args=[slug]),
    }  # fmt: skip
    return render(request, "policies/form.html", context)


@require_safe
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the file of a published version to save."""
    with system_duty("show what is published"):
        found = get_object_or_404(_published(), slug=slug)
        version = version_in_force(found)
        return _file(version.file_id if version else None)


@require_safe
def download_form(request: HttpRequest, slug: str, attachment_id: UUID) -> HttpResponse:
    """Give the file of a summary, a translation or an easy-read edition to save."""
    with system_duty("show what is published"):
        found = get_object_or_404(_forms(slug), pk=attachment_id)
        return _file(found.file_id)


def _forms(slug: str) -> QuerySet[Attachment]:
    return _shown_forms(Attachment.objects.all()).filter(
        version__in=Version.objects.filter(
            document__in=_published(), document__slug=slug, state="published"
        )
    )


def _shown_forms(rows: QuerySet[Attachment]) -> QuerySet[Attachment]:
    """Leave out letters, and drafts of ours that the college has not adopted."""
    return rows.exclude(kind="letter").exclude(shipped=True, adopted_at=None)


def _file(file_id: UUID | None) -> HttpResponse:
    """Give a file of what is published as a copy that does not say who made it."""
    if file_id is None:
        raise Http404
    stored = files.StoredFile.objects.get(pk=file_id)
    try:
        content = files.copy_for_others(file_id, by=None)
    except (files.Refused, files.Damaged):
        raise Http404 from None
    response = HttpResponse(content, content_type=stored.media_type)
    response["Content-Disposition"] = content_disposition_header(True, stored.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@_FORM
def say(request: HttpRequest, slug: str) -> HttpResponse:
    """Let anybody say something about a published policy (LAN-FB-01)."""
    with system_duty("show what is published"):
        found = get_object_or_404(_published(), slug=slug)
    form = PublicFeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not within(request, _WORDS):
            form.add_error(None, _("Too much arrives just now. Your words are kept here: try "
                                   "again in an hour."))  # fmt: skip
        else:
            with system_duty("take feedback"):
                give_feedback(found, by=None, **form.cleaned_data)
            return render(request, "policies/thanks.html", {"document": found})
    title = _("Say something about {title}").format(title=found.title)
    return ask(request, form, title, _("Send it"), reverse("policies:public-document", args=[slug]))


@_FORM
def sign(request: HttpRequest, secret: str) -> HttpResponse:
    """Let somebody without an account read the words and sign them."""
    with system_duty("take a signature by a link"):
        invitation = links.invitation_of(secret)
        if invitation is None or invitation.withdrawn_on:
            raise Http404
        requirement = invitation.requirement
        version = version_in_force(requirement.document)
        if version is None:
            raise Http404
        form = SignForm(
            request.POST or None, statements=requirement.statements, named=True,
            questions=requirement.questions,
            initial={"sha256": version.sha256, "name": invitation.name},
        )  # fmt: skip
        done = invitation.signature
        if request.method == "POST" and form.is_valid():
            try:
                done = sign_by_link(
                    invitation.pk, name=form.cleaned_data["name"],
                    sha256=form.cleaned_data["sha256"], ticked=form.ticked(),
                    answers=form.answers(),
                )  # fmt: skip
            except CannotSign as stands:
                _explain(form, stands)
    context = {
        "title": _("Sign {title}").format(title=requirement.document.title), "version": version,
        "form": form, "html": words.as_html(version.text), "done": done, "send": _("Sign"),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "policies/sign_by_link.html", context, status=status)


def _explain(form: SignForm, stands: CannotSign) -> None:
    """Say what stands before the signature: by each wrong answer, or for the whole."""
    if str(stands) != "check":
        form.add_error(None, why(stands))
        return
    for number, (given, asked) in enumerate(zip(form.answers(), form.questions, strict=True)):
        if given != asked["right"]:
            form.add_error(f"q{number}", _("This is not what the document says. Try again."))


@require_safe
def notice(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the text of a log-on notice, for group policy; ``?login=`` stamps who first saw it.

    The digest beside it lets a probe check that what is shown is the version in force; ``?block``
    gives it with our signature, for group policy (LAN-TRL-07).
    """
    with system_duty("show the log-on notice"):
        found = get_object_or_404(
            Document, slug=slug, kind=Document.Kind.NOTICE, archived_on__isnull=True
        )
        version = version_in_force(found)
        if version is None:
            raise Http404
        login = request.GET.get("login", "").strip()[:200]
        # Only sign-ins that the last export knows, so that nobody can fill the record.
        if Login.objects.filter(user_name__iexact=login).exists():
            Shown.objects.get_or_create(version=version, login=login.casefold())
    shown = signed_block(version) if "block" in request.GET else words.plain(version.text)
    answer = HttpResponse(shown, content_type="text/plain; charset=utf-8")
    answer["X-Lanyard-Version"] = version.label.encode("ascii", "replace").decode()
    answer["X-Lanyard-SHA256"] = version.sha256
    return answer
