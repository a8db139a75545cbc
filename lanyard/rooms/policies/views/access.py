"""Pages about access that waits for a signature: IT's lists, one's own people, suspensions."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.audit import api as audit
from lanyard.foundation.spreadsheets.api import csv_answer
from lanyard.foundation.ui.asking import ask
from lanyard.people.api import Person, is_staff
from lanyard.people.request import SignedInRequest
from lanyard.rooms.policies.actions import access as acts
from lanyard.rooms.policies.forms_keeping import SuspendForm
from lanyard.rooms.policies.models import AccessRestriction
from lanyard.rooms.policies.pages import accounts_table, restricted_table, unsigned_table
from lanyard.rooms.policies.queries import access as reads
from lanyard.rooms.policies.queries.signing import restricted as late

_FORM = require_http_methods(["GET", "HEAD", "POST"])
RESTRICT = "policies.restrict"
_PER_PAGE = 50


@permitted(RESTRICT)
@require_safe
def restricted(request: SignedInRequest) -> HttpResponse:
    """Show whose access is to be restricted or given back, for IT (LAN-BEH-01)."""
    today = timezone.localdate()
    page = Paginator(late(today), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Accounts to restrict"), "page": page, "table": restricted_table(page),
        "to_confirm": reads.to_confirm(today)[:_PER_PAGE],
    }  # fmt: skip
    return render(request, "policies/restricted.html", context)


@permitted(RESTRICT)
@require_POST
def confirm(request: SignedInRequest, restriction_id: UUID) -> HttpResponse:
    """Confirm that a restriction was applied, or taken back."""
    acts.confirm(get_object_or_404(AccessRestriction, pk=restriction_id), by=request.person)
    return redirect("policies:restricted")


@permitted(RESTRICT)
@require_safe
def restricted_csv(request: SignedInRequest) -> HttpResponse:
    """Send the list as CSV; that is recorded."""
    people = late(timezone.localdate())
    audit.record(
        "policies.exported", by=request.person, subject=_("accounts to restrict"),
        kind="restriction",
    )  # fmt: skip
    return csv_answer(
        "accounts-to-restrict", ("name", "email"), ((str(p), p.email) for p in people)
    )


@permitted(RESTRICT)
@require_safe
def accounts(request: SignedInRequest) -> HttpResponse:
    """Show which accounts wait for a signature and which are ready (OAK-4.6.2-10, LAN-TRS-05)."""
    found = reads.accounts(timezone.localdate())
    waiting = [one for one in found if one.state != "ready"]
    page = Paginator(waiting, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Accounts and signatures"), "table": accounts_table(page), "page": page,
        "ready": len(found) - len(waiting), "waiting": len(waiting),
    }  # fmt: skip
    return render(request, "policies/accounts.html", context)


@permitted(RESTRICT)
@require_safe
def accounts_csv(request: SignedInRequest) -> HttpResponse:
    """Send the accounts that are ready as CSV: nobody stands in it before they have signed."""
    ready = [one for one in reads.accounts(timezone.localdate()) if one.state == "ready"]
    audit.record(
        "policies.exported", by=request.person, subject=_("accounts that are ready"),
        kind="restriction",
    )  # fmt: skip
    rows = ((str(one.person), one.person.email, one.state) for one in ready)
    return csv_answer("accounts-ready", ("name", "email", "state"), rows)


@signed_in
@require_safe
def team(request: SignedInRequest) -> HttpResponse:
    """Show who of one's people (team, sponsored, learners) has still to sign."""
    person, today = request.person, timezone.localdate()
    rows = reads.unsigned_of(person, on=today)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Your people's signatures"), "table": unsigned_table(page, today), "page": page,
        "any": bool(rows),
    }  # fmt: skip
    return render(request, "policies/team.html", context)


@signed_in
@_FORM
def suspend(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Take somebody's personal use of the systems away for some days (OAK-8.1-03)."""
    person = get_object_or_404(Person, pk=person_id)
    today = timezone.localdate()
    if not is_staff(request.person) or not reads.manages(request.person, person, on=today):
        raise Http404
    form = SuspendForm(request.POST or None, initial={"since": today})
    if request.method == "POST" and form.is_valid():
        try:
            acts.suspend(person, by=request.person, **form.cleaned_data)
        except ValueError:
            form.add_error(None, _("Their personal use is suspended already."))
        else:
            return redirect("policies:team")
    title = _("Suspend the personal use of {person}").format(person=person)
    return ask(request, form, title, _("Suspend it"), reverse("policies:team"))
