"""Figures: exact for those who work on cases, rounded and kept back for everybody else."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Group, Membership, Person, Site
from lanyard.rooms.concerns.figures import BREAKDOWNS, count_by, rounded, speed, whole_months
from lanyard.rooms.concerns.models import Case, Concern, Involved
from lanyard.rooms.concerns.queries.person import chronology_of

TODAY = timezone.localdate()
SPAN = {"since": TODAY - datetime.timedelta(days=62), "until": TODAY}
#: The last day of the last month that is over.
OVER = TODAY.replace(day=1) - datetime.timedelta(days=1)
LAST: dict[str, Any] = {
    "received_at": timezone.make_aware(datetime.datetime.combine(OVER, datetime.time(23, 59)))
}


def person(name: str, role: str) -> Person:
    made = Person.objects.create(given_name=name, family_name="Test")
    access.hold_role(role, made.pk, since=datetime.date(2020, 1, 1))
    return made


def reports(count: int, *, role: str = "dsl", start: int = 0, **extra: object) -> list[Concern]:
    circle = access.circle_of([role])
    return [
        Concern.objects.create(
            year=2026, number=start + number, circle=circle, reporter_kind="staff", about="learner",
            category="bullying", risk_area="conduct", prevent="no", happened="x", **extra,
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


@given(st.integers(0, 10_000))
def test_rounding_hides_the_last_digit_only(number: int) -> None:
    shown = rounded(number, exact=False)
    assert abs(shown - number) <= 2
    assert shown < 5 or shown % 5 == 0
    assert rounded(number, exact=True) == number


def test_each_reader_gets_their_numbers(college: Organisation, elsewhere: Organisation) -> None:
    lead, governor = person("Lead", "dsl"), person("Governor", "governors")
    reports(7, **LAST)
    reports(6, role="principal", start=100, channels=["texts", "email"], **LAST)
    with acting_as_system(elsewhere.pk, "set the scene"):
        reports(9, **LAST)
    seen = {}
    for who in (lead, governor):
        with acting_as(college.pk, who.pk):
            counted = count_by("category", person=who, **SPAN)
            seen[who.given_name] = (
                counted.exact,
                {str(label): n for label, n in counted.numbers if n},
            )
    label = "Bullying, including “banter”"
    assert seen == {"Lead": (True, {label: 7}), "Governor": (False, {label: 15})}


def test_every_breakdown_counts(college: Organisation) -> None:
    governor = person("Governor", "governors")
    learner = Person.objects.create(given_name="Learner", family_name="Test")
    for name in ("Class One", "Class Two"):
        group = Group.objects.create(name=name, kind="class")
        Membership.objects.create(
            group=group, person=learner, part="learner", since=datetime.date(2020, 1, 1),
            until=None if name == "Class One" else datetime.date(2021, 1, 1),
        )  # fmt: skip
    case = Case.objects.create(
        year=2026, number=1, circle=access.circle_of(["dsl"]), kind="safeguarding", summary="x",
        category="bullying", risk_area="conduct", prevent="no", severity=3,
        site=Site.objects.create(name="North"),
    )  # fmt: skip
    for concern in reports(
        5, case=case, state="triaged", acknowledged_at=timezone.now(), channels=["texts"],
        connection="mobile-data", **LAST,
    ):  # fmt: skip
        Involved.objects.create(concern=concern, person=learner, name="x", part="harmed")
    expected = {
        "risk-area": "Conduct: how somebody behaved",
        "category": "Bullying, including “banter”",
        "place": "Not known",
        "connection": "Mobile data (3G, 4G, 5G)",
        "reporter": "Staff",
        "prevent": "No",
        "channel": "Texts and messaging apps",
        "site": "North",
        "group": "Class One",
        "month": f"{OVER:%B %Y}",
    }
    with acting_as(college.pk, governor.pk):
        found = {
            by: {str(label): n for label, n in count_by(by, person=governor, **SPAN).numbers if n}
            for by in BREAKDOWNS
        }
    assert found == {by: {label: 5} for by, label in expected.items()}


def test_the_running_month_is_told_to_those_who_see_exact_numbers_only(
    college: Organisation,
) -> None:
    lead, governor = person("Lead", "dsl"), person("Governor", "governors")
    reports(6)
    told = {}
    for who in (lead, governor):
        with acting_as(college.pk, who.pk):
            for since in (TODAY, TODAY.replace(day=1)):
                counted = count_by("month", person=who, since=since, until=TODAY)
                told[who.given_name] = [number for _label, number in counted.numbers]
    assert told == {"Lead": [6], "Governor": []}


def test_a_month_without_a_report_is_told_too(college: Organisation) -> None:
    lead = person("Lead", "dsl")
    at = timezone.make_aware(datetime.datetime(2025, 11, 20, 12))
    reports(2, received_at=at)
    reports(1, start=10, received_at=at.replace(year=2026, month=2))
    with acting_as(college.pk, lead.pk):
        counted = count_by(
            "month", person=lead, since=datetime.date(2025, 1, 1), until=datetime.date(2026, 6, 1)
        )
    assert counted.numbers == [
        ("November 2025", 2), ("December 2025", 0), ("January 2026", 0), ("February 2026", 1),
    ]  # fmt: skip


@given(st.dates(datetime.date(2020, 1, 1), TODAY), st.dates(datetime.date(2020, 1, 1), TODAY))
def test_whole_months_begin_and_end_as_months_do(one: datetime.date, two: datetime.date) -> None:
    since, until = whole_months(min(one, two), max(one, two))
    assert (since.day, (until + datetime.timedelta(days=1)).day) == (1, 1)
    assert since <= min(one, two)
    assert until <= OVER
    assert until == OVER or until >= max(one, two)


def test_speed_says_nothing_of_few_cases(college: Organisation) -> None:
    lead, governor = person("Lead", "dsl"), person("Governor", "governors")
    now = timezone.now()
    Case.objects.create(
        year=2026, number=1, circle=access.circle_of(["dsl"]), kind="safeguarding", summary="x",
        category="bullying", risk_area="conduct", prevent="no", severity=3,
        opened_at=now - datetime.timedelta(hours=5), first_action_by=now,
        first_action_at=now - datetime.timedelta(hours=3),
    )  # fmt: skip
    with acting_as(college.pk, governor.pk):
        assert speed(person=governor, **SPAN).first_action_hours is None
    with acting_as(college.pk, lead.pk):
        measured = speed(person=lead, **SPAN)
    assert (measured.first_action_hours, measured.percent_in_time, measured.cases) == (2.0, 100, 1)


def test_a_person_is_seen_through_what_the_reader_may_see(college: Organisation) -> None:
    lead, head = person("Lead", "dsl"), person("Head", "principal")
    learner = Person.objects.create(given_name="Learner", family_name="Test")
    (seen,) = reports(1)
    (hidden,) = reports(1, role="principal", start=50)
    for concern, part in ((seen, "harmed"), (hidden, "alleged")):
        Involved.objects.create(concern=concern, person=learner, name="x", part=part)
    parts = {}
    for who in (lead, head):
        with acting_as(college.pk, who.pk):
            parts[who.given_name] = [
                (c.number, part) for c, part in chronology_of(learner.pk).reports
            ]
    assert parts == {"Lead": [(1, "Harmed, or at risk")], "Head": [(51, "Alleged to have done it")]}
