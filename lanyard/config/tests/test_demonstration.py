"""The demonstration college is what its seed says, and holds everybody whom a profile needs."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from lanyard.config.demonstration import college, posts, signins
from lanyard.config.demonstration.dice import Dice
from lanyard.engine.policy import api as policies
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity import api as identity
from lanyard.people.models import Enrolment, GuardianLink, Person, Vulnerability
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.states import CaseState, ConcernState

ON = datetime.date(2026, 3, 3)


@pytest.mark.parametrize("profile", policies.slugs())
def test_every_profile_gets_its_posts_and_sign_ins(db: None, profile: str) -> None:
    made = college.load(profile, hosts=("demo.test",), on=ON, size=college.SMALL)
    wanted = set(posts.policy(profile).posts())
    assert {who for who, _, _ in signins.KINDS} == set(made.shown)
    assert len({person.pk for person in made.shown.values()}) == len(made.shown)
    with acting_as_system(made.organisation.pk, "look"):
        assert {role for role in wanted if not access.holders_of(role)} == set()
        for who, person in made.shown.items():
            entry = signins.sign_in(made.organisation.slug, college.SEED, who)
            account = identity.account_of(entry.email)
            assert account.person_id == person.pk
            if access.needs_second_factor(person.pk):
                assert identity.current_code(account, at=0) == signins.code(entry, at=0)


def test_the_same_seed_makes_the_same_college(db: None) -> None:
    def people(slug: str, seed: str) -> set[tuple[object, ...]]:
        made = college.load("landau", slug=slug, seed=seed, on=ON, size=college.SMALL)
        with acting_as_system(made.organisation.pk, "look"):
            return set(Person.objects.values_list("given_name", "family_name", "born"))

    dice = [Dice("a/b").id() for _ in range(2)]
    assert dice[0] == dice[1]
    assert people("one", "x") != people("two", "x")


def test_the_whole_college_has_people_of_every_kind(db: None) -> None:
    made = college.load("oaklands", on=ON)
    with acting_as_system(made.organisation.pk, "look"):
        assert Enrolment.objects.filter(until__gte=ON).count() == 1_200
        assert len(made.staff.everybody()) >= 140
        ages = {person.age_on(ON) or 0 for person in made.learners.people}
        assert (min(ages), max(ages)) == (16, 60)
        assert Enrolment.objects.filter(apprentice=True, employer__isnull=False).count() > 100
        assert GuardianLink.objects.filter(verified_on__isnull=False).count() > 400
        assert Vulnerability.objects.count() > 50
        gone = Person.objects.filter(left_on__isnull=False)
        assert gone.count() == 400
        years = set(gone.values_list("left_on__year", flat=True))
        assert years >= set(range(2020, 2026))
        assert Concern.objects.count() == 250
        assert set(Concern.objects.values_list("state", flat=True)) == set(ConcernState.values)
        assert set(Case.objects.values_list("state", flat=True)) == set(CaseState.values)
        oldest = timezone.now() - min(Concern.objects.values_list("received_at", flat=True))
        assert oldest > datetime.timedelta(days=600)
        for concern in Concern.objects.filter(about="staff"):
            kept = access.Exclusion.objects.filter(record_kind="concern", record_id=concern.pk)
            assert kept.exists()
        entry = signins.sign_in("oaklands", college.SEED, "tutor")
        assert identity.account_of(entry.email).check_password(entry.password)


def test_two_colleges_share_nobody(db: None) -> None:
    one = college.load("oaklands", on=ON, size=college.SMALL)
    two = college.load("oaklands", slug="elsewhere", on=ON, size=college.SMALL)
    with acting_as_system(one.organisation.pk, "look"):
        here = set(Person.objects.values_list("pk", flat=True))
    with acting_as_system(two.organisation.pk, "look"):
        assert here.isdisjoint(Person.objects.values_list("pk", flat=True))
