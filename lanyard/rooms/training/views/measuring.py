"""Pages of campaigns, of skills before and after, and of what observations saw."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import permitted, signed_in
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.registry.api import measures
from lanyard.foundation.ui.asking import ask
from lanyard.foundation.ui.listing import Row, Table, page_of
from lanyard.people.api import Group, is_learner, is_staff
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training import campaigns, skills
from lanyard.rooms.training.actions.observing import observe
from lanyard.rooms.training.forms_measuring import AimForm, CampaignForm, PracticeForm, ReachForm
from lanyard.rooms.training.models import AwarenessCampaign, Course, PracticeSeen, ProgrammeAim
from lanyard.rooms.training.pages import NOTHING

_FORM = require_http_methods(["GET", "HEAD", "POST"])
SEE_ALL = "training.see-all"
OBSERVE = "training.observe"
FIGURES = "concerns.exact-figures"


@signed_in
@require_safe
def calendar(request: SignedInRequest) -> HttpResponse:
    """Show the campaigns of the academic year by half-term, and those that run now."""
    today = timezone.localdate()
    staff, learner = is_staff(request.person, on=today), is_learner(request.person, on=today)
    runs = may(request.person.pk, campaigns.RUN)
    context = {
        "title": _("Campaigns"), "staff": staff, "learner": learner, "runs": runs,
        "now": [
            one for one in campaigns.running(today)
            if runs or (staff and one.for_staff) or (learner and one.for_learners)
        ],
        "halves": [
            (half, not half.campaigns and half.since <= today)
            for half in campaigns.calendar(on=today)
        ],
    }  # fmt: skip
    return render(request, "training/campaigns.html", context)


@permitted(campaigns.RUN)
@_FORM
def new_campaign(request: SignedInRequest) -> HttpResponse:
    """Plan a campaign."""
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        campaigns.plan(campaigns.Campaign(**form.cleaned_data), by=request.person)
        return redirect("training:campaigns")
    back = reverse("training:campaigns")
    return ask(request, form, _("A new campaign"), _("Plan it"), back)


@permitted(campaigns.RUN)
@_FORM
def reach(request: SignedInRequest, campaign_id: UUID) -> HttpResponse:
    """Note how many a campaign reached, staff and learners apart."""
    found = get_object_or_404(AwarenessCampaign, pk=campaign_id)
    initial = {"staff": found.staff_reached, "learners": found.learners_reached}
    form = ReachForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        campaigns.note_reach(found, by=request.person, **form.cleaned_data)
        return redirect("training:campaigns")
    title = _("Whom it reached: {title}").format(title=found.title)
    back = reverse("training:campaigns")
    return ask(request, form, title, _("Keep it"), back)


def _group_name(one: skills.Line) -> str:
    kinds = {"staff": _("Staff"), "sponsored": _("Contractors, agency staff and volunteers"),
             "governor": _("Governors and trustees")}  # fmt: skip
    return one.group.name if one.group else kinds[one.kind]


def _skill_row(one: skills.Line, enough: int) -> Row:
    weak = one.score is not None and one.score < enough
    achieved = _("{part} of {whole}").format(part=one.achieved, whole=one.members)
    without = _("No aim yet") if one.group else NOTHING
    return Row(
        (_group_name(one), one.members, _shown(skills.mean(one.first)), _shown(one.score),
         f"{one.gain:+d}" if one.gain is not None else NOTHING,
         one.aim.outcome if one.aim else without, achieved if one.aim else NOTHING),
        reverse("training:programme-aim", args=[one.group.pk]) if one.group else "",
        exception=_("Under the mark") if weak else "",
    )  # fmt: skip


@permitted(SEE_ALL)
@require_safe
def measured(request: SignedInRequest) -> HttpResponse:
    """Show how each group does in the check, how much better than at first, and what it aims at."""
    enough, found = skills.threshold(), skills.lines(on=timezone.localdate())
    columns = (_("Group"), _("People"), _("At first"), _("This year"), _("Gain"), _("Aim"),
               _("Achieved"))  # fmt: skip
    whole = Table(
        _("The yearly check, by group"), columns, [_skill_row(one, enough) for one in found],
        frozenset({1, 2, 3, 4}),
    )  # fmt: skip
    table, page = page_of(request, whole)
    context = {
        "title": _("What people can do online"), "page": page, "small": skills.SMALL,
        "mark": enough, "table": table,
        "aimless": sum(one.group is not None and one.aim is None for one in found),
    }  # fmt: skip
    return render(request, "training/skills.html", context)


def _shown(score: int | None) -> str:
    return NOTHING if score is None else f"{score}%"


@permitted("training.manage")
@_FORM
def programme_aim(request: SignedInRequest, group_id: UUID) -> HttpResponse:
    """State what a programme aims at, and by which modules."""
    group = get_object_or_404(Group, pk=group_id, kind=Group.Kind.COURSE)
    found = Course.objects.filter(archived_on__isnull=True, for_learners=True)
    kept = ProgrammeAim.objects.filter(group=group, ended_on__isnull=True).first()
    initial = {"outcome": kept.outcome, "courses": kept.course_slugs} if kept else {}
    offered = list(found.values_list("slug", "title"))
    form = AimForm(request.POST or None, offered=offered, initial=initial)
    if request.method == "POST" and form.is_valid():
        skills.aim(
            group, form.cleaned_data["outcome"], form.cleaned_data["courses"], by=request.person
        )
        return redirect("training:skills")
    title = _("What it aims at: {name}").format(name=group.name)
    return ask(request, form, title, _("Keep it"), reverse("training:skills"))


@permitted(OBSERVE)
@_FORM
def observations(request: SignedInRequest) -> HttpResponse:
    """Show what observations saw by team within the year, and take another."""
    today = timezone.localdate()
    teams = Group.objects.filter(kind=Group.Kind.TEAM).order_by("name", "id")
    offered = [(str(one.pk), one.name) for one in teams]
    form = PracticeForm(request.POST or None, teams=offered, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        group = get_object_or_404(Group, pk=data.pop("group"))
        observe(group, by=request.person, **data)
        return redirect("training:observations")
    counted: dict[UUID, Counter[str]] = defaultdict(Counter)
    rows = PracticeSeen.objects.filter(on__gt=today.replace(year=today.year - 1, day=1))
    for group_id, seen in rows.values_list("group_id", "seen"):
        counted[group_id][seen] += 1
    words = PracticeSeen.Seen.choices
    lines = [
        Row((one.name, *(counted[one.pk][slug] for slug, _label in words)),
            exception="" if counted[one.pk] else _("Not observed"))
        for one in teams
    ]  # fmt: skip
    columns = (_("Team"), *(label for _slug, label in words))
    context = {
        "title": _("What learners see of us"), "form": form, "send": _("Keep it"),
        "any": bool(lines), "back": reverse("training:mine"),
        "cases": _cases() if may(request.person.pk, FIGURES) else (),
        "table": Table(_("Lesson observations within the year"), columns, lines,
                       frozenset(range(1, len(words) + 1))),
    }  # fmt: skip
    return render(
        request, "training/observations.html", context, status=422 if form.errors else 200
    )


def _cases() -> list[tuple[object, object]]:
    """Return what is counted of cases on the conduct of staff, beside what was observed.

    Of the twelve whole months that are over, so that one day's figure told beside the next's shows
    nobody; None is a number kept back because it is small.
    """
    first = timezone.localdate().replace(day=1)
    since, until = first.replace(year=first.year - 1), first - datetime.timedelta(days=1)
    with system_duty("count beside observations"):
        return [
            (one.label, one.number) for measure in measures("example")
            for one in measure.count(since, until)
        ]  # fmt: skip
