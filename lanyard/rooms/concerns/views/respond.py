"""How to respond: for the adult whom a learner chose."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lanyard.engine.policy.api import Clause, Profile, clauses
from lanyard.foundation.access.gates import signed_in
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.actions.marks import read_how_to_respond
from lanyard.rooms.concerns.models import ReadMark
from lanyard.rooms.concerns.queries.marks import marked_at
from lanyard.rooms.concerns.views.case_base import the_report
from lanyard.rooms.concerns.views.gate import guarded


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@guarded
def respond(request: SignedInRequest, concern_id: UUID) -> HttpResponse:
    """Tell the chosen adult how to respond, and keep that they read it."""
    concern = the_report(request.person, concern_id)
    if concern.chosen_adult_id != request.person.pk:
        raise Http404
    if request.method == "POST":
        read_how_to_respond(concern, by=request.person)
        return redirect("concerns:concern", concern.pk)
    profile = in_force.profile()
    context = {
        "title": _("A learner chose you"), "concern": concern, "rule": profile.trusted_adult,
        "clauses": _from_policy(profile), "organisation_name": request.organisation.name,
        "read": marked_at(ReadMark.What.RESPOND, concern.pk, request.person.pk),
    }  # fmt: skip
    return render(request, "concerns/respond.html", context)


def _from_policy(profile: Profile) -> list[Clause]:
    """Return what the policy itself says to whoever is told something."""
    try:
        known = clauses(profile.slug)
    except FileNotFoundError:
        return []
    return [known[name] for name in profile.trusted_adult.clauses if name in known]
