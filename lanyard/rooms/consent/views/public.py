"""Pages for guardians without an account: answer by a link, once; look and take back by another."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.identity.api import PassingLimit, within
from lanyard.rooms.consent import links
from lanyard.rooms.consent.actions.asking import answer_by_link, take_back_by_link
from lanyard.rooms.consent.actions.giving import NotTaken
from lanyard.rooms.consent.forms import AnswerForm
from lanyard.rooms.consent.models import ConsentRequest
from lanyard.rooms.consent.views.answering import names_asked, places_of, why

_FORM = require_http_methods(["GET", "HEAD", "POST"])
#: Links that we never sent, and answers by links, in an hour.
_WRONG = PassingLimit("consent-wrong", by_visit=20, by_address=60, by_organisation=200)
_SENT = PassingLimit("consent-sent", by_visit=20, by_address=200, by_organisation=600)


def _slow_down(request: HttpRequest) -> HttpResponse:
    context = {"title": _("Try again in an hour")}
    return render(request, "consent/later.html", context, status=429)


@_FORM
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Let a guardian answer by the link they were sent; a used one says so."""
    with system_duty("take a consent by a link"):
        asked = links.request_of(secret)
        if asked is None:
            return _wrong(request)
        if not asked.stands(timezone.localdate()):
            return _over(request)
        form = AnswerForm(request.POST or None, names=names_asked())
        if request.method == "POST" and form.is_valid():
            if not within(request, _SENT):
                return _slow_down(request)
            try:
                made = answer_by_link(asked.pk, form.said(asked.purpose))
            except NotTaken as refused:
                form.add_error(None, why(refused))
            else:
                context = {
                    "title": _("Thank you"), "answer": made, "places": places_of(made),
                    "secret": links.withdrawal_token_of(made),
                }  # fmt: skip
                return render(request, "consent/thanks.html", context)
    return _ask(request, asked, form)


def _ask(request: HttpRequest, asked: ConsentRequest, form: AnswerForm) -> HttpResponse:
    # The first name alone: a link that went astray names nobody in full.
    name = asked.person.known_as or asked.person.given_name
    context = {
        "title": _("May pictures of {name} be shown?").format(name=name), "form": form,
        "asked": asked, "purpose": asked.get_purpose_display(), "send": _("Send my answer"),
        "names_asked": "named" in form.fields,
    }  # fmt: skip
    return render(request, "consent/by_link.html", context, status=422 if form.errors else 200)


def _wrong(request: HttpRequest) -> HttpResponse:
    if not within(request, _WRONG):
        return _slow_down(request)
    raise Http404


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "consent/over.html", {"title": _("This link works no more")}, status=410)


@_FORM
def take_back(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a guardian what they said by a link, and let them take it back at any time."""
    with system_duty("withdraw a consent by a link"):
        answer = links.answer_of(secret)
        if answer is None:
            return _wrong(request)
        if request.method == "POST":
            if not within(request, _SENT):
                return _slow_down(request)
            take_back_by_link(answer)
        places = places_of(answer)
        context = {
            "title": _("Your answer about pictures"), "answer": answer, "places": places,
            "standing": answer.consents.filter(ended_at=None).exists(),
            "name": answer.person.known_as or answer.person.given_name,
            "taken_back": answer.consents.filter(ended_because="withdrawn").exists(),
        }  # fmt: skip
    return render(request, "consent/take_back.html", context)
