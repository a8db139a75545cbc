"""Pages of the register: every account, one account, and who runs it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lanyard.engine.decisions.api import Word
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.listing import Row, Table
from lanyard.people.request import SignedInRequest
from lanyard.rooms.channels import queries, standing
from lanyard.rooms.channels.actions import accounts as acts
from lanyard.rooms.channels.actions.freezing import frozen
from lanyard.rooms.channels.forms import AccessForm, BecauseForm, CloseForm, PersonForm, ProofForm
from lanyard.rooms.channels.models import AccountAdministrator, OfficialAccount
from lanyard.rooms.channels.queries import FREEZE, SET_UP, Line
from lanyard.rooms.channels.views.base import FORM, ask, blame, for_staff


@for_staff
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Show the register with what needs somebody first, and whether posting is frozen."""
    found = queries.lines(timezone.localdate())
    context = {
        "title": _("Official accounts"), "any": bool(found), "table": _table(found),
        "frozen": frozen(), "may_freeze": may(request.person.pk, FREEZE),
        "wrong": sum(one.wrong for one in found),
    }  # fmt: skip
    return render(request, "channels/home.html", context)


@for_staff
@require_safe
def closed(request: SignedInRequest) -> HttpResponse:
    """Show the accounts that were closed."""
    found = queries.lines(timezone.localdate(), closed=True)
    context = {"title": _("Closed accounts"), "any": bool(found), "table": _table(found)}
    return render(request, "channels/closed.html", context)


def _table(lines: list[Line]) -> Table:
    rows = [
        Row((one.account.name, f"{one.account.platform.name}: {one.account.handle}",
             one.account.get_state_display(), one.account.owner, len(one.running)),
            reverse("channels:account", args=[one.account.pk]), exception=_exception(one))
        for one in lines
    ]  # fmt: skip
    columns = (_("Account"), _("Where"), _("State"), _("Answers for it"), _("Administrators"))
    return Table(_("Official accounts"), columns, rows)


def _exception(line: Line) -> str:
    if line.to_revoke:
        return _("A leaver's access")
    if line.without_owner:
        return _("Nobody answers")
    return _("Too few administrators") if line.short else ""


def _one(account_id: UUID) -> OfficialAccount:
    rows = OfficialAccount.objects.select_related("platform", "owner")
    return get_object_or_404(rows.prefetch_related("administrators__person"), pk=account_id)


@for_staff
@require_safe
def one(request: SignedInRequest, account_id: UUID) -> HttpResponse:
    """Show one account: how it stands under the policy, who runs it, what is still to be done."""
    found = _one(account_id)
    line = queries.line_of(found, timezone.localdate())
    mine = next((row for row in line.running if row.person_id == request.person.pk), None)
    waits = found.state == OfficialAccount.State.SETTING_UP
    context = {
        "title": found.name, "account": found, "line": line, "mine": mine,
        "keeps": queries.keeps(request.person, found) and found.state != "closed",
        "may_set_up": may(request.person.pk, SET_UP) and found.state != "closed",
        "may_revoke": queries.keeps(request.person, found) or mine is not None,
        "answer": standing.system_answer(found) if waits else None, "yes": Word.YES,
    }  # fmt: skip
    return render(request, "channels/account.html", context)


@permitted(SET_UP)
@FORM
def access(request: SignedInRequest, account_id: UUID) -> HttpResponse:
    """Record which setting of the network gives access to an account."""
    found = _one(account_id)
    initial = {"group": found.access_group, "devices": found.access_devices, "url": found.url}
    form = AccessForm(request.POST or None, initial=initial)
    back = reverse("channels:account", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            acts.apply_access(found, **form.cleaned_data, by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect(back)
    title = _("Give access to {account}").format(account=found)
    return ask(request, form, title, _("Record it"), back)


@for_staff
@require_POST
def confirm(request: SignedInRequest, account_id: UUID) -> HttpResponse:
    """Say, as an administrator, that one can sign in."""
    try:
        acts.confirm(_one(account_id), by=request.person)
    except (AccountAdministrator.DoesNotExist, ValidationError):
        raise Http404 from None
    return redirect("channels:account", account_id)


def _kept(request: SignedInRequest, account_id: UUID) -> OfficialAccount:
    """Return an open account that the reader may change; raises Http404."""
    found = _one(account_id)
    if not queries.keeps(request.person, found) or found.state == OfficialAccount.State.CLOSED:
        raise Http404
    return found


@for_staff
@FORM
def add(request: SignedInRequest, account_id: UUID) -> HttpResponse:
    """Let somebody run an account."""
    found, form = _kept(request, account_id), PersonForm(request.POST or None)
    back = reverse("channels:account", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            acts.add_administrator(found, form.cleaned_data["person"], by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect(back)
    title = _("Add an administrator of {account}").format(account=found)
    return ask(request, form, title, _("Add them"), back)


@for_staff
@FORM
def hand_over(request: SignedInRequest, account_id: UUID) -> HttpResponse:
    """Have somebody else answer for an account."""
    found, form = _kept(request, account_id), PersonForm(request.POST or None)
    back = reverse("channels:account", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            acts.hand_over(found, form.cleaned_data["person"], by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect(back)
    title = _("Who is to answer for {account}?").format(account=found)
    return ask(request, form, title, _("Hand it over"), back)


@for_staff
@FORM
def close(request: SignedInRequest, account_id: UUID) -> HttpResponse:
    """Close an account for good."""
    found, form = _kept(request, account_id), CloseForm(request.POST or None)
    back = reverse("channels:account", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            acts.close(found, **form.cleaned_data, by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect(back)
    title = _("Close {account}").format(account=found)
    return ask(request, form, title, _("Close it"), back)


def _administrator(administrator_id: UUID) -> AccountAdministrator:
    rows = AccountAdministrator.objects.select_related("account__platform", "person")
    return get_object_or_404(rows, pk=administrator_id)


@for_staff
@FORM
def remove(request: SignedInRequest, administrator_id: UUID) -> HttpResponse:
    """End somebody's running of an account, where enough others stay."""
    row = _administrator(administrator_id)
    found = _kept(request, row.account_id)
    if row.until is not None:
        raise Http404
    form, back = BecauseForm(request.POST or None), reverse("channels:account", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            acts.remove_administrator(row, **form.cleaned_data, by=request.person)
        except acts.TooFew as few:
            said = _("The account needs {number} administrators beside them. Add another first.")
            form.add_error(None, said.format(number=few))
        except AccountAdministrator.DoesNotExist:
            return redirect(back)
        else:
            return redirect(back)
    title = _("End {person}'s running of {account}").format(person=row.person, account=found)
    return ask(request, form, title, _("End it"), back)


@for_staff
@FORM
def revoke(request: SignedInRequest, administrator_id: UUID) -> HttpResponse:
    """Record that somebody's access is gone: whoever runs the account, or keeps the register."""
    row = _administrator(administrator_id)
    found, person = row.account, request.person
    runs = queries.runs(person.pk, found)
    if not (queries.keeps(person, found) or (runs and runs.pk != row.pk)):
        raise Http404
    goes = row.until is not None or queries.leaving([row.person_id], timezone.localdate())
    if not goes or row.revoked_on is not None:
        raise Http404
    form, back = ProofForm(request.POST or None), reverse("channels:account", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        acts.revoke(row, **form.cleaned_data, by=person)
        return redirect(back)
    title = _("{person}'s access to {account} is gone").format(person=row.person, account=found)
    return ask(request, form, title, _("Record it"), back)
