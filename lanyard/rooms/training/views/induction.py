"""Pages of inductions: one's own, those one takes others through, and what is missing by week."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.ui.listing import Row, Table, page_of
from lanyard.foundation.ui.times import day
from lanyard.people.api import Person
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training import induction
from lanyard.rooms.training.actions import inducting

SEE_ALL = "training.see-all"


@signed_in
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """Show the person's own induction, and those that they take others through."""
    today = timezone.localdate()
    mine = set(induction.inducted_by(request.person, on=today).values_list("pk", flat=True))
    waiting = induction.open_now(on=today, people=mine)
    table, page = page_of(request, _table(waiting))
    context = {
        "title": _("Inductions"), "own": induction.of_person(request.person, on=today),
        "inducts": bool(mine), "any": bool(waiting), "table": table, "page": page,
        "may_see_all": may(request.person.pk, SEE_ALL),
    }  # fmt: skip
    return render(request, "training/induction.html", context)


def _table(found: list[induction.Standing]) -> Table:
    today = timezone.localdate()
    rows = [
        Row(
            (str(one.person), day(one.since), day(one.due), len(one.missing)),
            reverse("training:induct", args=[one.person.pk]),
            exception=_("Late") if one.due < today else "",
        )
        for one in found
    ]  # fmt: skip
    columns = (_("Name"), _("Here since"), _("Due"), _("Missing"))
    return Table(_("To sign off"), columns, rows, numeric=frozenset({3}))


def _new(request: SignedInRequest, person_id: UUID) -> Person:
    people = induction.inducted_by(request.person, on=timezone.localdate())
    return get_object_or_404(people, pk=person_id)


@signed_in
@require_safe
def one(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Show somebody's induction to whoever takes them through it."""
    person = _new(request, person_id)
    found = induction.of_person(person, on=timezone.localdate())
    context = {"title": _("Induction: {name}").format(name=person), "newcomer": person,
               "found": found}  # fmt: skip
    return render(request, "training/induct.html", context)


@signed_in
@require_POST
def go_through(request: SignedInRequest, person_id: UUID, item: str) -> HttpResponse:
    """Note that an item was gone through; "sign-off" signs the whole off."""
    person = _new(request, person_id)
    # What stands in the way is said on the page that follows.
    with suppress(inducting.NotYet):
        if item == "sign-off":
            inducting.sign_off(person, by=request.person)
        else:
            inducting.go_through(person, item, by=request.person)
    return redirect("training:induct", person.pk)


@signed_in
@require_POST
def confirm(request: SignedInRequest, item: str) -> HttpResponse:
    """Confirm an item of one's own; the receipt for the policy leads to it (LAN-TRS-02)."""
    try:
        step = inducting.confirm(item, by=request.person)
    except inducting.NotYet:
        raise Http404 from None
    return redirect("policies:list" if step.by_id is None else "training:induction")


@permitted(SEE_ALL)
@require_safe
def gaps(request: SignedInRequest) -> HttpResponse:
    """List inductions that lack something, by the week after the first day (COM-SAF-03)."""
    today = timezone.localdate()
    found = induction.open_now(on=today)
    rows = [
        Row(
            (str(one.person), one.week(today), day(one.since), "; ".join(one.missing)
             or _("Only to be signed off")),
            reverse("training:induct", args=[one.person.pk]),
            exception=_("Late") if one.due < today else "",
        )
        for one in sorted(found, key=lambda one: (-one.week(today), str(one.person)))
    ]  # fmt: skip
    columns = (_("Name"), _("Week"), _("Here since"), _("Missing"))
    whole = Table(_("By the week after the first day"), columns, rows, frozenset({1}))
    table, page = page_of(request, whole)
    context = {
        "title": _("Inductions that lack something"), "any": bool(rows),
        "table": table, "page": page,
    }  # fmt: skip
    return render(request, "training/induction_gaps.html", context)
