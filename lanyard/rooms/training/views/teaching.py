"""Pages of what is taught to groups."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.ui.listing import Row, Table, page_of
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training import teaching
from lanyard.rooms.training.models import TaughtOnce

_NOTHING = "\N{EN DASH}"


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Show the groups that the person teaches, with a button for each kind of teaching."""
    today = timezone.localdate()
    groups = list(teaching.groups_of(request.person, on=today))
    done = set(
        TaughtOnce.objects.filter(by=request.person, on=today).values_list("group_id", "kind")
    )
    context = {
        "title": _("What you taught today"),
        "groups": [
            (one, [(k, word, (one.pk, k) in done) for k, word in TaughtOnce.Kind.choices])
            for one in groups
        ],
    }
    return render(request, "training/teaching.html", context)


@signed_in
@require_POST
def log(request: SignedInRequest, group_id: UUID, kind: str) -> HttpResponse:
    """Log it in one tap."""
    found = get_object_or_404(
        teaching.groups_of(request.person, on=timezone.localdate()), pk=group_id
    )
    if kind not in TaughtOnce.Kind.values:
        raise Http404
    teaching.log(found, kind, by=request.person)
    return redirect("training:teaching")


@permitted("training.see-all")
@require_safe
def map_of(request: SignedInRequest) -> HttpResponse:
    """Show which groups were taught online safety, by month; those with nothing come first."""
    today = timezone.localdate()
    words = dict(TaughtOnce.Kind.choices)
    rows = [
        Row(
            (line.group.name, line.this_term,
             ", ".join(f"{date_format(m, 'F')}: {n}" for m, n in line.months.items()) or _NOTHING,
             ", ".join(str(words[k]) for k in sorted(line.kinds)) or _NOTHING),
            exception="" if line.this_term else _("Nothing this term"),
        )
        for line in teaching.taught(on=today)
    ]  # fmt: skip
    columns = (_("Group"), _("This term"), _("By month"), _("What"))
    whole = Table(_("Online safety taught to groups"), columns, rows, frozenset({1}))
    table, page = page_of(request, whole)
    context = {
        "title": _("What groups were taught"), "any": bool(rows),
        "table": table, "page": page,
        "back": reverse("training:everything"),
    }  # fmt: skip
    return render(request, "training/taught.html", context)
