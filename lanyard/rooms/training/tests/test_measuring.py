"""Campaigns, skills before and after, observations: what is kept in view and measured."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.foundation.access import api as access
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.people.models import Group, Membership
from lanyard.rooms.concerns.models import Case, Closure
from lanyard.rooms.training import campaigns, skills
from lanyard.rooms.training.actions.observing import observe
from lanyard.rooms.training.actions.starting import begin
from lanyard.rooms.training.models import (
    AwarenessCampaign,
    Course,
    ModuleAttempt,
    PracticeSeen,
    TrainingRule,
)
from lanyard.rooms.training.tests.scene import DAY, TODAY, go_through, took, under
from lanyard.rooms.training.tests.test_controls import stands
from lanyard.rooms.training.tests.test_pages import text
from lanyard.rooms.training.tests.test_sessions import day_parts

YEAR = duties.academic_year(TODAY)


@pytest.fixture
def dee(college: Organisation) -> Person:
    """The safeguarding lead, where Landau's policy is in force."""
    under("landau")
    found = staff("Dee", "dsl")
    begin(by=None)
    return found


def a_campaign(by: Person, theme: str = "scams", **more: Any) -> AwarenessCampaign:
    """Plan a campaign that runs now."""
    given: dict[str, Any] = {
        "title": "Look twice", "theme": theme, "since": TODAY - DAY, "until": TODAY + DAY,
        "for_learners": "Scams look real.", **more,
    }  # fmt: skip
    return campaigns.plan(campaigns.Campaign(**given), by=by)


def test_half_terms_are_those_of_the_terms_set_or_the_default(dee: Person) -> None:
    halves = campaigns.half_terms(YEAR)
    assert [since.month for since, _until in halves] == [9, 11, 1, 2, 4, 5]
    assert halves[0][0] == datetime.date(YEAR, 9, 1)
    assert halves[-1][1] == datetime.date(YEAR + 1, 7, 31)
    since, until = datetime.date(YEAR, 9, 7), datetime.date(YEAR, 12, 18)
    duties.set_term("Autumn", by=None, since=since, until=until)
    assert campaigns.half_terms(YEAR) == [
        (since, datetime.date(YEAR, 10, 28)), (datetime.date(YEAR, 10, 29), until),
    ]  # fmt: skip


def test_a_half_term_without_a_campaign_shows(college: Organisation, dee: Person) -> None:
    assert "awareness-campaigns" not in stands(college)
    begun = [half for half in campaigns.calendar(on=TODAY) if half.since <= TODAY]
    one = a_campaign(dee)
    found = [half.campaigns for half in campaigns.calendar(on=TODAY)]
    assert sum(one in half for half in found) in {1, 2}
    page = text(browse(dee), "/training/campaigns/")
    assert page.count("Nothing in this half-term") == len(begun) - sum(bool(c) for c in found)
    assert stands(college)["awareness-campaigns"].startswith("not-in-force")


def test_radicalisation_speaks_to_both_and_its_reach_is_counted_apart(
    college: Organisation, dee: Person
) -> None:
    with pytest.raises(ValueError, match="staff and for learners"):
        a_campaign(dee, "radicalisation")
    with pytest.raises(ValueError, match="somebody"):
        a_campaign(dee, for_learners="")
    since = datetime.date(YEAR, 9, 1)
    one = a_campaign(
        dee, "radicalisation", for_staff="Know the signs.", since=since, until=TODAY + DAY
    )
    begun = sum(half.since <= TODAY for half in campaigns.calendar(on=TODAY))
    before = stands(college)["awareness-campaigns"].split()[1]
    assert before == f"{begun}/{begun + 1}"
    campaigns.note_reach(one, by=dee, staff=40, learners=0)
    assert stands(college)["awareness-campaigns"].split()[1] == before
    campaigns.note_reach(one, by=dee, staff=40, learners=300)
    assert stands(college)["awareness-campaigns"] == f"in-force {begun + 1}/{begun + 1}"


