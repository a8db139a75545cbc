"""Statutory packs: what the law asks beside the policy, on the same controls, by edition."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.clauses import pages, words
from lanyard.engine.clauses.views.base import now, readers_only
from lanyard.engine.policy.api import (
    Clause,
    Edition,
    changes_of,
    edition_before,
    edition_on,
    packs,
)
from lanyard.people.request import SignedInRequest


@readers_only
@require_safe
def laws(request: SignedInRequest) -> HttpResponseBase:
    """List the packs with the edition in force of each, and how its duties stand."""
    today = now()
    standings = today.standings()
    listed = []
    for editions in packs().values():
        edition = edition_on(editions, today.day)
        lines = pages.lines_of(edition.duties, standings, on=today.day)
        changed = edition_before(editions, edition) is not None
        listed.append((edition, pages.summary(lines), len(lines), changed))
    context = {"title": _("Law and statutory guidance"), "packs": listed}
    return render(request, "clauses/laws.html", context)


@readers_only
@require_safe
def edition(request: SignedInRequest, pack: str, edition: str) -> HttpResponseBase:
    """Show one edition of a pack, duty by duty."""
    today = now()
    one, editions = _edition(pack, edition)
    lines = pages.lines_of(one.duties, today.standings(), on=today.day)
    chosen = pages.chosen_in(request.GET.dict())
    shown = [line for line in lines if chosen.admits(line)]
    context: dict[str, Any] = {
        "title": one.title, "edition": one, "sections": pages.sections(shown),
        "summary": pages.summary(lines), "count": len(shown), "whole": len(lines),
        "groups": pages.filters(request, lines, small=True),
        "editions": [(e.edition, reverse("clauses:edition", args=[pack, e.edition]), e == one)
                     for e in editions],
        "in_force": edition_on(editions, today.day) == one,
    }  # fmt: skip
    return render(request, "clauses/edition.html", context)


@readers_only
@require_safe
def changes(request: SignedInRequest, pack: str, edition: str) -> HttpResponseBase:
    """Show what an edition changed against the one before it."""
    one, editions = _edition(pack, edition)
    before = edition_before(editions, one)
    context: dict[str, Any] = {"title": _("What changed"), "edition": one, "before": before}
    if before is not None:
        found = changes_of(before, one)
        context |= {
            "added": [one.duties[slug] for slug in found.added],
            "removed": [before.duties[slug] for slug in found.removed],
            "changed": [
                (one.duties[slug], [_told(name, before.duties[slug], one.duties[slug])
                                    for name in fields])
                for slug, fields in found.changed.items()
            ],
        }  # fmt: skip
    return render(request, "clauses/changes.html", context)


def _told(name: str, old: Clause, new: Clause) -> tuple[Any, Any, Any]:
    return words.FIELDS[name], _value(getattr(old, name)), _value(getattr(new, name))


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _edition(pack: str, edition: str) -> tuple[Edition, tuple[Edition, ...]]:
    editions = packs().get(pack, ())
    for one in editions:
        if one.edition == edition:
            return one, editions
    raise Http404
