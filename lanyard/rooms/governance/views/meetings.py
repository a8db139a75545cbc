"""Pages of meetings on online safety, and of the log of work with others."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.duties import api as duties
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import when
from lanyard.people.request import SignedInRequest
from lanyard.rooms.governance.actions import meetings as acts
from lanyard.rooms.governance.figures import agenda, reasons_to_meet
from lanyard.rooms.governance.forms import CancelForm, LiaisonForm, MeetingForm, MinutesForm
from lanyard.rooms.governance.models import Liaison, Meeting
from lanyard.rooms.governance.queries import meetings_for
from lanyard.rooms.governance.views.base import (
    CHAIR,
    FORM,
    READ,
    WRITE,
    ask,
    blame,
    profile,
    roles_offered,
    writes,
)

_MOST = 100


@signed_in
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """List the meetings that the reader chairs, was asked to, or oversees."""
    found = list(meetings_for(request.person)[:_MOST])
    chairs = may(request.person.pk, CHAIR)
    rows = [
        Row((one.title, when(one.at), one.place, _state(one)),
            reverse("governance:meeting", args=[one.pk]), exception=_wrong(one))
        for one in found
    ]  # fmt: skip
    columns = (_("Meeting"), _("When"), _("Where"), _("How it stands"))
    context = {
        "title": _("Meetings on online safety"), "any": bool(rows), "may_call": chairs,
        "oversees": may(request.person.pk, READ), "table": Table(_("Meetings"), columns, rows),
        "reasons": reasons_to_meet(profile(), timezone.localdate()) if chairs else [],
    }  # fmt: skip
    return render(request, "governance/meetings.html", context)


def _state(one: Meeting) -> str:
    if one.cancelled_at:
        return _("Called off")
    return _("Minutes kept") if one.held_at else _("Called")


def _wrong(one: Meeting) -> str:
    waits = one.at <= timezone.now() and not (one.held_at or one.cancelled_at)
    return _("No minutes yet") if waits else ""


@permitted(CHAIR)
@FORM
def call(request: SignedInRequest) -> HttpResponse:
    """Call a meeting in the chair; its agenda begins with the figures of the day."""
    here, today = profile(), timezone.localdate()
    form = MeetingForm(request.POST or None, roles=roles_offered())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        called = acts.Called(data["title"], data["because"], data["at"], data["place"])
        try:
            made = acts.call_meeting(called, data["roles"], by=request.person)
        except acts.NotTheChair:
            raise Http404 from None
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect("governance:meeting", made.pk)
    back = reverse("governance:meetings")
    return ask(request, form, _("Call a meeting"), _("Call it"), back, agenda=agenda(here, today))


def _seen(request: SignedInRequest, meeting_id: UUID) -> Meeting:
    return get_object_or_404(meetings_for(request.person), pk=meeting_id)


@signed_in
@require_safe
def one(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Show a meeting to whoever was asked, and to those who oversee."""
    found = _seen(request, meeting_id)
    mine = found.chair_id == request.person.pk and not (found.held_at or found.cancelled_at)
    context = {
        "title": found.title, "meeting": found, "mine": mine, "state": _state(found),
        "asked": list(found.asked.select_related("person")),
        "begun": found.at <= timezone.now(),
    }  # fmt: skip
    return render(request, "governance/meeting.html", context)


def _mine(request: SignedInRequest, meeting_id: UUID) -> Meeting:
    """Return a meeting in one's chair that is not over."""
    return get_object_or_404(
        Meeting, pk=meeting_id, chair=request.person, held_at__isnull=True,
        cancelled_at__isnull=True,
    )  # fmt: skip


@permitted(CHAIR)
@FORM
def minutes(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Keep the minutes of a meeting in one's chair."""
    found = _mine(request, meeting_id)
    asked = list(found.asked.select_related("person"))
    form = MinutesForm(request.POST or None, asked=asked)
    back = reverse("governance:meeting", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        came = {UUID(one) for one in data["came"]}
        try:
            acts.keep_minutes(found, data["minutes"], data["decided"], came, by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect(back)
    title = _("Minutes of {title}").format(title=found.title)
    return ask(request, form, title, _("Keep the minutes"), back, agenda=found.agenda)


@permitted(CHAIR)
@FORM
def cancel(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Call off a meeting in one's chair."""
    found = _mine(request, meeting_id)
    form = CancelForm(request.POST or None)
    back = reverse("governance:meeting", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        acts.cancel_meeting(found, form.cleaned_data["because"], by=request.person)
        return redirect(back)
    return ask(
        request, form, _("Call off {title}").format(title=found.title), _("Call it off"), back
    )


@permitted(READ)
@require_safe
def liaison(request: SignedInRequest) -> HttpResponse:
    """Show the log of work with bodies outside, and whether there was any this term."""
    today = timezone.localdate()
    found = list(Liaison.objects.all()[:_MOST])
    rows = [
        Row((date_format(one.on), one.get_kind_display(), f"{one.name} ({one.get_body_display()})",
             one.what, one.by_name))
        for one in found
    ]  # fmt: skip
    columns = (_("Day"), _("What"), _("With whom"), _("About"), _("Logged by"))
    term = duties.Term.objects.filter(since__lte=today, until__gte=today).first()
    context = {
        "title": _("Work with others"), "any": bool(rows), "may_write": writes(request),
        "table": Table(_("The log"), columns, rows), "term": term,
        "none": bool(term) and not any(one.on >= term.since for one in found if term),
    }  # fmt: skip
    return render(request, "governance/liaison.html", context)


@permitted(WRITE)
@FORM
def log(request: SignedInRequest) -> HttpResponse:
    """Log a contact, an event or a campaign."""
    form = LiaisonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.log_liaison(acts.Contact(**form.cleaned_data), by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect("governance:liaison")
    back = reverse("governance:liaison")
    return ask(request, form, _("Log work with others"), _("Log it"), back)