def test_pages_of_campaigns_for_who_runs_them_a_learner_and_a_stranger(dee: Person) -> None:
    client, stranger = browse(dee), browse(staff("Stan", "tutor"))
    sent = {
        "title": "Two sides", "theme": "radicalisation", **day_parts(TODAY, "since"),
        **day_parts(TODAY + DAY, "until"), "for_staff": "The signs.", "for_learners": "",
    }  # fmt: skip
    assert client.post("/training/campaigns/new/", sent).status_code == 422
    sent["for_learners"] = "The lies."
    assert client.post("/training/campaigns/new/", sent).status_code == 302
    one = AwarenessCampaign.objects.get()
    page = f"/training/campaigns/{one.pk}/"
    assert client.post(page, {"staff": "4", "learners": "9"}).status_code == 302
    one.refresh_from_db()
    assert (one.staff_reached, one.learners_reached) == (4, 9)
    seen = text(stranger, "/training/campaigns/")
    assert "The signs." in seen
    assert "The lies." not in seen
    lou = learner("Lou", email="lou@here.test")
    assert "The lies." in text(browse(lou), "/training/campaigns/")
    for path in ("/training/campaigns/new/", page):
        assert stranger.get(path).status_code == 404


def programme(size: int = 6) -> tuple[Group, list[Person]]:
    """Make a course with learners."""
    group = Group.objects.create(name="Baking", kind="course")
    people = [learner(f"L{number}") for number in range(size)]
    for one in people:
        Membership.objects.create(group=group, person=one, part="learner", since=TODAY - 90 * DAY)
    return group, people


def line_of(group: Group) -> skills.Line:
    return next(one for one in skills.lines(on=TODAY) if one.group == group)


def check(people: list[Person], *, right: bool = True, days: int = 0) -> None:
    """Let people take the check so many days ago."""
    course = Course.objects.get(slug=skills.CHECK)
    for one in people:
        made = go_through(course, one, right=right)
        at = made.finished_at
        assert at is not None
        ModuleAttempt.objects.filter(pk=made.pk).update(finished_at=at - days * DAY)


def test_the_gain_is_of_those_who_took_the_check_again(dee: Person) -> None:
    group, people = programme()
    check(people, right=False, days=200)
    found = line_of(group)
    assert (skills.mean(found.first), found.score, found.gain) == (0, 0, None)
    check(people[:4], days=1)
    assert line_of(group).gain is None
    check(people[4:5], days=1)
    assert line_of(group).gain == 100


def test_fewer_than_five_answers_say_nothing_of_a_group(college: Organisation, dee: Person) -> None:
    group, people = programme()
    check(people[:4])
    assert line_of(group).score is None
    assert "skills-measured" not in stands(college)
    check(people[4:5])
    assert line_of(group).score == 100
    assert stands(college)["skills-measured"] == "in-force 1/1"


def test_a_weak_group_is_given_a_refresher_until_it_does_well(
    college: Organisation, dee: Person
) -> None:
    group, people = programme()
    check(people, right=False)
    assert len(skills.assign_refreshers(on=TODAY)) == 1
    rule = TrainingRule.objects.get(slug__startswith="skills-refresher-")
    assert rule.audience.groups == (str(group.pk),)
    owed = duties.Occurrence.objects.filter(
        definition__subject_id=str(rule.pk), withdrawn_on=None, done_on=None
    )
    assert {one.person for one in owed} == set(people)
    ModuleAttempt.objects.update(finished_at=timezone.now() - 370 * DAY)
    check(people)
    assert skills.assign_refreshers(on=TODAY) == []
    rule.refresh_from_db()
    assert rule.ended_on == TODAY
    assert not owed.filter(definition__ended_on=None).exists()


