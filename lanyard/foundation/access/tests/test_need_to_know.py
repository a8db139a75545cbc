"""Row security of confidential rows, tried on vulnerability-like tables through real roles."""

from __future__ import annotations

import datetime
from uuid import uuid4

import pytest

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import NOBODY, acting, acting_as, acting_as_system
from lanyard.foundation.organisations.models import Organisation

TODAY = datetime.date.today()


def test_holder_deputy_and_stand_in(college: Organisation) -> None:
    head, deputy = uuid4(), uuid4()
    access.hold_role("principal", head, since=TODAY)
    access.hold_role("principal", deputy, since=TODAY, standing=access.Standing.STAND_IN)
    assert access.roles_of(head) == {"principal"}
    assert access.roles_of(deputy) == frozenset()
    assert access.holders_of("principal") == [head]
    access.away(head, since=TODAY, until=TODAY)
    assert access.roles_of(deputy) == {"principal"}
    assert access.holders_of("principal") == [deputy]


def test_no_identity_sees_nothing(college: Organisation) -> None:
    access.hold_role("tutor", uuid4(), since=TODAY)
    assert access.RoleHolding.objects.count() == 1
    with acting(NOBODY):
        assert access.RoleHolding.objects.count() == 0


def test_grants_are_seen_by_their_person_only(
    college: Organisation, elsewhere: Organisation
) -> None:
    owner, stranger, record = uuid4(), uuid4(), uuid4()
    access.grant("case", record, owner, because="works the case")
    with acting_as(college.pk, owner):
        assert access.Grant.objects.count() == 1
    with acting_as(college.pk, stranger):
        assert access.Grant.objects.count() == 0
    with acting_as_system(elsewhere.pk, "look around"):
        assert access.Grant.objects.count() == 0


def test_unknown_role_is_refused(college: Organisation) -> None:
    with pytest.raises(LookupError):
        access.hold_role("king", uuid4(), since=TODAY)


def test_the_lead_of_a_team_is_a_member_of_it(college: Organisation) -> None:
    lead = uuid4()
    access.hold_role("dsl", lead, since=TODAY, through="post")
    assert access.roles_of(lead) == {"dsl", "safeguarding-team"}
    assert access.holders_of("safeguarding-team") == [lead]
    assert access.end_holdings(lead, until=TODAY, through="post") == 2
