"""Guardians and their checking; reasons for particular care, for safeguarding only."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.ui.listing import Row, Table, filter_by
from lanyard.foundation.ui.times import day
from lanyard.people import actions
from lanyard.people.forms.care import BecauseForm, EndForm, FlagForm, GuardianForm, VerifyForm
from lanyard.people.models import GuardianCheck, GuardianLink, Person, Vulnerability
from lanyard.people.queries import GUARDIAN_STATES, guardian_links, learners_now, visible_to
from lanyard.people.views.asking import FORM, Wrong, ask, page_of
from lanyard.people.views.request import NOTHING, reader
from lanyard.people.views.sections import sections

_STATES = (
    ("verified", gettext_lazy("Verified")),
    ("refused", gettext_lazy("Refused")), ("ended", gettext_lazy("Ended")),
)  # fmt: skip


@permitted("people.check-guardians")
@require_safe
def guardians(request: HttpRequest) -> HttpResponse:
    """List guardian links, at first those that wait to be checked."""
    state = request.GET.get("state", "waiting")
    links = guardian_links(state if state in GUARDIAN_STATES else "waiting")
    page = Paginator(links, 50).get_page(request.GET.get("page"))
    rows = [
        Row((str(one.learner), str(one.guardian), one.get_relation_display(), state_of(one)),
            reverse("people:guardian", args=[one.pk]))
        for one in page
    ]  # fmt: skip
    columns = (_("Learner"), _("Guardian"), _("Is"), _("How it stands"))
    context = {
        "title": _("Guardians"), "sections": sections(request),
        "page": page, "table": Table(_("Links"), columns, rows),
        "filters": [
            filter_by(request, "state", _("How they stand"), _STATES, everything=_("To be checked"))
        ],
    }  # fmt: skip
    return render(request, "people/guardians.html", context)


def state_of(link: GuardianLink) -> Any:
    """Say in words how a link stands."""
    if link.ended_on:
        return _("Ended on {day}").format(day=day(link.ended_on))
    if link.refused_on:
        return _("Refused on {day}").format(day=day(link.refused_on))
    if link.verified_on:
        return _("Verified on {day}").format(day=day(link.verified_on))
    return _("Not checked: do not use")


@permitted("people.check-guardians")
@require_safe
def guardian(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Show one link: what it is, how it stands, and everything that was done about it."""
    link = _link(link_id)
    context = {
        "title": _("{guardian} for {learner}").format(guardian=link.guardian, learner=link.learner),
        "tab": _("A guardian of a learner"),
        "link": link, "facts": _facts(link), "checks": _checks(link),
        "own": reader(request).pk in {link.guardian_id, link.learner_id},
    }  # fmt: skip
    return render(request, "people/guardian.html", context)


def _checks(link: GuardianLink) -> Table:
    """Return every look at a link, the newest first; one from before looks were kept is last."""
    looks: list[tuple[Any, datetime.date, UUID | None, str]] = [
        (one.get_result_display(), one.on, one.checked_by, one.because) for one in link.checks.all()
    ]
    if link.verified_on and not looks:
        verified = GuardianCheck.Result.VERIFIED.label
        looks.append((verified, link.verified_on, link.verified_by, link.verified_how))
    names = Person.objects.in_bulk([by for _what, _on, by, _because in looks if by is not None])
    rows = [
        Row((what, day(on), str(names.get(by, NOTHING)), because or NOTHING))
        for what, on, by, because in looks
    ]
    columns = (_("What came of it"), _("On"), _("By"), _("What was seen, or why"))
    return Table(_("Checks"), columns, rows)


def _link(link_id: UUID) -> GuardianLink:
    links = GuardianLink.objects.select_related("guardian", "learner")
    return get_object_or_404(links, pk=link_id)


def _facts(link: GuardianLink) -> list[tuple[Any, Any]]:
    return [
        (_("Learner"), link.learner), (_("Guardian"), link.guardian),
        (_("Is"), link.get_relation_display()), (_("How it stands"), state_of(link)),
        (_("E-mail"), link.guardian.email or NOTHING),
        (_("Telephone"), link.guardian.phone or NOTHING),
        (_("May be contacted"), _("Yes") if link.may_contact else _("No")),
    ]  # fmt: skip


