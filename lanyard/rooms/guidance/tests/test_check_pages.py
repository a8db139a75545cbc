"""The checker as a page and over HTTP: for whom, how much, and that nothing of a text stays."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.api import make_token
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.guidance.checking.rules import LONGEST
from lanyard.rooms.guidance.models import CheckTally, ConfidentialTerm
from lanyard.rooms.guidance.tests.scene import EARLY

PATH = "/guidance/check/"
SECRET = "zanzibar07700900123"
TEXT = "Ring 07700 900123, I think Lou Example at Oaklands College is great. " + SECRET


@pytest.fixture
def lead(college: Organisation) -> Person:
    adopt("oaklands", by=None, effective_from=EARLY, reason="Set up")
    learner("Lou")
    return staff("Lee", "dsl")


def send(client: Client, text: str = TEXT, status: int = 200, **more: Any) -> str:
    form = {"kind": "post", "writer": "learners", "account": "personal", "text": text, **more}
    answer = client.post(PATH, form)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def test_anybody_checks_and_staff_are_told_their_policys_clauses(lead: Person) -> None:
    assert browser().get(PATH).status_code == 200
    page = send(browser())
    assert "A telephone number." in page
    assert "Lanyard's default" in page
    mine = send(browse(lead), holds=["photo"])
    for clause in ("OAK-4.6-06", "OAK-4.4-05", "OAK-10.3-05", "OAK-1-02"):
        assert clause in mine, clause
    assert "The opinions are my own and not those of my employer." in mine
    assert "Nothing found" in send(browse(lead), "See you on Monday")


def test_who_is_a_learner_is_told_to_staff_only(lead: Person) -> None:
    for client in (browser(), browse(learner("Pat"))):
        pages = [
            send(client, f"Well done {name} Example", holds=["photo"]).replace(name, "X")
            for name in ("Lou", "Nemo")
        ]
        assert "A name with a photograph" in pages[0]
        assert _without_token(pages[0]) == _without_token(pages[1])
    inside = browse(lead)
    assert "A name with a photograph" in send(inside, "well done lou  example", holds=["photo"])
    assert "A name with a photograph" not in send(inside, "Well done Nemo Example", holds=["photo"])


def _without_token(page: str) -> str:
    tokens = ("csrfmiddlewaretoken", 'name="word"')
    return "\n".join(line for line in page.splitlines() if not any(t in line for t in tokens))


def test_nothing_that_is_pasted_stays(
    lead: Person, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    before = Entry.objects.count()
    for client in (browser(), browse(lead)):
        assert SECRET in send(client)
    tally = CheckTally.objects.get()
    assert (tally.kind, tally.checked) == ("post", 2)
    written = capfd.readouterr()
    assert SECRET not in caplog.text + written.out + written.err
    assert not _anywhere(SECRET)
    entries = Entry.objects.order_by("at")[before:]
    assert [one.verb for one in entries if one.verb.startswith("guidance.")] == []


def _anywhere(secret: str) -> list[str]:
    """Return the tables in whose rows some words stand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert "guidance_checktally" in tables
        found = []
        for table in tables:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS it WHERE it::text LIKE %s', [f"%{secret}%"]
            )
            found += [table] if cursor.fetchone()[0] else []
    return found


@pytest.mark.parametrize("many", [LONGEST + 1, 5_000_000])
def test_too_much_meets_a_clear_limit(lead: Person, many: int) -> None:
    status = 422 if many < 100_000 else 413
    for client in (browser(), browse(lead)):
        page = send(client, "x" * many, status)
        assert "Paste at most 10,000 characters; nothing was kept." in page
        # What can be shortened is given back; what nobody reads is not.
        assert ("x" * many in page) is (many < 100_000)
    assert not CheckTally.objects.exists()
    assert "Answer this question" in send(browser(), "", 422)


def test_each_asks_by_whose_account_it_goes_out(lead: Person) -> None:
    for client in (browser(), browse(lead)):
        send(client, "See you on Monday", 422, account="")
        field = client.get(PATH).context["form"].fields["account"]
        assert [value for value, _label in field.choices] == [
            "organisation", "personal", "third-party",
        ]  # fmt: skip


