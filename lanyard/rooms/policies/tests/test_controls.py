"""The evidence of each control of policies: nothing without a record, and what makes it fall."""

from __future__ import annotations

import datetime

import pytest

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import learner, staff
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Login, Person
from lanyard.rooms.policies.actions import documents, reviews, signing
from lanyard.rooms.policies.controls import CONTROLS
from lanyard.rooms.policies.models import Companion, Feedback, Shown, Version
from lanyard.rooms.policies.tests.scene import DAY, TODAY, a_document, in_force, signed, under


@pytest.fixture
def people(college: Organisation) -> tuple[Person, Person]:
    under("oaklands")
    return staff("Lee", "dsl"), staff("Hea", "principal")


def stands(college: Organisation, on: datetime.date = TODAY) -> dict[str, str]:
    """Return how each control of the room stands, without those that have no record."""
    found = {one.slug: one.evidence(college.pk, on) for one in CONTROLS}
    return {
        slug: f"{one.state} {one.figure.part}/{one.figure.whole}" if one.figure else str(one.state)
        for slug, one in found.items()
        if one.state != "not-set-up"
    }


def test_nothing_stands_without_a_record(college: Organisation) -> None:
    under("oaklands")
    staff("Lee", "dsl")
    assert stands(college) == {}
    assert {one.slug for one in CONTROLS} <= set(registry.controls())


def test_a_policy_in_force_and_signed(college: Organisation, people: tuple[Person, Person]) -> None:
    lead, head = people
    document = a_document("Policy", register="oaklands", public=True, companions=("Code",))
    requirement = signing.require(
        document, signing.Asked("Staff", duties.Audience(kinds=("staff",)), grace_days=1), by=None
    )
    version = in_force(document, writer=lead, head=head)
    duties.recompute_all()
    signing.open_version(version, by=lead)
    signed(requirement, lead)
    assert stands(college) == {
        "policy-approved": "in-force 1/1", "policy-reviewed-in-time": "in-force 1/1",
        "policy-companions-current": "not-in-force 0/1", "policy-published": "in-force 1/1",
        "policy-acknowledged-by-staff": "in-force 1/1", "policy-explained": "not-in-force 0/1",
        "policy-scope-stated": "in-force 1/1",
    }  # fmt: skip
    later = stands(college, TODAY + 9 * DAY)
    assert later["policy-acknowledged-by-staff"] == "not-in-force 1/2"
    other = a_document("Code")
    in_force(other, writer=lead, head=head)
    documents.attach(version, by=lead, kind="summary", title="Short", text="Be kind.")
    Version.objects.filter(document=document).update(review_due=TODAY - DAY)
    now = stands(college)
    assert Companion.objects.get().linked == other
    assert now["policy-companions-current"] == "in-force 1/1"
    assert now["policy-explained"] == "in-force 1/1"
    assert now["policy-reviewed-in-time"] == "not-in-force 1/2"


def test_learners_others_and_access(college: Organisation, people: tuple[Person, Person]) -> None:
    lead, head = people
    learner("Lou")
    document = a_document("Rules")
    for name, kinds in (("Learners", ("learner",)), ("Governors", ("governor",))):
        asked = signing.Asked(
            name, duties.Audience(kinds=kinds), grace_days=0, consequence="access"
        )
        signing.require(document, asked, by=None)
    in_force(document, writer=lead, head=head)
    duties.recompute_all()
    assert "acknowledgement-before-access" not in stands(college)
    late = stands(college, TODAY + DAY)
    assert late["acknowledgement-before-access"] == "not-in-force 0/1"
    assert "policy-acknowledged-by-learners" not in late


def test_reviews_feedback_and_the_notice(
    college: Organisation, people: tuple[Person, Person]
) -> None:
    lead, head = people
    document = a_document("Log-on", kind="notice")
    version = in_force(document, writer=lead, head=head)
    reviews.open_review(document, source="law", because="New", event="1", due=TODAY)
    said = reviews.give_feedback(document, "Shorter", by=lead)
    Login.objects.create(system="ad", user_name="lee", exported_on=TODAY)
    Shown.objects.create(version=version, login="lee")
    now = stands(college)
    assert now["policy-reviewed-on-events"] == "in-force 1/1"
    assert now["policy-feedback-answered"] == "in-force 1/1"
    assert now["log-on-notice-shown"] == "in-force 1/1"
    Feedback.objects.filter(pk=said.pk).update(answer_by=TODAY - DAY)
    assert stands(college)["policy-feedback-answered"] == "not-in-force 0/1"
    assert stands(college, TODAY + DAY)["policy-reviewed-on-events"] == "not-in-force 0/1"
    in_force(document, writer=lead, head=head, text="New words.")
    assert stands(college)["log-on-notice-shown"] == "not-in-force 0/1"