@permitted("people.check-guardians")
@FORM
def add_guardian(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record who is said to look after a learner; nothing rests on it until it is checked."""
    learner = get_object_or_404(learners_now(), pk=person_id)
    return ask(
        request, GuardianForm(request.POST or None, initial={"may_contact": True}),
        lambda data: _add(learner, data, reader(request)), send=_("Record the guardian"),
        title=_("Who looks after {learner}?").format(learner=learner),
        tab=_("A guardian of a learner"),
        back=page_of(learner.pk),
        lead=_("Lanyard uses a link only after somebody has checked it."),
    )  # fmt: skip


def _add(learner: Person, data: dict[str, Any], by: Person) -> str:
    mail = data["email"]
    known = Person.objects.filter(email__iexact=mail).first() if mail else None
    if known == learner:
        raise Wrong("email", _("This is the learner's own address."))
    there = GuardianLink.objects.filter(
        learner=learner, guardian=known, relation__in=data["relation"], ended_on__isnull=True
    )
    if known is not None and there.exists():
        raise Wrong("relation", _("They are recorded as this already."))
    guardian_person = known or actions.join(
        by=by, given_name=data["given_name"], family_name=data["family_name"], email=mail,
        phone=data["phone"],
    )  # fmt: skip
    for relation in data["relation"]:
        link = actions.link_guardian(
            guardian_person, learner, by=by, relation=relation, may_contact=data["may_contact"]
        )
    return reverse("people:guardian", args=[link.pk])


Check = Callable[[GuardianLink, Person, dict[str, Any]], None]


def _check(
    request: HttpRequest, link: GuardianLink, form: Any, do: Check, *, title: Any, send: Any
) -> HttpResponse:
    there = reverse("people:guardian", args=[link.pk])

    def done(data: dict[str, Any]) -> str:
        try:
            do(link, reader(request), data)
        except actions.OwnLink:
            raise Wrong("__all__", _("Nobody checks a link of their own.")) from None
        return there

    return ask(request, form, done, title=title, send=send, back=there, what=_facts(link)[:4])


@permitted("people.check-guardians")
@FORM
def verify(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Record that a link was checked, by whom, and what was seen."""
    link = _open_link(link_id)
    form = VerifyForm(request.POST or None, initial={"on": timezone.localdate()})
    return _check(
        request, link, form, lambda one, by, data: actions.verify_guardian(one, by=by, **data),
        title=_("Verify this link"), send=_("It is as it says: verify"),
    )  # fmt: skip


@permitted("people.check-guardians")
@FORM
def refuse(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Record that a link does not hold, with the reason."""
    today = timezone.localdate()
    return _check(
        request, _open_link(link_id), BecauseForm(request.POST or None),
        lambda one, by, data: actions.refuse_guardian(one, by=by, on=today, **data),
        title=_("Refuse this link"), send=_("Refuse the link"),
    )  # fmt: skip


@permitted("people.check-guardians")
@FORM
def undo(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """Take back a check, with the reason; the link waits again."""
    link = _open_link(link_id)
    today = timezone.localdate()

    def do(one: GuardianLink, by: Person, data: dict[str, Any]) -> None:
        if one.verified_on is None and one.refused_on is None:
            raise Wrong("because", _("There is no check to take back."))
        actions.undo_check(one, by=by, on=today, **data)

    return _check(
        request, link, BecauseForm(request.POST or None), do, title=_("Take the check back"),
        send=_("Take it back"),
    )  # fmt: skip


@permitted("people.check-guardians")
@FORM
def end_link(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """End a link; it stays on record."""
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    return _check(
        request, _open_link(link_id), form,
        lambda one, by, data: actions.end_guardian(one, by=by, **data),
        title=_("End this link"), send=_("End the link"),
    )  # fmt: skip


def _open_link(link_id: UUID) -> GuardianLink:
    open_links = GuardianLink.objects.filter(ended_on__isnull=True)
    return get_object_or_404(open_links.select_related("guardian", "learner"), pk=link_id)


@permitted("people.see-vulnerability")
@step_up
@FORM
def set_flag(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Set a reason for particular care."""
    me = reader(request)
    shown = get_object_or_404(visible_to(me), pk=person_id)

    def do(data: dict[str, Any]) -> str:
        actions.set_vulnerability(shown, by=me, **data)
        return page_of(shown.pk)

    return ask(
        request, FlagForm(request.POST or None, initial={"since": timezone.localdate()}), do,
        title=_("Take particular care of {person}").format(person=shown),
        tab=_("Take particular care of somebody"),
        send=_("Set the flag"),
        back=page_of(shown.pk), lead=_("Only safeguarding sees this. What you do is recorded."),
    )  # fmt: skip


@permitted("people.see-vulnerability")
@step_up
@FORM
def end_flag(request: HttpRequest, flag_id: UUID) -> HttpResponse:
    """End a reason for particular care; it stays on record."""
    current = Vulnerability.objects.filter(until__isnull=True).select_related("person")
    flag = get_object_or_404(current, pk=flag_id)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})

    def do(data: dict[str, Any]) -> str:
        if data["on"] < flag.since:
            raise Wrong("on", _("The last day is before the first."))
        actions.end_vulnerability(
            flag, by=reader(request), until=data["on"], because=data["because"]
        )
        return page_of(flag.person_id)

    return ask(
        request, form, do, title=_("End a flag of {person}").format(person=flag.person),
        tab=_("End a flag"),
        send=_("End the flag"), back=page_of(flag.person_id),
        what=[(_("Reason"), flag.get_kind_display()), (_("Since"), day(flag.since))],
    )  # fmt: skip
