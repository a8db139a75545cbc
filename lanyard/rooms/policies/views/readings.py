"""Pages of the review of a draft: whom to ask, comments and answers, back to draft."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.ui.asking import ask
from lanyard.people.request import SignedInRequest
from lanyard.rooms.policies.actions import readings as acts
from lanyard.rooms.policies.actions.documents import NotNow, in_the_way
from lanyard.rooms.policies.forms import ReasonForm
from lanyard.rooms.policies.forms_readings import (
    AnswerCommentForm,
    CommentForm,
    ReadersForm,
    VerdictForm,
)
from lanyard.rooms.policies.models import DraftComment, Version
from lanyard.rooms.policies.queries import documents
from lanyard.rooms.policies.queries import readings as reads
from lanyard.rooms.policies.views.writing import in_state, mine

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@_FORM
def send(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask posts and people to read the draft."""
    document = mine(request, slug)
    version = in_state(document, Version.State.DRAFT)
    proposed, stands = reads.proposed_for(document), in_the_way(version)
    until = timezone.localdate() + datetime.timedelta(days=acts.READ_DAYS)
    form = ReadersForm(request.POST or None, initial={"roles": proposed.roles, "until": until})
    if request.method == "POST" and not stands and form.is_valid():
        data = form.cleaned_data
        readers = acts.Readers(data["roles"], data["people"])
        try:
            acts.send_for_review(version, readers, by=request.person, until=data["until"])
        except NotNow as refused:
            form.add_error("roles", _why(refused))
        else:
            return redirect("policies:comments", slug, version.number)
    context = {
        "title": _("Send {version} for review").format(version=version), "form": form,
        "version": version, "stands": stands, "proposed": proposed, "send": _("Send it"),
        "back": reverse("policies:version", args=[slug, version.number]),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "policies/send_for_review.html", context, status=status)


def _why(refused: NotNow) -> str:
    told = {
        "readers": _("Choose at least one post, or name somebody"),
        "nobody": _("Nobody holds one of these posts: name somebody instead"),
        "own": _("Somebody else must read it: you would be the only reader"),
        "comment": _("Say first what is to be changed: write a comment"),
        "day": _("Choose today or a later day"),
    }
    return told.get(str(refused), str(refused))


def seen(request: SignedInRequest, slug: str, number: int) -> Version:
    """Return a version whose comments the person may read: its writers, readers and approvers."""
    version = get_object_or_404(
        Version.objects.select_related("document"), document__slug=slug, number=number
    )
    person = request.person
    if (
        documents.answers_for(person, version.document)
        or reads.is_reader(person, version)
        or documents.approves(person, version)
    ):
        return version
    raise Http404


@signed_in
@_FORM
def comments(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show who reads a draft and what they say; whoever is asked says more."""
    version = seen(request, slug, number)
    open_now = version.state == Version.State.REVIEW and reads.is_reader(request.person, version)
    form = CommentForm(request.POST or None) if open_now else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            acts.comment(version, by=request.person, **form.cleaned_data)
        except acts.NotAReader:
            raise Http404 from None
        return redirect("policies:comments", slug, number)
    context = {
        "title": _("Comments on {version}").format(version=version), "version": version,
        "form": form, "readings": version.readings.all(), "comments": version.comments.all(),
        "mine": documents.answers_for(request.person, version.document),
        "asked": reads.still_asked(request.person, version), "send": _("Add the comment"),
        "back": reverse("policies:version", args=[slug, number]),
    }  # fmt: skip
    status = 422 if form is not None and form.errors else 200
    return render(request, "policies/comments.html", context, status=status)


@signed_in
@_FORM
def finish(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Say that one has read the draft, and whether it may go to approval."""
    version = seen(request, slug, number)
    if not reads.still_asked(request.person, version):
        raise Http404
    form = VerdictForm(request.POST or None)
    back = reverse("policies:comments", args=[slug, number])
    if request.method == "POST" and form.is_valid():
        try:
            acts.finish(version, by=request.person, verdict=form.cleaned_data["verdict"])
        except NotNow as refused:
            form.add_error("verdict", _why(refused))
        else:
            return redirect(back)
    title = _("You have read {version}").format(version=version)
    return ask(request, form, title, _("Say so"), back)


@signed_in
@_FORM
def answer(request: SignedInRequest, comment_id: UUID) -> HttpResponse:
    """Answer a comment: what was done about it, or why nothing."""
    one = get_object_or_404(
        DraftComment.objects.select_related("version__document"), pk=comment_id,
        answered_at__isnull=True,
    )  # fmt: skip
    version = one.version
    if not documents.answers_for(request.person, version.document):
        raise Http404
    form = AnswerCommentForm(request.POST or None)
    back = reverse("policies:comments", args=[version.document.slug, version.number])
    if request.method == "POST" and form.is_valid():
        acts.answer(one, form.cleaned_data["answer"], by=request.person)
        return redirect(back)
    context = {
        "title": _("Answer {name}").format(name=one.name), "form": form, "comment": one,
        "send": _("Answer"), "back": back,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "policies/answer_comment.html", context, status=status)


@signed_in
@_FORM
def send_back(request: SignedInRequest, slug: str) -> HttpResponse:
    """Return a version to draft: out of its review, or approved and not published."""
    document = mine(request, slug)
    version = get_object_or_404(
        Version.objects.select_related("document"), document=document,
        state__in=[Version.State.REVIEW, Version.State.APPROVED],
    )  # fmt: skip
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.send_back(version, by=request.person, because=form.cleaned_data["because"])
        return redirect("policies:version", slug, version.number)
    title = _("Return {version} to draft").format(version=version)
    back = reverse("policies:version", args=[slug, version.number])
    return ask(request, form, title, _("Return it"), back)
