"""Pages of "May I…?": the index, a question page by page, the answer, one's own answers."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.engine.answers import actions, knowing, queries, words
from lanyard.engine.answers.forms import FactForm, ReasonForm, WhoForm
from lanyard.engine.answers.gates import for_staff
from lanyard.engine.answers.models import KeptAnswer
from lanyard.engine.answers.pages import address, card_of, word_of
from lanyard.engine.answers.progress import WHO, Progress, Said, said_in
from lanyard.engine.decisions.api import FactInfo, FactsRefused, questions
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.people.request import SignedInRequest

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_PER_PAGE = 25


@for_staff
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List the questions in plain words; ``q`` looks among them."""
    query = " ".join(request.GET.get("q", "").split())[:100]
    found = words.found(query)
    grouped = [
        (words.GROUPS[group], list(entries))
        for group, entries in groupby(found.items(), key=lambda entry: entry[1].group)
    ]
    context = {
        "title": _("May I…?"), "query": query, "groups": grouped,
        "in_hand": queries.in_hand(request.person),
        "latest": list(queries.answers_of(request.person)[:3]),
    }  # fmt: skip
    return render(request, "answers/index.html", context)


@for_staff
@_FORM
def ask(request: SignedInRequest, question: str) -> HttpResponse:
    """Lead to the next page of a question; where nothing is left to ask, have the answer."""
    progress = _progress(request, question)
    if progress.next_page:
        return redirect("answers:fact", question, progress.next_page)
    if request.method == "POST":
        return _concluded(request, progress)
    context = _surroundings(progress) | {"send": _("Have the answer"), "back": _index()}
    return render(request, "answers/ready.html", context)


@for_staff
@_FORM
def fact(request: SignedInRequest, question: str, fact: str) -> HttpResponse:
    """Ask for one fact, or whom it is about."""
    progress = _progress(request, question)
    if fact == WHO and question in knowing.ABOUT_A_PERSON:
        return _who(request, progress)
    info = next((info for info in progress.facts_known if info.name == fact), None)
    if info is None or info.protected or fact in progress.recorded:
        raise Http404
    if request.method == "POST" and "skip" in request.POST:
        actions.do_not_know(question, fact, by=request.person)
        return go_on(request, question)
    entries = _entries(request)
    kept = {"value": progress.said.given[fact]} if fact in progress.said.given else {}
    sent = request.POST if request.method == "POST" else None
    form = FactForm(sent, info=info, entries=entries, **kept)
    if request.method == "POST" and form.is_valid():
        if "more" in request.POST:
            form = FactForm(info=info, entries=entries + 1, value=form.raw)
        elif _is_said(request, progress, info, form):
            return go_on(request, question)
    context = _surroundings(progress) | {
        "form": form, "info": info, "back": _before(progress, fact),
        "progress": words.QUESTIONS[question].title,
    }  # fmt: skip
    return render(request, "answers/fact.html", context, status=422 if form.errors else 200)


def _is_said(
    request: SignedInRequest, progress: Progress, info: FactInfo, form: FactForm
) -> bool:  # fmt: skip
    """Keep what was said, unless the rules cannot use it; then the form says why."""
    raw = form.raw
    if raw is None and not info.null:
        actions.do_not_know(progress.question, info.name, by=request.person)
        return True
    then = progress.saying(info.name, raw)
    try:
        _ = then.wanted
    except FactsRefused as refused:
        form.add_error(None, refused.what[:1].upper() + refused.what[1:])
        return False
    actions.say(progress.question, then.said, by=request.person)
    return True


def _who(request: SignedInRequest, progress: Progress) -> HttpResponse:
    """Ask whom it is about: look by name, take one of those found, or describe the person."""
    if request.method == "POST" and "describe" in request.POST:
        actions.say_whom(progress.question, None, by=request.person)
        return go_on(request, progress.question)
    chosen = _chosen(request)
    if request.method == "POST" and chosen is not None:
        actions.say_whom(progress.question, chosen, by=request.person)
        return go_on(request, progress.question)
    form = WhoForm(request.POST if request.method == "POST" else None)
    found = None
    if request.method == "POST" and form.is_valid():
        people = knowing.found(request.person, form.cleaned_data["name"])
        found = knowing.told_apart(people, progress.on)
    context = _surroundings(progress) | {
        "form": form, "found": found, "back": _before(progress, WHO), "send": _("Look"),
        "progress": words.QUESTIONS[progress.question].title,
    }  # fmt: skip
    return render(request, "answers/who.html", context, status=422 if form.errors else 200)


