"""Pages for whoever runs training: what is asked, courses, words, records set right."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lanyard.engine.duties.api import Audience
from lanyard.foundation.access.gates import permitted
from lanyard.foundation.ui.asking import ask as asking
from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training.actions import completing, courses, starting
from lanyard.rooms.training.forms import CourseForm, ReasonForm, RuleForm, TextForm
from lanyard.rooms.training.models import Completion, Course, TrainingRule
from lanyard.rooms.training.modules import uncovered
from lanyard.rooms.training.pages import courses_table, how_often, rules_table, source_of
from lanyard.rooms.training.queries import reach as reads

_FORM = require_http_methods(["GET", "HEAD", "POST"])
MANAGE = "training.manage"
SEE_ALL = "training.see-all"
_PER_PAGE = 50


@permitted(SEE_ALL)
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """Show what is asked of everybody, with live figures (LAN-DSL-05)."""
    reached = reads.reach(on=timezone.localdate())
    context = {
        "title": _("Training of everybody"), "any": bool(reached), "table": rules_table(reached),
    }  # fmt: skip
    return render(request, "training/everything.html", context)


@permitted(MANAGE)
@_FORM
def bring(request: SignedInRequest) -> HttpResponse:
    """Set up the training that the profile asks for, or bring it into step."""
    if request.method == "POST":
        starting.begin(by=request.person)
        return redirect("training:everything")
    context = {
        "title": _("Set up the training of the policy"), "send": _("Set it up"),
        "lead": _(
            "Courses, their words and who takes them are brought into step with the policy's "
            "profile and with who holds which post. What you have written yourselves stays, and so "
            "does everything that was taken."
        ),
        "back": reverse("training:everything"),
    }  # fmt: skip
    return render(request, "training/bring.html", context)


@permitted(SEE_ALL)
@require_safe
def catalogue(request: SignedInRequest) -> HttpResponse:
    """List the courses in use."""
    found = Course.objects.filter(archived_on__isnull=True)
    context = {"title": _("Courses"), "any": found.exists(), "table": courses_table(found)}
    return render(request, "training/catalogue.html", context)


@permitted(SEE_ALL)
@require_safe
def rule(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one rule: what it asks, of whom, who has it still to do."""
    found = get_object_or_404(TrainingRule, slug=slug, ended_on__isnull=True)
    today = timezone.localdate()
    owed = reads.late(found, on=today)
    page = Paginator(owed, _PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        Row((str(one.person), day(one.due)), reverse("training:person", args=[one.person_id]),
            exception=_("Overdue") if one.state_on(today) == "overdue" else "")
        for one in page
    ]  # fmt: skip
    context = {
        "title": found.title, "rule": found, "how_often": how_often(found), "page": page,
        "source": source_of(found), "courses": Course.objects.filter(slug__in=found.course_slugs),
        "late": sum(one.state_on(today) == "overdue" for one in owed), "open": len(owed),
        "table": Table(_("When it is next due"), (_("Name"), _("Due")), rows),
    }  # fmt: skip
    return render(request, "training/rule.html", context)


@permitted(MANAGE)
@_FORM
def new_course(request: SignedInRequest) -> HttpResponse:
    """Add a course of the organisation's own."""
    form = CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        title = data.pop("title")
        slug = slugify(title)[:80]
        if not slug or Course.objects.filter(slug=slug).exists():
            form.add_error("title", _("A course of this name is here already"))
        else:
            try:
                facts = courses.Particulars(**data)
                course = courses.open_course(slug, title, facts, by=request.person)
            except courses.NotReady:
                form.add_error("online_safety", _("Say what part of it is about online safety"))
            else:
                after = {"module": "training:write", "package": "training:package"}
                return redirect(after.get(course.kind, "training:course"), course.slug)
    return asking(request, form, _("A new course"), _("Add it"), reverse("training:catalogue"))


@permitted(MANAGE)
@_FORM
def write(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write the words of a module; they are in force once every topic has its page."""
    course = get_object_or_404(
        Course, slug=slug, kind=Course.Kind.MODULE, archived_on__isnull=True,
        written_from_posts=False,
    )  # fmt: skip
    last = course.texts.first()
    form = TextForm(request.POST or None, initial={"text": last.text if last else ""})
    if request.method == "POST" and form.is_valid():
        try:
            courses.publish_text(course, form.cleaned_data["text"], by=request.person)
        except courses.PictureNotReady as wrong:
            said = _("The picture %(it)s is not here, or nothing says what it shows")
            form.add_error("text", said % {"it": wrong})
        except courses.NotReady:
            missing = ", ".join(uncovered(form.cleaned_data["text"], course.topics))
            form.add_error("text", _("No page carries: %(topics)s") % {"topics": missing})
        else:
            return redirect("training:course", slug)
    title = _("The words of {title}").format(title=course.title)
    return asking(
        request,
        form,
        title=title,
        send=_("Put them in force"),
        back=reverse("training:course", args=[slug]),
    )


@permitted(MANAGE)
@_FORM
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask an audience to take a course."""
    course = get_object_or_404(Course, slug=slug, archived_on__isnull=True)
    form = RuleForm(request.POST or None, initial={"title": course.title, "consequence": "nothing"})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        title, who = data.pop("title"), tuple(data.pop("who"))
        name = slugify(f"own {title}")[:80]
        made = courses.require(
            name, title,
            courses.Rules(courses=(course.slug,), audience=Audience(kinds=who), **data),
            by=request.person,
        )  # fmt: skip
        return redirect("training:rule", made.slug)
    title = _("Ask people to take {title}").format(title=course.title)
    return asking(request, form, title, _("Ask them"), reverse("training:course", args=[slug]))


@permitted(MANAGE)
@_FORM
def stop(request: SignedInRequest, slug: str) -> HttpResponse:
    """Stop asking something."""
    found = get_object_or_404(TrainingRule, slug=slug, ended_on__isnull=True)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        courses.stop_asking(found, by=request.person, because=form.cleaned_data["because"])
        return redirect("training:everything")
    title = _("Stop asking: {title}").format(title=found.title)
    return asking(
        request,
        form,
        title=title,
        send=_("Stop asking"),
        back=reverse("training:rule", args=[slug]),
    )


@permitted(MANAGE)
@_FORM
def set_aside(request: SignedInRequest, completion_id: UUID) -> HttpResponse:
    """Set a wrong record aside, with a reason."""
    one = get_object_or_404(
        Completion.objects.exclude(person=request.person).select_related("course"),
        pk=completion_id, set_aside_on__isnull=True,
    )  # fmt: skip
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        completing.set_aside(one, by=request.person, because=form.cleaned_data["because"])
        return redirect("training:certificate", one.pk)
    title = _("Set aside: {title}, {name}").format(title=one.course.title, name=one.name)
    back = reverse("training:certificate", args=[one.pk])
    return asking(request, form, title, _("Set it aside"), back)
