"""The privacy self-check: one's own, and how many did it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.ui.listing import Row, Table
from lanyard.people.request import SignedInRequest
from lanyard.rooms.guidance import uptake
from lanyard.rooms.guidance.actions.selfchecking import (
    NoDeclining,
    ask_for_checks,
    ask_no_longer,
    decline_check,
    keep_check,
)
from lanyard.rooms.guidance.forms_selfcheck import SETTINGS, SelfCheckForm, StopAskingForm
from lanyard.rooms.guidance.models import PrivacyAnswers, PrivacyCheck
from lanyard.rooms.guidance.selfcheck import platforms

TAKE_UP = "guidance.take-up"
_MOST = 12


@signed_in
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def self_check(request: SignedInRequest) -> HttpResponse:
    """Go through one's settings; what is answered is seen by nobody else."""
    asked = uptake.in_force()
    form = SelfCheckForm(asked, request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_check(by=request.person, platforms=form.settings, answers=form.answers)
        messages.success(request, _("Kept. Only you can read your answers."))
        return redirect("guidance:self-checks")
    context = {
        "title": _("Go through your privacy settings"), "form": form, "asked": asked,
        "send": _("Keep my answers"), "back": reverse("guidance:self-checks"), "exit": False,
    }  # fmt: skip
    return render(request, "guidance/self_check.html", context, status=422 if form.errors else 200)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD"])
def self_checks(request: SignedInRequest) -> HttpResponse:
    """Show one's own checks, the latest with what is advised."""
    made = list(PrivacyCheck.objects.filter(person=request.person)[:_MOST])
    answers = {
        one.check_made_id: one
        for one in PrivacyAnswers.objects.filter(person=request.person)[:_MOST]
    }
    checks = [(one, *_read(answers.get(one.pk))) for one in made]
    context = {
        "title": _("Your privacy self-checks"), "checks": checks, "asked": uptake.in_force(),
        "may_see": may(request.person.pk, TAKE_UP),
    }  # fmt: skip
    return render(request, "guidance/self_checks.html", context)


def _read(answers: PrivacyAnswers | None) -> tuple[list[tuple[str, Any]], list[Any]]:
    """Return the settings of the platforms that somebody uses, and their answers."""
    if answers is None:
        return [], []
    said = answers.platforms
    settings = [
        (one.title, SETTINGS[said[one.slug]])
        for one in platforms()
        if said.get(one.slug, "none") in {"strict", "open"}
    ]
    return settings, answers.answers


@signed_in
@require_POST
def decline(request: SignedInRequest) -> HttpResponse:
    """Leave it out this time, where the policy leaves it to the person."""
    try:
        decline_check(by=request.person)
    except NoDeclining:
        raise Http404 from None
    messages.success(request, _("Left out this time. You can do it at any time."))
    return redirect("guidance:self-checks")


@permitted(TAKE_UP)
@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: SignedInRequest) -> HttpResponse:
    """Show how many did it, by team or group; begin or stop asking."""
    asked, asking = uptake.in_force(), uptake.being_asked()
    form = StopAskingForm(request.POST if asking and request.method == "POST" else None)
    if request.method == "POST" and asked.audience:
        if not asking:
            ask_for_checks(by=request.person)
            return redirect("guidance:take-up")
        if form.is_valid():
            ask_no_longer(by=request.person, because=form.cleaned_data["because"])
            return redirect("guidance:take-up")
    rows = [
        Row((one.name or _("Nobody's team"), one.done, one.declined, one.whole),
            exception="" if one.done else _("Nobody yet"))
        for one in (uptake.by_group(asked) if asked.audience else [])
    ]  # fmt: skip
    heading = _("Tutor group") if asked.audience == "learners" else _("Team of")
    columns = (heading, _("Did it"), _("Left it out"), _("People"))
    context = {
        "title": _("Privacy self-checks"), "asked": asked, "asking": asking, "form": form,
        "any": bool(rows), "back": reverse("guidance:self-checks"),
        "table": Table(_("Who did it lately"), columns, rows, frozenset({1, 2, 3})),
    }  # fmt: skip
    return render(request, "guidance/take_up.html", context, status=422 if form.errors else 200)
