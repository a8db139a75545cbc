"""The controls: all of them, one with its history, and words given and taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.engine.clauses import chart, words
from lanyard.engine.clauses.actions import attest, gather, withdraw
from lanyard.engine.clauses.forms import AttestForm, WithdrawForm
from lanyard.engine.clauses.models import Attestation
from lanyard.engine.clauses.owning import owners_of
from lanyard.engine.clauses.queries import (
    attestation_with_id,
    attestations,
    history,
    words_given,
)
from lanyard.engine.clauses.standing import Stand, Standing
from lanyard.engine.clauses.views.base import Now, Reader, now, reader_of, readers_only
from lanyard.engine.clauses.views.shown import holders, shown_controls
from lanyard.engine.policy.api import catalogue, clauses, edition_on, packs
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.files import api as files
from lanyard.foundation.ui.listing import Row, Table, filter_by
from lanyard.people.api import people_by_id
from lanyard.people.request import SignedInRequest

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@permitted("clauses.evidence")
@require_safe
def controls(request: SignedInRequest) -> HttpResponseBase:
    """List every control, what is wrong first."""
    today, reader = now(), reader_of(request)
    every = list(today.standings().values())
    counts = {stand.value: sum(one.stand is stand for one in every) for stand in Stand}
    state = request.GET.get("state", "")
    shown = [one for one in every if state not in list(Stand) or one.stand == state]
    order = list(Stand)
    shown.sort(key=lambda one: (one.stand is Stand.NOT_BUILT, -order.index(one.stand), one.slug))
    offered = [(stand.value, word) for stand, (word, _kind) in words.STANDS.items()]
    context = {
        "title": _("Controls"),
        "lead": _("What carries the policy out. Each shows its own evidence."),
        "groups": [filter_by(request, "state", _("How it stands"), offered, counts=counts,
                             everything=_("Everything"))],
        "rows": [(one, *words.STANDS[one.stand], words.title_of(one.owner, today.profile),
                  words.ROOMS.get(one.entry.room, one.entry.room), _figure(one, today, reader))
                 for one in shown],
        "looked": max((one.found.taken_at for one in every if one.found), default=None),
    }  # fmt: skip
    return render(request, "clauses/controls.html", context)


def _figure(one: Standing, today: Now, reader: Reader) -> Any:
    if one.found is None or one.found.figure is None:
        return ""
    return words.told(one.found.figure, exact=reader.sees_exactly(one.slug, today.profile))


@readers_only
@require_safe
def control(request: SignedInRequest, slug: str) -> HttpResponseBase:
    """Show one control: how it stands, over time, and which clauses rest on it."""
    today, reader = now(), reader_of(request)
    one = _standing(today, slug)
    past = history([slug], since=chart.since(today.day)) if reader.sees_figures else {}
    given = list(attestations(slug)) if reader.sees_figures else []
    (shown,) = shown_controls([one], today, reader, past, words_given([slug]))
    context = {
        "title": one.entry.sentence, "control": shown, "reader": reader, "day": today.day,
        "given": [(word, _state_of(word, today)) for word in given], "table": _rests(slug, today),
        "owners": _owners(slug) if reader.sees_figures else [],
    }  # fmt: skip
    return render(request, "clauses/control.html", context)


def _standing(today: Now, slug: str) -> Standing:
    if slug not in catalogue().controls:
        raise Http404
    return today.standings([slug])[slug]


def _owners(slug: str) -> list[str]:
    ids = owners_of(slug)
    return holders(ids, people_by_id(ids))


def _state_of(word: Attestation, today: Now) -> tuple[str, Any]:
    if word.withdrawn_at:
        return "quiet", _("Withdrawn")
    return ("alarm", _("Run out")) if word.expires_on < today.day else ("good", _("Holds"))


def _rests(slug: str, today: Now) -> Table:
    registers = [clauses(today.version.slug)]
    registers += [dict(edition_on(many, today.day).duties) for many in packs().values()]
    found = [
        Row(
            (one.id, one.says, words.STRENGTHS[one.strength]),
            url=reverse("clauses:clause", args=[one.id]),
        )
        for register in registers for one in register.values() if slug in one.controls
    ]  # fmt: skip
    return Table(
        _("Clauses that rest on it"), (_("Clause"), _("What it says"), _("Strength")), found
    )


@permitted("clauses.evidence")
@require_POST
def look_again(request: SignedInRequest) -> HttpResponseBase:
    """Gather the evidence of every control now."""
    gather(by=request.person)
    messages.success(request, _("Every control was looked at just now."))
    return redirect("clauses:controls")


@readers_only
@_FORM
def attest_control(request: SignedInRequest, slug: str) -> HttpResponseBase:
    """Vouch for a control by name, until a day."""
    today, reader = now(), reader_of(request)
    one = _standing(today, slug)
    _refuse_others(reader, one, today)
    sent = request.method == "POST"
    form = AttestForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid() and _attested(request, form, one, today):
        messages.success(request, _("Your word is kept, and counts from now on."))
        return redirect("clauses:control", slug)
    context = {
        "title": _("Vouch for this control"), "form": form, "entry": one.entry,
        "send": _("Put my name to it"),
    }  # fmt: skip
    return render(request, "clauses/attest.html", context, status=422 if form.errors else 200)


def _refuse_others(reader: Reader, one: Standing, today: Now) -> None:
    if not reader.may_attest(one.slug, today.profile):
        raise Http404


def _attested(request: SignedInRequest, form: AttestForm, one: Standing, today: Now) -> bool:
    data = form.cleaned_data
    sent = data["file"]
    try:
        attest(
            one.slug, by=request.person, text=data["text"], expires_on=data["expires_on"],
            post=words.title_of(one.owner, today.profile), name=sent.name if sent else "",
            stream=sent or None,
        )  # fmt: skip
    except ValidationError as wrong:
        form.add_error(None, wrong)
    except files.Refused as refused:
        form.add_error("file", str(refused))
    return not form.errors


@readers_only
@_FORM
def withdraw_word(request: SignedInRequest, attestation_id: UUID) -> HttpResponse:
    """Take a word back, with the reason."""
    today, reader = now(), reader_of(request)
    try:
        word = attestation_with_id(attestation_id)
    except Attestation.DoesNotExist:
        raise Http404 from None
    if word.withdrawn_at or not reader.may_attest(word.control, today.profile):
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw(word, by=request.person, because=form.cleaned_data["because"])
        messages.success(request, _("It no longer counts."))
        return redirect("clauses:control", word.control)
    context = {
        "title": _("Take this back"), "form": form, "word": word,
        "entry": catalogue().controls[word.control], "send": _("Take it back"),
    }  # fmt: skip
    return render(request, "clauses/withdraw.html", context, status=422 if form.errors else 200)
