"""The errands of training: registers, certificates, dates to confirm, surveys to answer."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lanyard.engine.duties import api as duties
from lanyard.foundation.access.api import holders_of
from lanyard.people.api import Person
from lanyard.rooms.training.models import (
    Completion,
    SurveyReplied,
    SurveyRound,
    TrainingSession,
)
from lanyard.rooms.training.queries.overview import waiting
from lanyard.rooms.training.queries.own import unconfirmed, unconfirmed_dates
from lanyard.rooms.training.surveys import ANSWER, asked_of, surveys_here

REGISTER, VERIFY, CONFIRM = "training.register", "training.verify", "training.confirm"
#: Who verifies for whom nobody else does, and hears of what is overdue.
_OTHERWISE = "hr-director"
Told = Mapping[str, tuple[str, str]]


def registers(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every session that is on by a day and has no register, with who leads it."""
    held = _without_register().filter(starts_at__date__lte=day)
    for one in duties.among(held, about):
        on = timezone.localdate(one.starts_at)
        yield duties.Waiting(str(one.pk), {one.led_by_id}, on, due=on)


def _without_register() -> QuerySet[TrainingSession]:
    return TrainingSession.objects.filter(register_taken_at__isnull=True, cancelled_on__isnull=True)


def touched_registers(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the sessions that somebody leads and that have no register."""
    return map(str, _without_register().filter(led_by=person_id).values_list("pk", flat=True))


def tell_registers(person: Person, about: Collection[str]) -> Told:
    """Say of which sessions a reader takes the register."""
    led = TrainingSession.objects.filter(pk__in=about, led_by=person).select_related("course")
    return {
        str(one.pk): (
            _("Take the register of %(title)s") % {"title": one.course.title},
            reverse("training:register", args=[one.pk]),
        )
        for one in led
    }


def certificates(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give what was handed in and waits: for the line manager, else for whoever leads on staff."""
    handed_in = list(duties.among(_handed_in(), about))
    managers = duties.managers_of({one.person_id for one in handed_in}, on=day)
    others = set(holders_of(_OTHERWISE, on=day)) if handed_in else set()
    for one in handed_in:
        manager = managers.get(one.person_id)
        people = {manager} if manager else others - {one.person_id}
        yield duties.Waiting(str(one.pk), people, timezone.localdate(one.recorded_at))


def _handed_in() -> QuerySet[Completion]:
    return Completion.objects.filter(
        needs_verifying=True, verified_on__isnull=True, set_aside_on__isnull=True
    )


def touched_certificates(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name what somebody handed in, or verifies as a manager or for those who have none."""
    today = timezone.localdate()
    handed_in = dict(_handed_in().values_list("pk", "person_id"))
    managers = duties.managers_of(set(handed_in.values()), on=today) if handed_in else {}
    others = _OTHERWISE in roles
    return {
        str(key)
        for key, person in handed_in.items()
        if person_id in (person, managers.get(person)) or (others and person not in managers)
    }


def tell_certificates(person: Person, about: Collection[str]) -> Told:
    """Say whose certificates a reader verifies, of those whom they may see."""
    here = waiting(person, on=timezone.localdate()).filter(pk__in=about)
    return {
        str(one.pk): (
            _("Verify what %(name)s handed in: %(title)s")
            % {"name": one.person, "title": one.course.title},
            reverse("training:verify"),
        )
        for one in here
    }


def dates(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give everybody in whose calendar others entered dates that they have not confirmed."""
    entered = unconfirmed_dates()
    if about is not None:
        entered = entered.filter(person_id__in=about)
    first = entered.order_by().values("person_id").annotate(first=Min("recorded_at"))
    for person, at in first.values_list("person_id", "first"):
        since = timezone.localdate(at)
        yield duties.Waiting(str(person), {person}, since, period=since.isoformat())


def touched_dates(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name somebody's own calendar while there is a date to confirm."""
    entered = unconfirmed_dates().filter(person_id=person_id)
    return {str(person_id)} if entered.exists() else ()


def tell_dates(person: Person, about: Collection[str]) -> Told:
    """Say how many dates a reader confirms in their own calendar (LAN-TRS-04)."""
    if not (many := unconfirmed(person).count()):
        return {}
    said = ngettext(
        "Confirm %(many)d date in your CPD calendar",
        "Confirm %(many)d dates in your CPD calendar", many,
    )  # fmt: skip
    return {str(person.pk): (said % {"many": many}, reverse("training:calendar"))}


def answers(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give each open survey to everybody whom it asks and who has not answered."""
    rounds = list(SurveyRound.objects.filter(opens_on__lte=day, closes_on__gte=day))
    who = {one.slug: one.who for one in surveys_here()} if rounds else {}
    done = SurveyReplied.objects.filter(round__in=rounds).values_list("round_id", "person_id")
    asked = [
        duties.AskedOfEach(one.pk, who[one.survey], one.opens_on, one.closes_on)
        for one in rounds if one.survey in who
    ]  # fmt: skip
    return duties.waits_for_each(asked, set(done) if rounds else (), day, about)


def touched_answers(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the open surveys as they may ask one person."""
    today = timezone.localdate()
    open_now = SurveyRound.objects.filter(opens_on__lte=today, closes_on__gte=today)
    return {duties.about_each(one, person_id) for one in open_now.values_list("pk", flat=True)}


def tell_answers(person: Person, about: Collection[str]) -> Told:
    """Ask a reader to answer, without their name."""
    return {
        duties.about_each(one.pk, person.pk): (
            _("Answer without your name: %(title)s") % {"title": title},
            reverse("training:survey", args=[one.pk]),
        )
        for one, title in asked_of(person, on=timezone.localdate())
    }


ERRANDS = (
    duties.Errand(
        kind=REGISTER, title=gettext_lazy("Take the register of a session"), waiting=registers,
        touched=touched_registers, tell=tell_registers, steps=(0,), owner=_OTHERWISE,
    ),
    duties.Errand(
        kind=VERIFY, title=gettext_lazy("Verify what somebody took elsewhere"),
        waiting=certificates, touched=touched_certificates, tell=tell_certificates,
        working_days=5, told=True, owner=_OTHERWISE,
    ),
    duties.Errand(
        kind=CONFIRM, title=gettext_lazy("Confirm dates in your CPD calendar"), waiting=dates,
        touched=touched_dates, tell=tell_dates, working_days=10, steps=(0,), owner="",
        clauses=("LAN-TRS-04",),
    ),
    duties.Errand(
        kind=ANSWER, title=gettext_lazy("Answer a survey without your name"), waiting=answers,
        touched=touched_answers, tell=tell_answers, steps=(-7, -1), managers_every=0, owner="",
        private=True,
    ),
)  # fmt: skip
