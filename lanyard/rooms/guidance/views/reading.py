"""Pages for everybody: the list with its search, a page, its poster; saying that one has read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.identity.api import PassingLimit, within
from lanyard.foundation.ui.api import qr_path, safe_html
from lanyard.people.api import Person, is_learner, is_staff
from lanyard.people.request import Request, SignedInRequest
from lanyard.rooms.guidance import queries
from lanyard.rooms.guidance.actions.pages import mark_read, say_how_clear
from lanyard.rooms.guidance.content import Audience, GuidancePage, Section
from lanyard.rooms.guidance.models import PageClarity

WRITE = "guidance.write"
_LONGEST_SEARCH = 200
#: Answers on clarity that are counted in an hour; a whole class may sit behind one address.
_SAYINGS = PassingLimit("guidance-clear", by_visit=30, by_address=200, by_organisation=600)
_HEADINGS = {
    Audience.LEARNERS: gettext_lazy("For learners"),
    Audience.EVERYBODY: gettext_lazy("For everybody"),
    Audience.STAFF: gettext_lazy("For staff"),
    Audience.PARENTS: gettext_lazy("For parents and carers"),
}
_ORDERS = {
    "staff": (Audience.STAFF, Audience.EVERYBODY, Audience.LEARNERS, Audience.PARENTS),
    "learner": (Audience.LEARNERS, Audience.EVERYBODY),
    "": (Audience.LEARNERS, Audience.EVERYBODY, Audience.PARENTS, Audience.STAFF),
}
_WAYS = {
    "report": "concerns:report", "help": "concerns:contacts", "check": "guidance:check",
    "may-i": "answers:index", "what-to-do-now": "what-to-do-now",
    "privacy-check": "guidance:self-check", "removals": "guidance:removals",
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A section as it is shown."""

    section: Section
    html: str


@dataclass(frozen=True)
class Line:
    """A page in the list, and whether its reader has read it in its present words."""

    page: GuidancePage
    read: bool


def lead_to(target: str) -> str:
    """Return the address that a link of a page means."""
    if not target.startswith("#"):
        return target
    name = target.removeprefix("#")
    return reverse(_WAYS[name]) if name in _WAYS else reverse("guidance:page", args=[name])


def shown(page: GuidancePage) -> list[Shown]:
    """Return the sections of a page with their HTML."""
    return [Shown(one, safe_html(one.text, lead_to=lead_to)) for one in page.sections]


def page_or_404(slug: str) -> GuidancePage:
    """Return a page in force; raises Http404 where there is none."""
    found = queries.pages_in_force().get(slug)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """List the pages; what somebody searches for is sent, and stands in no address."""
    words = " ".join(request.POST.get("q", "").split())[:_LONGEST_SEARCH]
    read = queries.read_by(request.person)
    context = {
        "title": _("Guidance"), "words": words, "may_write": _may_write(request.person),
        "found": _lines(queries.found(words), read) if words else [],
        "groups": [] if words else _groups(request.person, read),
    }  # fmt: skip
    return render(request, "guidance/index.html", context)


def _groups(person: Person | None, read: frozenset[tuple[str, str]]) -> list[tuple[Any, Any]]:
    pages = queries.pages_in_force().values()
    groups = [
        (_HEADINGS[audience], _lines((p for p in pages if p.audience is audience), read))
        for audience in _ORDERS[_kind(person)]
    ]
    return [(heading, lines) for heading, lines in groups if lines]


def _kind(person: Person | None) -> str:
    if person is None:
        return ""
    if is_staff(person):
        return "staff"
    return "learner" if is_learner(person) else ""


def _lines(pages: Iterable[GuidancePage], read: frozenset[tuple[str, str]]) -> list[Line]:
    return [Line(page, (page.slug, page.digest) in read) for page in pages]


def _may_write(person: Person | None) -> bool:
    return person is not None and may(person.pk, WRITE)


@require_safe
def page(request: Request, slug: str) -> HttpResponse:
    """Show a page, whose words each section is, and to whom one may turn."""
    found, person = page_or_404(slug), request.person
    contacts = queries.contacts(queries.profile_version(), by_name=person is not None)
    context = {
        "title": found.title, "page": found, "sections": shown(found), "person": person,
        "read": (found.slug, found.digest) in queries.read_by(person),
        "contacts": contacts if found.contacts else [], "may_write": _may_write(person),
        "linked": person is not None and may(person.pk, "clauses.read"),
        "said": "said" in request.GET, "clarity": _clarity(found, person),
    }  # fmt: skip
    return render(request, "guidance/page.html", context)


def _clarity(page: GuidancePage, person: Person | None) -> PageClarity | None:
    """Return how clear readers find a page, for whoever writes it."""
    if not _may_write(person):
        return None
    return PageClarity.objects.filter(slug=page.slug, digest=page.digest).first()


@require_POST
def clear(request: Request, slug: str) -> HttpResponse:
    """Take from anybody whether a page is clear (OAK-4.6-07)."""
    found = page_or_404(slug)
    try:
        if within(request, _SAYINGS):
            say_how_clear(found, request.POST.get("said", ""))
    except ValueError:
        raise Http404 from None
    return redirect(f"{reverse('guidance:page', args=[slug])}?said=1#clear")


@signed_in
@require_POST
def read(request: SignedInRequest, slug: str) -> HttpResponse:
    """Keep that the person has read a page."""
    mark_read(page_or_404(slug), by=request.person)
    return redirect("guidance:page", slug=slug)


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page as a poster to print, with a code that leads to the reporting page."""
    found = page_or_404(slug)
    if not found.poster:
        raise Http404
    address = request.build_absolute_uri(reverse("concerns:tell"))
    context = {
        "title": found.title, "page": found, "sections": shown(found), "qr": qr_path(address),
        "address": address.partition("://")[2].rstrip("/"),
        "contacts": queries.contacts(queries.profile_version(), by_name=False),
    }  # fmt: skip
    return render(request, "guidance/poster.html", context)
