"""Newsletters for parents and carers: read by anybody, asked for by those who are signed in."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.ui.api import safe_html
from lanyard.foundation.ui.forms import Form, look
from lanyard.people.request import Request, SignedInRequest
from lanyard.rooms.guidance.actions import newsletters as acts
from lanyard.rooms.guidance.models import (
    Newsletter,
    NewsletterReader,
    NewsletterReading,
    ParentQuestion,
)
from lanyard.rooms.guidance.views.reading import WRITE

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_MOST = 100


class LetterForm(Form):
    """A newsletter."""

    title = look(forms.CharField(label=gettext_lazy("Title"), max_length=120), size="s")
    text = look(
        forms.CharField(
            label=gettext_lazy("The words"), max_length=20_000, widget=forms.Textarea,
            help_text=gettext_lazy("Begin a heading with ##, each list entry with a hyphen."),
        ),
        size="s", rows=14,
    )  # fmt: skip


class QuestionForm(Form):
    """A question of a parent."""

    text = look(
        forms.CharField(
            label=gettext_lazy("Ask us about keeping your child safe online"), max_length=1_000,
            widget=forms.Textarea,
            help_text=gettext_lazy("Not for what is urgent: report that instead."),
        ),
        size="s", rows=4,
    )  # fmt: skip


class AnswerForm(Form):
    """The answer to a question."""

    answer = look(
        forms.CharField(label=gettext_lazy("Answer"), max_length=2_000, widget=forms.Textarea),
        size="s", rows=5,
    )  # fmt: skip


@_FORM
def news(request: Request) -> HttpResponse:
    """List the newsletters; who is signed in may be told of the next, and ask."""
    person = request.person
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if person is None:
            return redirect("guidance:news")
        if form.is_valid():
            acts.ask_us(form.cleaned_data["text"], by=person)
            messages.success(request, _("Thank you. The answer will stand here."))
            return redirect("guidance:news")
    mine = ParentQuestion.objects.filter(person=person)[:_MOST] if person else []
    context = {
        "title": _("News for parents and carers"), "letters": Newsletter.objects.all()[:_MOST],
        "person": person, "form": form, "questions": mine,
        "told": bool(person)
        and NewsletterReader.objects.filter(person=person, ended_at=None).exists(),
        "may_write": person is not None and may(person.pk, WRITE),
    }  # fmt: skip
    return render(request, "guidance/news.html", context, status=422 if form.errors else 200)


@require_safe
def letter(request: Request, letter_id: UUID) -> HttpResponse:
    """Show a newsletter."""
    found = get_object_or_404(Newsletter, pk=letter_id)
    person = request.person
    context = {
        "title": found.title, "letter": found, "html": safe_html(found.text), "person": person,
        "read": bool(person)
        and NewsletterReading.objects.filter(letter=found, person=person).exists(),
    }  # fmt: skip
    return render(request, "guidance/letter.html", context)


@signed_in
@require_POST
def letter_read(request: SignedInRequest, letter_id: UUID) -> HttpResponse:
    """Keep that the person has read a newsletter."""
    acts.mark_letter_read(get_object_or_404(Newsletter, pk=letter_id), by=request.person)
    return redirect("guidance:letter", letter_id)


@signed_in
@require_POST
def be_told(request: SignedInRequest) -> HttpResponse:
    """Be told of newsletters, or no longer."""
    acts.be_told(by=request.person, wanted=request.POST.get("wanted") == "yes")
    return redirect("guidance:news")


@permitted(WRITE)
@_FORM
def news_write(request: SignedInRequest) -> HttpResponse:
    """Publish a newsletter; see how many the last ones reached, and what was asked."""
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = acts.publish(given["title"], given["text"], by=request.person)
        messages.success(request, _("It is published, and those who asked for it are told."))
        return redirect("guidance:letter", made.pk)
    context = {
        "title": _("Write a newsletter"), "form": form, "send": _("Publish it"), "exit": False,
        "back": reverse("guidance:news"),
        "letters": Newsletter.objects.annotate(many=Count("readings"))[:_MOST],
        "told": NewsletterReader.objects.filter(ended_at=None).count(),
        "questions": ParentQuestion.objects.select_related("person")[:_MOST],
        "open": ParentQuestion.objects.filter(answered_at=None).count(),
    }  # fmt: skip
    return render(request, "guidance/news_write.html", context, status=422 if form.errors else 200)


@permitted(WRITE)
@_FORM
def news_answer(request: SignedInRequest, question_id: UUID) -> HttpResponse:
    """Answer a question."""
    rows = ParentQuestion.objects.select_related("person")
    question = get_object_or_404(rows, pk=question_id, answered_at=None)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.answer_them(question, form.cleaned_data["answer"], by=request.person)
        messages.success(request, _("They read it on their page of news."))
        return redirect("guidance:news-write")
    context = {
        "title": _("Answer a question"), "form": form, "question": question, "exit": False,
        "send": _("Answer it"), "back": reverse("guidance:news-write"),
    }  # fmt: skip
    return render(request, "guidance/news_answer.html", context, status=422 if form.errors else 200)
