"""Pages of sessions: plan one, book people, take the register, call it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
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
from lanyard.foundation.ui.times import when
from lanyard.people.api import Person, people_by_id
from lanyard.people.request import SignedInRequest
from lanyard.rooms.training.actions import sessions as acts
from lanyard.rooms.training.forms import BookForm, ReasonForm, RegisterForm, SessionForm
from lanyard.rooms.training.models import Booking, Course, TrainingRule, TrainingSession
from lanyard.rooms.training.queries.overview import open_duties
from lanyard.rooms.training.queries.own import people_seen_by
from lanyard.rooms.training.queries.standing import SEE_ALL

_FORM = require_http_methods(["GET", "HEAD", "POST"])
HOLD = "training.hold-sessions"
#: So many are offered for booking at once, those first whose day comes first.
_OFFERED = 200


def _why(closed: acts.SessionClosed) -> str:
    said = {
        "cancelled": _("This session was called off."),
        "taken": _("The register of this session has been taken."),
        "full": _("There are fewer places than people."),
    }
    return said[str(closed)]


def _leads(person: Person, session: TrainingSession) -> bool:
    return session.led_by_id == person.pk or may(person.pk, SEE_ALL)


def _led(request: SignedInRequest, session_id: UUID) -> TrainingSession:
    """Return a session that the person leads, or runs training; to others it is not there."""
    found = get_object_or_404(
        TrainingSession.objects.select_related("course", "led_by"), pk=session_id
    )
    if not _leads(request.person, found):
        raise Http404
    return found


@signed_in
@require_safe
def everything(request: SignedInRequest) -> HttpResponse:
    """List the sessions to come, and those whose register waits for the person."""
    now = timezone.now()
    coming = TrainingSession.objects.filter(cancelled_on__isnull=True).select_related("course")
    mine = Q() if may(request.person.pk, SEE_ALL) else Q(led_by=request.person)
    waits = coming.filter(mine, starts_at__lte=now, register_taken_at__isnull=True)
    context = {
        "title": _("Sessions"), "may_plan": may(request.person.pk, HOLD),
        "table": _table(coming.filter(starts_at__gt=now), _("To come"), ""),
        "waits": _table(waits, _("Register not taken yet"), _("Register")),
    }  # fmt: skip
    return render(request, "training/sessions.html", context)


def _table(found: QuerySet[TrainingSession], caption: str, exception: str) -> Table:
    rows = [
        Row((one.course.title, when(one.starts_at), one.place),
            reverse("training:session", args=[one.pk]), exception=exception)
        for one in found[:_OFFERED]
    ]  # fmt: skip
    return Table(caption, (_("Course"), _("When"), _("Where")), rows)


@permitted(HOLD)
@_FORM
def plan(request: SignedInRequest, slug: str) -> HttpResponse:
    """Plan a session of a course."""
    course = get_object_or_404(Course, slug=slug, archived_on__isnull=True)
    form = SessionForm(request.POST or None, initial={"led_by": request.person.email})
    if request.method == "POST" and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items()
                if name not in {"day", "begins", "ends"}}  # fmt: skip
        made = acts.plan_session(course, acts.Occasion(**data), by=request.person)
        return redirect("training:session", made.pk)
    title = _("Plan a session: {title}").format(title=course.title)
    back = reverse("training:course", args=[slug])
    return ask(request, form, title, _("Plan it"), back)


@signed_in
@require_safe
def one(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Show a session: to all when and where it is, to those who may see them who comes."""
    found = get_object_or_404(
        TrainingSession.objects.select_related("course", "led_by"), pk=session_id
    )
    bookings = list(found.bookings.filter(cancelled_on__isnull=True).select_related("person"))
    leads = _leads(request.person, found)
    open_now = found.cancelled_on is None and found.register_taken_at is None
    context = {
        "title": found.course.title, "session": found, "leads": leads,
        "bookings": bookings if leads else [b for b in bookings if _seen(request, b)],
        "mine": next((b for b in bookings if b.person_id == request.person.pk), None),
        "open": open_now, "begun": found.starts_at <= timezone.now(),
        "may_book": open_now and may(request.person.pk, HOLD),
        "asked": any(d.definition.url.endswith(f"/{found.course.slug}/")
                     for d in open_duties([request.person.pk])),
    }  # fmt: skip
    return render(request, "training/session.html", context)


