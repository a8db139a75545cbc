"""A module, page by page, then question by question."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.foundation.access.gates import signed_in
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training.actions import learning
from lanyard.rooms.training.actions.outside import open_package
from lanyard.rooms.training.filling import places
from lanyard.rooms.training.forms import AnswerForm
from lanyard.rooms.training.models import Completion, Course, ModuleAttempt
from lanyard.rooms.training.modules import Module, Question, module_of
from lanyard.rooms.training.views.pictures import own_pictures
from lanyard.rooms.training.words import as_html, filled

_FORM = require_http_methods(["GET", "HEAD", "POST"])


def _mine(request: SignedInRequest, attempt_id: UUID) -> ModuleAttempt:
    return get_object_or_404(
        ModuleAttempt.objects.select_related("text__course"), pk=attempt_id, person=request.person
    )


def here_in(attempt: ModuleAttempt) -> str:
    """Return the address at which an attempt is carried on."""
    module = module_of(attempt.text.text)
    if attempt.finished_at is not None:
        return reverse("training:result", args=[attempt.pk])
    if attempt.page < len(module.pages):
        return reverse("training:page", args=[attempt.pk, max(attempt.page, 1)])
    if len(attempt.answers) < len(module.questions):
        return reverse("training:question", args=[attempt.pk, len(attempt.answers) + 1])
    return reverse("training:result", args=[attempt.pk])


@signed_in
@require_POST
def start(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin a module, or carry on."""
    course = get_object_or_404(Course, slug=slug, archived_on__isnull=True)
    package = course.packages.first()
    if package is not None:
        return redirect("training:play", open_package(package, by=request.person).pk)
    try:
        attempt = learning.start(course, by=request.person)
    except learning.NotNow:
        raise Http404 from None
    return redirect(here_in(attempt))


def _progress(module: Module, at: int, attempt: ModuleAttempt) -> dict[str, object]:
    whole = len(module.pages) + len(module.questions)
    said = _("%(title)s: step %(at)d of %(whole)d")
    course = attempt.text.course
    return {
        "course": course, "attempt": attempt, "at": at, "whole": whole,
        "progress": said % {"title": course.title, "at": at, "whole": whole},
    }  # fmt: skip


@signed_in
@_FORM
def page(request: SignedInRequest, attempt_id: UUID, number: int) -> HttpResponse:
    """Show a page; "Continue" notes that it was read."""
    attempt = _mine(request, attempt_id)
    module = module_of(attempt.text.text)
    if not 1 <= number <= len(module.pages):
        raise Http404
    if number > attempt.page + 1:
        return redirect(here_in(attempt))
    if request.method == "POST":
        return _read(request, attempt, module, number)
    shown = module.pages[number - 1]
    context = {
        **_progress(module, number, attempt), "title": shown.title,
        "html": as_html(filled(shown.text, places()), own_pictures(attempt.text.course)),
        "back": reverse("training:page", args=[attempt.pk, number - 1]) if number > 1
        else reverse("training:course", args=[attempt.text.course.slug]),
    }  # fmt: skip
    return render(request, "training/page.html", context)


def _read(
    request: SignedInRequest, attempt: ModuleAttempt, module: Module, number: int
) -> HttpResponse:
    learning.read_page(attempt, number, by=request.person)
    attempt.refresh_from_db()
    if number < len(module.pages):
        return redirect("training:page", attempt.pk, number + 1)
    if not module.questions:
        learning.finish(attempt, by=request.person)
    return redirect(here_in(attempt))


@signed_in
@_FORM
def question(request: SignedInRequest, attempt_id: UUID, number: int) -> HttpResponse:
    """Ask one question; once it is answered, say what is right and why."""
    attempt = _mine(request, attempt_id)
    module = module_of(attempt.text.text)
    if not 1 <= number <= len(module.questions):
        raise Http404
    unread = attempt.page < len(module.pages)
    if unread or number > len(attempt.answers) + 1:
        return redirect(here_in(attempt))
    asked = _filled(module.questions[number - 1])
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, question=asked)
    if request.method == "POST" and form.is_valid():
        learning.answer(attempt, number, form.cleaned_data["choice"], by=request.person)
        return redirect("training:question", attempt.pk, number)
    given = attempt.answers[number - 1] if number <= len(attempt.answers) else None
    context = {
        **_progress(module, len(module.pages) + number, attempt), "title": asked.ask,
        "asked": asked, "form": form, "send": _("Answer"),
        "chosen": asked.choices[given] if given is not None else None,
        "right": asked.choices[asked.right], "after": _after(attempt, module, number),
        "back": reverse("training:question", args=[attempt.pk, number - 1]) if number > 1
        else reverse("training:page", args=[attempt.pk, len(module.pages)]),
    }  # fmt: skip
    return render(request, "training/question.html", context, status=422 if form.errors else 200)


def _filled(asked: Question) -> Question:
    from_here = places()
    return Question(
        filled(asked.ask, from_here),
        tuple(
            type(choice)(
                filled(choice.text, from_here), filled(choice.said, from_here), choice.right
            )
            for choice in asked.choices
        ),
    )


def _after(attempt: ModuleAttempt, module: Module, number: int) -> str:
    if number < len(module.questions):
        return reverse("training:question", args=[attempt.pk, number + 1])
    return reverse("training:result", args=[attempt.pk])


@signed_in
@require_safe
def result(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """Show how it went: the score, what was wrong and why, the certificate or another try."""
    attempt = _mine(request, attempt_id)
    if attempt.finished_at is None:
        return redirect(here_in(attempt))
    module = module_of(attempt.text.text)
    lines = [
        (one, one.choices[given], given == one.right)
        for one, given in zip(map(_filled, module.questions), attempt.answers, strict=False)
    ]
    course = attempt.text.course
    context = {
        "title": _("You passed") if attempt.passed else _("Not yet"), "attempt": attempt,
        "course": course, "lines": lines,
        "right": sum(well for *_rest, well in lines),
        "completion": Completion.objects.filter(
            person=request.person, how=Completion.How.MODULE, source_id=str(attempt.pk)
        ).first(),
    }  # fmt: skip
    return render(request, "training/result.html", context)
