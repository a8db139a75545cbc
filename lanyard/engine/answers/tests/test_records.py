"""What the records know of people, and what the policies then answer."""

from __future__ import annotations

import datetime

import pytest

from lanyard.engine.answers import knowing
from lanyard.engine.answers.progress import Progress, Said
from lanyard.engine.answers.tests.scene import (
    TODAY,
    employ,
    ex_learner,
    learner,
    staff,
    taught_by,
    under,
)
from lanyard.engine.decisions.api import Answer
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import GuardianLink, Person

CHILD = TODAY - datetime.timedelta(days=16 * 365)


def about(asker: Person, person: Person, **given: str) -> Answer:
    said = Said({"account": "personal", **given}, concerned=person.pk)
    return Progress("contact.connect", asker, profile_in_force(), TODAY, said).shown()


def relation(asker: Person, person: Person) -> object:
    return knowing.of_person("contact.connect", asker, person, TODAY).get("relation")


@pytest.fixture
def tutor(college: Organisation) -> Person:
    under("landau")
    return staff("Ann", "tutor")


def test_an_under_18_is_refused_in_both_directions(tutor: Person) -> None:
    here = learner("Mia", born=CHILD)
    left = ex_learner("Max", born=CHILD, left=TODAY - datetime.timedelta(days=30))
    taught_by(tutor, here, left)
    for person in (here, left):
        for direction in ("send", "accept", "follow"):
            assert about(tutor, person, direction=direction).answer == "no"
        followed = about(tutor, person, direction="followed-by")
        assert (followed.answer, "block-follower" in followed.duties) == ("no", True)


def test_guardians_and_colleagues_are_known_for_what_they_are(college: Organisation) -> None:
    under("oaklands")
    tutor = staff("Ann", "tutor")
    child, mother, stranger = learner("Mia", born=CHILD), staff("Mo"), staff("Sam")
    report = staff("Rae", manager=tutor)
    link = GuardianLink.objects.create(guardian=mother, learner=child, relation="parent")
    assert relation(tutor, mother) == "colleague"
    link.verified_on = TODAY
    link.save()
    access.hold_role("hr-director", tutor.pk, since=TODAY)
    found = {
        one.given_name: relation(tutor, one) for one in (child, mother, stranger, report)
    }  # fmt: skip
    assert found == {
        "Mia": "current-learner", "Mo": "parent-of-current-learner", "Sam": "colleague",
        "Rae": "direct-report",
    }  # fmt: skip
    assert about(tutor, mother).answer == "no"
    assert about(tutor, mother).because == ("OAK-11-02", "OAK-10.4-13")
    under("kingston-maurward")
    assert about(tutor, mother).answer == "no"
    assert about(tutor, report).answer == "avoid"


def test_an_apprentice_who_works_here_is_a_learner_first(tutor: Person) -> None:
    both = learner("Abe")
    employ(both, by=None, job_title="Apprentice", since=TODAY, line_manager=tutor)
    assert relation(tutor, both) == "current-learner"


def test_who_comes_back_is_current_and_the_clock_starts_again(tutor: Person) -> None:
    person = ex_learner("Max", born=CHILD, left=TODAY - datetime.timedelta(days=30))
    facts = knowing.of_person("contact.connect", tutor, person, TODAY)
    assert facts["relation"] == "former-learner"
    assert facts["enrolments"][0]["to"] == str(TODAY - datetime.timedelta(days=30))
    person.enrolments.update(until=TODAY + datetime.timedelta(days=30))
    facts = knowing.of_person("contact.connect", tutor, person, TODAY)
    assert (facts["relation"], facts["enrolments"][0]["to"]) == ("current-learner", None)


def test_what_the_records_do_not_know_is_asked(tutor: Person) -> None:
    nobody = Person.objects.create(given_name="No", family_name="Body")
    facts = knowing.of_person("contact.connect", tutor, nobody, TODAY)
    assert facts == {"vulnerable": False, "deemed": False}
    assert knowing.of_person("contact.message", tutor, nobody, TODAY) == {}


def test_the_asker_is_known_too(tutor: Person) -> None:
    assert knowing.of_asker("image.found", tutor, TODAY) == {"finder": "staff"}
    assert knowing.of_asker("image.found", staff("Lee", "dsl"), TODAY) == {"finder": "dsl"}
    it = staff("Ivy", "it-department")
    assert knowing.of_asker("concern.route", it, TODAY)["reporter"] == "it"
    writer = staff("Mo", "marketing-manager")
    assert knowing.of_asker("account.post", writer, TODAY) == {"author_role": "marketing-manager"}
    started = knowing.of_asker("training.due", tutor, TODAY)["started"]
    assert datetime.date.fromisoformat(started) < TODAY
