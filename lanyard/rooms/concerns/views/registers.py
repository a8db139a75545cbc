"""Pages of the registers beside the cases: quoted rules, checked months, the pulse."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.people import api as directory
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.actions import pulse, registers
from lanyard.rooms.concerns.forms.registers import CheckForm, FollowUpForm, PulseForm, RuleForm
from lanyard.rooms.concerns.models import CompletenessCheck, Pulse, QuotedRule
from lanyard.rooms.concerns.queries.transfers import to_decide

_MONTHS = 12


@permitted("concerns.registers")
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Lead to the registers."""
    files = access.may(request.person.pk, "concerns.transfers")
    return render(request, "concerns/registers/index.html", {
        "title": _("Registers"), "month": registers.unchecked_month(timezone.localdate()),
        "pulse_due": pulse.is_due(), "pulse": pulse.open_now(), "files": files,
        "to_decide": len(to_decide()) if files else 0,
    })  # fmt: skip


@permitted("concerns.registers")
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: SignedInRequest) -> HttpResponse:
    """Keep the versions of rules that breach codes quote (KMC-CON-10)."""
    profile = in_force.profile()
    quoted = [policy for breach in profile.breaches for policy in breach.quotes]
    policies = list(dict.fromkeys([*quoted, *profile.document.companions]))
    form = RuleForm(request.POST if request.method == "POST" else None, policies=policies)
    if form.is_bound and form.is_valid():
        try:
            registers.keep_rule(by=request.person, **form.cleaned_data)
        except ValueError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("Kept. Cases quote it from that day on."))
            return redirect("concerns:quoted-rules")
    return _page(request, "rules", form, _("Rules that cases quote"), _("Keep this version"),
                 kept=list(QuotedRule.objects.select_related("by")))  # fmt: skip


@permitted("concerns.registers")
@require_http_methods(["GET", "HEAD", "POST"])
def completeness(request: SignedInRequest) -> HttpResponse:
    """Compare a month of the register with what was seen (LAN-DSL-06)."""
    months = _past_months()
    form = CheckForm(request.POST if request.method == "POST" else None, months=months)
    if form.is_bound and form.is_valid():
        data = dict(form.cleaned_data)
        month = datetime.date.fromisoformat(data.pop("month"))
        try:
            registers.check_month(by=request.person, month=month, **data)
        except ValueError as wrong:
            form.add_error("explained", str(wrong))
        else:
            messages.success(request, _("The month is checked."))
            return redirect("concerns:completeness")
    return _page(request, "completeness", form, _("Is the register complete?"),
                 _("Check this month"),
                 kept=list(CompletenessCheck.objects.select_related("by")[:24]))  # fmt: skip


def _past_months() -> list[tuple[str, str]]:
    found = []
    day = registers.first_of(timezone.localdate())
    for _back in range(_MONTHS):
        day = registers.first_of(day - datetime.timedelta(days=1))
        found.append((day.isoformat(), date_format(day, "F Y")))
    return found


@permitted("concerns.registers")
@require_http_methods(["GET", "HEAD", "POST"])
def pulses(request: SignedInRequest) -> HttpResponse:
    """Open the yearly pulse, see what it says, record what was done about the gap."""
    standing = pulse.open_now()
    last = Pulse.objects.first() if standing is None else None
    to_follow = last if last is not None and not last.followed_up else None
    form = FollowUpForm(request.POST if "said" in request.POST else None)
    if request.method == "POST":
        try:
            if "said" not in request.POST:
                pulse.open_pulse(by=request.person)
            elif to_follow is None:
                raise Http404
            elif form.is_valid():
                pulse.follow_up(to_follow, by=request.person, said=form.cleaned_data["said"])
        except ValueError as wrong:
            messages.error(request, str(wrong))
        if not form.is_bound or form.is_valid():
            return redirect("concerns:pulses")
    rows = pulse.results()
    return _page(request, "pulses", form, _("The yearly pulse"), _("Record it"), rows=rows,
                 standing=standing, to_follow=to_follow, due=pulse.is_due())  # fmt: skip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer_pulse(request: SignedInRequest) -> HttpResponse:
    """Ask one member of staff the one question, without keeping who said what (KMC-ROL-04)."""
    standing = pulse.open_now()
    if standing is None or not directory.is_staff(request.person):
        raise Http404
    done = pulse.has_answered(standing, request.person)
    form = PulseForm(request.POST if request.method == "POST" and not done else None)
    if form.is_bound and form.is_valid():
        pulse.answer(
            standing, by=request.person, saw_unreported=form.cleaned_data["saw"] == "yes",
            why_not=form.cleaned_data["why_not"],
        )  # fmt: skip
        return redirect("concerns:pulse")
    return _page(request, "pulse", form, _("One question, once a year"), _("Send my answer"),
                 done=done)  # fmt: skip


def _page(
    request: SignedInRequest, name: str, form: forms.Form, title: str, send: str, **more: Any
) -> HttpResponse:
    context = {
        "title": title, "form": form, "send": send, "back": reverse("concerns:registers"), **more,
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"concerns/registers/{name}.html", context, status=status)
