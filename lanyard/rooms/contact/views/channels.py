"""Writing to learners: the way in for staff, and the list that the leadership keeps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.answers.api import for_staff
from lanyard.engine.policy.api import Hours
from lanyard.engine.profiles.api import NoProfile, ProfileVersion, profile_in_force
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.asking import ask
from lanyard.people.api import is_staff
from lanyard.people.request import SignedInRequest
from lanyard.rooms.contact.actions import listing
from lanyard.rooms.contact.actions.recruiting import provided
from lanyard.rooms.contact.advice import cited, hours_in_words
from lanyard.rooms.contact.content import Way, contact_of
from lanyard.rooms.contact.forms import ChannelForm, EndForm
from lanyard.rooms.contact.models import ContactEvent, ListedChannel, Use
from lanyard.rooms.contact.queries import LIST, college_hours, hours_of, listed
from lanyard.rooms.contact.views.base import FORM
from lanyard.rooms.contact.words import TONE, on_days, span


@for_staff
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Show how to write to learners: the tone, each channel with its guidance, and the check."""
    version, leads = _version(), may(request.person.pk, LIST)
    rows, college = listed(), college_hours()
    own = hours_of(request.person)
    context = {
        "title": _("Writing to learners"), "tone": TONE, "leads": leads,
        "tone_clauses": contact_of(version.slug).tone,
        "channels": [_shown(one, version, college) for one in rows],
        "proposed": _proposed(version.slug, rows) if leads else [],
        "own": (on_days(own.days), span(own.opens, own.closes)) if own else None,
        "kinds": [one for one in ContactEvent.Kind.choices if one[0] != ContactEvent.Kind.TOLD],
        "applicants": provided(),
        "looks": may(request.person.pk, "contact.ledger"),
        "asks_word": bool(contact_of(version.slug).attest) and is_staff(request.person),
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "contact/home.html", context)


def _version() -> ProfileVersion:
    """Return the policy in force; where there is none yet, the page is not there."""
    try:
        return profile_in_force()
    except NoProfile:
        raise Http404 from None


def _shown(one: ListedChannel, version: ProfileVersion, college: Hours | None) -> dict[str, Any]:
    uses = dict(Use.choices)
    return {
        "one": one, "uses": [uses[use] for use in one.uses if use in uses],
        "owner": version.profile.title_of(one.owner), "hours": hours_in_words(one, college),
        "clauses": cited(version.slug, one.name),
    }  # fmt: skip


def _proposed(slug: str, rows: list[ListedChannel]) -> list[Way]:
    known = {one.name.casefold() for one in rows}
    return [way for way in contact_of(slug).ways if way.name.casefold() not in known]


@permitted(LIST)
@FORM
def add(request: SignedInRequest) -> HttpResponse:
    """Approve a channel; one that the policy speaks of is filled in."""
    version = _version()
    way = next(
        (one for one in contact_of(version.slug).ways if one.name == request.GET.get("way")), None
    )
    first = {
        "name": way.name, "sends": way.sends, "uses": way.uses, "guidance": way.guidance,
        "standard": way.standard,
    } if way else {}  # fmt: skip
    form = ChannelForm(request.POST or None, profile=version.profile, initial=first)
    return _approve(request, form, None, _("Approve a channel"))


@permitted(LIST)
@FORM
def change(request: SignedInRequest, channel_id: UUID) -> HttpResponse:
    """Look at a channel again and approve it anew, changed or as it is."""
    one = get_object_or_404(ListedChannel, pk=channel_id, ended_on=None)
    first = {
        name: getattr(one, name)
        for name in ("name", "sends", "uses", "guidance", "opens", "closes", "owner", "standard",
                     "because", "technology")
    }  # fmt: skip
    form = ChannelForm(
        request.POST or None, profile=profile_in_force().profile, initial=first
    )  # fmt: skip
    return _approve(request, form, one, _("Approve {name} anew").format(name=one))


def _approve(
    request: SignedInRequest, form: ChannelForm, before: ListedChannel | None, title: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            listing.approve(form.listing(), by=request.person, instead_of=before)
        except listing.NotListed as wrong:
            form.add_error(wrong.field, str(wrong))
        else:
            messages.success(request, _("It is approved, with your name and today's date."))
            return redirect("contact:home")
    return ask(request, form, title, _("Approve it"), reverse("contact:home"))


@permitted(LIST)
@FORM
def end(request: SignedInRequest, channel_id: UUID) -> HttpResponse:
    """Take a channel off the list, with a reason."""
    one = get_object_or_404(ListedChannel, pk=channel_id, ended_on=None)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        listing.end(one, by=request.person, because=form.cleaned_data["because"])
        return redirect("contact:home")
    context = {
        "title": _("Take {name} off the list?").format(name=one), "form": form, "danger": True,
        "lead": _("From then on nobody may write to learners by it."),
        "send": _("Take it off the list"), "back": reverse("contact:home"),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)
