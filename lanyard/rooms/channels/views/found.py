"""Pages of accounts that look like ours and are not."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.organisations.api import current_organisation
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import when
from lanyard.people.request import SignedInRequest
from lanyard.rooms.channels import letters, queries
from lanyard.rooms.channels.actions import impostors as acts
from lanyard.rooms.channels.forms import FoundForm, StepForm
from lanyard.rooms.channels.models import FoundAccount
from lanyard.rooms.channels.queries import FOUND
from lanyard.rooms.channels.views.base import FORM, ask, blame, for_staff

_MOST = 100


@for_staff
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """List the found accounts: those that the reader reported, or all for those who handle them."""
    found = list(queries.found_for(request.person)[:_MOST])
    rows = [
        Row((one.url, one.get_kind_display(), when(one.found_at), one.get_state_display()),
            reverse("channels:found-one", args=[one.pk]),
            exception=_("New") if one.state == "new" else "")
        for one in found
    ]  # fmt: skip
    columns = (_("Address"), _("What is wrong"), _("Reported"), _("How it stands"))
    context = {
        "title": _("Accounts that are not ours"), "any": bool(rows),
        "table": Table(_("Accounts that are not ours"), columns, rows),
        "handles": may(request.person.pk, FOUND),
    }  # fmt: skip
    return render(request, "channels/found.html", context)


@for_staff
@FORM
def new(request: SignedInRequest) -> HttpResponse:
    """Report an account that looks like ours."""
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = acts.report_found(acts.Seen(**form.cleaned_data), by=request.person)
        return redirect("channels:found-one", made.pk)
    title = _("Report an account that looks like ours")
    return ask(request, form, title, _("Report it"), reverse("channels:found"))


@for_staff
@FORM
def one(request: SignedInRequest, found_id: UUID) -> HttpResponse:
    """Show a found account with a letter to the platform; those who handle it say what was done."""
    found = get_object_or_404(queries.found_for(request.person), pk=found_id)
    open_still = found.state in {FoundAccount.State.NEW, FoundAccount.State.CLOSING}
    handles = may(request.person.pk, FOUND) and open_still
    form = StepForm(request.POST or None)
    if request.method == "POST":
        if not handles:
            raise Http404
        if form.is_valid():
            data = form.cleaned_data
            try:
                acts.take_step(
                    found, data["state"], data["what"], reference=data["reference"],
                    by=request.person,
                )  # fmt: skip
            except ValidationError as wrong:
                blame(form, wrong)
            else:
                return redirect("channels:found-one", found.pk)
    context = {
        "title": _("An account that is not ours"), "found": found, "form": form,
        "handles": handles, "steps": list(found.steps.all()),
        "letter": letters.takedown(found, current_organisation().name) if handles else "",
    }  # fmt: skip
    return render(request, "channels/found_one.html", context, status=422 if form.errors else 200)
