"""The interface of decisions: scopes, limits, errors by field, a schema that tells the truth."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from lanyard.engine.answers import rest
from lanyard.engine.answers.models import KeptAnswer, Precedent
from lanyard.engine.answers.tests.scene import TODAY, staff, under
from lanyard.engine.decisions.api import decide, questions
from lanyard.engine.decisions.tests.all_cells import CELLS
from lanyard.engine.policy.api import shipped
from lanyard.foundation.identity.api import make_token, revoke_token
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation

#: Facts may contradict each other in ways that no schema says, such as an end before its beginning.
_ALL_VALID = positive_data_acceptance
CONNECT = "/api/v1/decide/contact.connect"


@pytest.fixture
def token(college: Organisation) -> str:
    under("landau")
    return a_token("decide")


def a_token(*scopes: str) -> str:
    end = timezone.now() + datetime.timedelta(days=9)
    it = staff(f"Ivy{uuid4().hex}", "it-department")
    return make_token("Intranet", scopes=scopes, expires=end, by=it)[1]


def ask(secret: str, path: str = CONNECT, **body: Any) -> Any:
    return browser().post(path, body, content_type="application/json",
                          headers={"Authorization": f"Bearer {secret}"})  # fmt: skip


def errors(answer: Any) -> dict[str, str]:
    return {one["field"]: one["message"] for one in answer.json()["errors"]}


def test_the_documented_answer_comes_with_its_policy(token: str) -> None:
    for question in questions():
        facts = next((c.facts for c in CELLS if c.question == question), {})
        answer = ask(token, f"/api/v1/decide/{question}", on="2026-03-02", facts=facts)
        assert answer.status_code == 200, (question, answer.content)
        on = datetime.date(2026, 3, 2)
        expected = decide(question, shipped("landau"), on, facts).as_json()
        under_it = {"slug": "landau", "version": 1}
        assert answer.json() == {
            "question": question, "on": "2026-03-02", "profile": under_it, **expected
        }  # fmt: skip
    today = ask(token, facts={}).json()
    assert (today["on"], today["answer"]) == (TODAY.isoformat(), "unknown")
    assert (KeptAnswer.objects.count(), Precedent.objects.count()) == (0, 0)


def test_only_a_token_with_the_scope_opens_it(college: Organisation) -> None:
    under("landau")
    other, secret = a_token("scim"), a_token("decide")
    for wrong in ("", "lanyard_guess", other):
        answer = ask(wrong, facts={})
        assert answer.status_code == 401
        assert errors(answer) == {
            "Authorization": "a service token with the right scope is needed"
        }  # fmt: skip
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    client = Client(headers={"host": "elsewhere.test", "Authorization": f"Bearer {secret}"})
    assert client.post(CONNECT, {}, content_type="application/json").status_code == 401


def test_a_revoked_token_opens_nothing(college: Organisation) -> None:
    under("landau")
    it = staff("Ivy", "it-department")
    end = timezone.now() + datetime.timedelta(days=9)
    made, secret = make_token("Old", scopes=["decide"], expires=end, by=it)
    assert ask(secret, facts={}).status_code == 200
    revoke_token(made, by=it)
    assert ask(secret, facts={}).status_code == 401


def test_each_wrong_field_is_named_with_what_is_wrong(token: str) -> None:
    facts = {"account": "mine", "born": "yesterday", "colour": "red", "relation": "public",
             "enrolments": [{"from": "2020-01-01", "to": 3}]}  # fmt: skip
    answer = ask(token, on="soon", facts=facts, when="now")
    assert answer.status_code == 422
    found = errors(answer)
    assert set(found) == {
        "on", "when", "facts.account", "facts.born", "facts.colour", "facts.enrolments[0].to",
    }  # fmt: skip
    assert found["facts.account"] == "must be one of personal, official, not 'mine'"
    backwards = [{"from": "2020-01-01", "to": "2019-01-01"}]
    assert list(errors(ask(token, facts={"enrolments": backwards}))) == ["facts.enrolments[0].to"]
    assert errors(ask(token, facts=[])) == {"facts": "must be a JSON object"}
    assert ask(token, on="1999-01-01", facts={}).status_code == 409


def test_a_body_that_is_none_is_refused(token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    for body, status in (("{", 400), ("[]", 422), ('"a"', 422), ("{" + " " * 70_000 + "}", 413)):
        answer = browser().post(CONNECT, body, content_type="application/json", headers=headers)
        assert (body[:4], answer.status_code) == (body[:4], status)
    assert browser().get(CONNECT, headers=headers).status_code == 405
    nothing = browser().post("/api/v1/decide/who.knows", headers=headers)
    assert nothing.status_code == 404


def test_a_token_that_asks_without_end_is_told_to_wait(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rest.LIMIT, "most", 2)
    assert [ask(token, facts={}).status_code for _ in range(3)] == [200, 200, 429]
    assert int(ask(token, facts={}).headers["Retry-After"]) > 0
    assert ask(a_token("decide"), facts={}).status_code == 200


class Application:
    """Lanyard as a web application that keeps the test's database connection."""

    def __init__(self) -> None:
        self.handler = ClientHandler(enforce_csrf_checks=True)

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:
        response = self.handler(environ)
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [b"".join(response)]


@pytest.mark.long
def test_the_schema_tells_the_truth(college: Organisation) -> None:
    """Whatever the schema allows is answered as it says; what it does not allow is refused."""
    under("landau")
    token = a_token("decide", "check", "access", "places")
    served = browser().get("/api/v1/openapi.json")
    assert served.status_code == 200
    schema = schemathesis.openapi.from_dict(served.json())
    schema.app = Application()
    tried = set()
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        tried.add(operation.label)

        @given(case=operation.as_strategy())
        @settings(
            max_examples=12, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def holds(case: Any) -> None:
            answer = case.call(
                base_url="http://here.test", headers={"Authorization": f"Bearer {token}"}
            )
            case.validate_response(answer, excluded_checks=[ignored_auth, _ALL_VALID])
            absent = {404} if "/places/" in answer.request.url else set[int]()
            assert answer.status_code in {200, 409, 422} | absent, answer.text

        holds()
    assert len(tried) == len(questions()) + 3
