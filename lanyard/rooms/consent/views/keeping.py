"""Pages for whoever keeps consents: a person's record, asking, paper, withdrawals told to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.gates import permitted
from lanyard.foundation.files.api import Refused, takes_files
from lanyard.foundation.organisations import asked
from lanyard.foundation.ui.listing import Row, Table, query_with
from lanyard.foundation.ui.times import day
from lanyard.people.api import Person, search
from lanyard.people.request import SignedInRequest
from lanyard.rooms.consent.actions import asking, ending, paper
from lanyard.rooms.consent.actions.giving import NotTaken
from lanyard.rooms.consent.forms import CheckForm, PaperForm, TakeDownForm, WhoForm
from lanyard.rooms.consent.models import Channel, ConsentAnswer, ConsentPaper, ConsentRequest
from lanyard.rooms.consent.queries import guardians_of, must_consent
from lanyard.rooms.consent.views.answering import places_of, why

KEEP = "consent.keep"
_FORM = require_http_methods(["GET", "HEAD", "POST"])
_PER_PAGE = 50
NOTHING = "\N{EN DASH}"


@permitted(KEEP)
@_FORM
def people(request: SignedInRequest) -> HttpResponse:
    """Find a person by name, and list who was asked and has not answered."""
    if request.method == "POST":
        token = asked.keep(request, request.POST.get("q", ""))
        return redirect(request.path + query_with(request, asked=token))
    words = asked.words_of(request)
    context: dict[str, Any] = {
        "title": _("Consents"), "words": words,
        "waiting": ConsentPaper.objects.filter(state=ConsentPaper.State.WAITS).count(),
    }  # fmt: skip
    if words:
        page = Paginator(search(Person.objects.filter(left_on=None), words), _PER_PAGE)
        context["page"] = page.get_page(request.GET.get("page"))
        context["table"] = Table(
            _("People"), (_("Name"), _("E-mail")),
            [Row((str(one), one.email), _page_of(one)) for one in context["page"]],
        )  # fmt: skip
    else:
        rows = ConsentRequest.objects.filter(answered_at=None, withdrawn_on=None)
        rows = rows.select_related("person", "link__guardian").order_by("expires_on", "pk")
        context["page"] = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
        context["table"] = _requests(context["page"])
    return render(request, "consent/people.html", context)


def _page_of(person: Person) -> str:
    return reverse("consent:person", args=[person.pk])


def _requests(found: Any) -> Table:
    today = timezone.localdate()
    rows = [
        Row(
            (str(one.person), str(one.link.guardian) if one.link else _("Themselves"),
             one.get_purpose_display(), day(one.expires_on)),
            _page_of(one.person), exception=_("No answer") if one.expires_on < today else "",
        )
        for one in found
    ]  # fmt: skip
    columns = (_("About"), _("Asked"), _("For"), _("Until"))
    return Table(_("Asked, and not answered yet"), columns, rows)


@permitted(KEEP)
@require_safe
def person(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Show what was said about one person, now and before, and who was asked."""
    one = get_object_or_404(Person, pk=person_id)
    rows = ConsentAnswer.objects.filter(person=one).select_related("link", "paper")
    answers = list(rows.prefetch_related("consents"))
    now = [(a, places_of(a), any(c.ended_at is None for c in a.consents.all()))
           for a in answers if a.superseded_by_id is None]  # fmt: skip
    context = {
        "title": _("Consents of {name}").format(name=one), "person": one, "now": now,
        "before": [a for a in answers if a.superseded_by_id is not None],
        "needed": [giver.label for giver in must_consent(one, timezone.localdate())],
        "requests": ConsentRequest.objects.filter(
            person=one, answered_at=None, withdrawn_on=None
        ).select_related("link__guardian"),
        "own": one.pk == request.person.pk,
    }  # fmt: skip
    return render(request, "consent/person.html", context)


