"""The house's search finds reports and cases for those who may read them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, named


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return person("Dee Essell", "dsl", "safeguarding-team")


def _finds(client: Client, words: str) -> list[tuple[str, str]]:
    found = client.post("/search/", {"q": words}, follow=True).context["found"]
    return [result for kind in found for result in kind.results]


def test_the_lead_finds_reports_and_cases_and_a_stranger_nothing(lead: Person) -> None:
    report = a_report(happened="A zebra was drawn.")
    case = a_case(named(learner("Mia Okoro")), by=lead, answers={"happened": "A giraffe."})
    client, stranger = browser(lead), browser(person("Str Anger"))
    reports = (
        f"{report.reference}: Bullying, including “banter”",
        f"/concerns/reports/{report.pk}/",
    )
    assert _finds(client, "zebras") == [reports]
    cases = (f"{case.reference}: Bullying, including “banter”", f"/concerns/cases/{case.pk}/")
    assert cases in _finds(client, "okoro")
    assert [_finds(stranger, words) for words in ("zebras", "okoro", "giraffe")] == [[], [], []]


def test_three_finds_cost_as_many_queries_as_one(lead: Person) -> None:
    client = browser(lead)
    a_report(happened="A zebra was drawn.")
    _finds(client, "zebra")
    with CaptureQueriesContext(connection) as one:
        assert len(_finds(client, "zebra")) == 1
    for _ in range(2):
        a_report(happened="A zebra was drawn.")
    with CaptureQueriesContext(connection) as three:
        assert len(_finds(client, "zebra")) == 3
    assert len(one) == len(three)
