"""Tutorials: plans with a day for online safety, lessons given, catching up; reviews; resources."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, transaction

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.people.models import Enrolment, Group, Membership
from lanyard.rooms.training import lessons, resources
from lanyard.rooms.training.actions import lessons as acts
from lanyard.rooms.training.actions.starting import begin
from lanyard.rooms.training.models import LessonGiven, LessonPart, TutorialPlan
from lanyard.rooms.training.tests.scene import DAY, TODAY, under
from lanyard.rooms.training.tests.test_controls import stands
from lanyard.rooms.training.tests.test_induction import in_a_group
from lanyard.rooms.training.tests.test_pages import text
from lanyard.rooms.training.tests.test_sessions import day_parts

CONTROL = "tutorials-cover-e-safety"


@pytest.fixture
def tia(college: Organisation) -> Person:
    """A tutor with a group of two, where Kingston Maurward's policy is in force."""
    under("kingston-maurward")
    found = staff("Tia", "tutor")
    in_a_group(found, learner("Lou"), learner("Lena"))
    begin(by=None)
    return found


@pytest.fixture
def cas(tia: Person) -> Person:
    """The course manager of one of the learners' courses."""
    found = staff("Cas", "course-manager")
    course = Group.objects.create(name="Art", kind="course")
    lou = Person.objects.get(given_name="Lou")
    for person, part in ((found, "course-manager"), (lou, "learner")):
        Membership.objects.create(group=course, person=person, part=part, since=TODAY - 90 * DAY)
    return found


def group() -> Group:
    return Group.objects.get(name="T1")


def person(name: str) -> Person:
    return Person.objects.get(given_name=name)


def topics(found: list[lessons.Slot]) -> set[str]:
    return {one.lesson.slug for one in found}


def test_a_plan_without_a_day_for_online_safety_comes_back_at_once(tia: Person) -> None:
    plan = acts.submit_plan(group(), {}, ["Study skills"], by=tia)
    assert (plan.state, bool(plan.because)) == ("returned", True)
    assert not approvals.Approval.objects.exists()
    with pytest.raises(acts.NotTheirs):
        acts.submit_plan(group(), {}, [], by=staff("Stan", "tutor"))


def test_a_plan_is_approved_by_another_and_its_days_count(tia: Person, cas: Person) -> None:
    day = TODAY + 5 * DAY
    plan = acts.submit_plan(group(), {"images-and-data": day}, ["Study skills"], by=tia)
    asked = approvals.Approval.objects.get(kind=acts.APPROVAL)
    with pytest.raises(approvals.NotAsked):
        approvals.decide(asked.pk, by=tia, approve=True, reason="Mine")
    approvals.decide(asked.pk, by=cas, approve=True, reason="Good")
    plan.refresh_from_db()
    assert plan.state == TutorialPlan.State.APPROVED
    days = {one.lesson.slug: one.due for one in lessons.slots(on=TODAY)}
    assert days["images-and-data"] == day
    again = acts.submit_plan(group(), {"images-and-data": day + DAY}, [], by=tia)
    asked = approvals.Approval.objects.get(kind=acts.APPROVAL, state="open")
    approvals.decide(asked.pk, by=cas, approve=False, reason="Too late in the year")
    again.refresh_from_db()
    assert (again.state, again.because) == ("returned", "Too late in the year")


