"""The classroom: plans for social media, remote lessons, own devices."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.engine.approvals.api import of_subject
from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.ui.listing import Row, Table
from lanyard.people.api import Group, Membership, spans
from lanyard.people.request import SignedInRequest
from lanyard.rooms.guidance import classroom as reads
from lanyard.rooms.guidance import remote, technology
from lanyard.rooms.guidance.actions import classroom as acts
from lanyard.rooms.guidance.forms_classroom import (
    DevicesForm,
    NoteForm,
    PlanForm,
    RemoteForm,
    SessionForm,
    SwitchForm,
)
from lanyard.rooms.guidance.models import (
    ChosenPrecautions,
    MeetingLeftOpen,
    RemoteLesson,
    StayingAway,
    TeachingPlan,
)
from lanyard.rooms.guidance.precautions import words_of

SEE = "guidance.classrooms"
_FORM = require_http_methods(["GET", "HEAD", "POST"])
_MOST = 200
STATES = {"asked": "due", "approved": "good", "refused": "alarm", "ended": "note"}


def _group(request: SignedInRequest, group_id: UUID) -> Group:
    """Return a group that the person teaches; raises Http404."""
    found: Group = get_object_or_404(reads.groups_of(request.person, teaching=True), pk=group_id)
    return found


def _ask(request: SignedInRequest, form: Any, title: str, send: str, **more: Any) -> HttpResponse:
    context = {
        "title": title, "form": form, "send": send, "exit": False,
        "back": reverse("guidance:classroom"), **more,
    }  # fmt: skip
    return render(request, "guidance/ask_class.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def classroom(request: SignedInRequest) -> HttpResponse:
    """Show one's groups: what is planned, own devices, whether lessons are remote."""
    person = request.person
    plans = list(reads.plans_of(person)[:_MOST])
    taught = list(reads.groups_of(person, teaching=True))
    learnt = list(reads.groups_of(person, teaching=False))
    chosen = technology.chosen([*taught, *learnt])
    context = {
        "title": _("In class"), "learns": bool(learnt),
        "taught": [(one, chosen.get(one.pk)) for one in taught],
        "told_you": [
            (chosen[one.pk], words_of(chosen[one.pk].slugs)) for one in learnt if one.pk in chosen
        ],
        "tools": list(technology.in_class(taught)), "used": list(technology.in_class(learnt)),
        "to_answer": list(remote.to_answer(person)[:_MOST]) if learnt else [],
        "left_open": list(remote.left_open(person)[:_MOST]),
        "heard_of": remote.overheard(person) if taught else None,
        "plans": [(one, STATES[one.state]) for one in plans],
        "devices": list(reads.devices_of(person)[:_MOST]), "remote": reads.remote_now(),
        "open_lessons": list(
            RemoteLesson.objects.filter(by=person, ended_at=None).select_related("group")[:_MOST]
        ),
        "may_see": may(person.pk, SEE),
    }  # fmt: skip
    return render(request, "guidance/classroom.html", context)


@signed_in
@_FORM
def plan_new(request: SignedInRequest, group_id: UUID) -> HttpResponse:
    """Plan to use social media with a class one teaches."""
    group = _group(request, group_id)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = acts.plan_use(group, form.planned(), by=request.person)
        messages.success(request, _("It waits for approval now."))
        return redirect("guidance:plan", made.pk)
    title = _("Plan social media for {group}").format(group=group)
    return _ask(request, form, title, _("Ask for approval"), learn=True)


def _plan(request: SignedInRequest, plan_id: UUID) -> TeachingPlan:
    """Return a plan of one's groups, or any for those who see all; raises Http404."""
    everything = TeachingPlan.objects.select_related("group", "by")
    mine = everything if may(request.person.pk, SEE) else reads.plans_of(request.person)
    found: TeachingPlan = get_object_or_404(mine, pk=plan_id)
    return found


