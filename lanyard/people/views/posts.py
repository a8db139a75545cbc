"""Posts, who holds them, who is away; and visitors."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people.actions import end_post, give_post, join, record_absence, sponsor
from lanyard.people.actions.posts import Own
from lanyard.people.forms import CoverForm, EndPostForm, GivePostForm, VisitorForm
from lanyard.people.models import Person, Post, PostHolding, Sponsorship
from lanyard.people.posts import posts_on
from lanyard.people.views.request import NOTHING, reader

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@permitted("people.see-directory")
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """List every post with its holders; a vacant one says what leads to it (COM-SAF-01)."""
    today = timezone.localdate()
    away = {
        a.person_id: a for a in access.Absence.objects.filter(since__lte=today, until__gte=today)
    }
    context = {
        "title": _("Posts"), "posts": posts_on(today, away=set(away)),
        "may_manage": access.may(reader(request).pk, "people.manage"),
        "absences": [
            (person, day(away[person.pk].until))
            for person in Person.objects.filter(pk__in=away)
        ],
    }  # fmt: skip
    return render(request, "people/posts.html", context)


@permitted("people.manage")
@step_up
@_FORM
def give(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Give a post to somebody."""
    post = get_object_or_404(Post, pk=post_id, closed_on__isnull=True)
    form = GivePostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            give_post(
                post, data["person"], by=reader(request), since=data["since"], until=data["until"],
                standing=access.Standing(data["standing"]),
            )  # fmt: skip
        except Own as own:
            form.add_error("person", str(own))
        else:
            return redirect("people:posts")
    title = _("Give the post of {title}").format(title=post.title)
    return _ask(request, form, title, _("Give the post"))


@permitted("people.manage")
@step_up
@_FORM
def end(request: HttpRequest, holding_id: UUID) -> HttpResponse:
    """End somebody's holding of a post."""
    holding = get_object_or_404(PostHolding.objects.select_related("post", "person"), pk=holding_id)
    form = EndPostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        end_post(holding, by=reader(request), **form.cleaned_data)
        return redirect("people:posts")
    title = _("{person} leaves the post of {title}").format(
        person=holding.person, title=holding.post.title
    )
    return _ask(request, form, title, _("End it"))


@permitted("people.manage")
@step_up
@_FORM
def cover(request: HttpRequest) -> HttpResponse:
    """Record that somebody is away, and who stands in."""
    form = CoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            record_absence(data.pop("person"), by=reader(request), **data)
        except Own as own:
            form.add_error("cover", str(own))
        else:
            return redirect("people:posts")
    return _ask(request, form, _("Record an absence"), _("Record it"))


def _ask(
    request: HttpRequest, form: Any, title: Any, send: Any, back: str = "people:posts"
) -> HttpResponse:
    context = {"title": title, "form": form, "send": send, "exit": False, "back_to": back}
    return render(request, "people/ask.html", context, status=422 if form.errors else 200)


@permitted("people.see-directory")
@require_safe
def visitors(request: HttpRequest) -> HttpResponse:
    """List people who are no employees, with who answers for them and until when."""
    today = timezone.localdate()
    current = Sponsorship.objects.filter(until__gte=today).select_related("person", "sponsor")
    rows = [
        Row(
            (
                str(visit.person), visit.organisation_name or NOTHING, visit.reason,
                str(visit.sponsor or NOTHING), day(visit.until),
                day(visit.acknowledged_on) if visit.acknowledged_on else _("Not yet"),
            ),
            exception="" if visit.acknowledged_on else _("Has not accepted the policy"),
        )
        for visit in current.order_by("until", "person__family_name")
    ]  # fmt: skip
    columns = (
        _("Name"),
        _("From"),
        _("Why"),
        _("Sponsor"),
        _("Last day"),
        _("Accepted the policy"),
    )
    context = {
        "title": _("Visitors and others"), "table": Table(_("Here now or soon"), columns, rows),
        "may_manage": access.may(reader(request).pk, "people.manage"),
    }  # fmt: skip
    return render(request, "people/visitors.html", context)


@permitted("people.manage")
@_FORM
def let_in(request: HttpRequest) -> HttpResponse:
    """Add a visitor with a sponsor and a last day."""
    form = VisitorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        known = (
            Person.objects.filter(email__iexact=data["email"]).first() if data["email"] else None
        )
        visitor = known or join(
            by=reader(request), given_name=data["given_name"], family_name=data["family_name"],
            email=data["email"],
        )  # fmt: skip
        try:
            sponsor(
                visitor, by=reader(request), sponsored_by=data["sponsor"], reason=data["reason"],
                since=timezone.localdate(), until=data["until"],
                organisation_name=data["organisation_name"],
            )  # fmt: skip
        except ValueError:
            form.add_error("until", _("The last day has passed, or the sponsor is the visitor."))
        else:
            return redirect("people:visitors")
    return _ask(request, form, _("Add a visitor"), _("Let them in"), "people:visitors")
