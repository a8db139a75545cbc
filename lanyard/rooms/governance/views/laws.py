"""Pages of the register of laws."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.clauses.api import ROOMS, standings
from lanyard.engine.policy.api import catalogue, clauses
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.spreadsheets.api import csv_answer
from lanyard.foundation.ui.listing import Row, Table
from lanyard.people.request import SignedInRequest
from lanyard.rooms.governance.actions import laws as acts
from lanyard.rooms.governance.forms import CheckForm, LawForm, OwnerForm
from lanyard.rooms.governance.lawbook import laws
from lanyard.rooms.governance.models import LawCheck, LawEntry
from lanyard.rooms.governance.pages import shown_controls
from lanyard.rooms.governance.queries import Line, last_signed, register
from lanyard.rooms.governance.views.base import (
    FORM,
    READ,
    WRITE,
    ask,
    blame,
    profile,
    roles_offered,
    title_of,
    writes,
)


@permitted(READ)
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """List the laws, those that need a check or a change of wording first."""
    today = timezone.localdate()
    lines = register(today)
    rows = [
        Row(
            (_title(one), title_of(one.entry.owner_role), _checked(one),
             date_format(one.next_on)),
            reverse("governance:law", args=[one.entry.slug]), exception=_exception(one),
        )
        for one in lines
    ]  # fmt: skip
    columns = (_("Law or guidance"), _("Who answers for it"), _("Last check"), _("Next check by"))
    context = {
        "title": _("The register of laws"), "any": bool(rows), "may_write": writes(request),
        "table": Table(_("Laws"), columns, rows), "word": last_signed().get("values"),
        "late": sum(one.is_late for one in lines),
        "replaced": sum(bool(one.replaced_by) for one in lines),
    }  # fmt: skip
    return render(request, "governance/laws.html", context)


def _title(one: Line) -> str:
    if not one.replaced_by:
        return one.entry.title
    return _("{law} (now: {other})").format(law=one.entry.title, other=one.replaced_by)


def _checked(one: Line) -> str:
    return date_format(one.check.on) if one.check else _("Never")


def _exception(one: Line) -> str:
    if one.is_late:
        return _("Check overdue")
    if one.replaced_by:
        return _("Replaced")
    changed = one.check is not None and one.check.outcome == LawCheck.Outcome.CHANGED
    return _("Changed") if changed else ""


@permitted(READ)
@require_safe
def as_csv(request: SignedInRequest) -> HttpResponse:
    """Give the register as CSV, an evidence pack of its own."""
    header = ("law", "owner", "controls", "clauses", "last check", "outcome", "by", "where",
              "replaced by", "next check by")  # fmt: skip
    rows = [
        (
            one.entry.title, title_of(one.entry.owner_role), " ".join(one.entry.controls),
            " ".join(_named(one.entry)), *_last(one), one.replaced_by, one.next_on.isoformat(),
        )
        for one in register(timezone.localdate())
    ]  # fmt: skip
    return csv_answer("laws", header, rows)


def _last(one: Line) -> tuple[str, ...]:
    made = one.check
    if made is None:
        return ("", "", "", "")
    return (made.on.isoformat(), made.get_outcome_display(), made.by_name, made.note)


def _named(entry: LawEntry) -> list[str]:
    """Return the clauses of the policy that name a law, else those that rest on its controls."""
    register_here = clauses(profile().slug)
    shipped = next((law for law in laws() if law.slug == entry.slug), None)
    if shipped is not None:
        return [one.id for one in shipped.clauses_in(register_here)]
    wanted = set(entry.controls)
    return [one.id for one in register_here.values() if not wanted.isdisjoint(one.controls)]


@permitted(READ)
@require_safe
def one(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a law: which clauses name it, what satisfies it and how that stands, and its checks."""
    entry = get_object_or_404(LawEntry, slug=slug)
    today = timezone.localdate()
    (line,) = [found for found in register(today) if found.entry == entry]
    shipped = next((law for law in laws() if law.slug == slug), None)
    context = {
        "title": entry.title, "entry": entry, "line": line, "may_write": writes(request),
        "owner": title_of(entry.owner_role), "checks": list(entry.checks.all()),
        "controls": shown_controls(entry.controls, standings(profile(), on=today)),
        "clauses": [clauses(profile().slug)[one] for one in _named(entry)][:_MOST],
        "pack": shipped.pack if shipped else "", "exception": _exception(line),
    }  # fmt: skip
    return render(request, "governance/law.html", context)


_MOST = 40


@permitted(WRITE)
@FORM
def check(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say by name how a law stands today."""
    entry = get_object_or_404(LawEntry, slug=slug, archived_on__isnull=True)
    form = CheckForm(request.POST or None, initial={"replaced_by": entry.replaced_by})
    if request.method == "POST" and form.is_valid():
        try:
            acts.check_law(entry, by=request.person, **form.cleaned_data)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect("governance:law", slug)
    title = _("Check: {title}").format(title=entry.title)
    back = reverse("governance:law", args=[slug])
    return ask(request, form, title, _("Put my name to it"), back)


@permitted(WRITE)
@FORM
def give(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let another post answer for a law."""
    entry = get_object_or_404(LawEntry, slug=slug, archived_on__isnull=True)
    form = OwnerForm(
        request.POST or None, roles=roles_offered(), initial={"owner_role": entry.owner_role}
    )
    if request.method == "POST" and form.is_valid():
        acts.give_law(entry, form.cleaned_data["owner_role"], by=request.person)
        return redirect("governance:law", slug)
    title = _("Who answers for {title}?").format(title=entry.title)
    back = reverse("governance:law", args=[slug])
    return ask(request, form, title, _("Save"), back)


@permitted(WRITE)
@FORM
def new(request: SignedInRequest) -> HttpResponse:
    """Put a law on the register."""
    form = LawForm(request.POST or None, controls=_controls(), roles=roles_offered())
    if request.method == "POST" and form.is_valid():
        try:
            entry = acts.add_law(by=request.person, **form.cleaned_data)
        except ValidationError as wrong:
            blame(form, wrong)
        else:
            return redirect("governance:law", entry.slug)
    back = reverse("governance:laws")
    return ask(request, form, _("Put a law on the register"), _("Add it"), back)


def _controls() -> list[tuple[Any, list[tuple[str, str]]]]:
    """Return every control under the part of the house that carries it out."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for slug, one in catalogue().controls.items():
        found[one.room].append((slug, one.sentence))
    return [(ROOMS[room], offered) for room, offered in found.items()]
