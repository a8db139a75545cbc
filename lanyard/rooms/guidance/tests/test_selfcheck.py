"""The privacy self-check: asked as the policy says, private to its person, counted as done."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from lanyard.engine.duties.api import Occurrence
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.policy.api import ContentInvalid, clauses, slugs
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Group, Membership, Person
from lanyard.rooms.guidance import uptake
from lanyard.rooms.guidance.actions.selfchecking import (
    NobodyAsked,
    NoDeclining,
    ask_for_checks,
    decline_check,
    keep_check,
)
from lanyard.rooms.guidance.models import PrivacyAnswers, PrivacyCheck
from lanyard.rooms.guidance.selfcheck import platforms, read_self_check, self_check_of
from lanyard.rooms.guidance.tests.scene import EARLY
from lanyard.rooms.guidance.tests.test_controls import stands

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
CHECK, MINE = "/guidance/privacy-check/", "/guidance/privacy-check/mine/"
TAKE_UP = "/guidance/privacy-check/take-up/"


def under(slug: str) -> None:
    adopt(slug, by=None, effective_from=EARLY, reason="Set up")


def answered(client: Client, word: str = "yes", **more: Any) -> int:
    form = {one.slug: "strict" for one in platforms()} | {f"ask_{n}": word for n in range(5)}
    return client.post(CHECK, {**form, **more}).status_code


def of_person(person: Person, college: Organisation) -> int:
    with acting_as(college.pk, person.pk):
        return PrivacyAnswers.objects.count()


def did(person: Person, college: Organisation) -> None:
    with acting_as(college.pk, person.pk):
        keep_check(by=person, platforms={}, answers=[])


@pytest.mark.parametrize("slug", slugs())
def test_every_policys_self_check_can_be_read(slug: str) -> None:
    asked = self_check_of(slug)
    cited = {*asked.clauses, *(one for q in asked.questions for one in q.clauses)}
    assert cited - clauses(slug).keys() == set()
    wants = {one.id for one in clauses(slug).values() if "privacy-self-check" in one.controls}
    assert wants - cited == set()
    assert bool(asked.audience) == bool(wants)
    assert all(one.where and one.steps for one in platforms())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("for: staff", "for: cats", "x.yaml:1: is for somebody unknown: cats"),
        ("months: 12", "months: 0", "x.yaml:1: has a number of months that is none of 1 to 36"),
        ("good: 'yes'", "good: fine", "x.yaml:5: has a good answer that is neither yes nor no"),
        ("[A-1]", "[Z-9]", "x.yaml:3: names no clause of the policy: Z-9"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(old: str, new: str, told: str) -> None:
    text = (
        "for: staff\nmonths: 12\nclauses: [A-1]\nquestions:\n"
        "- ask: Is it?\n  good: 'yes'\n  advice: Do.\n  clauses: [A-1]\n"
    )
    assert read_self_check(text, "x.yaml", {"A-1"}).questions[0].good == "yes"
    with pytest.raises(ContentInvalid) as wrong:
        read_self_check(text.replace(old, new, 1), "x.yaml", {"A-1"})
    assert told in [str(one) for one in wrong.value.faults]


def test_answers_are_the_persons_own_and_what_differs_is_advised(
    college: Organisation, elsewhere: Organisation
) -> None:
    under("landau")
    tutor, hr = staff("Tia"), staff("Hal", "hr-director", "dsl")
    client = browse(tutor)
    assert client.post(CHECK, {"youtube": "none"}).status_code == 422
    assert answered(client, instagram="open") == 302
    mine = client.get(MINE).content.decode()
    assert mine.count("Worth a change") == 1, "only naming Landau is not the good answer"
    assert "Be mindful of what stands beside it." in mine
    assert "Instagram: Not set so" in mine
    assert [of_person(one, college) for one in (tutor, hr)] == [1, 0]
    assert PrivacyAnswers.objects.count() == 0, "not even the system reads them"
    with acting_as_system(elsewhere.pk, "look"):
        assert not PrivacyCheck.objects.exists()
    theirs = browse(hr).get(MINE).content.decode()
    assert "Instagram" not in theirs
    told = browse(hr).get(TAKE_UP).content.decode()
    assert "Instagram" not in told
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("UPDATE guidance_privacycheck SET declined = true")


def test_it_is_asked_with_a_day_and_again_after_the_months_of_the_policy(
    college: Organisation,
) -> None:
    under("landau")
    hr, tutor, pupil = staff("Hal", "hr-director"), staff("Tia"), learner("Lou")
    client = browse(hr)
    assert browse(tutor).post(TAKE_UP).status_code == 404
    assert client.post(TAKE_UP).status_code == 302
    owed = Occurrence.objects.filter(done_on=None)
    assert set(owed.values_list("person_id", flat=True)) == {hr.pk, tutor.pk}
    assert pupil.pk not in set(owed.values_list("person_id", flat=True))
    assert owed.filter(person=tutor).get().due >= TODAY + 30 * DAY
    did(tutor, college)
    again = Occurrence.objects.get(person=tutor, done_on=None)
    assert again.due >= TODAY.replace(year=TODAY.year + 1)
    assert client.post(TAKE_UP, {"because": ""}).status_code == 422
    assert client.post(TAKE_UP, {"because": "Enough"}).status_code == 302
    assert not uptake.being_asked()


def test_only_a_policy_that_encourages_it_leaves_it_to_the_person(college: Organisation) -> None:
    under("oaklands")
    tutor = staff("Tia")
    ask_for_checks(by=tutor)
    assert browse(tutor).post("/guidance/privacy-check/decline/").status_code == 302
    assert not Occurrence.objects.filter(person=tutor, done_on=None, due__lte=TODAY + 99 * DAY)
    assert stands(college) == {}, "left out is not done"
    under("landau")
    with pytest.raises(NoDeclining):
        decline_check(by=tutor)
    assert browse(tutor).post("/guidance/privacy-check/decline/").status_code == 404
    under("portland")
    with pytest.raises(NobodyAsked):
        ask_for_checks(by=tutor)


def test_learners_are_counted_by_tutor_group_each_term(college: Organisation) -> None:
    under("kingston-maurward")
    group = Group.objects.create(name="T1", kind="tutor-group")
    learners = [learner(name) for name in ("Lou", "Max", "Ned")]
    for one in learners[:2]:
        Membership.objects.create(group=group, person=one, part="learner", since=TODAY - 9 * DAY)
    did(learners[0], college)
    did(staff("Tia"), college)
    asked = uptake.in_force()
    assert [(one.name, one.done, one.whole) for one in uptake.by_group(asked)] == [
        ("T1", 1, 2), ("", 0, 1),
    ]  # fmt: skip
    assert stands(college)["privacy-self-check"] == "not-in-force 1/3"
    for one in learners[1:]:
        did(one, college)
    assert stands(college)["privacy-self-check"] == "in-force 3/3"
    assert stands(college, TODAY + 130 * DAY)["privacy-self-check"] == "not-in-force 0/3"
