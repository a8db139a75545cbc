"""The map of risks by layer, what is taught beside what filters, and how confident people are."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from lanyard.engine.clauses.api import standings
from lanyard.engine.duties.api import Definition, Occurrence
from lanyard.engine.policy.api import ContentInvalid, catalogue
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.concerns.reasons import RiskArea
from lanyard.rooms.governance import coverage
from lanyard.rooms.governance.actions import surveys
from lanyard.rooms.governance.models import Confidence, ConfidenceDone, ConfidenceTally
from lanyard.rooms.governance.tests.scene import (
    DAY,
    TODAY,
    a_look,
    browse,
    learner,
    post,
    staff,
    stands,
    text,
    under,
)
from tests.errands import waits_as_declared

GOOD = """risks:
- slug: one
  title: One
  security: [a]
  training: [b]
  guidance: [a, b]
  policies: [b]
taught-beside:
  a: [b]
"""
YES = dict.fromkeys(surveys.STATEMENTS, 4)


def test_every_area_of_risk_has_its_four_layers() -> None:
    found = {risk.slug: set(risk.layers) for risk in coverage.shipped().risks}
    assert {area.value for area in RiskArea} <= found.keys()
    assert all(layers == {"security", "training", "guidance", "policies"}
               for layers in found.values())  # fmt: skip
    rooms = {catalogue().controls[slug].room for slug in coverage.shipped().taught_beside}
    assert rooms <= coverage.TECHNICAL


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[a]", "[z]", "coverage.yaml:4: names an unknown control: z"),
        ("  policies: [b]\n", "", "coverage.yaml:2: a risk lacks policies"),
        ("  a: [b]", "  z: [b]", "coverage.yaml:9: names an unknown control: z"),
        ("  a: [b]", "  a: [z]", "coverage.yaml:9: names an unknown control: z"),
    ],
)
def test_a_fault_in_the_map_is_told_with_its_line(old: str, new: str, said: str) -> None:
    assert len(coverage.read_map(GOOD, "coverage.yaml", {"a", "b"}).risks) == 1
    with pytest.raises(ContentInvalid) as refused:
        coverage.read_map(GOOD.replace(old, new, 1), "coverage.yaml", {"a", "b"})
    assert said in str(refused.value)


@pytest.mark.django_db
def test_a_layer_covers_a_risk_only_with_something_live(college: Organisation) -> None:
    under("landau")
    assert stands(college)["coverage-mapped"] == "not-set-up"
    whole = 4 * len(coverage.shipped().risks)
    a_look("prevent-judged", part=1)
    assert stands(college)["coverage-mapped"] == f"not-in-force 0/{whole}"
    a_look("prevent-judged")
    assert stands(college)["coverage-mapped"] == f"not-in-force 1/{whole}"
    now = standings(profile_in_force().profile, on=TODAY)
    gaps = {(risk.slug, layer) for risk, layer in coverage.gaps(now)}
    assert ("extremism", "policies") not in gaps
    assert ("extremism", "security") in gaps
    # What nothing carries out yet covers nothing, whatever rows say.
    a_look("filtering-tested")
    now = standings(profile_in_force().profile, on=TODAY)
    assert ("extremism", "security") in {(r.slug, layer) for r, layer in coverage.gaps(now)}
    assert stands(college, TODAY + 9 * DAY)["coverage-mapped"].endswith(f" 1/{whole}")


@pytest.mark.django_db
def test_what_filters_is_paired_with_what_is_taught(college: Organisation) -> None:
    under("portland")
    a_look("filtering-responsibility-known")
    now = standings(profile_in_force().profile, on=TODAY)
    pairs = {pair.control.slug: pair for pair in coverage.pairs(now)}
    technical = {
        slug for slug, one in catalogue().controls.items() if one.room in coverage.TECHNICAL
    }
    assert pairs.keys() == technical
    assert pairs["filtering-tested"].live
    assert not pairs["passwords-private"].live
    assert not pairs["software-current"].taught
    page = text(browse(staff("Dee", "dsl")), "/governance/coverage/")
    assert catalogue().controls["software-current"].sentence in page.split("Nothing is taught")[1]
    governor = browse(staff("Gus", "trustee"))
    assert "filtering-tested" in governor.get("/governance/coverage/csv/").content.decode()
    for path in ("/governance/coverage/", "/governance/coverage/csv/"):
        assert browse(staff(f"S{len(path)}", "tutor")).get(path).status_code == 404


@pytest.mark.django_db
def test_confidence_is_counted_without_a_name_and_small_numbers_kept_back(
    college: Organisation,
) -> None:
    under("kingston-maurward")
    lead = staff("Dee", "dsl")
    chair = browse(lead)
    assert post(chair, "/governance/confidence/open/").status_code == 302
    survey = Confidence.objects.get()
    with pytest.raises(ValidationError):
        surveys.open_survey(by=lead)
    pupil = learner("Lou", email="lou@here.test")
    page = browse(pupil)
    assert "five questions, without your name" in text(page, "/")
    assert waits_as_declared("governance.answer-survey") == 2
    assert post(page, "/governance/confidence/", spot="4").status_code == 422
    sent = dict.fromkeys(surveys.STATEMENTS, "4")
    assert post(page, "/governance/confidence/", **sent).status_code == 302
    assert "five questions, without your name" not in text(page, "/")
    # Who answered is on no list of who did what, and nobody else hears who has not.
    asked = Occurrence.objects.filter(definition__kind="governance.answer-survey")
    assert {(one.person, one.done_on, one.withdrawn_on) for one in asked} == {
        (lead, None, None), (pupil, None, TODAY),
    }  # fmt: skip
    assert Definition.objects.get(kind="governance.answer-survey").private
    with pytest.raises(ValidationError):
        surveys.answer(survey, YES, by=pupil)
    for number in range(5):
        given = {**YES, "tell": 1 if number == 4 else 3}
        surveys.answer(survey, given, by=staff(f"S{number}"))
    assert {one.name for one in ConfidenceTally._meta.get_fields()}.isdisjoint({"person", "at"})
    assert ConfidenceDone.objects.count() == 6
    found = {str(one.audience): one for one in surveys.results(survey)}
    assert (found["Learners"].answered, found["Learners"].percents) == (None, {})
    assert found["Staff"].percents["tell"] == 80
    assert found["Staff"].percents["spot"] == 100
    assert "80%" not in text(chair, "/governance/coverage/")
    Confidence.objects.update(opened_on=TODAY - 40 * DAY, closes_on=TODAY - 20 * DAY)
    shown = text(chair, "/governance/coverage/")
    assert "80%" in shown
    assert "Too few answered to show" in shown
    assert page.get("/governance/confidence/").status_code == 404
    a_look("prevent-judged")
    whole = 4 * len(coverage.shipped().risks) + 1
    assert stands(college)["coverage-mapped"] == f"not-in-force 2/{whole}"
    assert browse(staff("Stan", "tutor")).post("/governance/confidence/open/").status_code == 404
