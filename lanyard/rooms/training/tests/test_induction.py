"""Inductions: both say each item, the policy among them; nothing is signed off before."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.foundation.access import api as access
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.people.models import Group, Membership
from lanyard.rooms.training import induction
from lanyard.rooms.training.actions import inducting
from lanyard.rooms.training.actions.starting import begin
from lanyard.rooms.training.models import Course, InductionStep, TrainingRule
from lanyard.rooms.training.tests.scene import DAY, TODAY, took, under
from lanyard.rooms.training.tests.test_controls import stands
from lanyard.rooms.training.tests.test_pages import text

BOTH = ("discussion", "report")


@pytest.fixture
def mary(college: Organisation) -> Person:
    """A line manager, where the Company's policy is in force."""
    under("company")
    found = staff("Mary")
    begin(by=None)
    return found


@pytest.fixture
def ned(mary: Person) -> Person:
    """Somebody new in her team."""
    return staff("Ned", manager=mary, since=TODAY - 3 * DAY)


def in_a_group(tutor: Person, *learners: Person, name: str = "T1", part: str = "tutor") -> Group:
    """Put a tutor and learners into a tutor group."""
    group = Group.objects.create(name=name, kind="tutor-group")
    rows = [(tutor, part), *((one, "learner") for one in learners)]
    for person, has in rows:
        Membership.objects.create(group=group, person=person, part=has, since=TODAY - 90 * DAY)
    return group


def missing(person: Person) -> list[str]:
    found = induction.of_person(person, on=TODAY)
    assert found is not None
    return found.missing


def all_said(person: Person, by: Person) -> None:
    """Let both say every item."""
    inducting.confirm("policy", by=person)
    for item in BOTH:
        inducting.go_through(person, item, by=by)
        inducting.confirm(item, by=person)


def test_nothing_is_signed_off_before_both_have_said_everything(mary: Person, ned: Person) -> None:
    assert len(missing(ned)) == 3
    for item in BOTH:
        inducting.go_through(ned, item, by=mary)
    with pytest.raises(inducting.NotYet, match=r"policy, opened"):
        inducting.sign_off(ned, by=mary)
    inducting.confirm("policy", by=ned)
    inducting.confirm("report", by=ned)
    with pytest.raises(inducting.NotYet, match=r"talked through$"):
        inducting.sign_off(ned, by=mary)
    inducting.confirm("discussion", by=ned)
    with pytest.raises(inducting.NotYet):
        inducting.sign_off(ned, by=ned)
    inducting.sign_off(ned, by=mary)
    found = induction.of_person(ned, on=TODAY)
    assert found is not None
    assert found.signed_off is not None
    assert found.signed_off.by_name == str(mary)


def test_the_receipt_is_ones_own_and_the_rest_is_not(mary: Person, ned: Person) -> None:
    with pytest.raises(inducting.NotYet):
        inducting.go_through(ned, "policy", by=mary)
    with pytest.raises(inducting.NotYet):
        inducting.go_through(ned, "discussion", by=ned)
    with pytest.raises(inducting.NotYet):
        inducting.confirm("discussion", by=ned)
    with pytest.raises(DatabaseError), transaction.atomic():
        InductionStep.objects.create(person=ned, item="discussion", on=TODAY, by=ned)


def test_academic_staff_have_the_overview_as_well(mary: Person, ned: Person) -> None:
    access.hold_role("tutor", ned.pk, since=TODAY)
    assert len(missing(ned)) == 4
    all_said(ned, mary)
    assert missing(ned) == ["Overview of what learners meet online, for academic staff"]


def test_a_learners_induction_waits_for_the_modules(mary: Person) -> None:
    lou = learner("Lou")
    all_said(lou, mary)
    assert "Cyber-bullying" in missing(lou)
    for slug in ("sharing-images", "phone-use", "cyber-bullying"):
        took(Course.objects.get(slug=slug), lou)
    assert missing(lou) == ["What to do, and whom to tell"]
    with pytest.raises(inducting.NotYet, match="whom to tell"):
        inducting.sign_off(lou, by=mary)
    took(Course.objects.get(slug="whom-to-tell"), lou)
    inducting.sign_off(lou, by=mary)


def test_who_joined_long_before_needs_none(mary: Person) -> None:
    assert induction.of_person(mary, on=TODAY) is None
    assert induction.of_person(staff("Early", since=TODAY - 200 * DAY), on=TODAY) is None


def test_managers_and_tutors_are_chased_until_it_is_signed_off(mary: Person, ned: Person) -> None:
    tutor = staff("Tia", "tutor")
    in_a_group(tutor, learner("Lou"))
    duties.recompute_all()
    owed = duties.Occurrence.objects.filter(
        definition__title="Inductions to sign off", withdrawn_on=None
    )
    assert {one.person: one.due for one in owed} == {
        mary: TODAY + 28 * DAY, tutor: TODAY + 28 * DAY,
    }  # fmt: skip
    all_said(ned, mary)
    inducting.sign_off(ned, by=mary)
    assert {one.person for one in owed.all()} == {tutor}


def test_pages_for_the_new_one_the_manager_and_a_stranger(mary: Person, ned: Person) -> None:
    new, manager = browse(ned), browse(mary)
    assert "Not yet" in text(new, "/training/induction/")
    assert new.post("/training/induction/own/policy/")["Location"] == "/policies/"
    page = f"/training/induction/{ned.pk}/"
    assert manager.post(f"{page}discussion/").status_code == 302
    assert "Waits for them to confirm" in text(manager, page)
    # The head of the page names whoever reads it, not whom it is about.
    assert "Signed in as <strong>Mary Example" in manager.get(page).content.decode()
    assert "Mary Example went through it with you" in text(new, "/training/induction/")
    assert new.post("/training/induction/own/discussion/").status_code == 302
    assert manager.post(f"{page}sign-off/").status_code == 302
    assert "once nothing is missing" in text(manager, page)
    assert manager.post(f"{page}report/").status_code == 302
    new.post("/training/induction/own/report/")
    assert manager.post(f"{page}sign-off/").status_code == 302
    assert "Signed off" in text(new, "/training/induction/")
    stranger = browse(staff("Stan", "tutor"))
    assert stranger.get(page).status_code == 404
    assert stranger.post(f"{page}report/").status_code == 404
    assert stranger.get("/training/induction/gaps/").status_code == 404
    assert "Ned" not in text(stranger, "/training/induction/")


def test_gaps_are_listed_by_week(mary: Person, ned: Person) -> None:
    client = browse(staff("Hal", "hr-director"))
    page = text(client, "/training/induction/gaps/")
    assert "Ned Example" in page
    assert "Mary" not in page
    one = len(induction.open_now(on=TODAY))
    staff("Lea", manager=mary, since=TODAY - 30 * DAY)
    assert len(induction.open_now(on=TODAY)) == one + 1
    found = text(client, "/training/induction/gaps/")
    assert found.index("Lea") < found.index("Ned")


def test_a_late_induction_and_one_signed_off_show_as_evidence(
    college: Organisation, mary: Person, ned: Person
) -> None:
    assert "staff-induction" not in stands(college)
    all_said(ned, mary)
    inducting.sign_off(ned, by=mary)
    assert stands(college)["staff-induction"] == "in-force 1/1"
    TrainingRule.objects.update(since=TODAY - 60 * DAY)
    staff("Lea", manager=mary, since=TODAY - 40 * DAY)
    assert stands(college)["staff-induction"] == "not-in-force 1/2"
