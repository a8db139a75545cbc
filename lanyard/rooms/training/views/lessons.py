"""Pages of tutorials: a group's plan, its lessons, who catches up, what is undelivered; reviews."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.ui.asking import ask
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people.api import Group, Person
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training import lessons, resources
from lanyard.rooms.training.actions import lessons as acts
from lanyard.rooms.training.forms_teaching import LessonForm, PlanForm, ResourceForm, ReviewForm
from lanyard.rooms.training.models import LessonPart, TeachingResource, TutorialPlan
from lanyard.rooms.training.pages import NOTHING

_FORM = require_http_methods(["GET", "HEAD", "POST"])
SEE_ALL = "training.see-all"


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Show a teacher the lessons of their groups, who has to catch up, and their apprentices."""
    today = timezone.localdate()
    groups = lessons.groups_taught(request.person, on=today)
    parts = lessons.teachers(groups, on=today)
    by_group: dict[UUID, list[tuple[lessons.Slot, bool, bool]]] = {one.pk: [] for one in groups}
    for slot in lessons.slots(on=today, groups=groups):
        own = request.person.pk in parts.get((slot.group.pk, slot.lesson.part), ())
        by_group[slot.group.pk].append((slot, own, slot.late(today)))
    apprentices = lessons.apprentices_of(request.person, on=today)
    reviews = lessons.last_reviews(apprentices)
    titles = {one.slug: one.title for one in lessons.lessons_here()}
    context = {
        "title": _("Lessons on online safety"),
        "groups": [(one, by_group[one.pk]) for one in groups],
        "catching_up": [
            (one, titles.get(one.lesson.topic, NOTHING)) for one in lessons.to_catch_up(groups)
        ],
        "may_see_all": may(request.person.pk, SEE_ALL),
        "apprentices": [(one, reviews.get(one.pk)) for one in apprentices],
    }  # fmt: skip
    return render(request, "training/lessons.html", context)


def _group(request: SignedInRequest, group_id: UUID) -> Group:
    for one in lessons.groups_taught(request.person, on=timezone.localdate()):
        if one.pk == group_id:
            return one
    raise Http404


@signed_in
@_FORM
def plan(request: SignedInRequest, group_id: UUID) -> HttpResponse:
    """Show a group's plan for the year, and take a new one from its teachers."""
    today = timezone.localdate()
    approves = may(request.person.pk, "training.approve-plans")
    if approves and request.method != "POST":
        group = get_object_or_404(Group, pk=group_id, kind=Group.Kind.TUTOR_GROUP)
    else:
        group = _group(request, group_id)
    kept = lessons.plan_of(group, on=today)
    shipped = lessons.lessons_here()
    slots = lessons.slots(on=today, groups=[group])
    days = {one.lesson.slug: one.due for one in slots}
    form = PlanForm(request.POST or None, lessons=shipped, initial=days)
    if request.method == "POST" and form.is_valid():
        others = [line.strip() for line in form.cleaned_data["others"].splitlines()]
        acts.submit_plan(group, form.dated, [one for one in others if one], by=request.person)
        return redirect("training:tutorial-plan", group.pk)
    context = {
        "title": _("Tutorial plan: {name}").format(name=group.name), "form": form, "plan": kept,
        "send": _("Send it for approval"), "back": reverse("training:lessons"),
        "returned": kept is not None and kept.state == TutorialPlan.State.RETURNED,
        "entries": [
            (datetime.date.fromisoformat(one["on"]) if one["on"] else None, one["title"])
            for one in (kept.entries if kept else ())
        ],
    }  # fmt: skip
    return render(
        request, "training/tutorial_plan.html", context, status=422 if form.errors else 200
    )