def test_a_form_of_another_site_is_refused(lead: Person) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "here.test"})
    assert strict.post(PATH, {"kind": "post", "writer": "staff", "text": "Hi"}).status_code == 403


def test_staff_check_so_often_and_no_more(lead: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lanyard.rooms.guidance.views.checking._MOST", 1)
    client = browse(lead)
    send(client, "Hello")
    assert "Try again in a quarter of an hour" in send(client, "Hello", 422)
    send(browse(staff("Cole")), "Hello")


def test_confidential_terms_are_kept_by_those_who_may(
    lead: Person, elsewhere: Organisation
) -> None:
    client, colleague, terms = browse(lead), browse(staff("Cole")), "/guidance/terms/"
    assert colleague.get(terms).status_code == 404
    assert colleague.post(terms, {"term": "Heron"}).status_code == 404
    assert browser().post(terms, {"term": "Heron"}).status_code == 302
    assert not ConfidentialTerm.objects.exists()
    assert client.post(terms, {"term": " Project  Heron "}).status_code == 302
    assert client.post(terms, {"term": "project heron"}).status_code == 422
    term = ConfidentialTerm.objects.get()
    assert "Project Heron" in client.get(terms).content.decode()
    assert "OAK-10.4-02" in send(colleague, "on project heron")
    assert "Nothing found" in send(browser(), "on project heron")
    assert colleague.post(f"{terms}{term.pk}/end/").status_code == 404
    with acting_as_system(elsewhere.pk, "look"):
        assert not ConfidentialTerm.objects.exists()
    for _twice in range(2):
        assert client.post(f"{terms}{term.pk}/end/").status_code == 302
    assert "Nothing found" in send(colleague, "on project heron")
    told = Entry.objects.filter(verb__startswith="guidance.term").order_by("at")
    assert [(one.verb, one.subject) for one in told] == [
        ("guidance.term-added", ""), ("guidance.term-ended", ""),
    ]  # fmt: skip


def ask(secret: str, body: Any) -> Any:
    return browser().post(
        "/api/v1/check", body, content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )  # fmt: skip


def a_token(scope: str) -> str:
    end = timezone.now() + datetime.timedelta(days=9)
    return make_token("Intranet", scopes=[scope], expires=end, by=staff("Ivy"))[1]


def test_over_http_with_the_scope_of_the_checker_alone(lead: Person) -> None:
    secret = a_token("check")
    answer = ask(secret, {"text": "Ring 07700 900123", "kind": "message"})
    assert answer.status_code == 200, answer.content
    (one,) = answer.json()["findings"]
    assert (one["kind"], one["weight"], one["clauses"], one["default"]) == (
        "phone", "stop", ["OAK-4.6-06"], False,
    )  # fmt: skip
    assert "Ring 07700 900123"[one["start"] : one["end"]] == "07700 900123"
    assert "07700" not in answer.content.decode()
    assert CheckTally.objects.get().kind == "message"
    assert ask("lanyard_nothing", {"text": "Hi"}).status_code == 401


def test_a_token_for_something_else_opens_nothing(lead: Person) -> None:
    assert ask(a_token("decide"), {"text": "Hi"}).status_code == 401


def test_what_cannot_be_used_is_told_by_field(lead: Person) -> None:
    secret = a_token("check")
    wrong = ask(
        secret,
        {"text": "", "writer": "cat", "kind": 1, "photo": "yes", "x": 1, "account": "cat's"},
    )
    assert wrong.status_code == 422
    fields = [one["field"] for one in wrong.json()["errors"]]
    assert fields == ["account", "kind", "photo", "text", "writer", "x"]
    assert ask(secret, "[]").status_code == 422
    assert ask(secret, "{").status_code == 400
    for many, status in ((LONGEST + 1, 422), (5_000_000, 413)):
        long = ask(secret, {"text": "x" * many})
        assert (long.status_code, long.json()["errors"][0]["message"]) == (
            status, "is longer than 10000 characters",
        )  # fmt: skip
    schema = json.loads(browser().get("/api/v1/openapi.json").content)
    assert "/api/v1/check" in schema["paths"]
