"""What is recorded closes what is owed, comes again in time, and is never altered."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import learner, staff
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import leave
from lanyard.people.api import Person
from lanyard.rooms.training.actions import completing, courses, learning
from lanyard.rooms.training.actions.completing import OwnRecord
from lanyard.rooms.training.models import Completion, Course, CourseText, TrainingRule
from lanyard.rooms.training.queries.reach import reach
from lanyard.rooms.training.tests.scene import (
    DAY,
    TEXT,
    TODAY,
    a_module,
    asked_of,
    go_through,
    owe,
    took,
    under,
)


@pytest.fixture
def ann(college: Organisation) -> Person:
    under("oaklands")
    return staff("Ann")


def test_a_rule_asks_its_audience_and_a_completion_asks_again_in_time(ann: Person) -> None:
    learner("Lou")
    course = a_module()
    asked_of(course, days=10, months=12)
    assert owe() == {"Ann: Safety": TODAY + 10 * DAY}
    took(course, ann)
    assert owe() == {"Ann: Safety": duties.add_months(TODAY, 12)}
    done = duties.Occurrence.objects.get(done_on=TODAY)
    assert done.evidence == f"Safety, {TODAY:%d %B %Y}"
    assert done.evidence_id == str(Completion.objects.get().pk)
    took(course, ann, TODAY - 400 * DAY)
    assert owe() == {"Ann: Safety": duties.add_months(TODAY, 12)}
    assert Completion.objects.count() == 2


def test_taken_early_is_never_due_sooner(ann: Person) -> None:
    course = a_module()
    asked_of(course, months=12)
    took(course, ann, TODAY - 100 * DAY)
    first = owe()["Ann: Safety"]
    took(course, ann)
    assert owe()["Ann: Safety"] > first
    assert {one.on for one in Completion.objects.all()} == {TODAY, TODAY - 100 * DAY}


def test_the_same_source_is_the_same_completion(ann: Person) -> None:
    course = a_module()
    one = took(course, ann, source_id="row-1")
    assert took(course, ann, source_id="row-1").pk == one.pk
    with pytest.raises(ValueError, match="today or before"):
        took(course, ann, TODAY + DAY)
    assert Entry.objects.filter(verb="training.completed").count() == 1


def test_what_waits_to_be_verified_closes_nothing_until_another_does(ann: Person) -> None:
    boss = staff("Bo")
    course = a_module()
    asked_of(course, days=5)
    one = took(course, ann, needs_verifying=True)
    owed = {"Ann: Safety": TODAY + 5 * DAY, "Bo: Safety": TODAY + 5 * DAY}
    assert owe() == owed
    with pytest.raises(OwnRecord):
        completing.verify(one, by=ann)
    completing.verify(one, by=boss)
    completing.verify(one, by=boss)
    assert owe() == {"Bo: Safety": TODAY + 5 * DAY}
    assert Entry.objects.filter(verb="training.verified").count() == 1


def test_a_wrong_record_is_set_aside_by_another_with_a_reason_and_owed_again(ann: Person) -> None:
    boss = staff("Bo")
    course = a_module()
    asked_of(course, days=5, months=12)
    one = took(course, ann)
    with pytest.raises(ValueError, match="why"):
        completing.set_aside(one, by=boss, because=" ")
    with pytest.raises(OwnRecord):
        completing.set_aside(one, by=ann, because="Mistake")
    completing.set_aside(one, by=boss, because="Another Ann")
    assert owe()["Ann: Safety"] == TODAY + 5 * DAY
    took(course, ann)
    assert owe()["Ann: Safety"] == duties.add_months(TODAY, 12)


def test_a_completion_is_never_altered_or_deleted(ann: Person) -> None:
    one = took(a_module(), ann)
    for statement in (
        lambda: Completion.objects.filter(pk=one.pk).update(on=TODAY - DAY),
        lambda: Completion.objects.filter(pk=one.pk).update(person=staff("Bo")),
        lambda: Completion.objects.filter(pk=one.pk).delete(),
        lambda: CourseText.objects.update(text="Other"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            statement()


def test_a_module_is_passed_read_on_and_tried_again(ann: Person) -> None:
    course = a_module()
    asked_of(course, days=5)
    failed = go_through(course, ann, right=False)
    assert (failed.score, failed.passed) == (0, False)
    assert Completion.objects.count() == 0
    passed = go_through(course, ann)
    assert (passed.score, passed.passed, passed.pk != failed.pk) == (100, True, True)
    one = Completion.objects.get()
    assert (one.how, one.method, one.score, one.confirmed_on) == ("module", "quiz", 100, TODAY)
    assert owe() == {}
    again = go_through(course, ann)
    assert again.passed
    assert Completion.objects.count() == 2


def test_an_attempt_keeps_its_order_and_its_first_answers(ann: Person) -> None:
    course = a_module()
    attempt = learning.start(course, by=ann)
    for wrong in (
        lambda: learning.read_page(attempt, 2, by=ann),
        lambda: learning.answer(attempt, 1, 1, by=ann),
        lambda: learning.finish(attempt, by=ann),
    ):
        with pytest.raises(learning.NotNow):
            wrong()
    learning.read_page(attempt, 1, by=ann)
    assert learning.start(course, by=ann).pk == attempt.pk
    learning.read_page(attempt, 2, by=ann)
    learning.answer(attempt, 1, 0, by=ann)
    assert learning.answer(attempt, 1, 1, by=ann).answers == [0]
    with pytest.raises(learning.NotNow):
        learning.answer(attempt, 2, 7, by=ann)


def test_new_words_leave_an_open_attempt_and_begin_anew(ann: Person) -> None:
    course = a_module()
    old = learning.start(course, by=ann)
    courses.publish_text(course, TEXT.replace("Read this", "Read that"), by=ann)
    assert learning.start(course, by=ann).pk != old.pk
    assert courses.publish_text(course, course.texts.all()[0].text, by=ann).number == 2


def test_a_new_edition_asks_those_who_took_the_old_one(ann: Person) -> None:
    staff("Bo")
    course = a_module(edition="2025")
    asked_of(course, days=5, by_edition=True)
    go_through(course, ann)
    assert set(owe()) == {"Bo: Safety"}
    courses.set_edition(course, "2026", by=None, since=TODAY)
    assert owe() == dict.fromkeys(("Ann: Safety", "Bo: Safety"), TODAY + 5 * DAY)
    go_through(course, ann)
    assert set(owe()) == {"Bo: Safety"}


def test_a_module_covers_its_topics_before_it_is_in_force(ann: Person) -> None:
    facts = courses.Particulars(kind="module", topics=("safety", "phones"))
    course = courses.open_course("both", "Both", facts, by=ann)
    with pytest.raises(courses.NotReady, match="phones"):
        courses.publish_text(course, TEXT, by=ann)
    assert CourseText.objects.count() == 0


def test_safeguarding_training_says_what_of_it_is_about_online_safety(ann: Person) -> None:
    facts = courses.Particulars(kind="classroom", counts_as="update")
    with pytest.raises(courses.NotReady, match="online safety"):
        courses.open_course("update", "Update", facts, by=ann)
    assert Course.objects.count() == 0


def test_rules_end_with_a_reason_and_their_figures_are_live(ann: Person) -> None:
    bo = staff("Bo")
    course = a_module()
    rule = asked_of(course, days=0)
    took(course, ann)
    duties.Occurrence.objects.filter(person=bo).update(due=TODAY - DAY)
    (one,) = reach(on=TODAY)
    assert (one.asked, one.in_date, one.overdue, one.percent) == (2, 1, 1, 50)
    leave(bo, by=None, on=TODAY - DAY)
    duties.recompute_people([bo.pk])
    (one,) = reach(on=TODAY)
    assert (one.asked, one.in_date, one.overdue) == (1, 1, 0)
    with pytest.raises(ValueError, match="reason"):
        courses.stop_asking(rule, by=ann, because="")
    courses.stop_asking(rule, by=ann, because="Replaced")
    assert (owe(), reach(on=TODAY)) == ({}, [])
    with pytest.raises(ValueError, match="no course"):
        courses.require("x", "X", courses.Rules(courses=["none"], audience=rule.audience), by=None)
    assert TrainingRule.objects.count() == 1
