"""Pages of approvals: what waits for one's word, and one request with its chain."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.engine.approvals import queries
from lanyard.engine.approvals.actions import NotAsked, decide, withdraw
from lanyard.engine.approvals.forms import DecideForm, TakeBackForm
from lanyard.engine.approvals.models import Approval
from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.ui.asking import ask
from lanyard.people.request import SignedInRequest

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def waiting(request: SignedInRequest) -> HttpResponse:
    """Show what waits for the person's approval, and what they asked for."""
    context = {
        "title": _("Approvals"), "waiting": queries.waiting_for(request.person),
        "asked": Approval.objects.filter(asked_by=request.person.pk)
        .prefetch_related("steps")[:20],
    }  # fmt: skip
    return render(request, "approvals/list.html", context)


@signed_in
@_FORM
def one(request: SignedInRequest, approval_id: UUID) -> HttpResponse:
    """Show one request with its chain; whoever's turn it is decides here."""
    approval = get_object_or_404(queries.visible_to(request.person), pk=approval_id)
    step = queries.step_for(approval, request.person)
    form = DecideForm(request.POST or None, asks=step.asks if step else ())
    if request.method == "POST":
        if step is None:
            raise Http404
        if form.is_valid():
            return _decided(request, approval, form)
    context = {
        "title": approval.title, "approval": approval, "step": step, "form": form,
        "steps": approval.steps.all(), "send": _("Record my decision"),
        "mine": approval.asked_by == request.person.pk, "back": reverse("approvals:list"),
    }  # fmt: skip
    return render(request, "approvals/one.html", context, status=422 if form.errors else 200)


def _decided(request: SignedInRequest, approval: Approval, form: DecideForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        decide(
            approval.pk, by=request.person, approve=data["decision"] == "approve",
            reason=data["reason"], weighed=form.weighed(),
        )  # fmt: skip
    except NotAsked:
        # Somebody was faster: show what they decided.
        return redirect("approvals:one", approval.pk)
    return redirect("approvals:one", approval.pk)


@signed_in
@_FORM
def take_back(request: SignedInRequest, approval_id: UUID) -> HttpResponse:
    """Take back one's own request while it waits."""
    mine = Approval.objects.filter(asked_by=request.person.pk, state=Approval.State.OPEN)
    approval = get_object_or_404(mine, pk=approval_id)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw(approval.pk, by=request.person, **form.cleaned_data)
        return redirect("approvals:list")
    back = reverse("approvals:one", args=[approval.pk])
    return ask(request, form, approval.title, _("Take it back"), back)
