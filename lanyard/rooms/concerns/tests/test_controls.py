"""The evidence of concerns, on rows that are right, wrong and absent."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from lanyard.engine.clauses.tests.scene import in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.files.api import StoredFile
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.controls import State
from lanyard.people.models import Person
from lanyard.rooms.concerns.models import (
    Case,
    Concern,
    Counter,
    Decision,
    Involved,
    LowLevel,
    Particular,
)
from lanyard.rooms.concerns.reasons import Part

pytestmark = pytest.mark.django_db
NOW = timezone.now
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def lead(college: Organisation) -> Person:
    return Person.objects.create(given_name="Dee", family_name="Lead")


def ask(slug: str, college: Organisation) -> tuple[State, tuple[int, int] | None]:
    found = registry.controls()[slug].evidence(college.pk, timezone.localdate())
    figure = found.figure
    return found.state, (figure.part, figure.whole) if figure else None


def a_case(**fields: Any) -> Case:
    opened = NOW() - 3 * DAY
    return Case.objects.create(**{
        "year": opened.year, "number": Case.objects.count() + 1, "severity": 3,
        "circle": access.circle_of(["dsl"]), "kind": "safeguarding", "summary": "Seen",
        "category": "bullying", "risk_area": "conduct", "prevent": "no", "opened_at": opened,
        **fields,
    })  # fmt: skip


def a_report(**fields: Any) -> Concern:
    received = NOW() - 3 * DAY
    return Concern.objects.create(**{
        "year": received.year, "number": Concern.objects.count() + 1, "prevent": "no",
        "circle": access.circle_of(["dsl"]), "reporter_kind": "staff", "about": "learner",
        "category": "bullying", "risk_area": "conduct", "happened": "Seen.",
        "received_at": received, **fields,
    })  # fmt: skip


def decide(case: Case, lead: Person, kind: str) -> None:
    Decision.objects.create(case=case, circle=case.circle, kind=kind, answer="No", reasons="So.",
                            decided_by=lead)  # fmt: skip


def test_every_control_of_concerns_is_not_set_up_without_rows(college: Organisation) -> None:
    (manifest,) = (m for m in registry.manifests() if m.slug == "concerns")
    states = {one.slug: ask(one.slug, college) for one in manifest.controls}
    assert len(states) > 30
    assert set(states.values()) == {(State.NOT_SET_UP, None)}


def test_reports_are_acknowledged_in_time_or_not(college: Organisation, lead: Person) -> None:
    ago = NOW() - 3 * DAY
    in_time = {"state": "acknowledged", "acknowledged_by": lead, "acknowledge_by": ago + 4 * HOUR}
    for _ in range(9):
        a_report(**in_time, acknowledged_at=ago + HOUR)
    assert ask("concern-acknowledged", college) == (State.IN_FORCE, (9, 9))
    a_report(**in_time, acknowledged_at=ago + 5 * HOUR)
    assert ask("concern-acknowledged", college) == (State.AT_RISK, (9, 10))
    a_report(acknowledge_by=ago + 4 * HOUR)
    assert ask("concern-acknowledged", college) == (State.NOT_IN_FORCE, (9, 11))
    # Whose time has not come, and what is older than a year, count neither way.
    a_report(acknowledge_by=NOW() + HOUR)
    a_report(acknowledge_by=ago, received_at=NOW() - 400 * DAY)
    assert ask("concern-acknowledged", college) == (State.NOT_IN_FORCE, (9, 11))


def test_a_promise_of_secrecy_counts_against_until_it_is_put_right(
    college: Organisation, lead: Person
) -> None:
    a_report(promise_made="no")
    case = a_case()
    a_report(promise_made="yes", state="triaged", case=case, acknowledged_at=NOW())
    a_report(promise_made="")
    assert ask("no-secrecy-promised", college) == (State.NOT_IN_FORCE, (1, 2))
    Particular.objects.create(case=case, circle=case.circle, slug="disclosure-repaired",
                              answers={}, by=lead)  # fmt: skip
    assert ask("no-secrecy-promised", college) == (State.IN_FORCE, (2, 2))


def test_who_a_report_about_staff_is_about_is_kept_out_of_it(
    college: Organisation, lead: Person
) -> None:
    report = a_report(about="staff")
    one = {"circle": report.circle, "name": "Dee", "part": Part.ALLEGED}
    Involved.objects.create(concern=report, person=lead, **one)
    Involved.objects.create(concern=report, person=None, **one)
    Involved.objects.create(concern=a_report(), person=lead, **one)
    assert ask("allegations-walled", college) == (State.NOT_IN_FORCE, (0, 1))
    access.exclude("concern", report.pk, lead.pk, because="is the subject")
    assert ask("allegations-walled", college) == (State.IN_FORCE, (1, 1))


@pytest.mark.parametrize(
    ("slug", "case", "kind"),
    [
        ("police-decided", {"illegal": "yes"}, "police"),
        ("lado-considered", {"kind": "allegation"}, "lado"),
        ("prevent-judged", {"prevent": "unsure"}, "prevent"),
        ("staff-conduct-decided",
         {"kind": "staff-conduct", "state": "closed", "closed_at": NOW() - DAY}, "outcome"),
        ("families-and-employers-told",
         {"child_involved": True, "state": "closed", "closed_at": NOW() - DAY}, "guardians"),
    ],
)  # fmt: skip
def test_what_must_be_decided_is_in_force_once_it_is(
    college: Organisation, lead: Person, slug: str, case: dict[str, Any], kind: str
) -> None:
    made = a_case(**case)
    assert ask(slug, college) == (State.NOT_IN_FORCE, (0, 1))
    decide(made, lead, "severity")
    assert ask(slug, college) == (State.NOT_IN_FORCE, (0, 1))
    decide(made, lead, kind)
    assert ask(slug, college) == (State.IN_FORCE, (1, 1))


def test_no_file_is_kept_of_a_nude_image_on_case_or_report(
    college: Organisation, lead: Person
) -> None:
    case = a_case(category="nudes")
    report = a_report(category="nudes", case=case, state="triaged", acknowledged_at=NOW())
    other = a_case()
    assert ask("nudes-lead-only", college) == (State.IN_FORCE, (1, 1))
    for record in (("case", other.pk), ("concern", uuid4())):
        a_file(*record)
    assert ask("nudes-lead-only", college) == (State.IN_FORCE, (1, 1))
    a_file("concern", report.pk)
    assert ask("nudes-lead-only", college) == (State.NOT_IN_FORCE, (0, 1))
    assert ask("evidence-preserved", college) == (State.IN_FORCE, (3, 3))


def a_file(kind: str, record: Any) -> None:
    StoredFile.objects.create(
        name="x.txt", media_type="text/plain", size=1, sha256_received="a", sha256_kept="a",
        key_version=1, key_wrapped=b"", scan="clean", record_kind=kind, record_id=record,
    )  # fmt: skip


def test_the_register_has_no_gap(college: Organisation) -> None:
    a_report()
    assert ask("incident-register", college)[0] is State.NOT_SET_UP
    counter = Counter.objects.create(kind="report", year=NOW().year, last=1)
    assert ask("incident-register", college) == (State.IN_FORCE, (1, 1))
    counter.last = 2
    counter.save()
    assert ask("incident-register", college) == (State.NOT_IN_FORCE, (1, 2))


def test_a_pattern_of_low_level_concerns_must_have_been_raised(
    college: Organisation, lead: Person
) -> None:
    in_force()
    for _ in range(2):
        low_level(lead)
    assert ask("low-level-patterns", college) == (State.IN_FORCE, (1, 1))
    third = low_level(lead)
    assert ask("low-level-patterns", college) == (State.NOT_IN_FORCE, (0, 1))
    third.case = a_case()
    third.save()
    assert ask("low-level-patterns", college) == (State.IN_FORCE, (1, 1))


def low_level(about: Person) -> LowLevel:
    return LowLevel.objects.create(
        circle=access.circle_of(["dsl"]), about=about, what="A joke.",
        happened_on=timezone.localdate(),
    )  # fmt: skip
