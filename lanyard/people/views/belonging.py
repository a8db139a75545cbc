"""One person by hand: added, changed, at work, at study, gone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access.gates import permitted, step_up
from lanyard.foundation.ui.times import day
from lanyard.people.actions import (
    change,
    employ,
    enrol,
    join,
    leave,
    record_acknowledgement,
)
from lanyard.people.actions.sign_ins import NoSignIn, open_sign_in
from lanyard.people.forms.belonging import (
    AcknowledgementForm,
    LeaveForm,
    Particulars,
    StudyForm,
    WorkForm,
)
from lanyard.people.leaving import began_after, what_ends
from lanyard.people.models import Person
from lanyard.people.views.asking import FORM, Wrong, ask, page_of
from lanyard.people.views.request import reader


def _person(person_id: UUID) -> Person:
    return get_object_or_404(Person, pk=person_id)


@permitted("people.manage")
@FORM
def add(request: HttpRequest) -> HttpResponse:
    """Add one person; what they do here is asked on their page."""

    def do(data: dict[str, Any]) -> str:
        return page_of(join(by=reader(request), **data).pk)

    return ask(
        request, Particulars(request.POST or None), do, title=_("Add a person"),
        send=_("Add this person"), back=reverse("people:directory"),
        lead=_("First who they are. Then say on their page whether they work or study here."),
    )  # fmt: skip


@permitted("people.manage")
@FORM
def edit(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Change what is known of a person."""
    shown = _person(person_id)
    known = {name: getattr(shown, name) for name in Particulars.base_fields}
    form = Particulars(request.POST or None, initial=known, person=shown)

    def do(data: dict[str, Any]) -> str:
        change(shown, by=reader(request), **data)
        return page_of(shown.pk)

    return ask(
        request, form, do, title=_("Change what is known of {person}").format(person=shown),
        tab=_("Change what is known of somebody"),
        send=_("Change it"), back=page_of(shown.pk),
    )  # fmt: skip


@permitted("people.manage")
@FORM
def work(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record that a person works here."""
    shown = _person(person_id)
    form = WorkForm(request.POST or None, initial={"since": timezone.localdate()}, person=shown)

    def do(data: dict[str, Any]) -> str:
        employ(shown, by=reader(request), **data)
        return page_of(shown.pk)

    return ask(
        request, form, do, title=_("{person} works here").format(person=shown),
        tab=_("Somebody works here"),
        send=_("Record their work"), back=page_of(shown.pk),
    )  # fmt: skip


@permitted("people.manage")
@FORM
def study(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record that a person studies here."""
    shown = _person(person_id)
    form = StudyForm(request.POST or None, initial={"since": timezone.localdate()})

    def do(data: dict[str, Any]) -> str:
        enrol(shown, by=reader(request), **data)
        return page_of(shown.pk)

    return ask(
        request, form, do, title=_("{person} studies here").format(person=shown),
        tab=_("Somebody studies here"),
        send=_("Record their study"), back=page_of(shown.pk),
    )  # fmt: skip


@permitted("people.manage")
@FORM
def leaves(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record somebody's last day, after showing all that ends with it."""
    shown = get_object_or_404(Person, pk=person_id, left_on__isnull=True)
    today = timezone.localdate()
    form = LeaveForm(request.POST or None, initial={"on": today})

    def do(data: dict[str, Any]) -> str:
        if shown == reader(request):
            raise Wrong("on", _("Ask a colleague to record your own leaving."))
        begun = began_after(shown, on=data["on"])
        if begun is not None:
            raise Wrong("on", _("Something of theirs here began on {day}: give a later day.")
                        .format(day=day(begun)))  # fmt: skip
        leave(shown, by=reader(request), **data)
        return page_of(shown.pk)

    return ask(
        request, form, do, title=_("{person} leaves").format(person=shown),
        tab=_("Somebody leaves"),
        send=_("Record that they leave"), back=page_of(shown.pk),
        ends=what_ends(shown, on=today), ends_title=_("This ends with their last day"),
        lead=_("A day to come closes their sign-in once it has passed. Nothing is deleted."),
    )  # fmt: skip


@permitted("people.manage")
@step_up
@FORM
def sign_in(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open somebody's sign-in and write to them how they begin."""
    shown = _person(person_id)

    def do(data: dict[str, Any]) -> str:
        try:
            open_sign_in(shown, by=reader(request))
        except NoSignIn:
            raise Wrong(
                "__all__", _("They may not have a sign-in yet, or have no address.")
            ) from None
        return page_of(shown.pk)

    return ask(
        request, Form(request.POST if request.method == "POST" else None), do,
        send=_("Open it and write to them"),
        title=_("A sign-in for {person}").format(person=shown), tab=_("A sign-in for somebody"),
        lead=_("They get a mail to {email} that says how they begin.").format(email=shown.email),
        back=page_of(shown.pk),
    )  # fmt: skip


@permitted("people.manage")
@FORM
def acknowledged(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record that somebody took note of the policy (COM-SCO-02)."""
    shown = _person(person_id)

    def do(data: dict[str, Any]) -> str:
        record_acknowledgement(shown, by=reader(request), **data)
        return page_of(shown.pk)

    return ask(
        request, AcknowledgementForm(request.POST or None), do, send=_("Record it"),
        title=_("{person} took note of the policy").format(person=shown),
        tab=_("Somebody took note of the policy"),
        back=page_of(shown.pk),
    )  # fmt: skip
