"""People who are neither staff nor learners: who answers for them, and until when."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people.actions import accept_policy, extend_sponsorship, join, sponsor
from lanyard.people.forms.belonging import AcceptedForm, ExtendForm, VisitorForm
from lanyard.people.models import Person, Sponsorship
from lanyard.people.views.asking import FORM, Wrong, ask, page_of
from lanyard.people.views.request import NOTHING, reader
from lanyard.people.views.sections import sections


@permitted("people.see-directory")
@require_safe
def visitors(request: HttpRequest) -> HttpResponse:
    """List people who are no employees, with who answers for them and until when."""
    may_manage = access.may(reader(request).pk, "people.manage")
    current = Sponsorship.objects.filter(until__gte=timezone.localdate())
    rows = [
        _row(visit, may_manage)
        for visit in current.select_related("person", "sponsor").order_by(
            "until", "person__family_name", "id"
        )
    ]
    columns = (
        _("Name"),
        _("From"),
        _("As"),
        _("Why"),
        _("Sponsor"),
        _("Last day"),
        _("Accepted the policy"),
    )
    context = {
        "title": _("Visitors and others"), "sections": sections(request),
        "table": Table(_("Here now or soon"), columns, rows),
        "may_manage": may_manage,
    }  # fmt: skip
    return render(request, "people/visitors.html", context)


def _row(visit: Sponsorship, may_manage: bool) -> Row:
    last: Any = day(visit.until)
    said: Any = day(visit.acknowledged_on) if visit.acknowledged_on else _("Not yet")
    if may_manage:
        last = _with_way(last, "people:extend-visit", _("Move it"), visit)
        if visit.acknowledged_on is None:
            said = _with_way(said, "people:accepted", _("Record it"), visit)
    cells = (
        str(visit.person), visit.organisation_name or NOTHING, visit.get_kind_display(),
        visit.reason,
        str(visit.sponsor or NOTHING), last, said,
    )  # fmt: skip
    exception = "" if visit.acknowledged_on else _("Not accepted")
    return Row(cells, page_of(visit.person_id), exception=exception)


def _with_way(words: Any, name: str, action: Any, visit: Sponsorship) -> str:
    """Return words with a link after them that does something about a visit."""
    return format_html(
        '{} <a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>',
        words, reverse(name, args=[visit.pk]), action, visit.person,
    )  # fmt: skip


@permitted("people.manage")
@FORM
def let_in(request: HttpRequest) -> HttpResponse:
    """Add a visitor with a sponsor and a last day."""
    return ask(
        request, VisitorForm(request.POST or None), lambda data: _let_in(data, reader(request)),
        title=_("Add a visitor"), send=_("Let them in"), back=reverse("people:visitors"),
    )  # fmt: skip


def _let_in(data: dict[str, Any], by: Person) -> str:
    known = Person.objects.filter(email__iexact=data["email"]).first() if data["email"] else None
    if known == data["sponsor"]:
        raise Wrong("sponsor", _("Nobody sponsors themselves."))
    today = timezone.localdate()
    if data["until"] < today:
        raise Wrong("until", _("The last day has passed."))
    visitor = known or join(
        by=by, given_name=data["given_name"], family_name=data["family_name"], email=data["email"]
    )
    sponsor(
        visitor, by=by, sponsored_by=data["sponsor"], reason=data["reason"], since=today,
        until=data["until"], organisation_name=data["organisation_name"],
        kind=data["kind"] or Sponsorship.Kind.VISITOR,
    )  # fmt: skip
    return reverse("people:visitors")


@permitted("people.manage")
@FORM
def extend(request: HttpRequest, sponsorship_id: UUID) -> HttpResponse:
    """Move a visitor's last day, with a reason."""
    visit = _visit(sponsorship_id)

    def do(data: dict[str, Any]) -> str:
        if data["until"] < max(visit.since, timezone.localdate()):
            raise Wrong("until", _("This day has passed, or is before their first."))
        extend_sponsorship(visit, by=reader(request), **data)
        return reverse("people:visitors")

    return ask(
        request, ExtendForm(request.POST or None), do, send=_("Move the last day"),
        title=_("Move the last day of {person}").format(person=visit.person),
        tab=_("Move the last day of a visitor"),
        what=_said(visit),
        back=reverse("people:visitors"),
    )  # fmt: skip


@permitted("people.manage")
@FORM
def accepted(request: HttpRequest, sponsorship_id: UUID) -> HttpResponse:
    """Record that a visitor accepted the policy, after which they may have a sign-in."""
    visit = _visit(sponsorship_id)

    def do(data: dict[str, Any]) -> str:
        accept_policy(visit, by=reader(request), **data)
        return reverse("people:visitors")

    return ask(
        request, AcceptedForm(request.POST or None), do, send=_("Record acceptance"),
        title=_("{person} accepted the policy").format(person=visit.person),
        tab=_("A visitor accepted the policy"),
        what=_said(visit),
        lead=_("Nobody who visits is given a sign-in before."), back=reverse("people:visitors"),
    )  # fmt: skip


def _visit(sponsorship_id: UUID) -> Sponsorship:
    current = Sponsorship.objects.filter(person__left_on__isnull=True)
    return get_object_or_404(current.select_related("person", "sponsor"), pk=sponsorship_id)


def _said(visit: Sponsorship) -> list[tuple[Any, Any]]:
    return [
        (_("Why they are here"), visit.reason), (_("Sponsor"), visit.sponsor or NOTHING),
        (_("Last day"), day(visit.until)),
    ]  # fmt: skip
