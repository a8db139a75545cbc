"""The evidence of each control of guidance: nothing without a record, and what makes it fall."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from lanyard.engine.duties.tests.scene import learner, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.people.actions import join
from lanyard.people.api import GuardianLink
from lanyard.rooms.guidance import links
from lanyard.rooms.guidance.actions.checking import count_check
from lanyard.rooms.guidance.actions.pages import Wording, mark_read, write_own
from lanyard.rooms.guidance.checking.rules import Kind
from lanyard.rooms.guidance.controls import CONTROLS
from lanyard.rooms.guidance.queries import pages_in_force
from lanyard.rooms.guidance.tests.scene import EARLY

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
OWN = Wording("Staff online", "Ours.", "## Here\n\n- Be kind.")


@pytest.fixture
def organisation(college: Organisation) -> Organisation:
    adopt("oaklands", by=None, effective_from=EARLY, reason="Set up")
    return college


def stands(college: Organisation, on: datetime.date = TODAY) -> dict[str, str]:
    found = {one.slug: one.evidence(college.pk, on) for one in CONTROLS}
    return {
        slug: f"{one.state} {one.figure.part}/{one.figure.whole}" if one.figure else str(one.state)
        for slug, one in found.items()
        if one.state != "not-set-up"
    }


def test_nothing_stands_without_a_record(organisation: Organisation) -> None:
    staff("Lee", "dsl")
    learner("Lou")
    assert stands(organisation) == {}
    assert {one.slug for one in CONTROLS} <= set(registry.controls())


def test_checks_count_while_they_are_made(organisation: Organisation) -> None:
    count_check(Kind.POST)
    count_check(Kind.POST)
    assert stands(organisation) == {"post-checker": "in-force 2/2"}
    count_check(Kind.MESSAGE)
    assert stands(organisation)["message-checker"] == "in-force 1/1"
    assert stands(organisation, TODAY + 100 * DAY)["post-checker"] == "at-risk 2/2"
    assert stands(organisation, TODAY + 200 * DAY)["post-checker"] == "not-in-force 2/2"
    assert stands(organisation, TODAY + 400 * DAY) == {}


def test_reading_counts_in_the_words_of_today(organisation: Organisation) -> None:
    lead, pages = staff("Lee", "dsl"), pages_in_force()
    mark_read(pages["passwords"], by=lead)
    assert stands(organisation) == {}
    mark_read(pages["staff-online"], by=lead)
    assert stands(organisation) == {"staff-guidance-read": "in-force 1/1"}
    staff("Cole")
    assert stands(organisation) == {"staff-guidance-read": "not-in-force 1/2"}
    write_own("staff-online", OWN, because="Ours", by=lead)
    assert stands(organisation) == {}
    mark_read(pages_in_force()["staff-online"], by=lead)
    assert stands(organisation) == {"staff-guidance-read": "not-in-force 1/2"}


def test_learners_and_parents_count_each_for_themselves(organisation: Organisation) -> None:
    pupil, pages = learner("Lou"), pages_in_force()
    parent = join(by=None, given_name="Pat", family_name="Example", email="pat@home.test")
    link = GuardianLink.objects.create(guardian=parent, learner=pupil)
    mark_read(pages["parents"], by=parent)
    mark_read(pages["personal-safety"], by=pupil)
    assert stands(organisation) == {"learner-guidance-read": "at-risk 1/1"}, "links not looked at"
    found = links.addresses(pages.values())
    links.keep({address: links.Found(links.State.THERE) for address in found})
    assert stands(organisation) == {"learner-guidance-read": "in-force 1/1"}
    link.verified_on = TODAY
    link.save()
    assert stands(organisation)["parents-guidance"] == "in-force 1/1"
    learner("Max")
    assert stands(organisation)["learner-guidance-read"] == "not-in-force 1/2"
