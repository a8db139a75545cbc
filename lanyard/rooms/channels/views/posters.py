"""Pages of those who post: the lists, putting somebody on one, the yearly signature."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.audit import api as audit
from lanyard.foundation.spreadsheets.api import csv_answer
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people.request import SignedInRequest
from lanyard.rooms.channels import posting
from lanyard.rooms.channels.actions import posters as acts
from lanyard.rooms.channels.forms import BecauseForm
from lanyard.rooms.channels.forms_posters import AgreementForm, PosterForm
from lanyard.rooms.channels.models import (
    AccountAdministrator,
    AuthorisedPoster,
    OfficialAccount,
)
from lanyard.rooms.channels.queries import AUTHORISE, SET_UP
from lanyard.rooms.channels.views.base import FORM, ask, blame, for_staff


@for_staff
@require_safe
def everybody(request: SignedInRequest) -> HttpResponse:
    """Show who may post on which account, by whose word, until when."""
    found = _shown()
    may_list = may(request.person.pk, AUTHORISE)
    context = {
        "title": _("Who posts"), "any": bool(found), "table": _table(found, may_list=may_list),
        "may_export": may_list or may(request.person.pk, SET_UP),
        "accounts": _open() if may_list else (),
    }  # fmt: skip
    return render(request, "channels/posters.html", context)


def _open() -> QuerySet[OfficialAccount]:
    return OfficialAccount.objects.exclude(state="closed").select_related("platform")


def _shown() -> list[AuthorisedPoster]:
    rows = posting.with_agreement(timezone.localdate())
    return list(rows.select_related("account__platform", "person"))


def _table(rows: list[AuthorisedPoster], *, may_list: bool) -> Table:
    lines = [
        Row((str(one.person), str(one.account), f"{one.issued_by_name} ({one.issued_as})",
             day(one.until)),
            reverse("channels:end-poster", args=[one.pk]) if may_list else "",
            exception="" if getattr(one, "agreed", False) else _("Has not signed: may not post"))
        for one in rows
    ]  # fmt: skip
    columns = (_("Who"), _("Account"), _("By whose word"), _("Until"))
    return Table(_("Who posts"), columns, lines)


@signed_in
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """Send who is to reach which account on the network; that is recorded (LAN-SMU-01)."""
    if not (may(request.person.pk, AUTHORISE) or may(request.person.pk, SET_UP)):
        raise Http404
    audit.record("channels.exported", by=request.person, subject=_("who posts"), kind="posters")
    header = ("name", "email", "account", "platform", "group", "as", "until")
    return csv_answer("social-media-group", header, members())


def members() -> list[tuple[str, ...]]:
    """Return the lines of the network's group: those who may post now, and who runs an account."""
    today = timezone.localdate()
    rows = posting.with_agreement(today).filter(agreed=True)
    found = [
        (str(one.person), one.person.email, one.account.name, one.account.platform.name,
         one.account.access_group, "posts", one.until.isoformat())
        for one in rows.select_related("account__platform", "person")
    ]  # fmt: skip
    running = AccountAdministrator.objects.filter(Q(until=None)).exclude(account__state="closed")
    found += [
        (str(one.person), one.person.email, one.account.name, one.account.platform.name,
         one.account.access_group, "runs", "")
        for one in running.select_related("account__platform", "person")
    ]  # fmt: skip
    return sorted(found)


@permitted(AUTHORISE)
@FORM
def add(request: SignedInRequest, account_id: UUID) -> HttpResponse:
    """Let somebody post on an account."""
    account = get_object_or_404(_open(), pk=account_id)
    form = PosterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.authorise(account, **form.cleaned_data, by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        except acts.NotAuthorised:
            form.add_error("person", _("Somebody else has to say that you may post"))
        else:
            said = _("{person} may post once they have signed.").format(person=made.person)
            messages.success(request, said)
            return redirect("channels:posters")
    title = _("Let somebody post on {account}").format(account=account)
    return ask(request, form, title, _("Put them on the list"), reverse("channels:posters"))


@permitted(AUTHORISE)
@FORM
def end(request: SignedInRequest, poster_id: UUID) -> HttpResponse:
    """Take somebody off a list."""
    rows = AuthorisedPoster.objects.select_related("account__platform", "person")
    row = get_object_or_404(rows, pk=poster_id, ended_on=None)
    form = BecauseForm(request.POST or None)
    back = reverse("channels:posters")
    if request.method == "POST" and form.is_valid():
        acts.end_poster(row, **form.cleaned_data, by=request.person)
        return redirect(back)
    title = _("{person} posts on {account} no more").format(person=row.person, account=row.account)
    return ask(request, form, title, _("Take them off the list"), back)


@for_staff
@FORM
def agree(request: SignedInRequest, account_id: UUID) -> HttpResponse:
    """Sign for a year what posting for the organisation means."""
    account = get_object_or_404(_open(), pk=account_id)
    today = timezone.localdate()
    mine = posting.with_agreement(today).filter(account=account, person=request.person).first()
    if mine is None:
        raise Http404
    form = AgreementForm(request.POST or None)
    back = reverse("channels:account", args=[account.pk])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            acts.sign(account, uses=data["uses"], ticked=data["rules"], by=request.person)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            messages.success(request, _("You may post on {account}.").format(account=account))
            return redirect(back)
    title = _("Speak for us on {account}").format(account=account)
    lead = _("This holds for a year. Without it you cannot post.")
    return ask(request, form, title, _("Sign"), back, lead=lead)
