"""Hours agreed with somebody: one's own, and those of one's reports."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.answers.api import for_staff
from lanyard.engine.duties.api import reports_of
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.ui.asking import ask
from lanyard.people.request import SignedInRequest
from lanyard.rooms.contact.actions.hours import agree_hours, end_hours
from lanyard.rooms.contact.forms import HoursForm
from lanyard.rooms.contact.models import AgreedHours
from lanyard.rooms.contact.queries import college_hours, hours_of
from lanyard.rooms.contact.views.base import FORM
from lanyard.rooms.contact.words import on_days, span


@for_staff
@require_safe
def hours(request: SignedInRequest) -> HttpResponse:
    """Show within which hours one writes to learners, and what was agreed with one's reports."""
    reports = list(reports_of(request.person).order_by("family_name", "given_name", "id"))
    with system_duty("show a manager the hours agreed with their reports"):
        rows = AgreedHours.objects.filter(ended_on=None, person__in=reports)
        agreed = {one.person_id: said(one) for one in rows}
    own, college = hours_of(request.person), college_hours()
    context = {
        "title": _("Hours of contact"), "own": said(own) if own else None, "agreed_with": own,
        "college": (on_days(list(college.days)), span(college.opens, college.closes))
        if college else None,
        "silent": bool(college and college.set_before_go_live),
        "reports": [(one, agreed.get(one.pk)) for one in reports],
    }  # fmt: skip
    return render(request, "contact/hours.html", context)


def said(one: AgreedHours) -> tuple[str, str, str]:
    """Return agreed hours in words: the days, the times, why."""
    return on_days(one.days), span(one.opens, one.closes), one.because


@for_staff
@FORM
def agree(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Agree hours with one of one's reports."""
    person = get_object_or_404(reports_of(request.person), pk=person_id)
    form = HoursForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agree_hours(person, by=request.person, **form.cleaned_data)
        messages.success(request, _("The hours are agreed."))
        return redirect("contact:hours")
    title = _("Hours agreed with {name}").format(name=person)
    return ask(request, form, title, _("Agree them"), reverse("contact:hours"))


@for_staff
@FORM
def unagree(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """End the hours agreed with one of one's reports."""
    person = get_object_or_404(reports_of(request.person), pk=person_id)
    if request.method == "POST":
        try:
            end_hours(person, by=request.person)
        except LookupError:
            messages.warning(request, _("No hours are agreed with them."))
        return redirect("contact:hours")
    context = {
        "title": _("End the hours agreed with {name}?").format(name=person),
        "lead": _("The college's own hours hold again."), "send": _("End them"),
        "back": reverse("contact:hours"),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)
