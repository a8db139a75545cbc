"""Pages of what is asked to be approved: asking from an answer, reading the request, ending it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.engine.answers import clearing
from lanyard.engine.answers.clearance_forms import ClearanceForm, DataBackForm, EndClearanceForm
from lanyard.engine.answers.gates import for_staff
from lanyard.engine.answers.models import Clearance, KeptAnswer
from lanyard.engine.answers.pages import clearance_of
from lanyard.engine.answers.views import own_answer
from lanyard.engine.approvals import api as approvals
from lanyard.engine.decisions.api import facts_of
from lanyard.engine.profiles.api import profile_in_force
from lanyard.people.request import SignedInRequest

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@for_staff
@_FORM
def ask_for(request: SignedInRequest, answer_id: UUID) -> HttpResponse:
    """Ask that what an answer refuses be approved; 404 where that would not help, or was asked."""
    kept = own_answer(request, answer_id)
    profile = profile_in_force().profile
    try:
        kind = clearing.kind_called(kept.question, kept.approval_of, profile)
    except LookupError:
        raise Http404 from None
    if clearance_of(kept) is not None:
        raise Http404
    form = ClearanceForm(
        request.POST if request.method == "POST" else None,
        latest=clearing.latest_day(kind, profile, timezone.localdate()),
        to_people=kept.question.startswith("contact."),
        infos=[info for info in facts_of(kept.question, profile)
               if info.name in kind.scope and info.name not in kept.given],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = _asked(request, kept, kind, form)
        except clearing.NobodyDecides as vacant:
            said = _("Nobody but you holds this post now, so nobody could decide: %(post)s. Tell"
                     " whoever fills it, or human resources.")  # fmt: skip
            form.add_error(None, said % {"post": vacant})
        else:
            return redirect("answers:clearance", made.pk)
    context = {
        "title": profile.chain(kind.chain).title, "form": form, "kept": kept, "exit": False,
        "posts": [profile.title_of(role) for role in profile.chain(kind.chain).steps],
        "ordered": profile.chain(kind.chain).ordered,
        "back": reverse("answers:answer", args=[kept.pk]), "send": _("Ask for approval"),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "answers/ask_approval.html", context, status=status)


def _asked(
    request: SignedInRequest, kept: KeptAnswer, kind: clearing.Kind, form: ClearanceForm
) -> Clearance:
    given = form.cleaned_data
    wish = clearing.Wish(
        given["purpose"], given["until"], given.get("whom", ""), given.get("instead", ""),
        form.scope,
    )  # fmt: skip
    about = [(_("Whom is it about?"), kept.about)] if kept.about else []
    every = [*about, *((label, said) for label, said in kept.told), *form.told()]
    return clearing.ask_for(kept, kind, wish, by=request.person, told=every)


@for_staff
@require_safe
def one(request: SignedInRequest, clearance_id: UUID) -> HttpResponse:
    """Show what was asked to its asker and to those who decide; row security finds nobody else."""
    found = get_object_or_404(Clearance, pk=clearance_id)
    asked = approvals.of_subject(clearing.RECORD, found.pk).first()
    context = {
        "title": found.title, "one": found, "approval": asked,
        "steps": asked.steps.all() if asked else [],
        "mine": found.person_id == request.person.pk,
        "may_decide": asked is not None and approvals.step_for(asked, request.person) is not None,
        "holds": found.holds(timezone.localdate()),
        "over": found.state == Clearance.State.APPROVED,
        "asks_back": _asks_back(found, request),
    }  # fmt: skip
    return render(request, "answers/clearance.html", context)


@for_staff
@_FORM
def end(request: SignedInRequest, clearance_id: UUID) -> HttpResponse:
    """End an approval that holds: its asker, or whoever decides on such."""
    holding = Clearance.objects.filter(state=Clearance.State.APPROVED)
    found = get_object_or_404(holding, pk=clearance_id)
    form = EndClearanceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        clearing.end(found, by=request.person, because=form.cleaned_data["because"])
        return redirect("answers:clearance", found.pk)
    context = {
        "title": _("End this approval?"), "form": form, "send": _("End it"),
        "back": reverse("answers:clearance", args=[found.pk]),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def _asks_back(one: Clearance, request: SignedInRequest) -> bool:
    """Say whether this person still has to say what became of data that they took away."""
    held = one.state in (Clearance.State.APPROVED, Clearance.State.ENDED)
    return held and one.chain in clearing.TAKES_AWAY and not one.back_on and (
        one.person_id == request.person.pk
    )  # fmt: skip


@for_staff
@_FORM
def data_back(request: SignedInRequest, clearance_id: UUID) -> HttpResponse:
    """Say that data taken off site came back or was deleted; only whoever took it."""
    found = get_object_or_404(Clearance, pk=clearance_id)
    if not _asks_back(found, request):
        raise Http404
    form = DataBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        clearing.confirm_back(found, by=request.person, how=form.cleaned_data["how"])
        return redirect("answers:clearance", found.pk)
    context = {
        "title": _("Did the data come back?"), "form": form, "send": _("Say so"),
        "back": reverse("answers:clearance", args=[found.pk]),
    }  # fmt: skip
    return render(request, "ui/question.html", context, status=422 if form.errors else 200)
