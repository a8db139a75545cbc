"""The overview of governance, and the map of risks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.clauses.api import STANDS, Standing, standings
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.spreadsheets.api import csv_answer
from lanyard.foundation.ui.listing import Row, Table
from lanyard.people.request import SignedInRequest
from lanyard.rooms.governance import coverage
from lanyard.rooms.governance.actions import surveys
from lanyard.rooms.governance.actions.starting import asked_under
from lanyard.rooms.governance.kinds import KINDS
from lanyard.rooms.governance.models import Confidence, Liaison, Meeting, Paper
from lanyard.rooms.governance.queries import last_signed, register
from lanyard.rooms.governance.views.base import CHAIR, READ, profile, title_of


@permitted(READ)
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Show each kind of paper with when it was last signed, and where the rest stands."""
    today, here = timezone.localdate(), profile()
    signed, asked = last_signed(), set(asked_under(here, today))
    open_now = set(Paper.objects.filter(signed_on__isnull=True).values_list("kind", flat=True))
    rows = [
        Row(
            (kind.title, title_of(kind.role_under(here)),
             date_format(signed[kind.slug]) if kind.slug in signed else _("Never"),
             _("Begun") if kind.slug in open_now else "\N{EN DASH}"),
            reverse("governance:papers-of", args=[kind.slug]),
            exception="" if kind.slug in signed or kind not in asked else _("Not written yet"),
        )
        for kind in KINDS.values()
    ]  # fmt: skip
    columns = (_("Paper"), _("Signed by"), _("Last signed"), _("In hand"))
    lines = register(today)
    context = {
        "title": _("Governance"), "table": Table(_("Papers"), columns, rows),
        "late": sum(one.is_late for one in lines), "laws": len(lines),
        "gaps": len(coverage.gaps(standings(here, on=today))),
        "meeting": Meeting.objects.filter(cancelled_at__isnull=True).first(),
        "liaison": Liaison.objects.first(), "may_call": may(request.person.pk, CHAIR),
    }  # fmt: skip
    return render(request, "governance/home.html", context)


@permitted(READ)
@require_safe
def coverage_map(request: SignedInRequest) -> HttpResponse:
    """Show each risk against the four layers, the gaps, and what is taught beside what filters."""
    today = timezone.localdate()
    now = standings(profile(), on=today)
    pairs = coverage.pairs(now)
    closed = Confidence.objects.filter(closes_on__lt=today).first()
    context = {
        "title": _("The map of risks"), "layers": coverage.LAYERS.values(),
        "rows": [
            (risk, [_shown(cell) for cell in cells]) for risk, cells in coverage.crossed(now)
        ],
        "gaps": _gaps(now),
        "untaught": [pair.control.entry.sentence for pair in pairs if not pair.taught],
        "pairs": _pairs(pairs), "survey": surveys.open_now(), "asked": closed,
        "results": surveys.results(closed) if closed else [],
        "statements": surveys.STATEMENTS, "may_call": may(request.person.pk, CHAIR),
    }  # fmt: skip
    return render(request, "governance/coverage.html", context)


def _gaps(now: Mapping[str, Standing]) -> list[tuple[Any, list[Any]]]:
    found: dict[Any, list[Any]] = {}
    for risk, layer in coverage.gaps(now):
        found.setdefault(risk.title, []).append(coverage.LAYERS[layer])
    return list(found.items())


def _shown(cell: coverage.Cell) -> dict[str, Any]:
    return {
        "layer": coverage.LAYERS[cell.layer], "live": cell.live,
        "controls": [(one, *STANDS[one.stand]) for one in cell.controls],
    }  # fmt: skip


def _pairs(pairs: Any) -> Table:
    rows = [
        Row(
            (pair.control.entry.sentence, STANDS[pair.control.stand][0],
             " ".join(one.entry.sentence for one in pair.taught)),
            reverse("clauses:control", args=[pair.control.slug]),
            exception="" if pair.live else _("Nothing taught is live"),
        )
        for pair in pairs if pair.taught
    ]  # fmt: skip
    columns = (_("What filters, blocks or watches"), _("Stands"), _("Taught beside it"))
    return Table(_("What filters, and what is taught beside it"), columns, rows)


@permitted(READ)
@require_safe
def coverage_csv(request: SignedInRequest) -> HttpResponse:
    """Give the map as CSV: a row for each risk, layer and control."""
    now = standings(profile(), on=timezone.localdate())
    rows = [
        (risk.title, cell.layer, one.slug, one.stand.value, "yes" if cell.live else "no")
        for risk, cells in coverage.crossed(now) for cell in cells for one in cell.controls
    ]  # fmt: skip
    return csv_answer("coverage", ("risk", "layer", "control", "state", "layer covers it"), rows)
