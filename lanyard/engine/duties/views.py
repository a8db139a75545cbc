"""Pages of duties: one's own, one's team's, everybody's; and the terms."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.engine.duties import queries
from lanyard.engine.duties.actions.complete import complete_by_hand
from lanyard.engine.duties.actions.complete import end_waiver as ask_again
from lanyard.engine.duties.actions.complete import waive as waive_duty
from lanyard.engine.duties.actions.terms import TermsOverlap, set_nation, set_term
from lanyard.engine.duties.actions.terms import remove_term as take_away
from lanyard.engine.duties.calendars import nation_here
from lanyard.engine.duties.forms import DoneForm, EndWaiverForm, NationForm, TermForm, WaiveForm
from lanyard.engine.duties.models import Definition, Occurrence, OfNation, Term
from lanyard.engine.duties.needs import needs_beside
from lanyard.engine.duties.pages import bands, definition_table, owing_table, team_table
from lanyard.engine.duties.rules import BY_RECORD
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.spreadsheets.api import csv_answer
from lanyard.foundation.ui.asking import ask
from lanyard.people.api import Person
from lanyard.people.request import SignedInRequest

_FORM = require_http_methods(["GET", "HEAD", "POST"])
_PER_PAGE = 50


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Show everything that needs the person, duties and all else, in bands by urgency."""
    today = timezone.localdate()
    context = {
        "title": _("What is due from you"),
        "bands": bands(
            queries.shown_to(request.person, queries.owed_by(request.person)),
            today=today,
            beside=needs_beside(request.person),
        ),
        "done": queries.done_by(request.person)[:5],
        "today": today,
    }
    response = render(request, "duties/mine.html", context)
    # It names tasks: a shared computer must not show it again after signing out.
    add_never_cache_headers(response)
    return response


@signed_in
@require_safe
def done(request: SignedInRequest) -> HttpResponse:
    """Show what the person has done, the latest first."""
    page = Paginator(queries.done_by(request.person), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "duties/done.html", {"title": _("What you have done"), "page": page})


@permitted("duties.team")
@require_safe
def team(request: SignedInRequest) -> HttpResponse:
    """Show the person's team, the most overdue first."""
    lines = queries.team(request.person)
    context = {
        "title": _("Your team"), "table": team_table(lines), "lines": lines,
        "overdue": sum(line.overdue for line in lines),
    }  # fmt: skip
    return render(request, "duties/team.html", context)


