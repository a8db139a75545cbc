"""What staff log beside reports: a challenged post, and a manager's conversation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.foundation.access import api as access
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people import api as directory
from lanyard.people.models import Person
from lanyard.people.request import SignedInRequest
from lanyard.rooms.concerns.actions import challenges, conversations
from lanyard.rooms.concerns.forms.oversight import ChallengeForm, CodeForm, ConversationForm
from lanyard.rooms.concerns.models import Challenge, Conversation, PurposeCode
from lanyard.rooms.concerns.views.authors import person_of

_FORM = require_http_methods(["GET", "HEAD", "POST"])


def _staff(request: SignedInRequest) -> Person:
    person = person_of(request)
    if person is None or not directory.is_staff(person):
        raise Http404
    return person


@signed_in
@_FORM
def challenge(request: SignedInRequest) -> HttpResponse:
    """Let staff log that they challenged a learner's post (LAN-PREV-05)."""
    person = _staff(request)
    form = ChallengeForm(
        request.POST if request.method == "POST" else None,
        initial={"happened_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        given["values"] = given["values"] == "yes"
        made = challenges.log_challenge(by=person, **given)
        said = (
            _("Logged, and a copy went to the safeguarding team.") if made.values else _("Logged.")
        )
        messages.success(request, said)
        return redirect("concerns:challenges")
    context = {
        "title": _("A post that you challenged"), "form": form, "send": _("Log it"),
        "lead": _("For a learner's post that you answered or spoke to them about. If somebody may"
                  " be at risk, report a concern instead."),
        "back": reverse("concerns:report"),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def challenge_log(request: SignedInRequest) -> HttpResponse:
    """List the challenges that one may read: one's own, and for safeguarding all."""
    person = _staff(request)
    rows = [
        Row([day(c.happened_on), c.by, c.platform, c.said[:200], c.challenged[:200],
             _("Yes") if c.values else _("No")],
            reverse("concerns:concern", args=[c.concern_id])
            if c.concern_id and access.may(person.pk, "concerns.challenges") else "")
        for c in Challenge.objects.select_related("by")[:200]
    ]  # fmt: skip
    columns = [_("When"), _("Who"), _("Where"), _("What it said"), _("How it was challenged"),
               _("Undermines British values")]  # fmt: skip
    context: dict[str, Any] = {
        "title": _("Challenged posts"), "tables": [Table(_("Challenged posts"), columns, rows)],
        "add": (reverse("concerns:challenge"), _("Log a post that you challenged")),
        "nothing": _("Nothing is logged yet"),
        "lead": _("You see your own. The safeguarding team sees all, and judges those that"
                  " undermine British values."),
    }  # fmt: skip
    return render(request, "concerns/oversight/list.html", context)


@signed_in
@_FORM
def conversation(request: SignedInRequest) -> HttpResponse:
    """Let a manager record a conversation about personal use (OAK-8.1-04)."""
    person = _staff(request)
    form = ConversationForm(
        request.POST if request.method == "POST" else None,
        initial={"held_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = conversations.record_conversation(by=person, **form.cleaned_data)
        except ValueError as wrong:
            form.add_error("about", str(wrong))
        else:
            return redirect("concerns:conversation", made.pk)
    context = {
        "title": _("A conversation with somebody you manage"), "form": form,
        "send": _("Record it"), "back": reverse("concerns:conversations"),
        "lead": _("About personal use at work that gets in the way of their duties. You and the"
                  " director of human resources can read it."),
    }  # fmt: skip
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def conversation_list(request: SignedInRequest) -> HttpResponse:
    """List the conversations that one may read."""
    person = _staff(request)
    rows = [
        Row([day(c.held_on), c.about, c.manager,
             _("Taken further") if c.concern_id else ""],
            reverse("concerns:conversation", args=[c.pk]))
        for c in Conversation.objects.select_related("about", "manager")[:200]
    ]  # fmt: skip
    columns = [_("When"), _("With whom"), _("Manager"), _("What followed")]
    context: dict[str, Any] = {
        "title": _("Managers' conversations"),
        "tables": [Table(_("Managers' conversations"), columns, rows)],
        "add": (reverse("concerns:conversation-new"), _("Record a conversation")),
        "more": (reverse("concerns:purposes"), _("Purposes for figures from logs"))
        if access.may(person.pk, "concerns.conversations") else None,
        "nothing": _("No conversation is recorded yet"),
    }  # fmt: skip
    return render(request, "concerns/oversight/list.html", context)


@signed_in
@require_safe
def one_conversation(request: SignedInRequest, conversation_id: UUID) -> HttpResponse:
    """Show one conversation; its manager may take it further."""
    person = _staff(request)
    found = get_object_or_404(
        Conversation.objects.select_related("about", "manager", "purpose"), pk=conversation_id
    )
    facts = [
        (_("When"), day(found.held_on)), (_("Manager"), found.manager),
        (_("What it was about"), found.what), (_("What was agreed"), found.agreed),
        (_("Figures from logs"), found.figures),
        (_("Purpose"), f"{found.purpose.code}: {found.purpose.purpose}" if found.purpose else ""),
    ]  # fmt: skip
    context = {
        "title": _("Conversation with %(who)s") % {"who": found.about},
        "tab": _("A conversation"),
        "conversation": found,
        "facts": [(label, value) for label, value in facts if value],
        "may_take_further": found.manager_id == person.pk and found.concern_id is None,
    }  # fmt: skip
    return render(request, "concerns/oversight/conversation.html", context)


@signed_in
@require_POST
def take_further(request: SignedInRequest, conversation_id: UUID) -> HttpResponse:
    """Open a conduct report from a conversation."""
    person = _staff(request)
    found = get_object_or_404(
        Conversation.objects.select_related("about", "purpose"),
        pk=conversation_id, manager_id=person.pk,
    )  # fmt: skip
    try:
        conversations.open_conduct(found, by=person)
    except ValueError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("Sent to the people who deal with conduct of staff."))
    return redirect("concerns:conversation", found.pk)


@permitted("concerns.conversations")
@_FORM
def purposes(request: SignedInRequest) -> HttpResponse:
    """List the purposes for which figures from logs may be used, and approve another."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            conversations.approve_code(by=request.person, **form.cleaned_data)
        except ValueError as wrong:
            form.add_error(None, str(wrong))
        else:
            return redirect("concerns:purposes")
    today = timezone.localdate()
    rows = [
        Row([c.code, c.purpose, day(c.until), c.approved_by], "",
            _("Over") if c.until < today else "")
        for c in PurposeCode.objects.select_related("approved_by")
    ]  # fmt: skip
    columns = [_("Code"), _("Purpose"), _("Until"), _("Approved by")]
    context = {
        "title": _("Purposes for figures from logs"), "form": form,
        "tables": [Table(_("Purposes"), columns, rows)], "nothing": _("No purpose is approved yet"),
        "send": _("Approve this purpose"), "form_title": _("Approve a purpose"),
    }  # fmt: skip
    return render(
        request, "concerns/oversight/list.html", context, status=422 if form.errors else 200
    )