def test_a_lesson_is_given_once_and_the_absent_catch_up(tia: Person) -> None:
    given = acts.give(group(), "images-and-data", {person("Lou").pk}, by=tia, on=TODAY)
    assert acts.give(group(), "images-and-data", set(), by=tia, on=TODAY) == given
    (missed,) = lessons.to_catch_up([group()])
    assert missed.person == person("Lena")
    met = lessons.entitlement(person("Lou"), on=TODAY)
    assert met is not None
    assert [title for title, on in met.lines if on] == [
        "Using images properly, and keeping personal information safe"
    ]
    with pytest.raises(acts.NotTheirs):
        acts.caught_up(missed, by=staff("Stan", "tutor"))
    acts.caught_up(missed, by=tia)
    assert lessons.to_catch_up([group()]) == []
    with pytest.raises(ValueError, match="today or before"):
        acts.give(group(), "reporting", set(), by=tia, on=TODAY + DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        LessonGiven.objects.update(on=TODAY - DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        LessonPart.objects.update(came=True)


def test_the_extremism_lesson_is_the_course_managers(tia: Person, cas: Person) -> None:
    with pytest.raises(acts.NotTheirs):
        acts.give(group(), "extremism", set(), by=tia, on=TODAY)
    assert set(lessons.unwarned(TODAY)) == {person("Lou"), person("Lena")}
    acts.give(group(), "extremism", {person("Lou").pk}, by=cas, on=TODAY)
    assert set(lessons.unwarned(TODAY)) == {person("Lena")}
    (missed,) = lessons.to_catch_up([group()])
    acts.caught_up(missed, by=cas)
    assert lessons.unwarned(TODAY) == {}


def test_an_entitlement_is_met_once_all_is_evidenced(tia: Person, cas: Person) -> None:
    lou = person("Lou")
    assert lessons.entitlement(tia, on=TODAY) is None
    for one in lessons.lessons_here():
        found = lessons.entitlement(lou, on=TODAY)
        assert found is not None
        assert not found.met
        by = cas if one.part == "course-manager" else tia
        acts.give(group(), one.slug, {lou.pk}, by=by, on=TODAY)
    found = lessons.entitlement(lou, on=TODAY)
    assert found is not None
    assert found.met
    assert "Met" in text(browse(lou), "/training/")
    lena = lessons.entitlement(person("Lena"), on=TODAY)
    assert lena is not None
    assert not lena.met


def test_lessons_are_owed_by_whom_they_belong_to(tia: Person, cas: Person) -> None:
    duties.recompute_all()
    owed = duties.Occurrence.objects.filter(
        definition__title="Online-safety lessons to give", withdrawn_on=None
    )
    year = duties.academic_year(TODAY)
    assert {one.person: one.due for one in owed} == {
        tia: datetime.date(year, 10, 15), cas: datetime.date(year + 1, 2, 10),
    }  # fmt: skip
    acts.give(group(), "extremism", set(), by=cas, on=TODAY)
    acts.give(group(), "reporting", set(), by=tia, on=TODAY)
    assert {one.person: one.due for one in owed.all()} == {tia: datetime.date(year, 11, 15)}


def test_a_review_without_guidance_comes_back(tia: Person) -> None:
    lou = person("Lou")
    with pytest.raises(acts.NotTheirs):
        acts.review_apprentice(lou, "Phishing", by=tia, on=TODAY, warned=True)
    Enrolment.objects.filter(person=lou).update(apprentice=True)
    client = browse(tia)
    page = f"/training/reviews/{lou.pk}/"
    sent = {**day_parts(TODAY, "on"), "guidance": ""}
    assert client.post(page, sent).status_code == 302
    assert "Returned: say what guidance" in text(client, "/training/lessons/")
    owed = duties.Occurrence.objects.get(
        person=tia, definition__title="Online-safety lessons to give"
    )
    assert lou in lessons.unwarned(TODAY)
    kept = Entry.objects.filter(verb__startswith="training.review-")
    assert [one.verb for one in kept] == ["training.review-returned"]
    assert client.post(page, {**sent, "guidance": "Phishing", "warned": "on"}).status_code == 302
    assert [one.verb for one in kept.all()] == ["training.review-returned", "training.review-kept"]
    assert "Returned" not in text(client, "/training/lessons/")
    assert lou not in lessons.unwarned(TODAY)
    assert browse(staff("Stan", "tutor")).get(page).status_code == 404
    assert owed.definition.kind == "training.chore"


def test_what_is_out_of_date_is_hidden_and_given_to_student_welfare(tia: Person) -> None:
    wyn = staff("Wyn", "student-welfare")
    good, old = (
        resources.add(resources.Resource(title=title, topic="reporting"), by=wyn)
        for title in ("Posters", "Old film")
    )
    old.review_due = TODAY - DAY
    old.save()
    duties.recompute_all()
    owed = duties.Occurrence.objects.get(definition__title="Teaching resources to review")
    assert (owed.person, owed.due) == (wyn, TODAY - DAY)
    tutor, keeper = browse(tia), browse(wyn)
    page = text(tutor, "/training/resources/")
    assert "Posters" in page
    assert "Old film" not in page
    assert "Old film" not in text(tutor, f"/training/lessons/{group().pk}/reporting/")
    assert "Old film" in text(keeper, "/training/resources/")
    sent = {"title": "Mine", "topic": "reporting"}
    assert tutor.post("/training/resources/", sent).status_code == 404
    assert tutor.post(f"/training/resources/{good.pk}/").status_code == 404
    assert keeper.post("/training/resources/", sent).status_code == 302
    assert keeper.post(f"/training/resources/{old.pk}/").status_code == 302
    assert "Old film" in text(tutor, "/training/resources/")
    keeper.post(f"/training/resources/{good.pk}/", {"withdraw": "1"})
    assert "Posters" not in text(keeper, "/training/resources/")


def test_pages_of_lessons_for_the_tutor_and_a_stranger(tia: Person, cas: Person) -> None:
    client, lou = browse(tia), person("Lou")
    page = f"/training/lessons/{group().pk}/reporting/"
    assert "Lena Example" in text(client, page)
    sent = {**day_parts(TODAY, "on"), "came": [str(lou.pk)]}
    assert client.post(page, sent).status_code == 302
    assert "Missed it" in text(client, "/training/lessons/")
    part = LessonPart.objects.get(came=False)
    plan = f"/training/lessons/{group().pk}/plan/"
    assert client.post(plan, {"others": "Study skills"}).status_code == 302
    assert "Returned" in text(client, plan)
    stranger = browse(staff("Stan", "tutor"))
    for path in (page, plan, "/training/lessons/undelivered/"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"/training/lessons/missed/{part.pk}/").status_code == 404
    assert "Lena" not in text(stranger, "/training/lessons/")
    assert client.get(f"/training/lessons/{group().pk}/extremism/").status_code == 404
    assert client.post(f"/training/lessons/missed/{part.pk}/").status_code == 302
    assert "Missed it" not in text(client, "/training/lessons/")
    assert "Returned" in text(browse(cas), plan)


def test_lessons_not_given_are_listed_and_stand_as_evidence(
    college: Organisation, tia: Person
) -> None:
    year = duties.academic_year(TODAY)
    day = datetime.date(year, 11, 20)
    assert CONTROL not in stands(college)
    hal = browse(staff("Hal", "hr-director"))
    acts.give(group(), "reporting", set(), by=tia, on=TODAY)
    late = {one.lesson.slug for one in lessons.slots(on=day + 30 * DAY) if one.late(day + 30 * DAY)}
    assert late == {"safe-and-respectful", "images-and-data"}
    assert stands(college, max(day, TODAY) + 30 * DAY)[CONTROL] == "not-in-force 1/3"
    assert "Groups without an approved plan" in text(hal, "/training/lessons/undelivered/")
    for slug in ("safe-and-respectful", "images-and-data"):
        acts.give(group(), slug, set(), by=tia, on=TODAY)
    assert stands(college)[CONTROL] == "in-force 3/3"
