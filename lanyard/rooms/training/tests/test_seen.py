"""Who sees whose training: the database says so, whatever a view forgets."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from lanyard.engine.duties.tests.scene import learner, staff
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.people.models import Group, Membership
from lanyard.rooms.training.actions.calendar import key_of
from lanyard.rooms.training.models import CalendarKey, Completion, ModuleAttempt
from lanyard.rooms.training.queries.own import people_seen_by
from lanyard.rooms.training.queries.standing import visible_to
from lanyard.rooms.training.room import OVERSEERS
from lanyard.rooms.training.tests.scene import DAY, TODAY, a_module, go_through, took, under

Cast = dict[str, Person]


@pytest.fixture
def cast(college: Organisation) -> Cast:
    """A manager with somebody in their team, a tutor with a learner, and others."""
    under("oaklands")
    boss = staff("Bo", "line-manager")
    found = {
        "boss": boss, "ann": staff("Ann", manager=boss), "tutor": staff("Tia", "tutor"),
        "hr": staff("Hal", "hr-director"), "stranger": staff("Stan", "tutor"),
        "learner": learner("Lou"),
    }  # fmt: skip
    group = Group.objects.create(name="T1", kind="tutor-group")
    for who, part in (("tutor", "tutor"), ("learner", "learner")):
        Membership.objects.create(group=group, person=found[who], part=part, since=TODAY - 9 * DAY)
    course = a_module()
    for who in ("ann", "learner", "stranger"):
        took(course, found[who])
        go_through(course, found[who], right=False)
        key_of(found[who])
    return found


SEEN = {
    "ann": {"Ann"}, "boss": {"Ann"}, "tutor": {"Lou"}, "learner": {"Lou"}, "stranger": {"Stan"},
    "hr": {"Ann", "Lou", "Stan"},
}  # fmt: skip


@pytest.mark.parametrize("who", sorted(SEEN))
def test_completions_are_seen_by_whom_they_concern(
    college: Organisation, cast: Cast, who: str
) -> None:
    with acting_as(college.pk, cast[who].pk):
        rows = Completion.objects.select_related("person")
        assert {one.person.given_name for one in rows} == SEEN[who]
        seen = visible_to(cast[who], on=TODAY).select_related("person")
        assert {one.person.given_name for one in seen} == SEEN[who]
        own = {cast[who].given_name} - {"Hal"}
        people = {one.given_name for one in people_seen_by(cast[who], on=TODAY)}
        assert people == (SEEN[who] | own if who != "hr" else people)


@pytest.mark.parametrize("who", sorted(SEEN))
def test_answers_and_calendar_keys_are_the_persons_own(
    college: Organisation, cast: Cast, who: str
) -> None:
    own = {cast[who].pk} if who in {"ann", "learner", "stranger"} else set()
    with acting_as(college.pk, cast[who].pk):
        assert {one.person_id for one in ModuleAttempt.objects.all()} == own
        assert {one.person_id for one in CalendarKey.objects.all()} == own


def test_elsewhere_sees_nothing(college: Organisation, elsewhere: Organisation, cast: Cast) -> None:
    with acting_as(elsewhere.pk, cast["hr"].pk):
        assert Completion.objects.count() == 0
    with acting_as(college.pk, None):
        assert Completion.objects.count() == 0


def test_nobody_writes_a_completion_but_through_the_verbs(
    college: Organisation, cast: Cast
) -> None:
    one = Completion.objects.filter(person=cast["ann"])[0]
    with acting_as(college.pk, cast["ann"].pk):
        made = Completion(course=one.course, person=cast["ann"], on=TODAY, how="word", name="Ann")
        with pytest.raises(DatabaseError), transaction.atomic():
            made.save(force_insert=True)
        assert Completion.objects.filter(pk=one.pk).update(set_aside_because="") == 0


def test_a_team_of_yesterday_is_seen_no_more(college: Organisation, cast: Cast) -> None:
    cast["ann"].employments.update(until=TODAY - DAY)
    with acting_as(college.pk, cast["boss"].pk):
        assert Completion.objects.count() == 0


def test_the_database_and_the_manifest_name_the_same_roles(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('training_sees_all'::regproc)")
        body = str(cursor.fetchone()[0])
    named = {word for word in body.split("'") if word in set(registry_roles())}
    assert named == set(OVERSEERS)


def registry_roles() -> list[str]:
    return [role for one in registry.manifests() for p in one.permissions for role in p.held_by]
