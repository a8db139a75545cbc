"""Posts, who holds them, and their letters of appointment."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.files import api as files
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people.actions import close_post, end_post, give_post, keep_letter, open_post
from lanyard.people.actions.posts import Own
from lanyard.people.fitness import NotFit
from lanyard.people.forms.posts import (
    ClosePostForm,
    EndPostForm,
    GivePostForm,
    LetterForm,
    OpenPostForm,
)
from lanyard.people.models import Person, Post, PostHolding
from lanyard.people.posts import LETTER, posts_on, role_title
from lanyard.people.views.asking import FORM, Wrong, ask
from lanyard.people.views.request import NOTHING, reader
from lanyard.people.views.sections import sections


@permitted("people.see-directory")
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """List every post with its holders; a vacant one says what leads to it (COM-SAF-01)."""
    today = timezone.localdate()
    away = {
        a.person_id: a for a in access.Absence.objects.filter(since__lte=today, until__gte=today)
    }
    me = reader(request)
    context = {
        "title": _("Posts"), "sections": sections(request),
        "posts": posts_on(today, away=set(away)),
        "may_manage": access.may(me.pk, "people.manage"),
        "may_cover": access.may(me.pk, "people.rota"),
        "absences": [
            (person, day(away[person.pk].until))
            for person in Person.objects.filter(pk__in=away)
        ],
    }  # fmt: skip
    return render(request, "people/posts.html", context)


@permitted("people.see-directory")
@require_safe
def post(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Show one post: its role, everybody who held it, and the letters that the reader may see."""
    shown = get_object_or_404(Post.objects.select_related("site"), pk=post_id)
    me, today = reader(request), timezone.localdate()
    may_manage = access.may(me.pk, "people.manage")
    holdings = list(shown.holdings.select_related("person").order_by("-since", "-id"))
    held = next((one for one in posts_on(today, away=set()) if one.post == shown), None)
    context = {
        "title": shown.title, "shown": shown, "vacant": held is not None and held.vacant,
        "routes": held.routes if held else [], "may_manage": may_manage and held is not None,
        "facts": _facts(shown), "history": _history(holdings, today),
        "letters": _letters(holdings), "ends": [one for one in holdings if _runs(one, today)],
    }  # fmt: skip
    return render(request, "people/post.html", context)


def _facts(shown: Post) -> list[tuple[Any, Any]]:
    rows = [(_("Role"), role_title(shown.role)), (_("Site"), shown.site or _("Every site"))]
    if shown.closed_on:
        rows.append((_("Closed on"), day(shown.closed_on)))
    return rows


def _runs(holding: PostHolding, today: Any) -> bool:
    return holding.until is None or holding.until >= today


def _history(holdings: list[PostHolding], today: Any) -> Table:
    rows = [
        Row((
            str(one.person), one.get_standing_display(), day(one.since),
            day(one.until) if one.until else NOTHING, _("Yes") if one.letter_id else NOTHING,
        ), reverse("people:person", args=[one.person_id]))
        for one in holdings
    ]  # fmt: skip
    columns = (_("Name"), _("As"), _("From"), _("Until"), _("Letter"))
    return Table(_("Who holds it, and who held it"), columns, rows)


def _letters(holdings: list[PostHolding]) -> list[tuple[PostHolding, files.StoredFile]]:
    """Return the letters that row security shows to the reader."""
    seen = files.StoredFile.objects.in_bulk([h.letter_id for h in holdings if h.letter_id])
    return [(one, seen[one.letter_id]) for one in holdings if one.letter_id in seen]


@permitted("people.manage")
@FORM
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a post."""

    def do(data: dict[str, Any]) -> str:
        made = open_post(by=reader(request), **data)
        return reverse("people:post", args=[made.pk])

    return ask(
        request, OpenPostForm(request.POST or None), do, title=_("Open a post"),
        send=_("Open the post"), back=reverse("people:posts"),
    )  # fmt: skip


@permitted("people.manage")
@step_up
@FORM
def close(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Close a post for good."""
    shown = get_object_or_404(Post, pk=post_id, closed_on__isnull=True)

    def do(data: dict[str, Any]) -> str:
        try:
            close_post(shown, by=reader(request), **data)
        except NotFit as refused:
            raise Wrong("on", str(refused)) from None
        return reverse("people:posts")

    return ask(
        request, ClosePostForm(request.POST or None), do,
        title=_("Close the post of {title}").format(title=shown.title), send=_("Close the post"),
        back=_post(shown.pk),
        lead=_("Whoever holds it holds it no longer, and the role it gave ends with it."),
    )  # fmt: skip


@permitted("people.manage")
@step_up
@FORM
def give(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Give a post to somebody."""
    shown = get_object_or_404(Post, pk=post_id, closed_on__isnull=True)

    def do(data: dict[str, Any]) -> str:
        try:
            give_post(
                shown, data["person"], by=reader(request), since=data["since"],
                until=data["until"], standing=access.Standing(data["standing"]),
            )  # fmt: skip
        except (Own, NotFit) as refused:
            raise Wrong("person", str(refused)) from None
        return _post(shown.pk)

    return ask(
        request, GivePostForm(request.POST or None), do, send=_("Give the post"),
        title=_("Give the post of {title}").format(title=shown.title), back=_post(shown.pk),
    )  # fmt: skip


@permitted("people.manage")
@step_up
@FORM
def end(request: HttpRequest, holding_id: UUID) -> HttpResponse:
    """End somebody's holding of a post."""
    holding = _holding(holding_id)
    title = _("{person} leaves the post of {title}").format(
        person=holding.person, title=holding.post.title
    )

    def do(data: dict[str, Any]) -> str:
        if data["until"] < holding.since < timezone.localdate():
            raise Wrong("until", _("They took it on {day}: give that day, or a later one.")
                        .format(day=day(holding.since)))  # fmt: skip
        try:
            end_post(holding, by=reader(request), **data)
        except NotFit as refused:
            raise Wrong("until", str(refused)) from None
        return _post(holding.post_id)

    return ask(
        request, EndPostForm(request.POST or None), do, title=title, send=_("End it"),
        back=_post(holding.post_id),
    )  # fmt: skip


@files.takes_files()
@permitted("people.manage")
@FORM
def letter(request: HttpRequest, holding_id: UUID) -> HttpResponse:
    """Keep an appointment letter, sealed (COM-SAF-01)."""
    holding = _holding(holding_id)
    title = _("The appointment of {person} as {title}").format(
        person=holding.person, title=holding.post.title
    )

    def do(data: dict[str, Any]) -> str:
        given = data["letter"]
        try:
            keep_letter(holding, given.name, given, by=reader(request))
        except files.Refused as refused:
            raise Wrong("letter", str(refused)) from None
        return _post(holding.post_id)

    return ask(
        request, LetterForm(request.POST or None, request.FILES or None), do, title=title,
        send=_("Keep the letter"), back=_post(holding.post_id),
        lead=_("A later letter takes the place of the earlier one, which stays sealed."),
        what=[(_("Kept now"), _letter_name(holding))],
    )  # fmt: skip


def _letter_name(holding: PostHolding) -> str:
    if holding.letter_id is None:
        return _("None")
    known = files.files_of(LETTER, holding.pk).filter(pk=holding.letter_id).first()
    return known.name if known is not None else _("A letter that you may not read")


def _holding(holding_id: UUID) -> PostHolding:
    return get_object_or_404(PostHolding.objects.select_related("post", "person"), pk=holding_id)


def _post(post_id: UUID) -> str:
    return reverse("people:post", args=[post_id])
