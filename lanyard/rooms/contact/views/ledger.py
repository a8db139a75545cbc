"""Telling of contact outside the channels: staff of themselves, learners in one tap, the lead."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lanyard.engine.answers.api import for_staff
from lanyard.foundation.access.gates import permitted, signed_in, step_up
from lanyard.foundation.ui.asking import ask
from lanyard.foundation.ui.listing import Row, Table, page_of
from lanyard.foundation.ui.times import day
from lanyard.people.api import Membership, Person, is_learner, is_staff, spans
from lanyard.people.request import SignedInRequest
from lanyard.rooms.contact.actions import attesting, ledger
from lanyard.rooms.contact.content import contact_of
from lanyard.rooms.contact.forms_ledger import AttestForm, DoneForm, LearnerForm, TellForm
from lanyard.rooms.contact.models import ContactAttestation, ContactEvent
from lanyard.rooms.contact.queries import profile_slug
from lanyard.rooms.contact.terms import term_of
from lanyard.rooms.contact.views.base import FORM
from lanyard.rooms.contact.words import NOW

LEDGER = "contact.ledger"


@for_staff
@FORM
def tell(request: SignedInRequest) -> HttpResponse:
    """Let a member of staff tell of themselves, on one page."""
    if not is_staff(request.person):
        raise Http404
    first = {"kind": request.GET.get("kind", ""), "on": timezone.localdate()}
    form = TellForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = ledger.tell(ledger.Told(**form.cleaned_data), by=request.person)
        except ValueError:
            form.add_error("on", _("Give a day up to today"))
        else:
            return redirect("contact:event", made.pk)
    lead = _("Nobody is blamed for telling. You are told at once what to do, and it is on record "
             "that you said it yourself.")  # fmt: skip
    return ask(
        request, form, _("Tell of contact outside the channels"), _("Tell it"),
        reverse("contact:home"), lead=lead,
    )  # fmt: skip


@signed_in
@require_safe
def event(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Say what to do now, to whoever told it."""
    one = get_object_or_404(ContactEvent, pk=event_id, reported_by=request.person.pk)
    mine = one.kind != ContactEvent.Kind.TOLD
    context = {
        "title": _("What to do now") if mine else _("Thank you for telling us"), "one": one,
        "now": NOW[one.kind], "mine": mine,
    }  # fmt: skip
    return render(request, "contact/event.html", context)


@for_staff
@FORM
def done(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Say when it was dealt with."""
    one = get_object_or_404(
        ContactEvent, pk=event_id, reported_by=request.person.pk, waits=True, done_on=None
    )
    form = DoneForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            ledger.dealt_with(one, by=request.person, on=form.cleaned_data["on"])
        except ValueError:
            form.add_error("on", _("Give a day between then and today"))
        else:
            messages.success(request, _("It is kept."))
            return redirect("contact:event", one.pk)
    title = _("When did you deal with it?")
    return ask(request, form, title, _("Keep it"), reverse("contact:event", args=[one.pk]))


@signed_in
@FORM
def told(request: SignedInRequest) -> HttpResponse:
    """Let a learner say, in one tap, who reached them from something private."""
    if not is_learner(request.person):
        raise Http404
    form = LearnerForm(request.POST or None)
    if request.method == "POST":
        staff = next(
            (one for one in _staff_of(request.person) if str(one.pk) == request.POST.get("staff")),
            None,
        )
        if staff is not None or form.is_valid():
            said = {} if staff is not None else form.cleaned_data
            try:
                made = ledger.tell_as_learner(staff, by=request.person, **said)
            except ledger.TooOften:
                form.add_error(None, _("You have told us several times. Wait a little."))
            else:
                return redirect("contact:event", made.pk)
    context = {
        "title": _("Did somebody who works here write to you privately?"), "form": form,
        "staff": _staff_of(request.person), "exit": False,
    }  # fmt: skip
    return render(request, "contact/told.html", context, status=422 if form.errors else 200)


def _staff_of(learner: Person) -> list[Person]:
    """Return the staff of a learner's groups, by name."""
    today = timezone.localdate()
    groups = Membership.objects.filter(spans(today), person=learner, part="learner")
    teaching = Membership.objects.filter(spans(today), group__in=groups.values("group"))
    found = Person.objects.filter(pk__in=teaching.exclude(part="learner").values("person"))
    return list(found.order_by("given_name", "family_name", "id"))


@permitted(LEDGER)
@step_up
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """Show the lead what was told, newest first; reading it is recorded."""
    found = ledger.read_all(by=request.person)
    rows = [
        Row(
            (str(one.person or one.who), one.get_kind_display(), str(one.learner or NOTHING),
             one.place or NOTHING, day(one.on)),
            exception=_("Open") if one.waits and one.done_on is None else "",
        )
        for one in found
    ]  # fmt: skip
    columns = (_("Member of staff"), _("What"), _("Learner"), _("Where"), _("When"))
    table, page = page_of(request, Table(_("Contact outside the channels"), columns, rows))
    context = {
        "title": _("Contact outside the channels"), "table": table, "page": page,
        "lead": _("What staff told of themselves, and what learners told. What repeats is among "
                  "the low-level concerns."),
    }  # fmt: skip
    return render(request, "contact/ledger.html", context)


NOTHING = "\N{EN DASH}"


@for_staff
@FORM
def word(request: SignedInRequest) -> HttpResponse:
    """Give one's word for the term."""
    wanted = contact_of(profile_slug()).attest
    if not wanted or not is_staff(request.person):
        raise Http404
    term = term_of(timezone.localdate())
    given = ContactAttestation.objects.filter(person=request.person, term=term).first()
    form = AttestForm(request.POST or None, wanted=wanted)
    if request.method == "POST" and given is None and form.is_valid():
        attesting.attest([one.says for one in wanted], by=request.person)
        messages.success(request, _("Your word for this term is kept."))
        return redirect("contact:word")
    context = {
        "title": _("How you keep in touch with learners"), "form": form, "given": given,
        "wanted": wanted, "term": term, "exit": False, "send": _("This is so"),
        "back": reverse("contact:home"),
    }  # fmt: skip
    return render(request, "contact/word.html", context, status=422 if form.errors else 200)
