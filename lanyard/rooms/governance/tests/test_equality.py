"""Cases and what came of them by characteristic, small numbers kept back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.people.models import Vulnerability
from lanyard.rooms.concerns.models import Case, CasePerson, Closure, Particular
from lanyard.rooms.governance.actions.papers import begin_paper, period
from lanyard.rooms.governance.kinds import KINDS
from lanyard.rooms.governance.tests.scene import DAY, TODAY, a_signed, learner, staff, stands, under

_KIND = KINDS["equality"]


def a_case(number: int, harmed: Person, *, age: int, in_time: bool = True) -> Case:
    _since, until = period(_KIND, TODAY)
    opened = timezone.make_aware(datetime.datetime.combine(until - 9 * DAY, datetime.time(9)))
    circle = access.circle_of(["dsl"])
    case = Case.objects.create(
        year=2026, number=number, circle=circle, kind="safeguarding", summary="x",
        category="bullying", risk_area="conduct", prevent="no", severity=2, opened_at=opened,
        first_action_by=opened + DAY, first_action_at=opened + (1 if in_time else 3) * DAY,
    )  # fmt: skip
    CasePerson.objects.create(
        case=case, circle=circle, person=harmed, name=str(harmed), part="harmed",
        age_when_opened=age,
    )  # fmt: skip
    return case


def rows(figures: Any, title: str) -> dict[str, Any]:
    (group,) = [one for one in figures if one["title"] == title]
    return {row[0]: row[1] for row in group["rows"]}


@pytest.mark.django_db
def test_groups_are_compared_and_small_ones_kept_back(college: Organisation) -> None:
    under("company")
    lead = staff("Dee", "dsl")
    people = [learner(f"L{number}") for number in range(14)]
    for one in people[:3]:
        Vulnerability.objects.create(
            person=one, kind="special-needs", since=TODAY - 90 * DAY,
            circle_id=access.circle_of(["dsl"]).pk,
        )  # fmt: skip
    cases = [
        a_case(number, one, age=15 if number < 3 else 17, in_time=number % 2 == 0)
        for number, one in enumerate(people)
    ]
    for case in cases[:6]:
        Particular.objects.create(
            case=case, circle=case.circle, slug="breach",
            answers={"protected-characteristic": "sex"},
            by=lead,
        )  # fmt: skip
    assert stands(college)["equal-protection-measured"] == "not-set-up"
    figures = begin_paper(_KIND, by=lead).figures
    ages = rows(figures, "Age of who was harmed")
    assert ages == {
        "Under 16": None, "16 and 17": 10, "16 and 17: first action in time, percent": 50,
    }  # fmt: skip
    needs = rows(figures, "Special educational needs or a disability")
    assert needs["On record"] is None
    grounds = rows(figures, "What cases were about")
    assert grounds["Sex"] == 5
    assert grounds["Race"] == 0
    a_signed("equality", lead)
    assert stands(college)["equal-protection-measured"] == "in-force 7/7"


@pytest.mark.django_db
def test_what_the_records_do_not_say_is_not_green(college: Organisation) -> None:
    under("company")
    lead = staff("Dee", "dsl")
    a_case(1, learner("Lou"), age=17)
    a_signed("equality", lead)
    assert stands(college)["equal-protection-measured"] == "not-in-force 2/7"


@pytest.mark.django_db
def test_what_came_of_cases_is_compared(college: Organisation) -> None:
    under("company")
    lead, head = staff("Dee", "dsl"), staff("Hal", "principal")
    words = ("reasons", "for_person_harmed", "for_bystanders", "for_organisation",
             "facts_and_lessons", "amend_policy_because")  # fmt: skip
    for number in range(22):
        case = a_case(number, learner(f"L{number}"), age=15 if number < 11 else 17)
        if number == 21:
            continue
        Closure.objects.create(
            case=case, circle=case.circle, amend_policy=False, proposed_by=lead, agreed_by=head,
            outcome="no-action" if number in {1, *range(12, 17)} else "external-agency",
            agreed_at=case.opened_at + DAY, **dict.fromkeys(words, "x"),
        )  # fmt: skip
    ages = rows(begin_paper(_KIND, by=lead).figures, "Age of who was harmed")
    said = "ended in more than no action, percent"
    assert ages[f"Under 16: {said}"] == 90
    assert ages[f"16 and 17: {said}"] == 50
