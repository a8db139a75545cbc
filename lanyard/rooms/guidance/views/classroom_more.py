"""The classroom, further: lessons of tools, precautions, what was heard, meetings left open."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lanyard.foundation.access.gates import signed_in
from lanyard.people.request import SignedInRequest
from lanyard.rooms.guidance import technology as reads
from lanyard.rooms.guidance.actions import remote
from lanyard.rooms.guidance.actions import technology as acts
from lanyard.rooms.guidance.forms_catalogue import PrecautionsForm
from lanyard.rooms.guidance.models import (
    ChosenPrecautions,
    MeetingLeftOpen,
    RemoteLesson,
    ToolInClass,
)
from lanyard.rooms.guidance.precautions import bank
from lanyard.rooms.guidance.views.classroom import _ask, _group


@signed_in
@require_POST
def tool_taught(request: SignedInRequest, tool_id: UUID) -> HttpResponse:
    """Say that the lesson of a tool was given."""
    tool = get_object_or_404(ToolInClass.objects.select_related("group", "technology"), pk=tool_id)
    try:
        acts.give_lesson(tool, by=request.person)
    except acts.NotTheirs:
        raise Http404 from None
    return redirect("guidance:classroom")


@signed_in
@require_POST
def tool_away(request: SignedInRequest, tool_id: UUID) -> HttpResponse:
    """Use a tool no longer in a class."""
    tool = get_object_or_404(ToolInClass.objects.select_related("group", "technology"), pk=tool_id)
    try:
        acts.put_away(tool, by=request.person)
    except acts.NotTheirs:
        raise Http404 from None
    return redirect("guidance:classroom")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def precautions(request: SignedInRequest, group_id: UUID) -> HttpResponse:
    """Choose from the bank what learners of a group are told."""
    group = _group(request, group_id)
    before = reads.chosen([group]).get(group.pk)
    slugs = set(before.slugs) if before else set()
    initial = {
        shelf.slug: [slug for slug, _words in shelf.precautions if slug in slugs]
        for shelf in bank()
    }
    form = PrecautionsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        acts.choose(group, form.chosen, by=request.person)
        messages.success(request, _("Learners see them. Go through them in class, and say so."))
        return redirect("guidance:classroom")
    return _ask(request, form, _("Precautions for {group}").format(group=group), _("Choose these"))


@signed_in
@require_POST
def told(request: SignedInRequest, chosen_id: UUID) -> HttpResponse:
    """Say that learners were told their precautions."""
    chosen = get_object_or_404(
        ChosenPrecautions.objects.select_related("group"), pk=chosen_id
    )  # fmt: skip
    try:
        acts.tell(chosen, by=request.person)
    except acts.NotTheirs:
        raise Http404 from None
    return redirect("guidance:classroom")


@signed_in
@require_POST
def heard(request: SignedInRequest, lesson_id: UUID) -> HttpResponse:
    """Say whether others could be overheard in a remote lesson."""
    lesson = get_object_or_404(RemoteLesson, pk=lesson_id)
    said = request.POST.get("said")
    if said not in {"yes", "no"}:
        raise Http404
    try:
        remote.say_overheard(lesson, overheard=said == "yes", by=request.person)
    except remote.NotAsked:
        raise Http404 from None
    messages.success(request, _("Thank you. Your name is not kept with it."))
    return redirect("guidance:classroom")


@signed_in
@require_POST
def tip_seen(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Say that one has read how to end a meeting for all."""
    meeting = get_object_or_404(MeetingLeftOpen, pk=meeting_id)
    try:
        remote.see_tip(meeting, by=request.person)
    except remote.NotAsked:
        raise Http404 from None
    return redirect("guidance:classroom")