@permitted("duties.team")
@require_safe
def of_person(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Show what is due from one person of the team (or anybody, to whoever may see all)."""
    person = _of_team(request, person_id)
    today = timezone.localdate()
    context = {
        "title": _("What is due from {person}").format(person=person),
        "tab": _("What is due from one person"),
        "whose": person,
        "bands": bands(queries.owed_as_others_see(person), today=today), "today": today,
        "done": queries.done_by(person)[:20], "may_waive": True,
    }  # fmt: skip
    return render(request, "duties/of_person.html", context)


def _of_team(request: SignedInRequest, person_id: UUID) -> Person:
    if may(request.person.pk, queries.SEE_ALL):
        return get_object_or_404(Person, pk=person_id)
    return get_object_or_404(queries.reports_of(request.person), pk=person_id)


@permitted("duties.see-all")
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """Show every duty in force with its figures."""
    found = queries.figures()
    context = {
        "title": _("All duties"), "table": definition_table(found),
        "overdue": sum(one.overdue for one in found), "any": bool(found),
        "may_set_terms": may(request.person.pk, "duties.terms"),
    }  # fmt: skip
    return render(request, "duties/all.html", context)


@permitted("duties.see-all")
@require_safe
def one_duty(request: SignedInRequest, definition_id: UUID) -> HttpResponse:
    """Show one duty: what it asks, of whom, and who has it still to do."""
    definition = get_object_or_404(Definition, pk=definition_id)
    with system_duty("show who owes a duty"):
        page = Paginator(_named(definition), _PER_PAGE).get_page(request.GET.get("page"))
        table = owing_table(page, today=timezone.localdate())
    context = {
        "title": definition.title, "definition": definition, "page": page, "table": table,
        "by_record": definition.rule.anchor == BY_RECORD,
    }  # fmt: skip
    return render(request, "duties/one_duty.html", context)


def _named(definition: Definition) -> QuerySet[Occurrence]:
    """Return who owes a duty, of one that is not its people's alone."""
    found = queries.owing(definition)
    return found.none() if definition.private else found


@permitted("duties.see-all")
@require_safe
def one_duty_csv(request: SignedInRequest, definition_id: UUID) -> HttpResponse:
    """Send who has it still to do, as CSV; that is recorded."""
    definition = get_object_or_404(Definition, pk=definition_id)
    today = timezone.localdate()
    with system_duty("show who owes a duty"):
        rows = [(one.person, one.due, one.state_on(today)) for one in _named(definition)]
    audit.record(
        "duties.exported", by=request.person, subject=definition.title, kind="duty",
        subject_id=definition.pk,
    )  # fmt: skip
    return csv_answer(f"duty-{definition.pk}", ["person", "due", "state"], rows)


@signed_in
@_FORM
def say_done(request: SignedInRequest, occurrence_id: UUID) -> HttpResponse:
    """Let a person say that they did what may be done by their word."""
    one = get_object_or_404(queries.owed_by(request.person), pk=occurrence_id)
    if not one.definition.by_hand:
        raise Http404
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        complete_by_hand(one, by=request.person, **form.cleaned_data)
        return redirect("duties:mine")
    return ask(request, form, one.definition.title, _("Record it as done"), reverse("duties:mine"))


@permitted("duties.team")
@_FORM
def waive(request: SignedInRequest, occurrence_id: UUID) -> HttpResponse:
    """Let a line manager, or the owner of duties, set one aside for a while; never one's own."""
    one = _of_another(request, occurrence_id)
    form = WaiveForm(request.POST or None)
    back = reverse("duties:of-person", args=[one.person_id])
    if request.method == "POST" and form.is_valid():
        waive_duty(one, by=request.person, **form.cleaned_data)
        return redirect(back)
    title = _("Set aside for {person}: {title}").format(
        person=one.person, title=one.definition.title
    )
    return ask(request, form, title, _("Set it aside"), back)


def _of_another(request: SignedInRequest, occurrence_id: UUID) -> Occurrence:
    """Return what is open of somebody else whose duties the reader may set aside."""
    visible = queries.visible_to(request.person).exclude(person=request.person)
    with system_duty("find what is due from a team"):
        return get_object_or_404(
            visible.filter(definition__private=False).select_related("definition", "person"),
            pk=occurrence_id, done_on=None, withdrawn_on=None,
        )  # fmt: skip


@permitted("duties.team")
@_FORM
def end_waiver(request: SignedInRequest, occurrence_id: UUID) -> HttpResponse:
    """Let those who may set a duty aside ask it again before the day; never one's own."""
    one = _of_another(request, occurrence_id)
    if one.state_on(timezone.localdate()) != "waived":
        raise Http404
    form = EndWaiverForm(request.POST or None)
    back = reverse("duties:of-person", args=[one.person_id])
    if request.method == "POST" and form.is_valid():
        ask_again(one, by=request.person, **form.cleaned_data)
        return redirect(back)
    title = _("Ask {person} again: {title}").format(person=one.person, title=one.definition.title)
    return ask(request, form, title, _("Ask it again"), back)


@permitted("duties.terms")
@_FORM
def terms(request: SignedInRequest) -> HttpResponse:
    """Show and set the terms of the year."""
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_term(data["name"], by=request.person, since=data["since"], until=data["until"])
        except TermsOverlap:
            form.add_error("since", _("These days are in another term already"))
        else:
            return redirect("duties:terms")
    context = {
        "title": _("Terms"), "form": form, "terms": Term.objects.all(), "send": _("Add this term"),
        "sees_all": may(request.person.pk, queries.SEE_ALL),
        "nation": OfNation.Nation(nation_here()).label,
    }  # fmt: skip
    return render(request, "duties/terms.html", context, status=422 if form.errors else 200)


@permitted("duties.terms")
@require_POST
def remove_term(request: SignedInRequest, term_id: UUID) -> HttpResponse:
    """Take a term away."""
    take_away(get_object_or_404(Term, pk=term_id), by=request.person)
    return redirect("duties:terms")


@permitted("duties.terms")
@_FORM
def nation(request: SignedInRequest) -> HttpResponse:
    """Say whose bank holidays the organisation keeps."""
    form = NationForm(request.POST or None, initial={"nation": nation_here()})
    back = reverse("duties:terms")
    if request.method == "POST" and form.is_valid():
        set_nation(form.cleaned_data["nation"], by=request.person)
        return redirect(back)
    return ask(request, form, _("Bank holidays"), _("Keep these"), back)