def _seen(request: SignedInRequest, booking: Booking) -> bool:
    on = timezone.localdate()
    return people_seen_by(request.person, on=on).filter(pk=booking.person_id).exists()


@signed_in
@require_POST
def join(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Book oneself on a session, or take oneself off."""
    found = get_object_or_404(TrainingSession, pk=session_id, cancelled_on__isnull=True)
    try:
        if request.POST.get("leave"):
            acts.unbook(found, request.person, by=request.person)
        else:
            acts.book(found, [request.person], by=request.person)
    except acts.SessionClosed:
        return redirect("training:session", found.pk)
    return redirect("training:session", found.pk)


def _may_be_booked(request: SignedInRequest) -> QuerySet[Person]:
    on = timezone.localdate()
    return people_seen_by(request.person, on=on).filter(left_on__isnull=True)


@permitted(HOLD)
@_FORM
def book(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Book many people at once: those of one's own who have it still to take, soonest first."""
    found = get_object_or_404(
        TrainingSession.objects.select_related("course"), pk=session_id,
        cancelled_on__isnull=True, register_taken_at__isnull=True,
    )  # fmt: skip
    form = BookForm(request.POST or None, offered=_offered(request, found))
    if request.method == "POST" and form.is_valid():
        chosen = people_by_id(UUID(pk) for pk in form.cleaned_data.get("people", []))
        others = form.cleaned_data["others"]
        strangers = {p.pk for p in others} - set(
            _may_be_booked(request).filter(pk__in=[p.pk for p in others]).values_list(
                "pk", flat=True)
        )  # fmt: skip
        if strangers:
            form.add_error("others", _("You book your own team or learners; ask those who run "
                                       "training for others"))  # fmt: skip
        else:
            try:
                acts.book(found, [*chosen.values(), *others], by=request.person)
            except acts.SessionClosed as closed:
                form.add_error(None, _why(closed))
            else:
                return redirect("training:session", found.pk)
    title = _("Book people on {title}").format(title=found.course.title)
    back = reverse("training:session", args=[found.pk])
    return ask(request, form, title, _("Book them"), back)


def _offered(request: SignedInRequest, session: TrainingSession) -> list[tuple[str, str]]:
    rules = [
        rule for rule in TrainingRule.objects.filter(ended_on__isnull=True)
        if session.course.slug in rule.course_slugs
    ]  # fmt: skip
    wanted = {str(rule.pk) for rule in rules}
    mine = set(_may_be_booked(request).values_list("pk", flat=True))
    known = set(
        session.bookings.filter(cancelled_on__isnull=True).values_list("person_id", flat=True)
    )
    owed = [d for d in open_duties(mine - known) if d.definition.subject_id in wanted]
    people = people_by_id({d.person_id for d in owed})
    first = {d.person_id: d.due for d in reversed(owed)}
    order = sorted(first, key=lambda pk: (first[pk], str(people[pk])))[:_OFFERED]
    said = _("%(name)s, due %(day)s")
    return [(str(pk), said % {"name": people[pk], "day": f"{first[pk]:%d %B %Y}"}) for pk in order]


@signed_in
@_FORM
def register(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Take the register: each who came has it on record; who did not is still due."""
    found = _led(request, session_id)
    if found.cancelled_on or found.register_taken_at or found.starts_at > timezone.now():
        raise Http404
    booked = found.bookings.filter(cancelled_on__isnull=True).select_related("person")
    offered = [(str(b.person_id), str(b.person)) for b in booked]
    sent = request.POST if request.method == "POST" else None
    form = RegisterForm(sent, offered=offered, initial={"people": [pk for pk, _name in offered]})
    if request.method == "POST" and form.is_valid():
        came = {UUID(pk) for pk in form.cleaned_data.get("people", [])}
        acts.take_register(found, came, by=request.person, also=form.cleaned_data["others"])
        return redirect("training:session", found.pk)
    title = _("Register: {title}").format(title=found.course.title)
    back = reverse("training:session", args=[found.pk])
    return ask(request, form, title, _("Keep the register"), back)


@signed_in
@_FORM
def call_off(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    """Call a session off."""
    found = _led(request, session_id)
    if found.cancelled_on or found.register_taken_at:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.call_off(found, by=request.person, because=form.cleaned_data["because"])
        return redirect("training:session", found.pk)
    title: Any = _("Call off: {title}").format(title=found.course.title)
    back = reverse("training:session", args=[found.pk])
    return ask(request, form, title, _("Call it off"), back)
