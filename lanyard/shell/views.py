"""The pages that stand before the rooms: home, what needs you, search, the card, the statement."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.forms import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.engine.duties import api as duties
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.organisations import asked
from lanyard.foundation.ui.api import gallery_examples
from lanyard.foundation.ui.listing import query_with
from lanyard.people import api as people
from lanyard.people.request import SignedInRequest
from lanyard.shell import queries, statement
from lanyard.shell.context import Frame
from lanyard.shell.forms import StatementForm
from lanyard.shell.kinds import CAME_FOR, SELDOM, Kind, kind_of
from lanyard.shell.menus import Entry, address
from lanyard.shell.models import Statement


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what needs the person who is signed in; to anybody else, the ways in."""
    if getattr(request, "person", None) is None:
        return render(request, "shell/landing.html")
    return _own_home(cast("SignedInRequest", request))


def _own_home(request: SignedInRequest) -> HttpResponse:
    frame = Frame(request)
    needs = duties.needs_of(request.person)
    kind = kind_of(request.person, frame.roles)
    answers = kind in {Kind.HEAD, Kind.GOVERNOR}
    context = {
        "needs": needs[: queries.MOST_NEEDS],
        "more": max(len(needs) - queries.MOST_NEEDS, 0),
        "all": len(needs),
        "often": _often(request, frame, kind),
        "kind": kind.value,
        "standing": queries.standing(request.person, may=frame.may) if answers else [],
    }
    response = render(request, "shell/home.html", context)
    # It names tasks: a shared computer must not show it again after signing out.
    add_never_cache_headers(response)
    return response


def _often(request: SignedInRequest, frame: Frame, kind: Kind) -> list[Entry]:
    """Return the three ways offered on the home page: what this kind of person came for first."""
    wanted = [address(name) for name in CAME_FOR[kind]]
    offered = _offered(frame)
    first = [entry for url in wanted for entry in offered if entry.url == url]
    ordered = [*first, *(entry for entry in offered if entry not in first)]
    if kind in SELDOM:
        return ordered[: queries.MOST_OFTEN]
    return queries.done_often(request.person, ordered)


def _offered(frame: Frame) -> list[Entry]:
    """Return what may stand among the three things done most."""
    always = [
        Entry(_("Report a concern"), frame.report, "megaphone", room="concerns"),
        *(entry for entry in frame.navigation if entry.url != frame.home),
        Entry(_("Who can help"), address("concerns:contacts"), "users"),
        Entry(_("What to do now"), frame.card, "life-buoy"),
        Entry(_("I have a receipt"), frame.receipt, "message-circle"),
    ]
    return [entry for entry in always if entry.url]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: SignedInRequest) -> HttpResponse:
    """Search what the rooms let the person find; the address holds no word of it."""
    if request.method == "POST":
        token = asked.keep(request, request.POST.get("q", ""))
        return redirect(request.path + query_with(request, asked=token))
    words = asked.words_of(request)
    found = queries.search(request.person, words, may=Frame(request).may)
    context = {"words": words, "found": found, "short": len(words) < queries.LEAST_LETTERS}
    return render(request, "shell/search.html", context)


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """Show the quick response card (OAK-4.7-03), to anybody."""
    return render(request, "shell/card.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement, in the words of the organisation where it has its own."""
    own = statement.in_force()
    said = own or Statement(**statement.as_shipped(), number=0)
    context = {"said": said, "own": own is not None}
    return render(request, "shell/accessibility.html", context)


@permitted("shell.edit-statement")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_accessibility(request: SignedInRequest) -> HttpResponse:
    """Change the accessibility statement; show what it was before."""
    own = statement.in_force()
    now = model_to_dict(own, exclude=["because"]) if own else statement.as_shipped()
    form = StatementForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        statement.publish(**form.cleaned_data, by=request.person)
        messages.success(request, _("The statement is published."))
        return redirect("accessibility")
    context = {"form": form, "versions": Statement.objects.all(), "own": own}
    status = 422 if form.errors else 200
    return render(request, "shell/edit_accessibility.html", context, status=status)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the gallery of components to staff (and while developing, to all)."""
    person = getattr(request, "person", None)
    if not (settings.DEVELOPMENT or (person is not None and people.is_staff(person))):
        raise Http404
    return render(request, "ui/gallery.html", gallery_examples(request))