@signed_in
@_FORM
def plan(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """Show a plan; those who teach check a session, learners say that they stay away."""
    found = _plan(request, plan_id)
    teaches = reads.teaches(request.person, found.group)
    stands = found.state == TeachingPlan.State.APPROVED
    form = SessionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not (teaches and stands):
            raise Http404
        if form.is_valid():
            acts.check_session(found, by=request.person)
            messages.success(request, _("Kept with today's session."))
            return redirect("guidance:plan", found.pk)
    away = found.away.select_related("person")
    asked = of_subject(acts.APPROVAL, found.pk).first() if teaches else None
    context = {
        "title": str(found), "plan": found, "mark": STATES[found.state], "form": form,
        "teaches": teaches, "stands": stands, "asked": asked,
        "learns": stands and reads.is_learner_of(found.group, request.person),
        "is_away": away.filter(person=request.person).exists(),
        "away": list(away) if teaches else [],
        "checks": list(found.checks.select_related("by")[:10]) if teaches else [],
    }  # fmt: skip
    return render(request, "guidance/plan.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def plan_away(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """Say that one does not use the platform."""
    try:
        acts.stay_away(_plan(request, plan_id), by=request.person)
    except (acts.NotTheirs, acts.NotNow):
        raise Http404 from None
    messages.success(request, _("Thank you. You get the same another way, and nobody minds."))
    return redirect("guidance:plan", plan_id)


@signed_in
@require_POST
def plan_end(request: SignedInRequest, plan_id: UUID) -> HttpResponse:
    """Use the platform no longer."""
    try:
        acts.end_plan(_plan(request, plan_id), by=request.person)
    except (acts.NotTheirs, acts.NotNow):
        raise Http404 from None
    return redirect("guidance:classroom")


@signed_in
@require_POST
def plan_given(request: SignedInRequest, away_id: UUID) -> HttpResponse:
    """Confirm that whoever stays away was given the same."""
    away = get_object_or_404(StayingAway.objects.select_related("plan__group"), pk=away_id)
    try:
        acts.give_the_same(away, by=request.person)
    except acts.NotTheirs:
        raise Http404 from None
    return redirect("guidance:plan", away.plan_id)


@signed_in
@_FORM
def remote_lesson(request: SignedInRequest, group_id: UUID) -> HttpResponse:
    """Go through the checklist before a remote lesson."""
    group = _group(request, group_id)
    if reads.remote_now() is None:
        raise Http404
    form = RemoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.begin_remote(group, by=request.person, recorded=form.cleaned_data["recorded"])
        messages.success(request, _("Good. At the end choose End meeting for all, and say so."))
        return redirect("guidance:classroom")
    title = _("Before the remote lesson of {group}").format(group=group)
    return _ask(request, form, title, _("The lesson may begin"))


@signed_in
@require_POST
def remote_ended(request: SignedInRequest, lesson_id: UUID) -> HttpResponse:
    """Say that the meeting was ended for all."""
    lesson = get_object_or_404(RemoteLesson.objects.select_related("group"), pk=lesson_id)
    try:
        acts.end_remote(lesson, by=request.person)
    except acts.NotTheirs:
        raise Http404 from None
    return redirect("guidance:classroom")


@signed_in
@_FORM
def devices(request: SignedInRequest, group_id: UUID) -> HttpResponse:
    """Say whether a session needs own devices; learners of the group read it."""
    group = _group(request, group_id)
    form = DevicesForm(request.POST or None, initial={"on": timezone.localdate(), "needed": "no"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        acts.plan_devices(
            group, by=request.person, on=given["on"], needed=given["needed"] == "yes",
            purpose=given["purpose"],
        )  # fmt: skip
        messages.success(request, _("Learners of the group see it now."))
        return redirect("guidance:classroom")
    title = _("Own devices in {group}").format(group=group)
    return _ask(request, form, title, _("Say so"))


@signed_in
@_FORM
def device_note(request: SignedInRequest, group_id: UUID) -> HttpResponse:
    """Note a device where it should not be, and what was done."""
    group = _group(request, group_id)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.note_device(group, by=request.person, **form.cleaned_data)
        messages.success(request, _("Noted."))
        return redirect("guidance:classroom")
    title = _("A phone in {group}").format(group=group)
    return _ask(request, form, title, _("Note it"), note=True)


@permitted(SEE)
@_FORM
def classrooms(request: SignedInRequest) -> HttpResponse:
    """Show every plan, the trends of devices and the remote lessons; let lessons be remote."""
    now = reads.remote_now()
    form = SwitchForm(request.POST if request.method == "POST" and now is None else None)
    if request.method == "POST":
        if now is not None:
            acts.come_back(by=request.person)
            return redirect("guidance:classrooms")
        if form.is_valid():
            acts.go_remote(by=request.person, because=form.cleaned_data["because"])
            return redirect("guidance:classrooms")
    plans = TeachingPlan.objects.select_related("group", "by")[:_MOST]
    rows = [
        Row((one.name, one.whole, ", ".join(
            f"{date_format(week, 'j F')}: {many}" for week, many in one.weeks.items())))
        for one in reads.trends()
    ]  # fmt: skip
    lessons = RemoteLesson.objects.filter(begun_at__gt=timezone.now() - acts.LOOKED_BACK)
    context = {
        "title": _("Classes: social media, remote lessons, devices"), "form": form,
        "remote": now, "heard_of": remote.overheard(),
        "alone": MeetingLeftOpen.objects.filter(
            left_at__gt=timezone.now() - acts.LOOKED_BACK
        ).count(),
        "care": _care(), "plans": [(one, STATES[one.state]) for one in plans],
        "table": Table(_("Phones noted this term, by week"),
                       (_("Group"), _("This term"), _("Week from")), rows, frozenset({1})),
        "any": bool(rows), "lessons": lessons.count(),
        "closed": lessons.filter(ended_at__isnull=False).count(),
    }  # fmt: skip
    return render(request, "guidance/classrooms.html", context, status=422 if form.errors else 200)


def _care() -> Table:
    """Return, of each group with learners, the lessons of its tools and its precautions."""
    learners = Membership.objects.filter(spans(timezone.localdate()), part="learner")
    groups = list(Group.objects.filter(pk__in=learners.values("group")).order_by("name", "id"))
    chosen, tools = technology.chosen(groups), technology.in_class(groups)
    given: dict[UUID, list[bool]] = {}
    for one in tools:
        given.setdefault(one.group_id, []).append(one.taught_on is not None)
    rows = [_care_of(group, chosen.get(group.pk), given.get(group.pk, [])) for group in groups]
    rows.sort(key=lambda row: not row.exception)
    columns = (_("Group"), _("Tools"), _("Lessons given"), _("Precautions told"))
    return Table(_("Tools and precautions by group"), columns, rows[:_MOST], frozenset({1, 2}))


def _care_of(group: Group, chosen: ChosenPrecautions | None, given: list[bool]) -> Row:
    told = date_format(chosen.told_on, "j F Y") if chosen and chosen.told_on else ""
    owes = not all(given) or not told
    said = told or (_("Chosen, not told") if chosen else _("None chosen"))
    without = _("Missing") if owes else ""
    return Row((group.name, len(given), sum(given), said), exception=without)
