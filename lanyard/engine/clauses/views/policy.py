"""The policy as a document, a clause's page, and both taken out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.clauses import chart, exports, pages, words
from lanyard.engine.clauses.queries import history, words_given
from lanyard.engine.clauses.views.base import now, reader_of, readers_only
from lanyard.engine.clauses.views.shown import shown_controls
from lanyard.engine.policy.api import clauses
from lanyard.foundation.ui.listing import query_with
from lanyard.people.request import SignedInRequest


@readers_only
@require_safe
def policy(request: SignedInRequest) -> HttpResponseBase:
    """Show the policy in force, clause by clause, each with how it stands today."""
    today = now()
    lines = pages.lines_of(clauses(today.version.slug), today.standings(), on=today.day)
    chosen = pages.chosen_in(request.GET.dict())
    shown = [line for line in lines if chosen.admits(line)]
    profile = today.profile
    context: dict[str, Any] = {
        "title": profile.document.title, "name": profile.name, "version": today.version,
        "sections": pages.sections(shown), "count": len(shown), "whole": len(lines),
        "summary": pages.summary(lines), "groups": pages.filters(request, lines),
        "asked": words.ACTORS.get(chosen.actor, ""), "query": query_with(request),
        "looked": _looked(lines), "day": today.day,
    }  # fmt: skip
    return render(request, "clauses/policy.html", context)


def _looked(lines: list[pages.Line]) -> Any:
    moments = [c.found.taken_at for line in lines for c in line.controls if c.found]
    return max(moments, default=None)


@readers_only
@require_safe
def clause(request: SignedInRequest, clause_id: str) -> HttpResponseBase:
    """Show one clause: what it says, what carries it out, and the evidence over time."""
    today, reader = now(), reader_of(request)
    found = pages.register_holding(clause_id, today.version.slug, today.day)
    if found is None:
        raise Http404
    one, pack = found
    register = {one.id: one}
    (line,) = pages.lines_of(register, today.standings(one.controls), on=today.day)
    past = history(one.controls, since=chart.since(today.day)) if reader.sees_figures else {}
    given = words_given(one.controls) if reader.sees_figures else {}
    context = {
        "title": one.id, "line": line, "pack": pack, "reader": reader, "day": today.day,
        "kind": words.KINDS.get(one.kind, ""), "about": words.CAPABILITIES.get(one.capability, ""),
        "strength": words.STRENGTHS[one.strength],
        "controls": shown_controls(line.controls, today, reader, past, given),
    }  # fmt: skip
    return render(request, "clauses/clause.html", context)


@readers_only
@require_safe
def export(request: SignedInRequest, form: str) -> HttpResponse:
    """Give what the policy's page shows, with the same filters, as CSV or JSON."""
    today, reader = now(), reader_of(request)
    lines = pages.lines_of(clauses(today.version.slug), today.standings(), on=today.day)
    chosen = pages.chosen_in(request.GET.dict())
    shown = [line for line in lines if chosen.admits(line)]

    def exactness(control: str) -> bool | None:
        return reader.sees_exactly(control, today.profile) if reader.sees_figures else None

    if form == "csv":
        content = exports.as_csv(shown, figures=exactness)
        kind = "text/csv; charset=utf-8"
    elif form == "json":
        head = {
            "policy": today.profile.name, "profile": today.version.slug,
            "version": today.version.number, "on": today.day.isoformat(),
            "made_at": timezone.now().isoformat(), "page": reverse("clauses:policy"),
        }  # fmt: skip
        content = exports.as_json(shown, figures=exactness, head=head)
        kind = "application/json"
    else:
        raise Http404(_("There is no such form."))
    response = HttpResponse(content, content_type=kind)
    name = f"policy-{today.version.slug}-{today.day.isoformat()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
