"""Where reporting starts."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import signed_in
from lanyard.people import api as directory
from lanyard.people.models import Person
from lanyard.people.request import Request, SignedInRequest
from lanyard.rooms.concerns.actions import drafts
from lanyard.rooms.concerns.forms.paths import IT, JOURNEYS
from lanyard.rooms.concerns.queries.contacts import contacts_of
from lanyard.rooms.concerns.views.apart import choose, forget_choice
from lanyard.rooms.concerns.views.authors import draft_for, person_of


@never_cache
@require_safe
def report(request: Request) -> HttpResponse:
    """Offer staff what they may report; lead everybody else to the open pages."""
    person = person_of(request)
    if person is None or not directory.is_staff(person):
        return redirect("concerns:tell")
    unfinished = [j for j in JOURNEYS.values() if j.staff and draft_for(request, j)]
    it = not access.roles_of(person.pk).isdisjoint(IT.roles)
    context = {"title": _("Report a concern"), "unfinished": unfinished, "it": it}
    return render(request, "concerns/report/start.html", context)


@never_cache
@require_safe
def tell(request: Request) -> HttpResponse:
    """Ask who somebody is who may not be signed in; a learner who is goes straight on."""
    person = person_of(request)
    if person is not None and directory.is_learner(person):
        return redirect("concerns:tell-page", form="learner", page="urgency")
    return render(
        request, "concerns/report/tell.html", {"title": _("Tell us what is worrying you")}
    )


@never_cache
@signed_in
@require_POST
def without_name(request: SignedInRequest) -> HttpResponseBase:
    """Let a learner who is signed in report without their name, or with it after all.

    What they had begun to write under their name is forgotten: nothing shows the two as one.
    """
    if not directory.is_learner(request.person):
        raise Http404
    own = drafts.Author(person=Person.objects.get(pk=request.person.pk))
    response = redirect("concerns:tell-page", form="learner", page="urgency")
    if request.POST.get("do") == "end":
        return forget_choice(response)
    drafts.discard(own, "learner")
    return choose(response)


@never_cache
@require_safe
def contacts(request: Request) -> HttpResponse:
    """Show to whom somebody may turn, by name for those signed in."""
    groups = contacts_of(person_of(request), profile_in_force())
    context = {"title": _("Who you can talk to"), "groups": groups}
    return render(request, "concerns/report/contacts.html", context)
