"""Pages across people: a team, the matrix, the forecast, what waits to be verified, for IT."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.engine.duties.api import reports_of
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.audit import api as audit
from lanyard.foundation.files.api import Refused, takes_files
from lanyard.foundation.spreadsheets.api import csv_answer
from lanyard.foundation.ui.asking import ask
from lanyard.foundation.ui.listing import page_of
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training.actions import certificates, completing
from lanyard.rooms.training.forms import HandInForm, ReasonForm
from lanyard.rooms.training.models import Completion, Course
from lanyard.rooms.training.overview_pages import (
    forecast_table,
    matrix_cells,
    matrix_table,
    not_ready_table,
    team_table,
)
from lanyard.rooms.training.queries import overview as reads
from lanyard.rooms.training.queries.standing import taught_by

_FORM = require_http_methods(["GET", "HEAD", "POST"])
SEE_ALL = "training.see-all"
ACCESS = "training.accounts"


@signed_in
@require_safe
def team(request: SignedInRequest) -> HttpResponse:
    """Show a manager their team and a tutor their learners, the most overdue first."""
    today = timezone.localdate()
    staff = reads.team(request.person, on=today)
    learners = reads.team(request.person, on=today, learners=True)
    context = {
        "title": _("Your team's training"), "staff": staff, "learners": learners,
        "late": [line for line in [*staff, *learners] if line.overdue][:50],
        "staff_table": team_table(staff, _("Your team")),
        "learner_table": team_table(learners, _("Your learners")),
        "to_verify": reads.waiting(request.person, on=today).count(),
    }  # fmt: skip
    return render(request, "training/team.html", context)


@signed_in
@require_POST
def nudge(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Remind one person of one's team; at most once a day they are told."""
    today = timezone.localdate()
    team = reports_of(request.person, on=today) | taught_by(request.person, on=today)
    certificates.nudge(get_object_or_404(team, pk=person_id), by=request.person)
    return redirect("training:team")


@permitted(SEE_ALL)
@require_safe
def matrix(request: SignedInRequest) -> HttpResponse:
    """Show role by course, or group by course, with how old the evidence is."""
    learners = request.GET.get("of") == "learners"
    found = reads.matrix(on=timezone.localdate(), learners=learners)
    table, page = page_of(request, matrix_table(found))
    context = {
        "title": _("Who is in date"), "learners": learners, "any": bool(found.rules),
        "table": table, "page": page,
    }  # fmt: skip
    return render(request, "training/matrix.html", context)


@permitted(SEE_ALL)
@require_safe
def matrix_csv(request: SignedInRequest) -> HttpResponse:
    """Send the matrix as CSV; that is recorded."""
    learners = request.GET.get("of") == "learners"
    found = reads.matrix(on=timezone.localdate(), learners=learners)
    audit.record("training.exported", by=request.person, subject=_("who is in date"), kind="matrix")
    header = ("group", "course", "asked", "in date", "median age in days")
    return csv_answer("training", header, matrix_cells(found))


@permitted(SEE_ALL)
@require_safe
def forecast(request: SignedInRequest) -> HttpResponse:
    """Show what lapses in the next term."""
    today = timezone.localdate()
    name, since, until = reads.next_term(today)
    found = reads.forecast(on=today, until=until)
    context = {
        "title": _("What lapses next"), "term": name, "since": since, "until": until,
        "any": bool(found), "table": forecast_table(found),
    }  # fmt: skip
    return render(request, "training/forecast.html", context)


@takes_files()
@signed_in
@_FORM
def hand_in(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hand in what was taken elsewhere."""
    course = get_object_or_404(Course, slug=slug, archived_on__isnull=True)
    form = HandInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        sent = data.pop("certificate")
        given = certificates.HandedIn(certificate=(sent.name, sent) if sent else None, **data)
        try:
            one = certificates.hand_in(course, given, by=request.person)
        except Refused as refused:
            form.add_error("certificate", str(refused))
        else:
            return redirect("training:certificate", one.pk)
    title = _("You took it elsewhere: {title}").format(title=course.title)
    back = reverse("training:course", args=[slug])
    return ask(request, form, title, _("Hand it in"), back)


@signed_in
@require_safe
def verify(request: SignedInRequest) -> HttpResponse:
    """List what waits for the person to verify."""
    found = list(reads.waiting(request.person, on=timezone.localdate())[:100])
    return render(request, "training/verify.html", {"title": _("To verify"), "found": found})


def _waiting(request: SignedInRequest, completion_id: UUID) -> Completion:
    rows = reads.waiting(request.person, on=timezone.localdate())
    return get_object_or_404(rows, pk=completion_id)


@signed_in
@require_POST
def verify_one(request: SignedInRequest, completion_id: UUID) -> HttpResponse:
    """Say that what was handed in is right."""
    completing.verify(_waiting(request, completion_id), by=request.person)
    return redirect("training:verify")


@signed_in
@_FORM
def refuse_one(request: SignedInRequest, completion_id: UUID) -> HttpResponse:
    """Set aside what was handed in and is not right, with a reason."""
    one = _waiting(request, completion_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        completing.set_aside(one, by=request.person, because=form.cleaned_data["because"])
        return redirect("training:verify")
    title = _("Not right: {title}, {name}").format(title=one.course.title, name=one.name)
    return ask(request, form, title, _("Set it aside"), reverse("training:verify"))


@permitted(ACCESS)
@require_safe
def accounts(request: SignedInRequest) -> HttpResponse:
    """Show IT whose account is not ready until something is taken (OAK-4.6.2-09)."""
    found = reads.not_ready(on=timezone.localdate())
    context = {
        "title": _("Accounts not ready yet"), "any": bool(found), "table": not_ready_table(found),
    }  # fmt: skip
    return render(request, "training/accounts.html", context)
