"""The inbox of reports and cases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.listing import Filter, filter_by, query_with
from lanyard.people.api import Site, people_by_id
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns import in_force, reasons, states
from lanyard.rooms.concerns.queries import inbox as query

#: A person's part in one word.
_SHORT = {
    "harmed": lazy("harmed"), "alleged": lazy("alleged"), "witness": lazy("witness"),
    "other": lazy("involved"),
}  # fmt: skip
#: The words of a state in a narrow column, where its own are long.
_SHORT_STATES = {str(states.CaseState.AWAITING_AGREEMENT): lazy("Second person")}
_STATES: dict[str, Any] = {"report": states.ConcernState, "case": states.CaseState}
_NAMES = ("severity", "risk_area", "category", "site", "holder", "prevent")
_KINDS = {
    "received": "due", "acknowledged": "waiting", "open": "note", "awaiting-agreement": "waiting",
    "watching": "quiet", "closed": "quiet",
}  # fmt: skip


@permitted("concerns.inbox")
@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    """List what needs somebody, most pressing first."""
    chosen = {name: request.GET.get(name, "") for name in _NAMES}
    filters = query.Filters(state=request.GET.get("state", ""), columns=_tidy(chosen))
    page = query.page_of(filters, after=request.GET.get("after", ""))
    counts = query.counts()
    words = {s.level: s.title for s in in_force.profile().severities}
    context = {
        "title": _("Concerns"), "parts": _parts(page, words),
        "groups": _groups(request, counts, words),
        "next": query_with(request, after=page.after) if page.after else "",
        "start": query_with(request, after=None) if request.GET.get("after") else "",
        "narrowed": any(chosen.values()) or filters.state,
    }  # fmt: skip
    return render(request, "concerns/inbox.html", context)


def _parts(page: query.Page, severities: dict[int, str]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the lists of a page under their headings: danger now, just in, then all the rest.

    Where nothing is just in there is one list, without a heading.
    """
    if not page.just_in:
        return [("", [_row(line, severities) for line in page.lines])] if page.lines else []
    parts = (
        (_("Danger now"), [line for line in page.lines if not line.rank]),
        (_("Just in"), page.just_in),
        (_("By what is due"), [line for line in page.lines if line.rank]),
    )
    return [(title, [_row(one, severities) for one in lines]) for title, lines in parts if lines]


def _tidy(chosen: dict[str, str]) -> dict[str, str]:
    """Keep the values that a filter may have; anything else narrows nothing."""
    fits = {
        "severity": {str(level) for level in range(1, 6)},
        "risk_area": set(reasons.RiskArea.values), "category": set(reasons.Category.values),
        "prevent": {"list"},
    }  # fmt: skip
    return {
        name: value
        for name, value in chosen.items()
        if value and (value in fits[name] if name in fits else _is_id(name, value))
    }


def _is_id(name: str, value: str) -> bool:
    if name == "holder" and value == "none":
        return True
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


def _row(line: query.Line, severities: dict[int, str]) -> dict[str, Any]:
    page = "concerns:concern" if line.kind == "report" else "concerns:case"
    state = _SHORT_STATES.get(line.state) or _STATES[line.kind](line.state).label
    label = str(reasons.Category(line.category).label)
    return {
        "url": reverse(page, args=[line.id]),
        "title": f"{line.reference}: {label}" if line.walled else line.words or label,
        "label": _about(line, label),
        "level": line.severity, "word": severities.get(line.severity, ""),
        "kind": _KINDS[line.state], "state": str(state),
        "people": [(name, _SHORT[part]) for name, part in line.people],
        "age": timesince(line.since, depth=1), "due": line.due, "holder": line.holder,
        "prevent": line.prevent in {"yes", "unsure"},
    }  # fmt: skip


def _about(line: query.Line, label: str) -> str:
    """Return what a line is about, in small; of a walled one that it asks for a second factor."""
    if line.walled:
        return _("About staff: opens with your second factor")
    return label if line.kind == "report" else ""


def _groups(
    request: SignedInRequest, counts: dict[str, dict[str, int]], severities: dict[int, str]
) -> list[Filter]:
    everything = _("All")
    holders = people_by_id([UUID(str(key)) for key in counts["holder"] if key])
    sites = Site.objects.in_bulk([key for key in counts["site"] if key])
    state_choices = [("new", _("New reports")), *states.CaseState.choices]
    prevent = {"list": counts["prevent"].get("yes", 0) + counts["prevent"].get("unsure", 0)}
    return [
        _state_filter(request, state_choices, counts["state"]),
        filter_by(request, "severity", _("Severity"),
                  [(str(level), severities[level]) for level in sorted(severities, reverse=True)],
                  counts=counts["severity"], everything=everything),
        filter_by(request, "prevent", _("Prevent list"),
                  [("list", _("Yes or not sure"))], counts=prevent),
        filter_by(request, "holder", _("Who holds it"),
                  [(str(p.pk), str(p)) for p in holders.values()], counts=counts["holder"],
                  everything=everything),
        filter_by(request, "risk_area", _("The four Cs"), reasons.RiskArea.choices,
                  counts=counts["risk_area"], everything=everything),
        filter_by(request, "category", _("Category"),
                  [c for c in reasons.Category.choices if counts["category"].get(c[0])],
                  counts=counts["category"], everything=everything),
        filter_by(request, "site", _("Site"), [(str(s.pk), s.name) for s in sites.values()],
                  counts=counts["site"], everything=everything),
    ]  # fmt: skip


def _state_filter(request: SignedInRequest, choices: Any, counts: dict[str, int]) -> Filter:
    """Make the filter of states; what is closed is listed but not counted."""
    return filter_by(request, "state", _("State"), choices, counts=None, everything=_("All open"))
