"""Pages of the registers: declared connections, followers dealt with, the lead's list."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.engine.answers import declaring, knowing
from lanyard.engine.answers.gates import for_staff
from lanyard.engine.answers.models import ConnectionDeclaration, FollowerFound, Restriction
from lanyard.engine.answers.register_forms import (
    DecideDeclarationForm,
    DeclareForm,
    DoneForm,
    EndForm,
    RestrictForm,
)
from lanyard.engine.answers.views import own_answer
from lanyard.foundation.access.gates import permitted, step_up
from lanyard.people.api import Person, search
from lanyard.people.request import SignedInRequest

_FORM = require_http_methods(["GET", "HEAD", "POST"])


def _declarations() -> QuerySet[ConnectionDeclaration]:
    """Return the declarations that row security shows the reader."""
    return ConnectionDeclaration.objects.select_related("concerned")


@for_staff
@require_safe
def declarations(request: SignedInRequest) -> HttpResponse:
    """List what the person declared, and what is put to them."""
    every = list(_declarations())
    context = {
        "title": _("Declared connections"),
        "mine": [one for one in every if one.person_id == request.person.pk],
        "others": [one for one in every if one.person_id != request.person.pk],
    }
    return render(request, "answers/declarations.html", context)


@for_staff
@_FORM
def declare(request: SignedInRequest, answer_id: UUID) -> HttpResponse:
    """Declare that the connection of an answer has its reason elsewhere."""
    kept = own_answer(request, answer_id)
    concerned = knowing.person_known_to(request.person, kept.concerned)
    if kept.question != "contact.connect" or concerned is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = DeclareForm(sent, grounds=declaring.grounds_of(request.person, concerned))
    if sent is not None and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "read"}
        try:
            made = declaring.declare(concerned, by=request.person, **given)
        except ValueError as wrong:
            form.add_error(None, str(wrong))
        else:
            return redirect("answers:declaration", made.pk)
    context = {
        "title": _("Declare a connection"), "form": form, "kept": kept, "exit": False,
        "back": reverse("answers:answer", args=[kept.pk]), "send": _("Declare it"),
    }  # fmt: skip
    return render(request, "answers/declare.html", context, status=422 if form.errors else 200)


@for_staff
@_FORM
def declaration(request: SignedInRequest, declaration_id: UUID) -> HttpResponse:
    """Show a declaration to its declarer and to those who decide; these decide here."""
    one = get_object_or_404(_declarations(), pk=declaration_id)
    may = declaring.may_decide(request.person, one)
    form = DecideDeclarationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not may:
        raise Http404
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        declaring.decide(
            one, by=request.person, record=given["decision"] == "record",
            because=given["because"], review_on=given["review_on"],
        )  # fmt: skip
        return redirect("answers:declaration", one.pk)
    context = {
        "title": _("A declared connection"), "one": one, "form": form, "may": may, "exit": False,
        "parts": declaring.shown_by_records(one),
        "back": reverse("answers:declarations"), "send": _("Record my decision"),
    }  # fmt: skip
    return render(request, "answers/declaration.html", context, status=422 if form.errors else 200)


@for_staff
@_FORM
def follower(request: SignedInRequest, found_id: UUID) -> HttpResponse:
    """Say when a follower was blocked, or the settings were looked at."""
    mine = FollowerFound.objects.filter(person_id=request.person.pk, done_on__isnull=True)
    found = get_object_or_404(mine, pk=found_id)
    form = DoneForm(
        request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        declaring.follower_dealt_with(found, by=request.person, on=form.cleaned_data["on"])
        return redirect("answers:answer", found.answer_id)
    context = {
        "title": _("You blocked them") if found.must_block else _("You checked your settings"),
        "form": form, "send": _("Record the day"), "exit": False, "found": found,
        "back": reverse("answers:answer", args=[found.answer_id]),
    }  # fmt: skip
    return render(request, "answers/follower.html", context, status=422 if form.errors else 200)


@permitted("answers.restrict")
@step_up
@require_safe
def restricted(request: SignedInRequest) -> HttpResponse:
    """Show the lead's list of people with whom nobody connects (LAN-FRI-05)."""
    rows = Restriction.objects.select_related("person")
    context = {
        "title": _("Nobody connects with"), "today": timezone.localdate(),
        "rows": rows.filter(ended_on__isnull=True),
        "ended": rows.filter(ended_on__isnull=False).order_by("-ended_on")[:50],
    }  # fmt: skip
    return render(request, "answers/restricted.html", context)


@permitted("answers.restrict")
@step_up
@_FORM
def restrict(request: SignedInRequest) -> HttpResponse:
    """Put somebody on the list."""
    form = RestrictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person = _whole_name(given["name"])
        if person is None:
            form.add_error("name", _("Give the whole name, or the e-mail address, of one person"))
        else:
            try:
                declaring.restrict(
                    person, by=request.person, reason=given["reason"],
                    review_on=given["review_on"],
                )  # fmt: skip
            except ValueError as wrong:
                form.add_error("name", str(wrong))
            else:
                messages.success(request, _("They are on the list."))
                return redirect("answers:restricted")
    context = {
        "title": _("Put somebody on the list"), "form": form, "exit": False,
        "send": _("Put them on the list"), "back": reverse("answers:restricted"),
    }  # fmt: skip
    return render(request, "answers/restrict.html", context, status=422 if form.errors else 200)


@permitted("answers.restrict")
@step_up
@_FORM
def unrestrict(request: SignedInRequest, restriction_id: UUID) -> HttpResponse:
    """Take somebody off the list, with a reason."""
    still = Restriction.objects.filter(ended_on__isnull=True).select_related("person")
    one = get_object_or_404(still, pk=restriction_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        declaring.end_restriction(one, by=request.person, because=form.cleaned_data["because"])
        return redirect("answers:restricted")
    context = {
        "title": _("Take %(name)s off the list?") % {"name": one.person}, "form": form,
        "send": _("Take them off the list"), "back": reverse("answers:restricted"),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def _whole_name(words: str) -> Person | None:
    """Return the one person whom a whole name or an e-mail address means, None for none or two."""
    wanted = " ".join(words.split()).casefold()
    found = [
        one for one in search(Person.objects.all(), words)[:50]
        if wanted in {str(one).casefold(), one.email.casefold(),
                      f"{one.given_name} {one.family_name}".casefold()}
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None
