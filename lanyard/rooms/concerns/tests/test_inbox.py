"""The inbox: what stands in it, in which order, for whom, and in how many queries."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lanyard.config.demonstration.clock import Clock, moved
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import reading
from lanyard.rooms.concerns.matters import Named
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.queries import inbox
from lanyard.rooms.concerns.queries.inbox import Filters
from lanyard.rooms.concerns.reasons import Part
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
    taken = [a_report(named(mia)) for _ in range(2)]
    for report in taken:
        reading.acknowledge(report, by=lead)
    made = {due_in(a_case(named(mia), by=lead), 9).pk for _ in range(3)}
    made |= {report.pk for report in taken}
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
            page = inbox.page_of(Filters())
            found = (len(page.lines), len(page.just_in), sum(inbox.counts()["state"].values()))
            seen[who.given_name] = found
    with acting_as(elsewhere.pk, lead.pk):
        page = inbox.page_of(Filters())
        seen["elsewhere"] = (len(page.lines), len(page.just_in), 0)
    assert seen == {"Dee": (1, 1, 2), "Str": (0, 0, 0), "elsewhere": (0, 0, 0)}


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
    assert len(queries) == 4


def received(hours_ago: float, *more: Named, **facts: Any) -> Concern:
    """A report that came in so long ago, by a name of its own."""
    moment = timezone.now() - datetime.timedelta(hours=hours_ago)
    with moved(Clock(moment)):
        return a_report(named(learner(f"Bo {hours_ago}")), *more, **facts)


def test_what_is_just_in_stands_above_what_is_overdue(lead: Person) -> None:
    late = [due_in(a_case(named(learner(f"Mia {n}")), by=lead), -n).pk for n in (999, 998, 997)]
    newest, older = received(0.1), received(50)
    page = inbox.page_of(Filters(), size=3)
    assert [line.id for line in page.just_in] == [newest.pk, older.pk]
    assert page.just_in[0].people == (("Bo 0.1", "harmed"),)
    assert [line.id for line in page.lines] == late
    after = inbox.page_of(Filters(), size=3, after=page.after)
    assert ([line.id for line in after.lines], after.just_in) == ([older.pk, newest.pk], ())
    whole = inbox.page_of(Filters())
    assert [line.id for line in (*whole.just_in, *whole.lines)] == [newest.pk, older.pk, *late]


def test_only_what_nobody_took_is_just_in(lead: Person) -> None:
    kept = [received(hours).pk for hours in (1, 2, 3, 4)]
    danger = received(0.5, immediate_danger=True)
    elsewhere = {received(5).pk, received(6).pk, received(80).pk}
    taken = received(0.2)
    reading.acknowledge(taken, by=lead)
    page = inbox.page_of(Filters())
    # Danger takes one of the five places, and stands first in the list itself.
    assert [line.id for line in page.just_in] == kept
    assert page.lines[0].id == danger.pk
    assert {line.id for line in page.lines} == {danger.pk, taken.pk, *elsewhere}
    for narrowed in (Filters(state="new"), Filters(columns={"holder": "none"})):
        assert inbox.page_of(narrowed).just_in == ()


def test_what_is_just_in_is_for_its_readers_and_behind_its_wall(
    college: Organisation, lead: Person
) -> None:
    received(1, happened="A message")
    teacher = named(person("Tee Cher", "tutor"), Part.ALLEGED)
    received(2, teacher, happened="He wrote to her at night")
    with acting_as(college.pk, person("Str Anger").pk):
        assert inbox.page_of(Filters()).just_in == ()
    found = inbox.page_of(Filters()).just_in
    assert [(line.walled, line.words, line.people) for line in found] == [
        (False, "A message", (("Bo 1", "harmed"),)), (True, "", ()),
    ]  # fmt: skip


def test_the_page_names_its_parts_only_where_something_is_just_in(lead: Person) -> None:
    due_in(a_case(named(learner("Mia Okoro")), by=lead), -9)
    client, path = browser(lead), reverse("concerns:inbox")
    assert [title for title, _ in client.get(path).context["parts"]] == [""]
    received(1)
    received(1, immediate_danger=True)
    parts = client.get(path).context["parts"]
    assert [(title, len(rows)) for title, rows in parts] == [
        ("Danger now", 1), ("Just in", 1), ("By what is due", 1),
    ]  # fmt: skip
    assert [len(rows) for _, rows in client.get(path + "?state=new").context["parts"]] == [2]


def test_a_spoilt_address_is_the_start_and_breaks_nothing(lead: Person) -> None:
    a_case(named(learner("Mia Okoro")), by=lead)
    client = browser(lead)
    for query in (
        "after=x~y~z", "severity=9'--", "site=zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz", "holder=x",
        "state=%00", "category=%27", "prevent=1",
    ):  # fmt: skip
        assert client.get(reverse("concerns:inbox") + "?" + query).status_code == 200, query
