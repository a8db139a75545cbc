"""Where groups work online: said by those who teach, seen by those who manage."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.answers.api import for_staff
from lanyard.foundation.access.api import may
from lanyard.foundation.ui.asking import ask
from lanyard.foundation.ui.listing import Row, Table, page_of
from lanyard.people.request import SignedInRequest
from lanyard.rooms.contact.actions import places as acts
from lanyard.rooms.contact.forms import PlacesForm
from lanyard.rooms.contact.models import ClassPlace, Use
from lanyard.rooms.contact.queries import (
    GROUPS,
    Standing,
    groups_taught,
    listed,
    standings,
    teaching_groups,
)
from lanyard.rooms.contact.views.base import FORM


@for_staff
@require_safe
def groups(request: SignedInRequest) -> HttpResponse:
    """List one's own groups, or all for who manages, with what is wrong first."""
    today, every = timezone.localdate(), may(request.person.pk, GROUPS)
    found = teaching_groups(today) if every else groups_taught(request.person, today)
    rows = [
        Row(
            (line.group.name, _where(line), _link(line)),
            reverse("contact:places", args=[line.group.pk]), exception=_wrong(line),
        )
        for line in standings(found)
    ]  # fmt: skip
    columns = (_("Group"), _("Where"), _("Link"))
    table, page = page_of(request, Table(_("Where groups work online"), columns, rows))
    context = {
        "title": _("Where groups work online"), "table": table, "page": page,
        "usual": next((one for one in listed() if one.standard), None),
    }  # fmt: skip
    return render(request, "contact/groups.html", context)


def _where(line: Standing) -> str:
    names = dict.fromkeys(str(one) for one in line.places.values())
    return ", ".join(names) or _("Nobody has said")


def _link(line: Standing) -> str:
    return _("Yes") if line.linked else _("No")


def _wrong(line: Standing) -> str:
    if line.elsewhere:
        return _("Outside")
    return "" if line.linked else _("No link")


@for_staff
@FORM
def places(request: SignedInRequest, group_id: UUID) -> HttpResponse:
    """Say where a group does each of four things."""
    group = get_object_or_404(teaching_groups(timezone.localdate()), pk=group_id)
    if not acts.may_declare(request.person, group):
        raise Http404
    (line,) = standings([group])
    form = PlacesForm(request.POST or None, agreed=listed(Use.TEACH), initial=_first(line))
    if request.method == "POST" and form.is_valid():
        try:
            acts.declare_places(group, form.places(), by=request.person)
        except acts.NotPlaced as wrong:
            form.add_error("because", str(wrong))
        else:
            messages.success(request, _("It is kept."))
            return redirect("contact:groups")
    title = _("Where does {group} work online?").format(group=group)
    return ask(request, form, title, _("Keep it"), reverse("contact:groups"))


def _first(line: Standing) -> dict[str, Any]:
    """Return what stands; a group of which nothing is said is taken to use the standard."""
    usual = next((one for one in listed(Use.TEACH) if one.standard), None)
    first: dict[str, Any] = {}
    for activity in ClassPlace.Activity.values:
        place = line.places.get(activity)
        if place is None:
            first[activity] = str(usual.pk) if usual else ""
            continue
        first[activity] = str(place.channel_id) if place.channel_id else "elsewhere"
        first[f"{activity}_elsewhere"] = place.elsewhere
        first["url"] = first.get("url") or place.url
        first["because"] = first.get("because") or place.because
    return first
