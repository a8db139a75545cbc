"""The evidence of each control of training: nothing without a record, and what makes it fall."""

from __future__ import annotations

import datetime

import pytest

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import learner, staff
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.rooms.training.actions import completing
from lanyard.rooms.training.actions.starting import begin, name_posts
from lanyard.rooms.training.controls import CONTROLS
from lanyard.rooms.training.models import Course
from lanyard.rooms.training.tests.scene import DAY, TODAY, go_through, took, under

#: Control to a course that carries it out and the audience that is asked.
CARRIED = {
    "staff-induction": "staff-induction", "staff-e-safety-training": "staff-online-safety",
    "kcsie-read-yearly": "kcsie-part-one", "safeguarding-refresher": "safeguarding-refresher",
    "key-staff-update": "key-staff-update", "prevent-training": "prevent-awareness",
    "all-forms-of-abuse-trained": "forms-of-abuse", "images-overview-read": "images-overview",
    "staff-example-shown": "role-model", "learner-induction": "phone-use",
    "sources-and-copyright-taught": "sources-and-copyright",
}  # fmt: skip


@pytest.fixture
def ann(college: Organisation) -> Person:
    under("kingston-maurward")
    person = staff("Ann", "dsl")
    begin(by=None)
    return person


def stands(college: Organisation, on: datetime.date = TODAY) -> dict[str, str]:
    """Return how each control of the room stands, without those that have no record."""
    found = {one.slug: one.evidence(college.pk, on) for one in CONTROLS}
    return {
        slug: f"{one.state} {one.figure.part}/{one.figure.whole}" if one.figure else str(one.state)
        for slug, one in found.items()
        if one.state != "not-set-up"
    }


def course(slug: str) -> Course:
    return Course.objects.get(slug=slug)


def test_nothing_stands_without_a_record(college: Organisation, ann: Person) -> None:
    assert stands(college) == {}
    assert {one.slug for one in CONTROLS} <= set(registry.controls())


@pytest.mark.parametrize(("control", "slug"), sorted(CARRIED.items()))
def test_a_completion_stands_and_somebody_late_makes_it_fall(
    college: Organisation, ann: Person, control: str, slug: str
) -> None:
    found = course(slug)
    people = (
        [learner("Lou"), learner("Lena")]
        if found.for_learners
        else [ann, staff("Bo", "dsl", since=TODAY)]
    )
    one = took(found, people[0])
    duties.recompute_all()
    assert stands(college)[control] == "in-force 1/1"
    duties.Occurrence.objects.filter(person=people[1]).update(due=TODAY - DAY, opened_on=TODAY)
    fallen = stands(college)[control]
    assert fallen.startswith("not-in-force 1/")
    duties.Occurrence.objects.filter(person=people[1]).update(due=TODAY + DAY)
    completing.set_aside(one, by=staff("Cy"), because="Wrong person")
    assert control not in stands(college)


def test_updates_count_by_two_methods(college: Organisation, ann: Person) -> None:
    update = course("safeguarding-update")
    took(update, ann, method="bulletin")
    occurrence = duties.Occurrence.objects.get(
        person=ann, definition__title__startswith="Safeguarding updates", done_on=None
    )
    assert occurrence.due <= TODAY + 28 * DAY
    took(update, ann, method="briefing")
    occurrence.refresh_from_db()
    assert occurrence.done_on == TODAY
    assert stands(college)["yearly-safeguarding-updates"] == "in-force 1/1"


def test_who_is_responsible_is_measured_by_answers(college: Organisation, ann: Person) -> None:
    bo, found = staff("Bo"), course("who-is-responsible")
    control = "filtering-responsibility-known"
    took(found, ann)
    assert control not in stands(college)
    go_through(found, ann)
    assert stands(college)[control] == "in-force 1/1"
    go_through(found, bo, right=False)
    assert stands(college)[control] == "not-in-force 1/2"
    go_through(found, bo)
    assert stands(college)[control] == "in-force 2/2"
    staff("Ned", "dsl")
    name_posts(by=None)
    assert stands(college)[control] == "not-in-force 0/2"


def test_whom_to_tell_counts_the_first_try(college: Organisation, ann: Person) -> None:
    found, lou, lena = course("whom-to-tell"), learner("Lou"), learner("Lena")
    go_through(found, lou, right=False)
    go_through(found, lou)
    go_through(found, lena)
    assert stands(college)["learners-know-whom-to-tell"] == "not-in-force 1/2"


def test_dates_are_the_persons_own_to_confirm(college: Organisation, ann: Person) -> None:
    one = took(course("staff-online-safety"), ann, own=False)
    assert stands(college)["cpd-recorded"] == "not-in-force 0/1"
    completing.confirm(one, by=ann)
    assert stands(college)["cpd-recorded"] == "in-force 1/1"


def test_learners_modules_count_together(college: Organisation, ann: Person) -> None:
    lou = learner("Lou")
    duties.recompute_all()
    took(course("scams"), lou)
    took(course("phone-use"), lou)
    assert stands(college)["learner-modules"] == "in-force 2/2"
    later = TODAY + 200 * DAY
    assert stands(college, later)["learner-modules"] == "not-in-force 2/11"
