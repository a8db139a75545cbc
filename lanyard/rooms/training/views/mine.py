"""A person's own training: what is due, a course, certificates, the calendar and its feed."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lanyard.foundation.access.api import may
from lanyard.foundation.access.gates import signed_in
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import is_staff
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training import ics
from lanyard.rooms.training.actions import calendar as addresses
from lanyard.rooms.training.actions.completing import confirm
from lanyard.rooms.training.lessons import entitlement
from lanyard.rooms.training.models import Completion, Course, ModuleAttempt
from lanyard.rooms.training.pages import taken_table
from lanyard.rooms.training.queries import own
from lanyard.rooms.training.queries.standing import visible_to

MANAGE = "training.manage"
HOLD = "training.hold-sessions"
_PER_PAGE = 30


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Show what the person is to take, and what they took."""
    today = timezone.localdate()
    page = Paginator(own.taken(request.person), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Your training"), "todo": own.to_do(request.person, on=today),
        "page": page, "table": taken_table(page),
        "unconfirmed": own.unconfirmed(request.person).count(),
        "may_hold": may(request.person.pk, HOLD), "is_staff": is_staff(request.person, on=today),
        "observes": may(request.person.pk, "training.observe"),
        "entitlement": entitlement(request.person, on=today),
    }  # fmt: skip
    return render(request, "training/mine.html", context)


@signed_in
@require_safe
def course(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show a course: what it is, how to take it, when the person took it."""
    found = get_object_or_404(Course, slug=slug, archived_on__isnull=True)
    today = timezone.localdate()
    text = found.texts.first()
    asked = [one for one in own.to_do(request.person, on=today) if slug in one.rule.course_slugs]
    context = {
        "title": found.title, "course": found, "text": text, "asked": asked,
        "others": [other for one in asked for other in one.courses if other.pk != found.pk],
        "open": ModuleAttempt.objects.filter(
            text=text, person=request.person, finished_at__isnull=True
        ).first(),
        "package": found.packages.first(),
        "taken": own.taken(request.person).filter(course=found),
        "may_manage": may(request.person.pk, MANAGE), "may_plan": may(request.person.pk, HOLD),
        "sessions": found.sessions.filter(
            starts_at__gt=timezone.now(), cancelled_on__isnull=True
        )[:20],
    }  # fmt: skip
    return render(request, "training/course.html", context)


@signed_in
@require_safe
def certificate(request: SignedInRequest, completion_id: UUID) -> HttpResponse:
    """Show the certificate of one completion to whoever may see it."""
    rows = visible_to(request.person, on=timezone.localdate()).select_related("course")
    one = get_object_or_404(rows, pk=completion_id)
    context = {
        "title": _("Certificate"), "one": one, "own": one.person_id == request.person.pk,
        "later": rows.filter(course=one.course, person=one.person_id, on__gt=one.on,
                             set_aside_on__isnull=True).last(),
        "may_manage": may(request.person.pk, MANAGE) and one.person_id != request.person.pk,
    }  # fmt: skip
    return render(request, "training/certificate.html", context)


@signed_in
@require_safe
def person(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Show the training of one person to their manager, their tutor, or whoever sees all."""
    today = timezone.localdate()
    found = get_object_or_404(own.people_seen_by(request.person, on=today), pk=person_id)
    rows = visible_to(request.person, on=today).filter(person=found).select_related("course")
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": str(found), "found": found, "todo": own.to_do(found, on=today), "page": page,
        "table": taken_table(page, _("What they have taken")),
        "entitlement": entitlement(found, on=today),
    }  # fmt: skip
    return render(request, "training/person.html", context)


@signed_in
@require_safe
def calendar(request: SignedInRequest) -> HttpResponse:
    """Show the person's CPD calendar (LAN-TRS-04), and the private address of its feed."""
    today = timezone.localdate()
    done = own.taken(request.person)
    page = Paginator(done, _PER_PAGE).get_page(request.GET.get("page"))
    key = addresses.key_of(request.person)
    works_here = is_staff(request.person, on=today)
    context = {
        "title": _("Your CPD calendar") if works_here else _("Your training calendar"),
        "todo": own.to_do(request.person, on=today),
        "months": own.by_month(page), "page": page, "booked": own.booked(request.person),
        "feed": request.build_absolute_uri(own.address_of(key)),
    }  # fmt: skip
    return render(request, "training/calendar.html", context)


@signed_in
@require_POST
def confirm_date(request: SignedInRequest, completion_id: UUID) -> HttpResponse:
    """Confirm the date of something that somebody else entered."""
    one = get_object_or_404(Completion, pk=completion_id, person=request.person)
    confirm(one, by=request.person)
    return redirect("training:calendar")


@signed_in
@require_POST
def new_address(request: SignedInRequest) -> HttpResponse:
    """Give the feed a new address; the old one ends."""
    addresses.new_address(by=request.person)
    return redirect("training:calendar")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the private calendar to whoever has its address; it holds no score and no note."""
    with system_duty("show a private calendar"):
        person = own.person_of(token)
        if person is None:
            raise Http404
        entries = own.entries(person, on=timezone.localdate())
    text = ics.as_text(_("Training"), entries, stamp=timezone.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=900"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
