"""The directory and the page of one person."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.files import api as files
from lanyard.foundation.identity.api import Account
from lanyard.foundation.organisations import asked
from lanyard.foundation.ui.listing import Row, Table, filter_by, query_with
from lanyard.foundation.ui.times import day
from lanyard.people import queries
from lanyard.people.actions import read_vulnerabilities
from lanyard.people.api import duties_of, is_learner
from lanyard.people.models import Group, Person, PostHolding, Site
from lanyard.people.views.care import state_of
from lanyard.people.views.request import NOTHING, reader
from lanyard.people.views.sections import sections

_KINDS = (
    ("staff", gettext_lazy("Staff")), ("learner", gettext_lazy("Learners")),
    ("apprentice", gettext_lazy("Apprentices")), ("guardian", gettext_lazy("Guardians")),
    ("sponsored", gettext_lazy("Visitors")), ("left", gettext_lazy("Left")),
)  # fmt: skip


@permitted("people.see-directory")
@require_http_methods(["GET", "HEAD", "POST"])
def directory(request: HttpRequest) -> HttpResponse:
    """List people by name, kind, site and group; the address holds no name."""
    if request.method == "POST":
        token = asked.keep(request, request.POST.get("q", ""))
        return redirect(request.path + query_with(request, asked=token))
    today = timezone.localdate()
    words, kind = asked.words_of(request), request.GET.get("kind", "")
    site, group = _id(request.GET.get("site")), _id(request.GET.get("group"))
    people = queries.visible_to(reader(request))
    people = queries.of_kind(people, kind, on=today)
    if kind != "left":
        people = people.filter(left_on__isnull=True)
    people = queries.search(people, words)
    people = queries.at_site(people, site, on=today) if site else people
    people = queries.in_group(people, group, on=today) if group else people
    page = Paginator(queries.with_kinds(people, on=today), 50).get_page(request.GET.get("page"))
    filters = [filter_by(request, "kind", _("Who"), _KINDS, everything=_("Everybody here"))]
    sites = [(str(one.pk), one.name) for one in Site.objects.order_by("name")]
    if sites:
        filters.append(filter_by(request, "site", _("Site"), sites, everything=_("Every site")))
    columns = (_("Name"), _("Is here as"), _("E-mail"))
    context = {
        "title": _("Directory"), "sections": sections(request),
        "may_manage": access.may(reader(request).pk, "people.manage"),
        "words": words, "page": page, "kind": kind, "filters": filters,
        "group": Group.objects.filter(pk=group).first() if group else None,
        "table": Table(_("People"), columns, [_row(found) for found in page]),
    }  # fmt: skip
    return render(request, "people/directory.html", context)


def _id(value: str | None) -> UUID | None:
    try:
        return UUID(value or "")
    except ValueError:
        return None


def _row(person: Any) -> Row:
    words = [
        word
        for flag, word in (
            (person.is_staff, _("Staff")), (person.is_apprentice, _("Apprentice")),
            (person.is_learner and not person.is_apprentice, _("Learner")),
            (person.is_sponsored, _("Visitor")), (person.left_on is not None, _("Left")),
        )
        if flag
    ]  # fmt: skip
    name = f"{person.family_name}, {person.known_as or person.given_name}".strip(", ")
    return Row(
        (name, ", ".join(words) or NOTHING, person.email),
        reverse("people:person", args=[person.pk]),
    )


@signed_in
@require_safe
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what one person is to the organisation; flags only to safeguarding, and recorded."""
    me, today = reader(request), timezone.localdate()
    shown = get_object_or_404(queries.visible_to(me), pk=person_id)
    works_with_flags = access.may(me.pk, "people.see-vulnerability")
    checks_guardians = access.may(me.pk, "people.check-guardians")
    manages = access.may(me.pk, "people.manage")
    posts = list(shown.posts_held.select_related("post").order_by("-since"))
    context = {
        "title": str(shown), "tab": _("One person"), "shown": shown, "facts": _facts(shown, today),
        "belongings": _belongings(shown),
        "guardians": _guardians(shown, lead=checks_guardians),
        "posts": posts, "letters": _letters(posts),
        "may_see_posts": access.may(me.pk, "people.see-directory"),
        "devices": shown.devices.filter(withdrawn_on__isnull=True).order_by("identifier"),
        "may_see_flags": works_with_flags,
        "flags": read_vulnerabilities(shown, by=me) if works_with_flags else [],
        "may_manage": manages, "may_sign_in": manages and _may_sign_in(shown, today),
        "may_add_guardian": checks_guardians and is_learner(shown, on=today),
    }  # fmt: skip
    return render(request, "people/person.html", context)


