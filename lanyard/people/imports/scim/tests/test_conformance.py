"""The service judged by a conformance tester of another hand."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test.client import ClientHandler
from django.utils import timezone
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server

from lanyard.foundation.identity.api import make_token
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person


class Application:
    """Lanyard as a web application that keeps the test's database connection."""

    def __init__(self) -> None:
        self.handler = ClientHandler(enforce_csrf_checks=True)

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:
        response = self.handler(environ)
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [b"".join(response)]


@pytest.fixture
def secret(college: Organisation) -> str:
    it = Person.objects.create(given_name="Ira", family_name="Tech")
    end = timezone.now() + datetime.timedelta(days=9)
    return make_token("Directory", scopes=["scim"], expires=end, by=it)[1]


@pytest.mark.long
def test_no_check_of_the_tester_fails(secret: str) -> None:
    client = WSGISCIMClient(
        Application(), base_url="http://here.test/scim/v2",
        headers={"Authorization": f"Bearer {secret}"},
    )  # fmt: skip
    results = check_server(client)
    failed = [
        f"{result.title} {result.status.name}: {result.reason}"
        for result in results
        if result.status not in {Status.SUCCESS, Status.SKIPPED, Status.ACCEPTABLE}
    ]
    assert failed == []
    assert len([result for result in results if result.status == Status.SUCCESS]) > 100
