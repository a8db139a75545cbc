"""Pages of reviews and of what readers say."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.ui.asking import ask
from lanyard.people.request import SignedInRequest
from lanyard.rooms.policies.actions.reviews import answer_feedback, close_review, open_review
from lanyard.rooms.policies.forms import AnswerForm, CloseReviewForm, ReviewForm
from lanyard.rooms.policies.pages import review_table
from lanyard.rooms.policies.queries import documents
from lanyard.rooms.policies.views.writing import mine

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_MOST = 100


@signed_in
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """List the reviews of the documents that the person answers for, and what readers said."""
    reviews = documents.reviews_for(request.person).order_by("outcome", "due", "id")[:_MOST]
    said = documents.feedback_for(request.person).order_by("answered_at", "answer_by", "id")
    context = {
        "title": _("Reviews and feedback"), "table": review_table(reviews),
        "any": bool(reviews), "said": said[:_MOST],
    }  # fmt: skip
    return render(request, "policies/reviews.html", context)


@signed_in
@_FORM
def one(request: SignedInRequest, review_id: UUID) -> HttpResponse:
    """Show a review, and close it with what came of it."""
    review = get_object_or_404(documents.reviews_for(request.person), pk=review_id)
    form = CloseReviewForm(request.POST or None)
    if request.method == "POST":
        if review.outcome:
            raise Http404
        if form.is_valid():
            try:
                close_review(review, by=request.person, **form.cleaned_data)
            except ValueError:
                form.add_error("outcome", _("Write the new version first, then close the review"))
            else:
                return redirect("policies:review", review.pk)
    context = {
        "title": _("Review of {title}").format(title=review.document.title), "review": review,
        "form": form, "send": _("Close the review"), "back": reverse("policies:reviews"),
        "said": documents.said_since(review.document)[:_MOST],
        "others": review.document.reviews.filter(outcome="").exclude(pk=review.pk)[:_MOST],
    }  # fmt: skip
    return render(request, "policies/review.html", context, status=422 if form.errors else 200)


@signed_in
@_FORM
def start(request: SignedInRequest, slug: str) -> HttpResponse:
    """Open a review because of an incident, a change of law, a trend or a need."""
    document = mine(request, slug)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        event = f"by-hand:{data['source']}:{data['because'][:120]}"
        review = open_review(document, by=request.person, event=event, **data)
        return redirect("policies:review", review.pk)
    title = _("Review {title}").format(title=document.title)
    back = reverse("policies:document", args=[slug])
    return ask(request, form, title, _("Open the review"), back)


@signed_in
@_FORM
def feedback(request: SignedInRequest, feedback_id: UUID) -> HttpResponse:
    """Show what a reader said to them and to whoever answers for the document, who may answer."""
    said = get_object_or_404(documents.feedback_for(request.person), pk=feedback_id)
    may_answer = documents.answers_for(request.person, said.document) and not said.answered_at
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        if not may_answer:
            raise Http404
        if form.is_valid():
            answer_feedback(said, by=request.person, answer=form.cleaned_data["answer"])
            return redirect("policies:feedback", said.pk)
    context = {
        "title": _("About {title}").format(title=said.document.title), "said": said,
        "form": form, "may_answer": may_answer, "send": _("Answer"),
        "back": reverse("policies:document", args=[said.document.slug]),
    }  # fmt: skip
    return render(request, "policies/feedback.html", context, status=422 if form.errors else 200)
