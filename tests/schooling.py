"""Training with everything that can hang on it, for the sweep and for looking at every page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.api import Group, Membership, Person
from lanyard.rooms.training.actions import (
    calendar,
    certificates,
    learning,
    outside,
    sessions,
    starting,
)
from lanyard.rooms.training.actions.completing import Facts, record
from lanyard.rooms.training.actions.courses import Particulars, open_course
from lanyard.rooms.training.models import Completion, Course
from lanyard.rooms.training.modules import module_of
from lanyard.rooms.training.queries.own import address_of
from lanyard.rooms.training.tests.packages import a_package
from lanyard.rooms.training.views.playing import mark_of

_MODULE = "staff-online-safety"


def stand_training(shown: Mapping[str, Person]) -> dict[str, Any]:
    """Make them; return the arguments of their addresses, by the address where they differ."""
    tutor = shown["tutor"]
    starting.begin(by=None)
    course = Course.objects.get(slug=_MODULE)
    with acting_as(current_organisation_id(), tutor.pk):
        attempt = learning.start(course, by=tutor)
        module = module_of(attempt.text.text)
        for number in range(1, len(module.pages) + 1):
            learning.read_page(attempt, number, by=tutor)
        for number in range(1, len(module.questions) + 1):
            learning.answer(attempt, number, 0, by=tutor)
        key = calendar.key_of(tutor)
    planned = _sessions(shown["dsl"], tutor)
    package = _package(shown["hr"], tutor)
    handed_in = certificates.hand_in(
        Course.objects.get(slug="lead-training"),
        certificates.HandedIn(on=timezone.localdate(), note="Level 3, the local board"), by=tutor,
    )  # fmt: skip
    facts = Facts(how=Completion.How.BEFORE, method=Completion.Method.BRIEFING)
    entered = record(course, tutor, facts, by=None, on=timezone.localdate())
    return {
        "attempt_id": attempt.pk, "completion_id": entered.pk,
        "token": address_of(key).rpartition("/")[2].removesuffix(".ics"),
        "training:person.person_id": tutor.pk, "training:nudge.person_id": tutor.pk,
        **planned, **package,
        **{f"training:{name}.completion_id": handed_in.pk for name in ("verify-one", "refuse-one")},
        "handed_in_id": handed_in.pk, "rule_slug": "kcsie", "course_slug": "scams",
        **{f"training:{name}.slug": "kcsie" for name in ("rule", "stop")},
        **{
            f"training:{name}.slug": "scams"
            for name in ("course", "start", "write", "ask", "hand-in", "plan-session", "names")
        },
    }  # fmt: skip


def _package(manager: Person, tutor: Person) -> dict[str, Any]:
    """Take in a file with somebody unknown, and let the tutor have begun a package."""
    course = open_course("fire-safety", "Fire safety", Particulars(kind="package"), by=manager)
    package = outside.keep_package(course, "fire.zip", a_package(parts=2), by=manager)
    with acting_as(current_organisation_id(), tutor.pk):
        run = outside.open_package(package, by=tutor)
    rows = b"Email,Completed,Course\nnobody@else.test,2026-09-03,Fire safety\n"
    taken_in = outside.take_in("completions.csv", rows, by=manager)
    return {
        "mark": mark_of(run, 0), "path": "p1.html",
        "taken_in_id": taken_in.pk, "training:log-teaching.kind": "moment",
        "training:log-teaching.group_id": _a_group(tutor), "training:package.slug": "fire-safety",
        "training:taken-in.import_id": taken_in.pk, "training:play.run_id": run.pk,
        "played_id": run.pk,
    }  # fmt: skip


def _a_group(tutor: Person) -> Any:
    """Let the tutor teach a group."""
    group = Group.objects.create(name="Sweep", kind="tutor")
    today = timezone.localdate()
    Membership.objects.create(group=group, person=tutor, part="tutor", since=today)
    return group.pk


def _sessions(lead: Person, tutor: Person) -> dict[str, Any]:
    """Plan a session to come and one whose register waits, the tutor booked on both."""
    course, now = Course.objects.get(slug="induction-session"), timezone.now()
    hour, day = datetime.timedelta(hours=1), datetime.timedelta(days=1)
    coming, begun = (
        sessions.plan_session(
            course,
            sessions.Occasion(starts_at=at, ends_at=at + hour, place="Room 1", led_by=lead),
            by=lead,
        )
        for at in (now + 9 * day, now - day)
    )
    for one in (coming, begun):
        sessions.book(one, [tutor], by=lead)
    return {"session_id": coming.pk, "training:register.session_id": begun.pk, "begun_id": begun.pk}