def test_a_programme_states_its_aim_and_who_reached_it(dee: Person) -> None:
    group, people = programme()
    with pytest.raises(ValueError, match="able to do"):
        skills.aim(group, " ", [], by=dee)
    skills.aim(group, "Send an invoice", ["scams"], by=dee)
    skills.aim(group, "Send an invoice safely", ["scams", "privacy-settings"], by=dee)
    took(Course.objects.get(slug="scams"), people[0])
    took(Course.objects.get(slug="scams"), people[1])
    took(Course.objects.get(slug="privacy-settings"), people[1])
    found = line_of(group)
    assert found.aim is not None
    assert (found.aim.outcome, found.achieved, found.members) == ("Send an invoice safely", 1, 6)
    client = browse(dee)
    page = text(client, "/training/skills/")
    assert "1 of 6" in page
    path = f"/training/skills/{group.pk}/"
    assert client.post(path, {"outcome": "More", "courses": ["scams"]}).status_code == 302
    assert "2 of 6" in text(client, "/training/skills/")
    stranger = browse(staff("Stan", "tutor"))
    for one in ("/training/skills/", path):
        assert stranger.get(one).status_code == 404


def test_observations_count_for_the_example_and_name_nobody(
    college: Organisation, dee: Person
) -> None:
    team = Group.objects.create(name="Catering", kind="team")
    client = browse(dee)
    sent = {"group": str(team.pk), **day_parts(TODAY, "on"), "seen": "model"}
    assert client.post("/training/observations/", sent).status_code == 302
    assert stands(college)["staff-example-shown"] == "in-force 1/1"
    observe(team, by=dee, on=TODAY, seen="missed")
    assert stands(college)["staff-example-shown"] == "not-in-force 1/2"
    assert "Catering" in text(client, "/training/observations/")
    with pytest.raises(ValueError, match="today or before"):
        observe(team, by=dee, on=TODAY + DAY, seen="model")
    with pytest.raises(DatabaseError), transaction.atomic():
        PracticeSeen.objects.update(seen="model")
    assert browse(staff("Stan", "tutor")).get("/training/observations/").status_code == 404


def ended(number: int, outcome: str, by: Person, *, kind: str = "staff-conduct") -> None:
    """Keep a case that ended last month."""
    when = timezone.now().replace(day=1) - 5 * DAY
    circle = access.circle_of(["dsl"])
    case = Case.objects.create(
        year=2026, number=number, circle=circle, kind=kind, summary="Secret story",
        category="other", risk_area="conduct", prevent="no", severity=2, opened_at=when - DAY,
        closed_at=when, state="closed",
    )  # fmt: skip
    words = ("reasons", "for_person_harmed", "for_bystanders", "for_organisation",
             "facts_and_lessons", "amend_policy_because")  # fmt: skip
    Closure.objects.create(
        case=case, circle=circle, outcome=outcome, amend_policy=False, proposed_by=by,
        agreed_by=staff(f"Ann{number}", "principal"), agreed_at=when, **dict.fromkeys(words, "x"),
    )  # fmt: skip


def test_conduct_of_staff_that_was_borne_out_stands_beside_what_was_observed(dee: Person) -> None:
    for number in range(8):
        ended(number, "no-action" if number < 3 else "disciplinary", dee)
    ended(9, "disciplinary", dee, kind="learner-conduct")
    page = text(browse(dee), "/training/observations/")
    found = re.findall(r'summary-list__key">(.*?)</dt>.*?__value">(.*?)</dd>', page)
    assert found == [
        ("Cases on the conduct of staff that ended", "10"), ("Of these, borne out", "5"),
    ]  # fmt: skip
    assert "Secret story" not in page
    Closure.objects.filter(case__number=7).update(outcome="no-action")
    assert "fewer than 5" in text(browse(dee), "/training/observations/")
    other = text(browse(staff("Cole", "course-manager")), "/training/observations/")
    assert "Cases on the conduct" not in other
