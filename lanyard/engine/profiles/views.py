"""Pages of the policy profile: the one in force, its history, and changing it."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.engine.policy.api import ProfileInvalid
from lanyard.engine.profiles import pages
from lanyard.engine.profiles.actions import put_in_force, save_draft
from lanyard.engine.profiles.differences import Change, changes_between, differences
from lanyard.engine.profiles.forms import ChangesForm, InForceForm, LeftOpenForm, ProposalForm
from lanyard.engine.profiles.models import ProfileVersion
from lanyard.engine.profiles.proposals import decide_proposal, offers
from lanyard.engine.profiles.queries import (
    CHANGE,
    NoProfile,
    draft_of,
    open_proposal,
    profile_in_force,
    version_numbered,
    versions,
)
from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import permitted, step_up
from lanyard.people.request import SignedInRequest

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@permitted("profiles.see")
@require_safe
def in_force(request: SignedInRequest) -> HttpResponse:
    """Show the profile in force, each value with its source."""
    return _show(request, _version_in_force(), latest=True)


@permitted("profiles.see")
@require_safe
def version(request: SignedInRequest, number: int) -> HttpResponse:
    """Show one version as it was."""
    try:
        return _show(request, version_numbered(number), latest=False)
    except ProfileVersion.DoesNotExist:
        raise Http404 from None


@permitted("profiles.see")
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """List the versions, newest first, each with what it changed."""
    every = list(versions())
    before: list[ProfileVersion | None] = [*every[1:], None]
    listed = [
        (one, [pages.told(c) for c in differences(old, one)] if old else [])
        for one, old in zip(every, before, strict=True)
    ]
    context = {"title": _("History of the policy profile"), "versions": listed}
    return render(request, "profiles/history.html", context)


@permitted(CHANGE)
@_FORM
def change(request: SignedInRequest) -> HttpResponse:
    """Draft changes. What was typed is kept even where it cannot be used yet."""
    person, now = request.person, _version_in_force()
    draft = draft_of(person.pk)
    form = ChangesForm(
        request.POST or None, version=now,
        initial={"changes": draft.changes if draft else now.changes},
    )  # fmt: skip
    if request.method == "POST":
        save_draft(request.POST.get("changes", "")[:100_000], by=person)
        if form.is_valid():
            return redirect("profiles:put-in-force")
    context = {
        "title": _("Change the policy profile"), "form": form, "version": now,
        "saved": draft.saved_at if draft else None, "send": _("Check and go on"),
    }  # fmt: skip
    return render(request, "profiles/change.html", context, status=422 if form.errors else 200)


@permitted(CHANGE)
@_FORM
def left_open(request: SignedInRequest) -> HttpResponse:
    """Set the intervals and hours that the policy leaves open; they go into the draft."""
    person, now = request.person, _version_in_force()
    intervals = [i for i in now.profile.intervals if i.set_before_go_live]
    hours = [h for h in now.profile.hours if h.set_before_go_live]
    form = LeftOpenForm(request.POST or None, intervals=intervals, hours=hours)
    if request.method == "POST" and form.is_valid():
        draft = draft_of(person.pk)
        before = draft.changes if draft else now.changes
        save_draft(before + form.as_changes(), by=person)
        return redirect("profiles:change")
    context = {
        "title": _("Set what the policy leaves open"), "form": form, "version": now,
        "send": _("Put these into my draft"),
    }  # fmt: skip
    return render(request, "profiles/left_open.html", context, status=422 if form.errors else 200)


@permitted(CHANGE)
@step_up
@_FORM
def into_force(request: SignedInRequest) -> HttpResponse:
    """Show what a draft would change, and put it in force from a day with a reason."""
    person, now = request.person, _version_in_force()
    draft = draft_of(person.pk)
    if draft is None or not ChangesForm({"changes": draft.changes}, version=now).is_valid():
        return redirect("profiles:change")
    form = InForceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        put_in_force(draft, by=person, **form.cleaned_data)
        return redirect("profiles:history")
    found: list[Change] = changes_between(now.profile, now.with_changes(draft.changes))
    context = {
        "title": _("Put the changes in force"), "form": form,
        "changes": [pages.told(one) for one in found], "send": _("Put them in force"),
    }  # fmt: skip
    return render(
        request, "profiles/put_in_force.html", context, status=422 if form.errors else 200
    )


@permitted(CHANGE)
@step_up
@_FORM
def proposal(request: SignedInRequest) -> HttpResponse:
    """Show what a release would change; take or keep each value, from a day, with a reason."""
    person, waiting = request.person, open_proposal()
    found = offers(waiting) if waiting else []
    if waiting is None or not found:
        raise Http404
    preset = request.GET.get("all", "")
    form = ProposalForm(
        request.POST or None, offers=found,
        initial={f"offer-{n}": preset for n in range(len(found))} if preset else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        day, reason = form.cleaned_data["effective_from"], form.cleaned_data["reason"]
        try:
            decide_proposal(waiting, by=person, taken=form.taken, effective_from=day, reason=reason)
        except ProfileInvalid as invalid:
            for problem in invalid.problems:
                form.add_error(None, f"{problem.key}: {problem.what}")
        else:
            return redirect("profiles:history")
    context = {
        "title": _("A release changed the shipped profile"), "form": form, "proposal": waiting,
        "needed": [pages.offered(one) for one in found if one.needed], "count": len(found),
        "send": _("Decide"),
    }  # fmt: skip
    return render(request, "profiles/proposal.html", context, status=422 if form.errors else 200)


def _show(request: SignedInRequest, shown: ProfileVersion, *, latest: bool) -> HttpResponse:
    chosen = _chosen(request, "show", pages.FILTERS, "all")
    part = _chosen(request, "part", pages.PARTS, "routing" if chosen == "all" else "all")
    every = pages.rows(shown)
    rows = [row for row in every if row.is_in(chosen)]
    waiting = open_proposal() if latest else None
    context: dict[str, Any] = {
        "proposed": [pages.offered(one) for one in offers(waiting)] if waiting else [],
        "title": _("Policy profile") if latest else str(shown),
        "version": shown,
        "latest": latest,
        "sections": pages.sections(row for row in rows if part in {"all", row.value.section}),
        "groups": pages.groups(every, chosen, part),
        "open_count": sum(row.value.unset for row in every),
        "may_change": access.may(request.person.pk, CHANGE),
    }
    return render(request, "profiles/profile.html", context)


def _chosen(request: HttpRequest, name: str, known: Container[str], otherwise: str) -> str:
    chosen = request.GET.get(name, otherwise)
    return chosen if chosen in known else otherwise


def _version_in_force() -> ProfileVersion:
    try:
        return profile_in_force()
    except NoProfile:
        raise Http404 from None