def _may_sign_in(shown: Person, today: datetime.date) -> bool:
    """Say whether a sign-in may be opened: there is an address, a reason, and none open yet."""
    open_one = Account.objects.filter(person_id=shown.pk, is_active=True, last_login__isnull=False)
    if not shown.email or shown.left_on is not None or open_one.exists():
        return False
    return queries.may_have_a_sign_in(shown, on=today)


def _letters(posts: list[PostHolding]) -> set[Any]:
    """Return the ids of the letters that row security shows to the reader."""
    named = [one.letter_id for one in posts if one.letter_id]
    return set(files.StoredFile.objects.filter(pk__in=named).values_list("pk", flat=True))


def _facts(shown: Person, today: datetime.date) -> list[tuple[Any, Any]]:
    rows: list[tuple[Any, Any]] = [(_("Name"), f"{shown.given_name} {shown.family_name}".strip())]
    if shown.known_as:
        rows.append((_("Known as"), shown.known_as))
    rows += [(_("E-mail"), shown.email or NOTHING), (_("Telephone"), shown.phone or NOTHING)]
    age = shown.age_on(today)
    if age is not None:
        rows.append((_("Age"), age))
    if duties_of(shown, on=today):
        rows.append((_("Duties of all staff"), _("Learner safety")))
    noted = shown.acknowledgements.order_by("-on").first()
    if noted is not None:
        rows.append((_("Took note of the policy"), day(noted.on)))
    if shown.left_on:
        rows.append((_("Left on"), day(shown.left_on)))
    return rows


def _belongings(shown: Person) -> Table:
    rows = [
        Row((job.job_title, _("Works here"), *_span(job), job.site or NOTHING))
        for job in shown.employments.select_related("site").order_by("-since")
    ]
    for study in shown.enrolments.select_related("site").order_by("-since"):
        word = _("Apprentice") if study.apprentice else study.get_band_display()
        rows.append(Row((study.programme, word, *_span(study), study.site or NOTHING)))
    for part in shown.memberships.select_related("group").order_by("-since")[:100]:
        rows.append(Row((part.group, part.get_part_display(), *_span(part), NOTHING)))
    for visit in shown.sponsorships.select_related("sponsor").order_by("-since"):
        word = _("Visitor, sponsored by {name}").format(name=visit.sponsor or NOTHING)
        rows.append(Row((visit.organisation_name or visit.reason, word, *_span(visit), NOTHING)))
    columns = (_("What"), _("As"), _("From"), _("Until"), _("Site"))
    return Table(_("Work, study and groups"), columns, rows)


def _span(row: Any) -> tuple[Any, Any]:
    return day(row.since), day(row.until) if row.until else NOTHING


def _guardians(shown: Person, *, lead: bool) -> Table:
    links = [*shown.guarded_by.select_related("guardian"), *shown.guards.select_related("learner")]
    rows = []
    for link in links:
        other = link.learner if link.guardian_id == shown.pk else link.guardian
        relation = link.get_relation_display()
        word = _("Looked after by them") if link.guardian_id == shown.pk else relation
        waits = not (link.verified_on or link.ended_on or link.refused_on)
        rows.append(
            Row(
                (str(other), word, state_of(link)),
                reverse("people:guardian", args=[link.pk]) if lead else "",
                exception=_("Not checked") if waits else "",
            )
        )
    return Table(_("Guardians"), (_("Name"), _("Is"), _("How it stands")), rows)
