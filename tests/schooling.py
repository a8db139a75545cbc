"""Training with everything that can hang on it, for the sweep and for looking at every page."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.actions import join
from lanyard.people.api import Enrolment, Group, Membership, Person
from lanyard.rooms.training import campaigns, notes, resources, surveys
from lanyard.rooms.training.actions import (
    calendar,
    certificates,
    learning,
    lessons,
    outside,
    pictures,
    sessions,
    starting,
)
from lanyard.rooms.training.actions.completing import Facts, record
from lanyard.rooms.training.actions.courses import Particulars, open_course
from lanyard.rooms.training.models import Completion, Course, LessonGiven
from lanyard.rooms.training.modules import module_of
from lanyard.rooms.training.queries.own import address_of
from lanyard.rooms.training.tests.packages import a_package, a_picture
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
    asked = _asked(shown)
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
        **planned, **package, **asked,
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
        **_lessons(tutor), "training:package.slug": "fire-safety",
        "training:taken-in.import_id": taken_in.pk, "training:play.run_id": run.pk,
        "played_id": run.pk,
    }  # fmt: skip


def _lessons(tutor: Person) -> dict[str, Any]:
    """Let the tutor teach a group: an apprentice missed a lesson, another is still to give."""
    group = Group.objects.create(name="Sweep", kind="tutor-group")
    today = timezone.localdate()
    apprentice = join(by=None, given_name="App", family_name="Rentice")
    Enrolment.objects.create(
        person=apprentice, programme="Baking", band="16-18", apprentice=True, since=today
    )
    for person, part in ((tutor, "tutor"), (apprentice, "learner")):
        Membership.objects.create(group=group, person=person, part=part, since=today)
    given = lessons.give(group, "reporting", set(), by=tutor, on=today)
    kept = resources.add(resources.Resource(title="Posters", topic="sources"), by=tutor)
    return {
        "training:log-teaching.group_id": group.pk, "taught_group_id": group.pk,
        "training:give-lesson.group_id": group.pk, "training:give-lesson.topic": "sources",
        "training:tutorial-plan.group_id": group.pk, "training:caught-up.part_id": _missed(given),
        "training:apprentice-review.person_id": apprentice.pk, "apprentice_id": apprentice.pk,
        "training:review-resource.resource_id": kept.pk,
        "training:induct.person_id": tutor.pk, "training:go-through.person_id": tutor.pk,
        "training:go-through.item": "discussion", "training:confirm-induction.item": "policy",
    }  # fmt: skip


def _asked(shown: Mapping[str, Person]) -> dict[str, Any]:
    """Plan a campaign, ask a survey, and let the tutor seal a note."""
    today, lead, tutor = timezone.localdate(), shown["dsl"], shown["tutor"]
    campaign = campaigns.plan(
        campaigns.Campaign(
            title="Look twice", theme="scams", since=today, until=today, for_learners="Look twice.",
            for_staff="Ask them to look twice.",
        ),
        by=lead,
    )  # fmt: skip
    round_ = surveys.open_round("culture", by=lead)
    given = notes.Happened(
        happened_at=timezone.now(), place="A video call", words="The others left early."
    )
    with acting_as(current_organisation_id(), tutor.pk):
        note = notes.write(given, by=tutor)
    course = Group.objects.filter(kind="course").order_by("name").first()
    scams = Course.objects.get(slug="scams")
    shown_in_it = pictures.add_picture(
        scams, "map", "A map", ("map.png", io.BytesIO(a_picture())), by=shown["hr"]
    )
    return {
        "training:pictures.slug": "scams", "training:picture.picture_id": shown_in_it.pk,
        "training:campaign-reach.campaign_id": campaign.pk, "campaign_id": campaign.pk,
        "training:survey.round_id": round_.pk, "training:survey-action.round_id": round_.pk,
        "round_id": round_.pk, "training:open-survey.slug": "able-to-stay-safe",
        "training:note.note_id": note.pk, "training:share-note.note_id": note.pk,
        "training:share-note.role": "dsl", "note_id": note.pk,
        "training:programme-aim.group_id": course.pk if course else None,
        "course_group_id": course.pk if course else None,
    }  # fmt: skip


def _missed(given: LessonGiven) -> Any:
    return given.parts.get(came=False).pk


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
