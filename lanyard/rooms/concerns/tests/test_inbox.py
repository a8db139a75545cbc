"""The inbox: what stands in it, in which order, for whom, and in how many queries."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.models import Case
from lanyard.rooms.concerns.queries import inbox
from lanyard.rooms.concerns.queries.inbox import Filters
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, named


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return person("Dee Essell", "dsl", "safeguarding-team")


def due_in(case: Case, hours: int) -> Case:
    case.next_due = timezone.now() + datetime.timedelta(hours=hours)
    case.save(update_fields=["next_due"])
    return case


def test_danger_stands_first_then_what_is_due(lead: Person) -> None:
    mia = learner("Mia Okoro")
    later, sooner = (due_in(a_case(named(mia), by=lead), hours) for hours in (60, 50))
    live = due_in(a_case(named(mia), by=lead, severity=5), 99)
    danger = a_report(named(mia), immediate_danger=True)
    lines = inbox.page_of(Filters()).lines
    assert [line.id for line in lines] == [danger.pk, live.pk, sooner.pk, later.pk]
    assert lines[0].people == (("Mia Okoro", "harmed"),)


def test_pages_follow_each_other_without_gap_or_repeat(lead: Person) -> None:
    mia = learner("Mia Okoro")
    made = {due_in(a_case(named(mia), by=lead), 9).pk for _ in range(3)} | {
        a_report(named(mia)).pk for _ in range(2)
    }
    found, after = [], ""
    for _page in range(3):
        page = inbox.page_of(Filters(), after=after, size=2)
        found += [line.id for line in page.lines]
        after = page.after
    assert (len(found), set(found), after) == (5, made, "")


def test_filters_narrow_and_their_counts_say_how_far(lead: Person) -> None:
    mia = learner("Mia Okoro")
    a_case(named(mia), by=lead, severity=4, prevent="unsure", prevent_because="x")
    a_case(named(mia), by=lead, severity=2, category="scam", risk_area="commerce")
    a_report(named(mia), category="grooming", risk_area="contact")
    counts = inbox.counts()
    for name, value, number in (
        ("severity", "4", 1), ("category", "scam", 1), ("risk_area", "contact", 1),
        ("holder", str(lead.pk), 2),
    ):  # fmt: skip
        lines = inbox.page_of(Filters(columns={name: value})).lines
        assert (len(lines), counts[name][value]) == (number, number), name
    assert len(inbox.page_of(Filters(columns={"prevent": "list"})).lines) == 1
    assert [line.kind for line in inbox.page_of(Filters(state="new")).lines] == ["report"]
    assert inbox.page_of(Filters(state="closed")).lines == ()


def test_each_sees_their_own(college: Organisation, elsewhere: Organisation, lead: Person) -> None:
    a_case(named(learner("Mia Okoro")), by=lead)
    a_report(named(learner("Bo B")))
    seen = {}
    for who in (lead, person("Str Anger")):
        with acting_as(college.pk, who.pk):
            lines = inbox.page_of(Filters()).lines
            seen[who.given_name] = (len(lines), sum(inbox.counts()["state"].values()))
    with acting_as(elsewhere.pk, lead.pk):
        seen["elsewhere"] = (len(inbox.page_of(Filters()).lines), 0)
    assert seen == {"Dee": (2, 2), "Str": (0, 0), "elsewhere": (0, 0)}


def test_one_and_three_rows_take_the_same_queries(lead: Person) -> None:
    client = browser(lead)
    taken = []
    for more in (1, 2):
        for number in range(more):
            mia = learner(f"Mia{more}{number} Okoro")
            a_case(named(mia), by=lead)
            a_report(named(mia))
        client.get(reverse("concerns:inbox"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("concerns:inbox")).status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]
    with CaptureQueriesContext(connection) as queries:
        inbox.page_of(Filters())
    assert len(queries) == 3


def test_a_spoilt_address_is_the_start_and_breaks_nothing(lead: Person) -> None:
    a_case(named(learner("Mia Okoro")), by=lead)
    client = browser(lead)
    for query in (
        "after=x~y~z", "severity=9'--", "site=zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz", "holder=x",
        "state=%00", "category=%27", "prevent=1",
    ):  # fmt: skip
        assert client.get(reverse("concerns:inbox") + "?" + query).status_code == 200, query
