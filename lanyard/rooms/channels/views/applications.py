"""Pages of applications: write one, send it, read how it stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.approvals import api as approvals
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.ui.listing import Row, Table
from lanyard.people.request import SignedInRequest
from lanyard.rooms.channels import queries, standing
from lanyard.rooms.channels.actions import applications as acts
from lanyard.rooms.channels.forms import ApplicationForm
from lanyard.rooms.channels.models import SECTIONS, AccountApplication
from lanyard.rooms.channels.views.base import FORM, ask, blame, for_staff

_MOST = 100
State = AccountApplication.State


@for_staff
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """List the applications that the reader may read."""
    found = list(queries.applications_for(request.person)[:_MOST])
    rows = [
        Row((one.name, f"{one.platform.name}: {one.handle}", one.applicant,
             one.get_state_display()), reverse("channels:application", args=[one.pk]))
        for one in found
    ]  # fmt: skip
    columns = (_("Account"), _("Where"), _("Applied for by"), _("How it stands"))
    table = Table(_("Applications"), columns, rows)
    context = {"title": _("Applications"), "any": bool(found), "table": table}
    return render(request, "channels/applications.html", context)


@for_staff
@FORM
def begin(request: SignedInRequest) -> HttpResponse:
    """Begin an application; it is kept as it is and sent later."""
    form = ApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = acts.begin_application(form.written(), by=request.person)
        return _on(request, form, made)
    title = _("Apply for an official account")
    return ask(request, form, title, _("Save it"), reverse("channels:home"), **_saving())


def _saving() -> dict[str, Any]:
    return {"also": ("send", _("Save and send it"))}


def _on(
    request: SignedInRequest, form: ApplicationForm, made: AccountApplication
) -> HttpResponse:  # fmt: skip
    """Go on after saving: to the application, or where it cannot be sent yet to what is missing."""
    if request.POST.get("then") == "send" and not _sent(request, form, made):
        return redirect("channels:send", made.pk)
    return redirect("channels:application", made.pk)


def _sent(request: SignedInRequest, form: ApplicationForm, made: AccountApplication) -> bool:
    """Send an application; what stands in the way is said beside the field it is about."""
    try:
        acts.send_application(made, by=request.person)
    except ValidationError as wrong:
        blame(form, wrong)
    except acts.NobodyDecides as vacant:
        said = _("Nobody but you holds this post now, so nobody could decide: {post}")
        form.add_error(None, said.format(post=vacant))
    else:
        return True
    return False


def _seen(request: SignedInRequest, application_id: UUID) -> AccountApplication:
    return get_object_or_404(queries.applications_for(request.person), pk=application_id)


def _own_draft(request: SignedInRequest, application_id: UUID) -> AccountApplication:
    found = _seen(request, application_id)
    if found.applicant_id != request.person.pk or found.state != State.DRAFT:
        raise Http404
    return found


@for_staff
@require_safe
def one(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Show an application to those named in it and those who decide."""
    found = _seen(request, application_id)
    asked = approvals.of_subject(standing.APPLICATION, found.pk).first()
    form, today = ApplicationForm(), timezone.localdate()
    said = [(form.fields[name].label, getattr(found, name)) for name in SECTIONS]
    with system_duty("see for whom an account could be taken"):
        alike = standing.lookalikes(found.platform, found.handle, found.name, but=found.pk)
        account = getattr(found, "account", None)
    context = {
        "title": found.name, "application": found, "said": said, "approval": asked,
        "steps": asked.steps.all() if asked else [], "alike": alike,
        "people": list(found.administrators.select_related("person")), "account": account,
        "mine": found.applicant_id == request.person.pk and found.state == State.DRAFT,
        "may_decide": asked is not None and approvals.step_for(asked, request.person) is not None,
        "assessed": standing.assessed(found.platform, today),
    }  # fmt: skip
    return render(request, "channels/application.html", context)


@for_staff
@FORM
def write(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Go on writing an application."""
    found = _own_draft(request, application_id)
    form = ApplicationForm(request.POST or None, one=found)
    if request.method == "POST" and form.is_valid():
        acts.save_application(found, form.written(), by=request.person)
        return _on(request, form, found)
    back = reverse("channels:application", args=[found.pk])
    return ask(request, form, found.name, _("Save it"), back, **_saving())


@for_staff
@FORM
def send(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Show what is missing before an application can be sent; save what was added and send it."""
    found = _own_draft(request, application_id)
    back = reverse("channels:application", args=[found.pk])
    if request.method == "POST":
        form = ApplicationForm(request.POST, one=found)
        if form.is_valid():
            found = acts.save_application(found, form.written(), by=request.person)
            if _sent(request, form, found):
                return redirect(back)
    else:
        form = ApplicationForm(_as_posted(found), one=found)
        if wrong := acts.obstacles(found):
            blame(form, ValidationError(wrong))
    return ask(request, form, found.name, _("Save and send it"), back)


def _as_posted(found: AccountApplication) -> dict[str, Any]:
    form = ApplicationForm(one=found)
    return {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
