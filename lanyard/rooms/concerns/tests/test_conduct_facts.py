"""What every case of conduct records under Oaklands: capacity, account and place; none excuses."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from lanyard.engine.policy.api import shipped
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.concerns import particulars, reasons, rules
from lanyard.rooms.concerns.measures import behaviour
from lanyard.rooms.concerns.models import Particular
from lanyard.rooms.concerns.tests.college import learner, person
from lanyard.rooms.concerns.tests.scene import a_case, named

LISTED = [one for one in shipped("oaklands").breaches if one.code != "OTHER"]
CODES = [one.code for one in shipped("oaklands").breaches if one.code.startswith("OAK-10.4-")]


@pytest.mark.parametrize("code", CODES)
def test_each_conduct_case_asks_capacity_account_and_place(code: str) -> None:
    asked = {
        q.slug: q for q in particulars.questions_of("breach", code, shipped("oaklands")).questions
    }
    assert {"capacity", "account-kind", "whereabouts"} <= asked.keys()
    assert [value for value, _words in asked["account-kind"].choices] == [
        "organisation", "personal", "third-party",
    ]  # fmt: skip
    assert [value for value, _words in asked["whereabouts"].choices] == [
        "workplace", "outside", "unknown",
    ]  # fmt: skip
    assert all(asked[name].required for name in ("capacity", "account-kind", "whereabouts"))


def test_no_capacity_account_or_place_is_a_reason_to_close() -> None:
    assert {"in-private", "off-site", "out-of-hours", "own-device"} <= rules.NOT_A_REASON.keys()


def test_a_device_that_was_offline_is_a_valid_answer() -> None:
    assert "offline" in reasons.Connection.values


@pytest.mark.parametrize("code", [one.code for one in LISTED])
def test_each_breach_code_quotes_the_other_policy_that_it_also_breaks(code: str) -> None:
    profile = shipped("oaklands")
    quoted = profile.breach(code).quotes
    assert quoted[0] == "Code of Conduct for staff"
    asked = {q.slug: q for q in particulars.questions_of("breach", code, profile).questions}
    assert asked["quoted"].required
    assert asked["quoted"].hint == ", ".join(quoted)
    assert "OAK-10.3-01" in profile.breach(code).clauses


def test_capacity_and_place_are_reported_on(college: Organisation) -> None:
    adopt("oaklands", by=None, effective_from=datetime.date(2020, 1, 1), reason="Set up")
    lead, today = person("Dee Example", "dsl"), timezone.localdate()
    answers = {"capacity": "private", "whereabouts": "outside"}
    for number in range(6):
        case = a_case(named(learner(f"L{number}")), by=lead)
        for newer in (False, True):
            Particular.objects.create(
                case=case, circle=case.circle, slug="breach", key="OAK-10.4-01", by=lead,
                answers={"capacity": "work", "whereabouts": "outside"} if number and newer
                else answers,
            )  # fmt: skip
    with acting_as_system(college.pk, "count"):
        found = [(str(one.group), str(one.label), one.number, one.of) for one in behaviour(
            today, today)]  # fmt: skip
    assert found[-6:] == [
        ("In which capacity it was done", "In their work here", 5, 5),
        ("In which capacity it was done", "In private", None, 5),
        ("In which capacity it was done", "Both, or it cannot be told", 0, 5),
        ("Where it was done", "Within the workplace", 0, 5),
        ("Where it was done", "Outside the workplace", 5, 5),
        ("Where it was done", "It cannot be told", 0, 5),
    ]
