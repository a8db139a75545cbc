"""Figures, one person's chronology, the register, and a case on paper."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from lanyard.foundation.access.gates import permitted, signed_in, step_up
from lanyard.foundation.ui.figures import Figure
from lanyard.people.api import person_with_id
from lanyard.people.models import Person
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns.actions.export import Exported, export_case, export_register
from lanyard.rooms.concerns.actions.reading import read_case, read_report
from lanyard.rooms.concerns.figures import (
    TARGET_DAYS,
    count_by,
    sees_exactly,
    speed,
    whole_months,
)
from lanyard.rooms.concerns.forms.insight import (
    ExportForm,
    FiguresForm,
    ReasonForm,
    chosen,
    last_year,
)
from lanyard.rooms.concerns.queries.cases import may_work
from lanyard.rooms.concerns.queries.person import PersonChronology, chronology_of
from lanyard.rooms.concerns.views.case_base import the_case


@permitted("concerns.figures")
def figures(request: SignedInRequest) -> HttpResponse:
    """Show one breakdown of reports over a span, and how fast cases were taken up."""
    initial = {**last_year(), "by": request.GET.get("by", "month")}
    form = FiguresForm(request.GET if "since_day" in request.GET else None, initial=initial)
    by, since, until = chosen(form, request.GET.get("by", "month"))
    if not sees_exactly(request.person):
        since, until = whole_months(since, until)
    counted = count_by(by, person=request.person, since=since, until=until)
    figure = Figure(
        counted.label,
        counted.numbers,
        label=counted.label,
        counted=_("Reports"),
        suppress=not counted.exact,
    )
    return render(
        request,
        "concerns/insight/figures.html",
        {"form": form, "figure": figure, "counted": counted, "since": since, "until": until,
         "target": TARGET_DAYS, "speed": speed(person=request.person, since=since, until=until)},
    )  # fmt: skip


@signed_in
def person_chronology(request: SignedInRequest, person_id: UUID) -> HttpResponseBase:
    """Show what is recorded of one person across what the reader may see; nothing looks absent."""
    found = chronology_of(person_id)
    try:
        subject = person_with_id(person_id)
    except Person.DoesNotExist:
        raise Http404 from None
    if found.empty:
        raise Http404
    shown = step_up(_chronology) if found.walled else _chronology
    return shown(request, subject=subject, found=found)


def _chronology(
    request: SignedInRequest, *, subject: Person, found: PersonChronology
) -> HttpResponseBase:
    for case, _part in found.cases:
        read_case(case, by=request.person)
    for concern, _part in found.reports:
        read_report(concern, by=request.person)
    return render(request, "concerns/insight/person.html", {"subject": subject, "found": found})


@permitted("concerns.export")
@step_up
def export(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Give a case out on paper, with a reason, to a named recipient. Not to take for readers."""
    case = the_case(request.person, case_id)
    if not may_work(request.person, case):
        raise PermissionDenied
    form = ExportForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data["names"]
        keep = UUID(names) if names not in {"nobody", "everybody"} else None
        made = export_case(
            case, by=request.person, form=form.cleaned_data["form"], why=form.cleaned_data["why"],
            to_whom=form.cleaned_data["to_whom"], mask=names != "everybody", keep=keep,
        )  # fmt: skip
        return _handed_over(made)
    return render(
        request,
        "concerns/insight/export.html",
        {"form": form, "case": case},
        status=422 if form.is_bound else 200,
    )


@permitted("concerns.export")
@step_up
def register(request: SignedInRequest) -> HttpResponse:
    """Give out the numbered register of the cases that the reader may see (LAN-DSL-06)."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _handed_over(export_register(by=request.person, **form.cleaned_data))
    return render(
        request,
        "concerns/insight/register.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )


def _handed_over(made: Exported) -> HttpResponse:
    response = HttpResponse(made.content, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response["Cache-Control"] = "no-store"
    return response
