"""Who is on call and who is away, and who would be told of something right now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.notices import api as notices
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day, when
from lanyard.people import telling
from lanyard.people.actions import end_absence, record_absence
from lanyard.people.actions.posts import Own
from lanyard.people.forms.posts import BackForm, CoverForm, OnCallForm
from lanyard.people.models import Person, PostHolding
from lanyard.people.views.asking import FORM, Wrong, ask
from lanyard.people.views.request import NOTHING, reader
from lanyard.people.views.sections import sections


@permitted("people.see-directory")
@require_safe
def rota(request: HttpRequest) -> HttpResponse:
    """Show who is on call and who is away, now and later, and who stands in."""
    now, today = timezone.now(), timezone.localdate()
    calls = list(notices.on_call_from(now))
    absences = list(access.Absence.objects.filter(until__gte=today).order_by("since", "id"))
    people = Person.objects.in_bulk(
        [*(one.person_id for one in calls), *(one.person_id for one in absences)]
    )
    covers = _covers(absences)
    context = {
        "title": _("On call and away"),
        "sections": sections(request),
        "calls": [(one, people[one.person_id], one.since <= now) for one in calls],
        "absences": [
            (one, people[one.person_id], one.since <= today, covers[one.pk]) for one in absences
        ],
        "may_manage": access.may(reader(request).pk, "people.rota"),
    }
    return render(request, "people/rota.html", context)


def _covers(absences: Sequence[access.Absence]) -> dict[UUID, list[str]]:
    """Return, for each absence, who stands in for the posts of whoever is away."""
    held = PostHolding.objects.filter(
        person__in=[one.person_id for one in absences], standing=access.Standing.HOLDER
    ).values_list("person_id", "post_id")
    posts: dict[UUID, set[UUID]] = {}
    for person, post in held:
        posts.setdefault(person, set()).add(post)
    stand_ins = list(
        PostHolding.objects.filter(
            standing=access.Standing.STAND_IN, post__in={post for _, post in held}
        )
        .select_related("person", "post")
        .order_by("post__title", "id")
    )
    return {
        one.pk: [
            f"{cover.person} ({cover.post})"
            for cover in stand_ins
            if cover.post_id in posts.get(one.person_id, ())
            and cover.since <= one.until
            and (cover.until is None or cover.until >= one.since)
        ]
        for one in absences
    }


@permitted("people.see-directory")
@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """Show who would be told right now, by each route of the policy."""
    ways = telling.told_now(timezone.now())
    tables = [
        Table(
            way.words, (_("Goes to"), _("Who acts now"), _("Mail goes"), _("If most serious")),
            [_told_row(one) for one in way.roles],
        )
        for way in ways
    ]  # fmt: skip
    context = {"title": _("Who would be told right now"), "tables": tables}
    return render(request, "people/told.html", context)


def _told_row(role: telling.Told) -> Row:
    if role.own:
        return Row((role.title, _("The reporter's own, found for each report"), NOTHING, NOTHING))
    if not role.reached:
        cells = (role.title, _("Nobody"), NOTHING, NOTHING)
        return Row(cells, exception=_("Goes to the next"))
    names = "; ".join(f"{one.person} ({one.how})" for one in role.reached)
    at = min(one.at for one in role.reached)
    moment = _("at once") if at <= role.now else when(at)
    return Row((role.title, names, moment, _("at once")))


@permitted("people.rota")
@FORM
def call(request: HttpRequest) -> HttpResponse:
    """Put somebody on call."""

    def do(data: dict[str, Any]) -> str:
        notices.set_on_call(
            data["person"].pk, since=data["since"], until=data["until"], by=reader(request)
        )
        return reverse("people:rota")

    return ask(
        request, OnCallForm(request.POST or None), do, title=_("Put somebody on call"),
        send=_("Put them on call"), back=reverse("people:rota"),
        lead=_("Quiet hours and weekends do not hold back mail to whoever is on call."),
    )  # fmt: skip


@permitted("people.rota")
@FORM
def end_call(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """End a span on call now, or take back one to come."""
    running = get_object_or_404(notices.on_call_from(timezone.now()), pk=call_id)
    person = get_object_or_404(Person, pk=running.person_id)
    back = reverse("people:rota")
    if request.method == "POST":
        notices.end_on_call(running, by=reader(request))
        return redirect(back)
    context = {
        "title": _("{person} is no longer on call").format(person=person),
        "tab": _("No longer on call"),
        "back": back,
        "lead": _("From {since} until {until}.").format(
            since=when(running.since), until=when(running.until)
        ),
        "send": _("End it now"),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)


@permitted("people.rota")
@step_up
@FORM
def cover(request: HttpRequest) -> HttpResponse:
    """Record that somebody is away, and who stands in."""

    def do(data: dict[str, Any]) -> str:
        person = data.pop("person")
        try:
            record_absence(person, by=reader(request), **data)
        except Own as own:
            raise Wrong("cover", str(own)) from None
        return reverse("people:rota")

    return ask(
        request, CoverForm(request.POST or None), do, title=_("Record an absence"),
        send=_("Record it"), back=reverse("people:rota"),
        lead=_("While a holder is away their deputies act, then whoever stands in."),
    )  # fmt: skip


@permitted("people.rota")
@step_up
@FORM
def back(request: HttpRequest, absence_id: UUID) -> HttpResponse:
    """Record that somebody is back, or comes back on another day."""
    today = timezone.localdate()
    current = access.Absence.objects.filter(until__gte=today)
    absence = get_object_or_404(current, pk=absence_id)
    person = get_object_or_404(Person, pk=absence.person_id)

    def do(data: dict[str, Any]) -> str:
        if data["until"] > absence.until:
            raise Wrong("until", _("They are away until {day} as it is; record a new absence.")
                        .format(day=day(absence.until)))  # fmt: skip
        end_absence(absence, by=reader(request), **data)
        return reverse("people:rota")

    return ask(
        request, BackForm(request.POST or None), do, send=_("Record it"),
        title=_("{person} is back").format(person=person),
        tab=_("Somebody is back"),
        back=reverse("people:rota"),
        what=[(_("Away from"), day(absence.since)), (_("Until"), day(absence.until))],
        lead=_("Give the day before the absence began to take it back altogether."),
    )  # fmt: skip