def _chosen(request: SignedInRequest) -> UUID | None:
    """Return the person whom the asker took from those found, if they may ask about them."""
    try:
        wanted = UUID(request.POST.get("person", ""))
    except ValueError:
        return None
    person = knowing.person_known_to(request.person, wanted)
    return person.pk if person else None


@for_staff
@require_POST
def restart(request: SignedInRequest, question: str) -> HttpResponse:
    """Forget what was said of a question, and begin it anew."""
    _known(question)
    actions.begin_again(question, by=request.person)
    return redirect("answers:ask", question)


@for_staff
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """List the person's own answers, newest first."""
    page = Paginator(queries.answers_of(request.person), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(kept, *word_of(kept)) for kept in page]
    context = {"title": _("Answers that you had"), "page": page, "rows": rows}
    return render(request, "answers/mine.html", context)


@for_staff
@require_safe
def answer(request: SignedInRequest, answer_id: UUID) -> HttpResponse:
    """Show one of the person's own answers, as it was given."""
    kept = own_answer(request, answer_id)
    context = {"title": kept.title, "card": card_of(kept, request.person), "kept": kept}
    return render(request, "answers/answer.html", context)


@for_staff
@require_POST
def again(request: SignedInRequest, answer_id: UUID) -> HttpResponse:
    """Take the facts of an answer into hand again, to change one of them."""
    kept = own_answer(request, answer_id)
    said = actions.ask_again(kept, by=request.person)
    change = request.POST.get("change", "")
    if change in {*said.given, *said.unknown, WHO}:
        return redirect("answers:fact", kept.question, change)
    return redirect("answers:ask", kept.question)


@for_staff
@_FORM
def go_ahead(request: SignedInRequest, answer_id: UUID) -> HttpResponse:
    """Record why the asker goes ahead against advice."""
    kept = own_answer(request, answer_id)
    if kept.answer["answer"] != "avoid" or kept.because:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.go_ahead(kept, by=request.person, because=form.cleaned_data["because"])
        return redirect("answers:answer", kept.pk)
    context = {
        "title": kept.title, "form": form, "send": _("Record my reason"), "exit": False,
        "back": reverse("answers:answer", args=[kept.pk]), "kept": kept,
    }  # fmt: skip
    return render(request, "answers/go_ahead.html", context, status=422 if form.errors else 200)


def own_answer(request: SignedInRequest, answer_id: UUID) -> KeptAnswer:
    """Return one of the person's own answers; 404 for anybody else's."""
    try:
        return queries.answer_of(request.person, answer_id)
    except KeptAnswer.DoesNotExist:
        raise Http404 from None


def _known(question: str) -> None:
    if question not in questions():
        raise Http404


def _progress(request: SignedInRequest, question: str) -> Progress:
    _known(question)
    said = said_in(queries.inquiry_of(request.person, question))
    return begun(request, question, said)


def begun(request: SignedInRequest, question: str, said: Said) -> Progress:
    """Return how a question stands under the profile in force; 404 where there is none."""
    try:
        version = profile_in_force()
    except NoProfile:
        raise Http404 from None
    return Progress(question, request.person, version, timezone.localdate(), said)


def go_on(request: SignedInRequest, question: str) -> HttpResponse:
    """Lead on after something was said: to the next page, or to the answer."""
    progress = _progress(request, question)
    if progress.next_page:
        return redirect("answers:fact", question, progress.next_page)
    return _concluded(request, progress)


def _concluded(request: SignedInRequest, progress: Progress) -> HttpResponse:
    try:
        kept = actions.conclude(progress, by=request.person)
    except actions.TooOften:
        context = {"title": _("That was a lot of questions"), "back": _index()}
        return render(request, "answers/too_often.html", context, status=429)
    return redirect("answers:answer", kept.pk)


def _surroundings(progress: Progress) -> dict[str, Any]:
    """Return what stands beside every page of a question."""
    return {
        "title": words.QUESTIONS[progress.question].title, "question_name": progress.question,
        "lines": progress.lines(), "concerned": progress.concerned, "exit": False,
        "unnamed": progress.said.unnamed, "filled_in": progress.filled_in(),
        "asks_whom": progress.question in knowing.ABOUT_A_PERSON, "who": WHO,
    }  # fmt: skip


def _before(progress: Progress, page: str) -> str:
    """Return the address of the page before one: of the last answer given before it."""
    order = [info.name for info in progress.facts_known]
    place = order.index(page) if page in order else len(order)
    said = [name for name, _label, _words in progress.lines() if order.index(name) < place]
    if not said:
        return _index()
    return reverse("answers:fact", args=[progress.question, said[-1]])


def _entries(request: SignedInRequest) -> int:
    given = request.POST.get("entries", "1")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 3 else 1


def _index() -> str:
    return address("answers:index")
