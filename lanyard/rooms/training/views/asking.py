"""Pages of surveys without names, and of the notes by which staff protect themselves."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.ui.asking import ask
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people.api import Group, is_staff
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training import notes as writing
from lanyard.rooms.training import surveys as reads
from lanyard.rooms.training.forms_measuring import NoteForm, SurveyForm, TeamActionForm
from lanyard.rooms.training.models import SelfProtectionNote, SurveyRound
from lanyard.rooms.training.pages import NOTHING

_FORM = require_http_methods(["GET", "HEAD", "POST"])
SEE_ALL = "training.see-all"
MANAGE = "training.manage"
_SHOWN = 6


@signed_in
@require_safe
def surveys(request: SignedInRequest) -> HttpResponse:
    """Show what is asked of the person, what was answered, and what teams do about it."""
    today = timezone.localdate()
    sees = may(request.person.pk, SEE_ALL)
    titles = {one.slug: one for one in reads.surveys_here()}
    rounds = [one for one in SurveyRound.objects.all()[:_SHOWN] if one.survey in titles]
    acts = sees or reads.teams_of(request.person, on=today).exists()
    context = {
        "title": _("Surveys"), "asked": reads.asked_of(request.person, on=today), "acts": acts,
        "may_open": may(request.person.pk, MANAGE), "small": reads.SMALL,
        "openable": [
            one for one in titles.values()
            if not any(r.survey == one.slug and r.closes_on >= today for r in rounds)
        ],
        "rounds": [
            (one, titles[one.survey].title, _results(one, titles[one.survey].sentences, sees),
             list(one.actions.select_related("group")))
            for one in rounds
        ] if sees or is_staff(request.person, on=today) else [],
    }  # fmt: skip
    return render(request, "training/surveys.html", context)


def _results(round_: SurveyRound, sentences: tuple[str, ...], sees: bool) -> Table | None:
    """Return the figures of a closed round: of all to staff, by group to whoever sees all."""
    if round_.closes_on >= timezone.localdate():
        return None
    found = reads.results(round_)
    rows = [
        Row((one.name or _("Everybody"), one.answered,
             *([f"{many}%" for many in one.holds] if one.holds else [NOTHING] * len(sentences))))
        for one in (found if sees else found[:1])
    ]  # fmt: skip
    return Table(_("Of a hundred who answered, so many say that it holds"),
                 (_("Group"), _("Answered"), *sentences), rows)  # fmt: skip


@signed_in
@_FORM
def survey(request: SignedInRequest, round_id: UUID) -> HttpResponse:
    """Answer a survey; nothing ties the answer to the person."""
    today = timezone.localdate()
    found = next(
        (one for one, _title in reads.asked_of(request.person, on=today) if one.pk == round_id),
        None,
    )
    if found is None:
        raise Http404
    asked = reads.survey_called(found.survey)
    form = SurveyForm(request.POST or None, sentences=asked.sentences)
    if request.method == "POST" and form.is_valid():
        reads.reply(found, form.marks, by=request.person)
        return redirect("training:surveys")
    context = {"title": asked.title, "form": form, "send": _("Send my answer"),
               "back": reverse("training:surveys")}  # fmt: skip
    return render(request, "training/survey.html", context, status=422 if form.errors else 200)


@permitted(MANAGE)
@require_POST
def open_survey(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask a survey from today."""
    if slug not in {one.slug for one in reads.surveys_here()}:
        raise Http404
    # Somebody may have been faster: the page that follows shows it open.
    with suppress(reads.NotOpen):
        reads.open_round(slug, by=request.person)
    return redirect("training:surveys")


@signed_in
@_FORM
def act(request: SignedInRequest, round_id: UUID) -> HttpResponse:
    """Log what a team does in response."""
    found = get_object_or_404(SurveyRound, pk=round_id)
    today = timezone.localdate()
    teams = (
        Group.objects.filter(kind=Group.Kind.TEAM).order_by("name")
        if may(request.person.pk, SEE_ALL)
        else reads.teams_of(request.person, on=today)
    )
    offered = [(str(one.pk), one.name) for one in teams]
    if not offered:
        raise Http404
    form = TeamActionForm(request.POST or None, teams=offered)
    if request.method == "POST" and form.is_valid():
        group = get_object_or_404(teams, pk=form.cleaned_data["group"])
        reads.act(found, group, form.cleaned_data["words"], by=request.person)
        return redirect("training:surveys")
    title = _("What your team does about it")
    return ask(request, form, title, _("Keep it"), reverse("training:surveys"))


@signed_in
@_FORM
def notes(request: SignedInRequest) -> HttpResponse:
    """Show one's own notes, and those that others let one read; write another."""
    if not is_staff(request.person, on=timezone.localdate()):
        raise Http404
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name]
                 for name in ("happened_at", "place", "others", "words")}  # fmt: skip
        note = writing.write(writing.Happened(**given), by=request.person)
        return redirect("training:note", note.pk)
    context = {
        "title": _("Notes to protect yourself"), "form": form, "send": _("Seal it"),
        "back": reverse("training:mine"),
        "found": [(n, n.person_id == request.person.pk) for n in writing.readable(request.person)],
    }  # fmt: skip
    return render(request, "training/notes.html", context, status=422 if form.errors else 200)


def _note(request: SignedInRequest, note_id: UUID) -> SelfProtectionNote:
    return get_object_or_404(writing.readable(request.person).distinct(), pk=note_id)


@signed_in
@require_safe
def note(request: SignedInRequest, note_id: UUID) -> HttpResponse:
    """Show a note to its author, and to whom they let read it."""
    found = _note(request, note_id)
    own = found.person_id == request.person.pk
    writing.read(found, by=request.person)
    known = {one.role: one for one in found.shared.all()}
    context = {
        "title": _("A note of {day}").format(day=day(timezone.localdate(found.happened_at))),
        "note": found, "own": own,
        "posts": [(slug, title, known.get(slug)) for slug, title in writing.posts()],
    }  # fmt: skip
    return render(request, "training/note.html", context)


@signed_in
@require_POST
def share(request: SignedInRequest, note_id: UUID, role: str) -> HttpResponse:
    """Let a post read one's own note."""
    found = _note(request, note_id)
    try:
        writing.share(found, role, by=request.person)
    except ValueError:
        raise Http404 from None
    return redirect("training:note", found.pk)
