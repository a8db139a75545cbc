"""Pages about whether reporting works: how to report, tests of the routes, what families say."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day, when
from lanyard.people.request import Request, SignedInRequest
from lanyard.rooms.concerns.actions import drills, procedure, surveys
from lanyard.rooms.concerns.drills import PATHS
from lanyard.rooms.concerns.forms.oversight import (
    FeedbackForm,
    FindingForm,
    PublishForm,
    RoundForm,
)
from lanyard.rooms.concerns.models import Drill, ReadMark, Survey
from lanyard.rooms.concerns.queries import oversight
from lanyard.rooms.concerns.queries.marks import marked_at
from lanyard.rooms.concerns.views.authors import person_of

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_http_methods(["GET", "HEAD", "POST"])
def how_to_report(request: Request) -> HttpResponse:
    """Show how to report to everybody, and keep that somebody signed in has read it."""
    person, current = person_of(request), oversight.procedure_in_force()
    if request.method == "POST":
        if person is None or current is None:
            raise Http404
        procedure.read(current, by=person)
        return redirect("concerns:procedure")
    may = person is not None and access.may(person.pk, "concerns.oversee")
    read = marked_at(ReadMark.What.PROCEDURE, current.pk, person.pk) if person and current else None
    context = {
        "title": _("How to report"), "procedure": current, "read": read, "may_publish": may,
        "readership": oversight.readership(current) if may and current else None,
    }  # fmt: skip
    return render(request, "concerns/oversight/procedure.html", context)


@permitted("concerns.oversee")
@_FORM
def publish(request: SignedInRequest) -> HttpResponse:
    """Publish the next version."""
    current = oversight.procedure_in_force()
    form = PublishForm(
        request.POST if request.method == "POST" else None,
        initial={"text": current.text if current else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            procedure.publish(by=request.person, **form.cleaned_data)
        except ValueError as wrong:
            form.add_error("review_on", str(wrong))
        else:
            messages.success(request, _("Published. Everybody is asked to read it on their page."))
            return redirect("concerns:procedure")
    context = {
        "title": _("Publish how to report"), "form": form, "send": _("Publish it"),
        "lead": _("Staff and learners are asked to read each version. Who has not is counted."),
        "back": reverse("concerns:procedure"),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@permitted("concerns.oversee")
@_FORM
def tests(request: SignedInRequest) -> HttpResponse:
    """List the tests of routes and paths, and plan a round now."""
    form = RoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        due = drills.plan_round(form.cleaned_data["kind"], by=request.person)
        messages.success(request, _("Planned. It is to be done by %(day)s.") % {"day": day(due)})
        return redirect("concerns:drills")
    found = oversight.drills_newest_first()
    for drill in found:
        drills.measure_one(drill)
    columns = [_("What is tried"), _("Due"), _("Sent"), _("First answer"), _("Recorded")]
    table = Table(_("Tests"), columns, [_row(drill) for drill in found])
    context = {"title": _("Tests of the ways to report"), "tables": [table], "form": form}
    return render(
        request, "concerns/oversight/drills.html", context, status=422 if form.errors else 200
    )


def _row(drill: Drill) -> Row:
    late = drill.done_at is None and drill.due_on < timezone.localdate()
    cells = [
        PATHS[drill.path].title, day(drill.due_on), when(drill.sent_at) or _("Not sent yet"),
        answered(drill), when(drill.done_at) or _("Not yet"),
    ]  # fmt: skip
    return Row(cells, reverse("concerns:drill", args=[drill.pk]), _("Overdue") if late else "")


def answered(drill: Drill) -> str:
    """Say how long the first answer to a test took."""
    if drill.minutes_to_answer is None:
        return _("Nobody yet") if drill.sent_at else ""
    took = _("after %(minutes)d minutes") % {"minutes": drill.minutes_to_answer}
    return took if drill.in_time else f"{took}, {_('too late')}"


@permitted("concerns.oversee")
@_FORM
def test(request: SignedInRequest, drill_id: UUID) -> HttpResponse:
    """Show one test: send it, or record what it found."""
    drill = get_object_or_404(Drill, pk=drill_id)
    drills.measure_one(drill)
    form = FindingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            drills.finish_drill(drill, by=request.person, **form.cleaned_data)
        except ValueError as wrong:
            form.add_error("finding", str(wrong))
        else:
            return redirect("concerns:drills")
    path = PATHS[drill.path]
    context = {
        "title": path.title, "drill": drill, "form": form, "answered": answered(drill),
        "nameless": not path.signed_in, "steps": oversight.checklist_of(drill.path),
        "facts": _facts(drill),
    }  # fmt: skip
    return render(
        request, "concerns/oversight/drill.html", context, status=422 if form.errors else 200
    )


def _facts(drill: Drill) -> list[tuple[Any, Any]]:
    rows = [
        (_("Why"), drill.get_kind_display()), (_("Due"), day(drill.due_on)),
        (_("Sent"), f"{when(drill.sent_at)}, {drill.sent_by}" if drill.sent_at else ""),
        (_("It went to"), drill.sent_to), (_("First answer"), answered(drill)),
        (_("What it found"), drill.finding),
        (_("Recorded"), f"{when(drill.done_at)}, {drill.done_by}" if drill.done_at else ""),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


@permitted("concerns.oversee")
@require_POST
def send_test(request: SignedInRequest, drill_id: UUID) -> HttpResponse:
    """Send the test report."""
    drill = get_object_or_404(Drill, pk=drill_id)
    try:
        drills.send_drill(drill, by=request.person)
    except ValueError as wrong:
        messages.error(request, str(wrong))
    return redirect("concerns:drill", drill.pk)


@_FORM
def feedback(request: Request) -> HttpResponse:
    """Ask parents and carers, who need not sign in, while the window stands open."""
    survey = surveys.survey_open_now()
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and survey is not None and form.is_valid():
        surveys.answer(survey, scores=form.scores(), comment=form.cleaned_data["comment"])
        return redirect("concerns:feedback-thanks")
    context = {"title": _("What do you think?"), "survey": survey, "form": form}
    return render(
        request, "concerns/oversight/feedback.html", context, status=422 if form.errors else 200
    )


@require_safe
def feedback_thanks(request: Request) -> HttpResponse:
    """Thank whoever answered."""
    return render(request, "concerns/oversight/thanks.html", {"title": _("Thank you")})


@permitted("concerns.oversee")
@_FORM
def feedback_figures(request: SignedInRequest) -> HttpResponse:
    """Show what families answered, newest window first, and open a window."""
    if request.method == "POST":
        surveys.open_survey(by=request.person)
        return redirect("concerns:feedback-figures")
    found = [oversight.feedback_of(survey) for survey in Survey.objects.all()[:10]]
    context = {
        "title": _("What parents and carers say"), "found": found,
        "open_now": surveys.survey_open_now(),
        "address": request.build_absolute_uri(reverse("concerns:feedback")),
    }  # fmt: skip
    return render(request, "concerns/oversight/figures.html", context)
