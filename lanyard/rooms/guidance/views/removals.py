"""What somebody wants a platform to take down."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.ui.forms import DayField, Form, look
from lanyard.people.request import SignedInRequest
from lanyard.rooms.guidance.actions import removals as acts
from lanyard.rooms.guidance.models import RemovalRequest

HELP = "guidance.removals"
_MOST = 100


class RemovalForm(Form):
    """What was asked of a platform."""

    what = look(
        forms.CharField(
            label=gettext_lazy("What is it?"), max_length=300,
            help_text=gettext_lazy("In your words, such as: a picture from the summer party."),
        ),
        size="s",
    )  # fmt: skip
    platform = look(forms.CharField(label=gettext_lazy("Where?"), max_length=80), size="s")
    asked_on = look(
        DayField(label=gettext_lazy("When did you ask for it to be removed?"), past=True), size="s"
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def removals(request: SignedInRequest) -> HttpResponse:
    """List one's own, and for those who help what others asked help with; note a new one."""
    person = request.person
    form = RemovalForm(request.POST or None, initial={"asked_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        acts.note_removal(by=person, **form.cleaned_data)
        messages.success(request, _("Noted. It comes up on your home page in a week."))
        return redirect("guidance:removals")
    rows = RemovalRequest.objects.select_related("person")
    context = {
        "title": _("What I want taken down"), "form": form,
        "mine": rows.filter(person=person)[:_MOST],
        "others": rows.filter(help_asked_at__isnull=False, gone_on=None).exclude(person=person)[
            :_MOST
        ] if may(person.pk, HELP) else [],
    }  # fmt: skip
    return render(request, "guidance/removals.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def removal_step(request: SignedInRequest, removal_id: UUID, step: str) -> HttpResponse:
    """Say that it is gone, that it still stands, or that one wants help."""
    mine = RemovalRequest.objects.filter(person=request.person)
    found = get_object_or_404(mine, pk=removal_id)
    if step == "help":
        acts.ask_help(found, by=request.person)
    elif step in {"gone", "stands"}:
        acts.look_again(found, by=request.person, gone=step == "gone")
    else:
        raise Http404
    return redirect("guidance:removals")
