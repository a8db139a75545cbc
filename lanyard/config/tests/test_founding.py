"""A college begins: its policy, its posts, who runs it, and sign-ins for those who are imported."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError

from lanyard.config.founding import found
from lanyard.engine.duties.models import Occurrence
from lanyard.engine.policy.api import slugs
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.api import account_for, account_of
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import open_sign_ins
from lanyard.people.models import Person, Post, PostHolding
from lanyard.rooms.policies.models import Version

TODAY = datetime.date(2026, 3, 2)
FIRST = ("Ada", "Clarke", "ada@sixth.example")


@pytest.mark.django_db
@pytest.mark.parametrize("profile", slugs())
def test_a_college_begins_with_its_policy_and_posts(profile: str) -> None:
    made = found("sixth", "Sixth", hosts=["sixth.test"], profile=profile, first=FIRST, on=TODAY)
    with acting_as_system(made.pk, "look"):
        version = profile_in_force(TODAY)
        assert version.slug == profile
        ada = Person.objects.get()
        held = PostHolding.objects.get()
        assert (held.person, access.roles_of(ada.pk)) == (ada, frozenset({held.post.role}))
        assert "dsl" in {post.role for post in Post.objects.all()}
        assert access.may(ada.pk, "people.manage")
        assert not access.may(ada.pk, "concerns.inbox")
        assert account_of("ada@sixth.example").person_id == ada.pk
        policy = Version.objects.get(document__register=profile)
        assert policy.state == Version.State.PUBLISHED
        asked = Occurrence.objects.filter(person_id=ada.pk, done_on=None)
        assert asked.filter(definition__kind="policies.sign").count() == 1
        assert asked.filter(definition__kind="training.take").count() > 5


def test_a_taken_host_founds_nothing(college: Organisation) -> None:
    host = college.host_names.get().host
    with pytest.raises(IntegrityError):
        found("sixth", "Sixth", hosts=[host], profile="oaklands", first=FIRST, on=TODAY)


def test_sign_ins_are_opened_once_for_those_who_are_here(college: Organisation) -> None:
    ada = Person.objects.create(given_name="Ada", family_name="A", email="ada@here.example")
    Person.objects.create(given_name="No", family_name="Mail")
    Person.objects.create(
        given_name="Has", family_name="Left", email="left@here.example", left_on=TODAY
    )
    known = Person.objects.create(given_name="Kay", family_name="K", email="kay@here.example")
    account_for(known.pk, email="other@here.example")
    assert open_sign_ins(by=None) == 1
    assert account_of("ada@here.example").person_id == ada.pk
    assert account_of("other@here.example").person_id == known.pk
    assert open_sign_ins(by=None) == 0