@permitted(KEEP)
@_FORM
def ask(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Ask the person, or send a guardian the link."""
    one = get_object_or_404(Person, pk=person_id)
    form = WhoForm(request.POST or None, person=str(one), links=guardians_of(one))
    if request.method == "POST" and form.is_valid():
        link, purpose = form.link(), form.cleaned_data["purpose"]
        try:
            if link is None:
                asking.ask_person(one, purpose=purpose, by=request.person)
            else:
                asking.ask_guardian(link, purpose=purpose, by=request.person)
        except asking.NotAsked as refused:
            form.add_error(None, why(refused))
        else:
            messages.success(request, _("They have been asked."))
            return redirect("consent:person", one.pk)
    return _ask(request, form, _("Ask about pictures of {name}").format(name=one), _("Ask"), one)


def _ask(
    request: SignedInRequest, form: Any, title: str, send: str, about: Person, **more: Any
) -> HttpResponse:
    context = {
        "title": title, "form": form, "send": send, "back": _page_of(about), **more,
    }  # fmt: skip
    return render(request, "consent/ask.html", context, status=422 if form.errors else 200)


@takes_files()
@permitted(KEEP)
@_FORM
def enter_paper(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Enter a form on paper with its scan; another person checks it."""
    one = get_object_or_404(Person, pk=person_id)
    form = PaperForm(
        request.POST or None, request.FILES or None, person=str(one), links=guardians_of(one)
    )
    if request.method == "POST" and form.is_valid():
        scan = form.cleaned_data["scan"]
        try:
            paper.enter(
                one, form.said(), by=request.person, link=form.link(),
                signed_on=form.cleaned_data["signed_on"],
                scan=paper.Scan(scan.name, scan.read()),
            )  # fmt: skip
        except NotTaken as refused:
            form.add_error(None, why(refused))
        except Refused as refused:
            form.add_error("scan", str(refused))
        else:
            messages.success(request, _("Entered. It counts once somebody else has checked it."))
            return redirect("consent:person", one.pk)
    title = _("Enter a form on paper: {name}").format(name=one)
    return _ask(request, form, title, _("Enter it"), one)


@permitted(KEEP)
@_FORM
def take_down(request: SignedInRequest, answer_id: UUID) -> HttpResponse:
    """Take down a withdrawal that somebody said to whoever keeps consents."""
    rows = ConsentAnswer.objects.select_related("person").filter(superseded_by=None)
    one = get_object_or_404(rows, pk=answer_id)
    form = TakeDownForm(request.POST or None, standing=list(one.consents.filter(ended_at=None)))
    if request.method == "POST" and form.is_valid():
        ending.withdraw(
            form.chosen(), by=request.person, by_name=str(request.person),
            note=form.cleaned_data["note"],
        )  # fmt: skip
        messages.success(request, _("Withdrawn. It holds from this moment."))
        return redirect("consent:person", one.person_id)
    title = _("Take down a withdrawal: {name}").format(name=one.giver_name)
    return _ask(request, form, title, _("Withdraw it now"), one.person)


@permitted(KEEP)
@require_safe
def papers(request: SignedInRequest) -> HttpResponse:
    """List the papers that wait to be checked."""
    waiting = ConsentPaper.objects.filter(state=ConsentPaper.State.WAITS).select_related("person")
    page = Paginator(waiting, _PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        Row((str(one.person), one.entered_by_name, day(one.entered_at)),
            reverse("consent:check-paper", args=[one.pk]))
        for one in page
    ]  # fmt: skip
    context = {
        "title": _("Papers to check"), "page": page,
        "table": Table(_("Papers to check"), (_("About"), _("Entered by"), _("On")), rows),
    }  # fmt: skip
    return render(request, "consent/papers.html", context)


@permitted(KEEP)
@_FORM
def check_paper(request: SignedInRequest, paper_id: UUID) -> HttpResponse:
    """Compare a scan with what was entered; whoever entered it cannot."""
    rows = ConsentPaper.objects.select_related("person", "link__guardian")
    one = get_object_or_404(rows, pk=paper_id, state=ConsentPaper.State.WAITS)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["same"] == "yes":
                paper.agree(one, by=request.person)
            else:
                paper.refuse(one, by=request.person, because=form.cleaned_data["because"])
        except NotTaken as refused:
            form.add_error(None, why(refused))
        else:
            return redirect("consent:papers")
    labels = dict(Channel.choices)
    context = {
        "title": _("Check a form on paper"), "paper": one, "form": form, "send": _("Say so"),
        "back": reverse("consent:papers"),
        "pictures": [labels[channel] for channel in one.pictures],
        "names": [labels[channel] for channel in one.names],
    }  # fmt: skip
    return render(request, "consent/check.html", context, status=422 if form.errors else 200)
