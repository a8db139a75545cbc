"""Receiving a report: whom it reaches, whom it never reaches, once."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.matters import Named
from lanyard.rooms.concerns.models import Concern, Receipt
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import person, report, under


def test_a_report_reaches_the_team_and_its_author_holds_a_receipt(
    college: Organisation, elsewhere: Organisation
) -> None:
    under("oaklands")
    team, tutor, stranger = person("Tea Am", "safeguarding-team"), person("Tu Tor"), person("S")
    opened = open_concern(report(), by=tutor)
    seen = {}
    for who in (team, tutor, stranger):
        with acting_as(college.pk, who.pk):
            seen[who.given_name] = (Concern.objects.count(), Receipt.objects.count())
    with acting_as(elsewhere.pk, team.pk):
        seen["elsewhere"] = (Concern.objects.count(), Receipt.objects.count())
    assert seen == {"Tea": (1, 1), "Tu": (0, 1), "S": (0, 0), "elsewhere": (0, 0)}
    assert opened.who_has_it == "It has gone to the Safeguarding Team, and to nobody else."
    assert (opened.code, opened.reference[:3]) == ("", "R20")
    told = Notification.objects.values_list("person_id", flat=True)
    assert set(told) == {team.pk}


def test_sent_twice_is_one_report(college: Organisation) -> None:
    under("oaklands")
    person("Tea Am", "safeguarding-team")
    once = report(sent_key=uuid4())
    assert open_concern(once, by=None) == open_concern(once, by=None)
    assert (Concern.objects.count(), Concern.objects.get().number) == (1, 1)


def test_numbers_have_no_gaps(college: Organisation) -> None:
    under("oaklands")
    person("Tea Am", "safeguarding-team")
    open_concern(report(), by=None)
    with pytest.raises(ValidationError) as wrong:
        open_concern(report(happened=" ", prevent=""), by=None)
    assert set(wrong.value.message_dict) == {"happened", "prevent"}
    open_concern(report(), by=None)
    assert sorted(Concern.objects.values_list("number", flat=True)) == [1, 2]


def test_a_report_about_the_lead_is_invisible_to_the_lead(college: Organisation) -> None:
    under("company")
    lead, head = person("Le Ad", "dsl"), person("He Ad", "managing-director")
    both = person("Bo Th", "dsl")
    open_concern(
        report(people=(Named(name="Le Ad", part=Part.ALLEGED, person_id=lead.pk),)), by=both
    )
    seen = {}
    for who in (lead, head, both):
        with acting_as(college.pk, who.pk):
            seen[who.given_name] = Concern.objects.count()
    assert seen == {"Le": 0, "He": 1, "Bo": 0}


def test_a_subject_inside_the_circle_sees_nothing(college: Organisation) -> None:
    under("oaklands")
    harmed, other = person("Ha Rmed", "safeguarding-team"), person("Ot Her", "safeguarding-team")
    friend = person("Fri End", "safeguarding-team")
    people = (
        Named(name="Ha Rmed", part=Part.HARMED, person_id=harmed.pk),
        Named(name="Fri End", part=Part.WITNESS, person_id=friend.pk, conflict=True),
    )
    open_concern(report(people=people), by=None)
    seen = {}
    for who in (harmed, other, friend):
        with acting_as(college.pk, who.pk):
            seen[who.given_name] = Concern.objects.count()
    assert seen == {"Ha": 0, "Ot": 1, "Fri": 0}
