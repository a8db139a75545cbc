"""Whether somebody may be shown: for all staff, by name or for a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lanyard.engine.answers.api import for_staff
from lanyard.foundation.audit import api as audit
from lanyard.foundation.organisations import asked
from lanyard.foundation.ui.listing import Row, Table, filter_by, query_with
from lanyard.people.api import Group, Membership, Person, search, spans, visible_to
from lanyard.people.request import SignedInRequest
from lanyard.rooms.consent.models import Channel, Purpose
from lanyard.rooms.consent.queries import may_show

#: People shown for one search.
_MOST = 40


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def may_be_shown(request: SignedInRequest) -> HttpResponse:
    """Say, for people by name or for a group, where they may be shown today; never why not."""
    if request.method == "POST":
        token = asked.keep(request, request.POST.get("q", ""))
        return redirect(request.path + query_with(request, asked=token, group=None))
    words, groups = asked.words_of(request), _groups(request.person)
    group = next((one for one in groups if str(one.pk) == request.GET.get("group")), None)
    purpose = request.GET.get("purpose", "")
    purpose = purpose if purpose in Purpose.values else Purpose.PUBLICITY
    people = _people(request.person, words, group)
    filters = [
        filter_by(
            request, "purpose", _("For"), Purpose.choices[1:], everything=Purpose.choices[0][1]
        )
    ]
    if groups:
        choices = [(str(one.pk), one.name) for one in groups]
        filters.append(filter_by(request, "group", _("Group"), choices, everything=_("By name")))
    context = {
        "title": _("May they be shown?"), "words": words, "group": group, "filters": filters,
        "lead": _("Where somebody may be shown today, without their name."),
        **_answers(request.person, people, purpose, whole=group is not None),
    }  # fmt: skip
    return render(request, "consent/may_show.html", context)


def _groups(person: Person) -> list[Group]:
    """Return the groups that somebody teaches today."""
    taught = Membership.objects.filter(
        spans(timezone.localdate()), person=person
    ).exclude(part=Membership.Part.LEARNER)  # fmt: skip
    return list(Group.objects.filter(pk__in=taught.values("group")).order_by("name"))


def _people(reader: Person, words: str, group: Group | None) -> list[Person]:
    if group is not None:
        members = Membership.objects.filter(
            spans(timezone.localdate()), group=group, part=Membership.Part.LEARNER
        )
        return list(Person.objects.filter(pk__in=members.values("person")))
    if len("".join(words.split())) < 2:
        return []
    return list(search(visible_to(reader).filter(left_on=None), words)[:_MOST])


def _answers(
    reader: Person, people: Sequence[Person], purpose: str, *, whole: bool
) -> dict[str, Any]:
    """Return the table of who may be shown where, and of a group where all may be."""
    if not people:
        return {"people": people}
    today, ids = timezone.localdate(), [one.pk for one in people]
    lacking: dict[Channel, set[UUID]] = {
        channel: set(may_show(ids, channel=channel, purpose=purpose, on=today).lacking)
        for channel in Channel
    }
    audit.record("consent.looked-up", by=reader, people=len(ids))
    rows = [
        Row([str(one), *(_("No") if one.pk in lacking[c] else _("Yes") for c in Channel)])
        for one in people
    ]
    return {
        "people": people,
        "table": Table(_("May they be shown?"), [_("Name"), *(c.label for c in Channel)], rows),
        "together": [(c.label, not lacking[c]) for c in Channel] if whole else [],
    }
