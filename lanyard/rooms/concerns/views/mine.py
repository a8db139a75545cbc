"""Pages beside the cases: one's own tasks, handing over, opening a case in an emergency."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import permitted, signed_in, step_up
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns.actions import glass, handover, work
from lanyard.rooms.concerns.forms.case_work import FinishForm, GlassForm, HandOverForm
from lanyard.rooms.concerns.models import Action
from lanyard.rooms.concerns.queries import cases
from lanyard.rooms.concerns.states import ActionState


@signed_in
@require_safe
def actions(request: SignedInRequest) -> HttpResponse:
    """List one's own tasks, the soonest first."""
    own = Action.objects.filter(owner_id=request.person.pk)
    context = {
        "title": _("Your tasks"),
        "to_do": list(own.filter(state=ActionState.TO_DO).order_by("due")),
        "ended": list(own.exclude(state=ActionState.TO_DO).order_by("-ended_at")[:10]),
    }  # fmt: skip
    return render(request, "concerns/actions.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def action(request: SignedInRequest, action_id: UUID) -> HttpResponse:
    """Show one task, and let its owner (or the case's workers) say how it ended."""
    found = Action.objects.filter(pk=action_id).select_related("owner").first()
    if found is None:
        raise Http404
    case = cases.visible_cases(request.person).filter(pk=found.case_id).first()
    may_end = found.owner_id == request.person.pk or (
        case is not None and cases.may_work(request.person, case)
    )
    form = FinishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and may_end and form.is_valid():
        try:
            _end(found, form.cleaned_data, by=request.person)
        except ValueError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("Recorded. Thank you."))
            return redirect("concerns:case", case.pk) if case else redirect("concerns:actions")
    context = {
        "title": found.get_kind_display(), "action": found, "case": case, "form": form,
        "may_end": may_end and found.state == ActionState.TO_DO,
        "back": reverse("concerns:case", args=[case.pk]) if case else reverse("concerns:actions"),
    }  # fmt: skip
    return render(request, "concerns/action.html", context, status=422 if form.errors else 200)


def _end(found: Action, data: dict[str, Any], *, by: Any) -> None:
    if data["answer"] == "done":
        work.finish_task(found, by=by, result=data["result"], reference=data["reference"])
    else:
        work.drop_task(found, by=by, because=data["result"])


@permitted("concerns.inbox")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: SignedInRequest) -> HttpResponse:
    """Hand over all the cases and tasks that somebody holds."""
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        initial={"former": str(request.person.email or request.person)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        theirs = [c for c in handover.cases_of(data["former"]) if cases.may_work(request.person, c)]
        try:
            stayed = handover.hand_over(theirs, by=request.person, **data)
        except ValueError as wrong:
            form.add_error("to", str(wrong))
        else:
            messages.success(
                request,
                _("%(count)d cases were handed over.") % {"count": len(theirs) - len(stayed)},
            )
            return redirect("concerns:inbox")
    context = {
        "title": _("Hand over cases"), "form": form, "send": _("Hand over all of them"),
        "lead": _("All open cases that the person holds, of those you work, go to somebody else, "
                  "with their tasks."),
        "back": reverse("concerns:inbox"),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@permitted("concerns.break-glass")
@step_up
@require_http_methods(["GET", "HEAD", "POST"])
def break_glass(request: SignedInRequest) -> HttpResponse:
    """Open a case in an emergency; the answer is the same for a case that is not there."""
    form = GlassForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            case = glass.open_in_emergency(
                form.cleaned_data["reference"],
                by=request.person,
                reason=form.cleaned_data["reason"],
            )
        except access.NoReason:
            form.add_error("reason", _("Say more about the emergency."))
        else:
            if case is not None:
                return redirect("concerns:case", case.pk)
            form.add_error("reference", _("There is no case of this number that you may open."))
    context = {
        "title": _("Open a case in an emergency"), "form": form, "danger": True,
        "lead": _("Only where somebody would come to harm if you waited. You can read the case "
                  "for an hour. The safeguarding lead is told at once, and your name stands in "
                  "red among its readers."),
        "send": _("Open it and tell the safeguarding lead"), "back": reverse("concerns:inbox"),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
