"""The daily look: kept and never changed, apart for each college; a fall is told to owners."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from lanyard.engine.clauses import jobs
from lanyard.engine.clauses.actions import gather
from lanyard.engine.clauses.models import Attestation, ControlState
from lanyard.engine.clauses.owning import owners_of
from lanyard.engine.clauses.queries import newest
from lanyard.engine.clauses.tests.scene import STEP, a_look, in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import NOBODY, acting, acting_as, acting_as_system
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.people.models import Person
from lanyard.rooms.concerns.models import Case

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2020, 1, 1)


def a_lead(college: Organisation, role: str = "dsl") -> Person:
    person = Person.objects.create(given_name="Dee", family_name=role.title())
    access.hold_role(role, person.pk, since=TODAY)
    return person


def a_case(**fields: Any) -> Case:
    moment = timezone.now() - datetime.timedelta(days=2)
    number = Case.objects.count() + 1
    return Case.objects.create(
        year=2026, number=number, circle=access.circle_of(["dsl"]), kind="safeguarding",
        summary="Bullying", category="bullying", risk_area="conduct", prevent="no", severity=3,
        opened_at=moment, first_action_by=moment + datetime.timedelta(hours=4), **fields,
    )  # fmt: skip


def in_time() -> Case:
    return a_case(first_action_at=timezone.now() - datetime.timedelta(days=2))


def test_each_built_control_gets_one_row_a_day(college: Organisation) -> None:
    in_force()
    jobs.gather(college.pk)
    rows = list(ControlState.objects.values_list("control", flat=True))
    assert sorted(rows) == sorted(registry.controls())
    # Only the gathering itself, and the map made of the others, stand differently the second time.
    gather(by=None)
    differ = ["evidence-gathered", "coverage-mapped"]
    assert ControlState.objects.exclude(control__in=differ).count() == len(rows) - len(differ)


def test_a_first_look_at_an_empty_college_finds_nothing_green_but_what_is_there(
    college: Organisation,
) -> None:
    in_force()
    gather(by=None)
    green = {slug for slug, row in newest().items() if row.state in {"in-force", "at-risk"}}
    assert green <= {"audit-chain-whole", "profile-in-force"}


def test_a_control_goes_green_with_its_record_and_falls_with_it(college: Organisation) -> None:
    in_force()
    lead = a_lead(college)
    case = in_time()
    gather(by=None)
    row = newest()[STEP]
    assert (row.state, row.part, row.whole) == ("in-force", 1, 1)
    assert row.as_of == case.opened_at
    assert not Notification.objects.exists()
    for _ in range(2):
        a_case()
    gather(by=None)
    assert newest()[STEP].state == "not-in-force"
    told = Notification.objects.filter(occasion__event__contains=f":{STEP}:")
    assert [(one.person_id, one.occasion.kind) for one in told] == [(lead.pk, "clauses.fell")]


def test_what_rises_is_told_to_nobody(college: Organisation) -> None:
    in_force()
    a_lead(college)
    a_look(days=1, part=1)
    in_time()
    gather(by=None, only=[STEP])
    assert newest()[STEP].state == "in-force"
    assert not Notification.objects.exists()


def test_owners_are_the_post_else_the_lead_else_the_head(college: Organisation) -> None:
    in_force()
    assert owners_of("leavers-handled") == []
    head = a_lead(college, "principal")
    assert owners_of("leavers-handled") == [head.pk]
    lead = a_lead(college)
    assert owners_of("leavers-handled") == [lead.pk]
    hr = a_lead(college, "hr-director")
    assert owners_of("leavers-handled") == [hr.pk]


def test_one_failing_control_blinds_no_other(
    college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force()
    in_time()
    monkeypatch.setattr("lanyard.engine.profiles.controls.values", lambda _profile: 1 / 0)
    gather(by=None)
    rows = newest()
    assert "profile-in-force" not in rows
    assert rows[STEP].state == "in-force"


@pytest.mark.parametrize(
    "wrong",
    [
        {"part": 0, "state": "in-force"}, {"as_of": None}, {"whole": None},
        {"part": None, "state": "in-force"},
        {"part": 7, "whole": 6}, {"basis": "attested"},
        {"basis": "attested", "until": TODAY},
    ],
)  # fmt: skip
def test_the_database_refuses_what_claims_more_than_its_record(
    college: Organisation, wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_look(**wrong)
    a_look()


@pytest.mark.parametrize("verb", ["UPDATE clauses_controlstate SET part = 1",
                                  "DELETE FROM clauses_controlstate",
                                  "DELETE FROM clauses_attestation",
                                  "UPDATE clauses_attestation SET text = 'x'"])  # fmt: skip
def test_nothing_kept_can_be_changed(college: Organisation, verb: str) -> None:
    a_look()
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)


@pytest.mark.parametrize("table", ["clauses_controlstate", "clauses_attestation"])
def test_another_college_sees_none_of_it(
    college: Organisation, elsewhere: Organisation, table: str
) -> None:
    a_look()
    who = Person.objects.create(given_name="Dee", family_name="Lead")
    Attestation.objects.create(control=STEP, text="Sound.", by=who.pk, by_name="Dee",
                               expires_on=timezone.localdate())  # fmt: skip

    def seen() -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            return int(cursor.fetchone()[0])

    with acting_as(college.pk, who.pk):
        assert seen() == 1
    with acting_as_system(elsewhere.pk, "look"):
        assert seen() == 0
    with acting(NOBODY):
        assert seen() == 0
    with acting_as_system(elsewhere.pk, "look"), pytest.raises(DatabaseError):
        a_look(organisation_id=college.pk)


def test_evidence_leaves_numbers_only(college: Organisation) -> None:
    in_force()
    in_time()
    gather(by=None)
    for row in ControlState.objects.all():
        kept = {row.control, row.state, row.basis, row.link}
        assert not any("Dee" in value or "Bullying" in value for value in kept)
        assert not row.link or row.link.startswith("/")