@signed_in
@_FORM
def give(request: SignedInRequest, group_id: UUID, topic: str) -> HttpResponse:
    """Record that a lesson was given, and who was there."""
    group, today = _group(request, group_id), timezone.localdate()
    slots = lessons.slots(on=today, groups=[group])
    slot = next((one for one in slots if one.lesson.slug == topic and one.given is None), None)
    if slot is None:
        raise Http404
    parts = lessons.teachers([group], on=today)
    if request.person.pk not in parts.get((group.pk, slot.lesson.part), ()):
        raise Http404
    offered = [(str(one.pk), str(one)) for one in lessons.learners_of(group, on=today)]
    initial = {"came": [pk for pk, _name in offered], "on": today}
    form = LessonForm(request.POST or None, offered=offered, initial=initial)
    if request.method == "POST" and form.is_valid():
        came = {UUID(pk) for pk in form.cleaned_data["came"]}
        acts.give(group, topic, came, by=request.person, on=form.cleaned_data["on"])
        return redirect("training:lessons")
    context = {
        "title": _("{lesson}: {group}").format(lesson=slot.lesson.title, group=group.name),
        "form": form, "send": _("Keep it"), "back": reverse("training:lessons"),
        "lesson": slot.lesson, "resources": resources.current(today).filter(topic=topic),
    }  # fmt: skip
    return render(request, "training/lesson.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def caught_up(request: SignedInRequest, part_id: UUID) -> HttpResponse:
    """Record that somebody caught up."""
    groups = lessons.groups_taught(request.person, on=timezone.localdate())
    found = get_object_or_404(LessonPart, pk=part_id, lesson__group__in=groups, came=False)
    acts.caught_up(found, by=request.person)
    return redirect("training:lessons")


@signed_in
@_FORM
def review(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Keep a review with an apprentice, with its guidance on online safety (KMC-EDU-05)."""
    today = timezone.localdate()
    found: Person | None = next(
        (one for one in lessons.apprentices_of(request.person, on=today) if one.pk == person_id),
        None,
    )
    if found is None:
        raise Http404
    last = lessons.last_reviews([found]).get(found.pk)
    waits = last if last is not None and not last.guidance else None
    form = ReviewForm(request.POST or None, initial={"on": waits.on if waits else today})
    if request.method == "POST" and form.is_valid():
        acts.review_apprentice(
            found, form.cleaned_data["guidance"], by=request.person, on=form.cleaned_data["on"],
            warned=form.cleaned_data["warned"],
        )  # fmt: skip
        return redirect("training:lessons")
    title = _("Review with {name}").format(name=found)
    return ask(request, form, title, _("Keep it"), reverse("training:lessons"))


@permitted(SEE_ALL)
@require_safe
def undelivered(request: SignedInRequest) -> HttpResponse:
    """Show which groups lack lessons, which plans are missing, whom nobody has warned."""
    today = timezone.localdate()
    late = [one for one in lessons.slots(on=today) if one.late(today)]
    late.sort(key=lambda one: (one.due, one.group.name))
    rows = [
        Row((one.group.name, one.lesson.title, day(one.due)), exception=_("Not given"))
        for one in late
    ]
    planned = set(
        TutorialPlan.objects.filter(state=TutorialPlan.State.APPROVED)
        .values_list("group_id", flat=True)
    )  # fmt: skip
    without = [one for one in lessons.tutor_groups(today) if one.pk not in planned]
    unwarned = lessons.unwarned(today)
    context = {
        "title": _("Lessons not given"), "any": bool(rows),
        "table": Table(_("Lessons whose day has passed"),
                       (_("Group"), _("Lesson"), _("Due")), rows),
        "without": without, "unwarned": list(unwarned.items())[:300], "many": len(unwarned),
    }  # fmt: skip
    return render(request, "training/undelivered.html", context)


@signed_in
@_FORM
def bank(request: SignedInRequest) -> HttpResponse:
    """Show what may be taught with; its keepers add to it and see what waits for them."""
    today, keeps = timezone.localdate(), may(request.person.pk, resources.KEEP)
    form = ResourceForm(request.POST or None, lessons=lessons.lessons_here())
    if request.method == "POST":
        if not keeps:
            raise Http404
        if form.is_valid():
            resources.add(resources.Resource(**form.cleaned_data), by=request.person)
            return redirect("training:resources")
    shown = resources.kept() if keeps else resources.current(today)
    titles = {one.slug: one.title for one in lessons.lessons_here()}
    context = {
        "title": _("To teach with"), "keeps": keeps, "form": form, "send": _("Add it"),
        "back": reverse("training:lessons"),
        "found": [(one, titles.get(one.topic, NOTHING), one.review_due < today) for one in shown],
    }  # fmt: skip
    return render(request, "training/resources.html", context, status=422 if form.errors else 200)


@permitted(resources.KEEP)
@require_POST
def review_resource(request: SignedInRequest, resource_id: UUID) -> HttpResponse:
    """Say that a resource is still right, or take it out of use."""
    found = get_object_or_404(TeachingResource, pk=resource_id, withdrawn_on__isnull=True)
    resources.review(found, by=request.person, keep=not request.POST.get("withdraw"))
    return redirect("training:resources")
