"""Pages on which people answer for themselves, or for their child, and withdraw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import signed_in
from lanyard.people.api import GuardianLink, Person
from lanyard.people.request import SignedInRequest
from lanyard.rooms.consent import rules
from lanyard.rooms.consent.actions import ending, giving
from lanyard.rooms.consent.forms import AnswerForm, WithdrawForm
from lanyard.rooms.consent.models import Channel, Consent, ConsentAnswer, Covers, Giver, Purpose
from lanyard.rooms.consent.queries import answers_about, children_of, must_consent

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Place:
    """One channel as a giver left it: shown, named, until when."""

    title: Any
    shown: Consent | None
    named: bool


@dataclass(frozen=True)
class Part:
    """One purpose with what its giver last said, if anything."""

    purpose: Purpose
    answer: ConsentAnswer | None
    places: list[Place]
    url: str
    #: The giver's consents that stand; there is something to withdraw.
    standing: bool


def places_of(answer: ConsentAnswer | None) -> list[Place]:
    """Return the channels in order, each with what an answer holds today."""
    today = timezone.localdate()
    held = [one for one in answer.consents.all() if one.holds(today)] if answer else []
    named = {one.channel for one in held if one.covers == Covers.NAME}
    shown = {one.channel: one for one in held if one.covers == Covers.PICTURE}
    return [Place(one.label, shown.get(one), one in named) for one in Channel]


def _parts(
    person: Person, giver: Person, link: GuardianLink | None, answers: Iterable[ConsentAnswer]
) -> list[Part]:
    mine = {
        one.purpose: one for one in answers
        if one.person_id == person.pk and one.giver_id == giver.pk
    }  # fmt: skip
    parts = []
    for purpose in Purpose:
        one = mine.get(purpose)
        url = (
            reverse("consent:answer-for", args=[link.pk, purpose])
            if link else reverse("consent:answer", args=[purpose])
        )  # fmt: skip
        standing = one is not None and any(c.ended_at is None for c in one.consents.all())
        parts.append(Part(purpose, one, places_of(one), url, standing))
    return parts


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Show what the person said of their own pictures, and of their children's."""
    person, today = request.person, timezone.localdate()
    children = children_of(person, today)
    answers = ConsentAnswer.objects.filter(giver=person, superseded_by=None).prefetch_related(
        "consents"
    )
    found = list(answers)
    needed = must_consent(person, today)
    context = {
        "title": _("Pictures and consent"), "parts": _parts(person, person, None, found),
        "families": [
            (link.learner, _parts(link.learner, person, link, found)) for link in children
        ],
        "guardian_too": Giver.PARENT in needed, "needed": bool(needed),
        "guardians_said": answers_about(person).filter(by=Giver.PARENT),
        "keeps": may(person.pk, "consent.keep"),
    }  # fmt: skip
    return render(request, "consent/mine.html", context)


def _purpose(word: str) -> Purpose:
    if word not in Purpose.values:
        raise Http404
    return Purpose(word)


@signed_in
@_FORM
def answer(request: SignedInRequest, purpose: str) -> HttpResponse:
    """Take the person's own answer."""
    return _answer(request, request.person, _purpose(purpose), None)


@signed_in
@_FORM
def answer_for(request: SignedInRequest, link_id: UUID, purpose: str) -> HttpResponse:
    """Take a guardian's answer about their child."""
    links = {link.pk: link for link in children_of(request.person, timezone.localdate())}
    link = links.get(link_id)
    if link is None:
        raise Http404
    return _answer(request, link.learner, _purpose(purpose), link)


def names_asked() -> bool:
    """Say whether the policy in force leaves the question of names open."""
    today = timezone.localdate()
    return rules.names_are_possible(profile_in_force(today).profile, today)


def _answer(
    request: SignedInRequest, person: Person, purpose: Purpose, link: GuardianLink | None
) -> HttpResponse:
    form = AnswerForm(request.POST or None, names=names_asked())
    if request.method == "POST" and form.is_valid():
        try:
            giving.answer(person, form.said(purpose), by=request.person, link=link)
        except giving.NotTaken as refused:
            form.add_error(None, why(refused))
        else:
            messages.success(request, _("Kept. You can change it or take it back at any time."))
            return redirect("consent:mine")
    title = (
        _("May pictures of you be shown?") if link is None
        else _("May pictures of {name} be shown?").format(name=person)
    )  # fmt: skip
    context = {
        "title": title, "purpose": purpose, "form": form, "send": _("Keep my answer"),
        "back": reverse("consent:mine"), "names_asked": "named" in form.fields,
    }  # fmt: skip
    return render(request, "consent/answer.html", context, status=422 if form.errors else 200)


def why(refused: Exception) -> str:
    """Say to the reader why an answer is not taken."""
    told = {
        "channel": _("There is no such place where pictures are shown."),
        "purpose": _("There is no such use of pictures."),
        "name": _("Somebody can only be named where they may be shown."),
        "period": _("Choose a last day that is to come, at most three years away; nothing is "
                    "signed in the future."),
        "guardian": _("Only a parent or guardian whose link was checked can answer for somebody."),
        "adult": _("They are 18 or older: they answer for themselves."),
        "link": _("This link has been used, or its time is over."),
        "own": _("Somebody else must enter your own consent."),
        "checker": _("Somebody else must check what you entered or gave yourself."),
        "checked": _("This was checked already."),
        "asked": _("They have been asked already, and their answer is awaited."),
        "address": _("We have no e-mail address of this guardian."),
        "scan": _("Send a picture or a PDF of the form."),
        "reason": _("Say what is different."),
    }  # fmt: skip
    return told[str(refused)]


@signed_in
@_FORM
def withdraw(request: SignedInRequest, answer_id: UUID) -> HttpResponse:
    """Withdraw what one gave: the second of two clicks."""
    rows = ConsentAnswer.objects.select_related("person").filter(giver=request.person)
    one = get_object_or_404(rows, pk=answer_id, superseded_by=None)
    standing = list(one.consents.filter(ended_at=None))
    if not standing:
        raise Http404
    form = WithdrawForm(request.POST or None, standing=standing)
    if request.method == "POST" and form.is_valid():
        ending.withdraw(form.chosen(), by=request.person, by_name=str(request.person))
        messages.success(request, _("Withdrawn. It holds from this moment."))
        return redirect("consent:mine")
    context = {
        "title": _("Withdraw your consent"), "about": one, "form": form,
        "send": _("Withdraw it now"), "back": reverse("consent:mine"),
    }  # fmt: skip
    return render(request, "consent/withdraw.html", context, status=422 if form.errors else 200)
