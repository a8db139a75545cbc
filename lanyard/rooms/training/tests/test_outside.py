"""What other systems know: Moodle's file row by row, xAPI statements."""

from __future__ import annotations

import datetime
import json
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.identity.api import make_token
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Login, Person
from lanyard.rooms.training import moodle, xapi
from lanyard.rooms.training.actions import outside as acts
from lanyard.rooms.training.models import (
    Completion,
    CompletionImport,
    ScormRun,
    XapiStatement,
)
from lanyard.rooms.training.tests.scene import TODAY, a_module, asked_of, owe, under
from lanyard.rooms.training.tests.test_pages import text
from lanyard.rooms.training.tests.test_scorm import a_package_course

_VERB = "http://adlnet.gov/expapi/verbs/completed"


@pytest.fixture
def hr(college: Organisation) -> Person:
    under("oaklands")
    return staff("Hal", "hr-director")


# -- Moodle --

FILE = """First name,Surname,Email address,Username,Course,Course complete,Grade
Ann,Example,ANN@here.test,ann,Safety,"Thursday, 3 September 2026, 10:15 AM",85.00
Nobody,Known,nobody@else.test,,Safety,2026-09-03,
Ben,Example,,ben.login,SAFE-1,03/09/2026,
Ann,Example,ann@here.test,,Cookery,2026-09-03,
Ann,Example,ann@here.test,,Safety,soon,
Ann,Example,ann@here.test,,Safety,-,
Ann,Example,ann@here.test,,Safety,2099-01-01,
"""


def test_unknown_people_are_listed_and_the_rest_is_taken_in(hr: Person) -> None:
    staff("Ann")
    ben = staff("Ben")
    Login.objects.create(system="ad", user_name="Ben.Login", person=ben, exported_on=TODAY)
    course = a_module()
    acts.name_elsewhere(course, ["SAFE-1"], by=hr)
    asked_of(course, days=9)
    made = acts.take_in("completions.csv", FILE.encode("utf-8-sig"), by=hr)
    assert (made.recorded, made.known, made.unfinished) == (2, 0, 1)
    assert [(row["line"], row["why"]) for row in made.left_out] == [
        (3, "Nobody here has this address or user name."),
        (5, "No course is called “Cookery”."),
        (6, "No day can be read in “soon”."),
        (8, "The day is still to come."),
    ]
    one = Completion.objects.get(person__given_name="Ann")
    assert (one.on, one.score, one.how) == (datetime.date(2026, 9, 3), 85, "moodle")
    assert set(owe()) == {"Hal: Safety"}
    again = acts.take_in("completions.csv", FILE.encode(), by=hr)
    assert (again.recorded, again.known) == (0, 2)


def test_a_report_of_one_course_takes_the_course_chosen(hr: Person) -> None:
    staff("Ann")
    course = a_module()
    report = b"Email;Completion date\nann@here.test;2026-09-03\n"
    assert acts.take_in("a.csv", report, by=hr).left_out[0]["why"].startswith("The row names no")
    assert acts.take_in("a.csv", report, by=hr, course=course).recorded == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Name,Day\nAnn,2026-01-01\n", "e-mail address"),
        (b"Email,Name\na@b,Ann\n", "day of completion"),
        (b"", "e-mail address"),
        (b"\x00\x01\x02", "no file of text"),
        (b"Email,Completed\n" + b"x" * moodle.LARGEST, "larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_export_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(moodle.Unreadable, match=said):
        list(moodle.read(content))


@given(content=st.binary(max_size=400))
def test_any_file_is_read_or_refused(content: bytes) -> None:
    try:
        for line in moodle.read(b"email,completed\n" + content):
            assert line.number > 1
    except moodle.Unreadable:
        pass


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-02-28", datetime.date(2026, 2, 28)), ("31/12/2025", datetime.date(2025, 12, 31)),
        ("3 Sep 2026", datetime.date(2026, 9, 3)), ("1788430500", datetime.date(2026, 9, 3)),
        ("2026-02-30", None), ("2/30/2026", None), ("3 Foo 2026", None), ("yesterday", None),
    ],
)  # fmt: skip
def test_days_as_people_write_them(said: str, day: datetime.date | None) -> None:
    assert moodle.day_of(said) == day


def test_the_pages_of_taking_in(hr: Person) -> None:
    staff("Ann")
    a_module()
    client, path = browse(hr), "/training/take-in/"
    upload = SimpleUploadedFile("completions.csv", FILE.encode())
    made = client.post(path, {"file": upload, "course": ""})
    page = text(client, made.headers["Location"])
    assert "nobody@else.test" in page
    assert "1 recorded" in page
    bad = client.post(path, {"file": SimpleUploadedFile("a.csv", b"Name\nAnn\n")})
    assert bad.status_code == 422
    assert "No column holds the e-mail address" in bad.content.decode()
    assert "completions.csv" in text(client, path)
    other = browse(staff("Stan"))
    assert other.get(path).status_code == 404
    assert other.get(made.headers["Location"]).status_code == 404
    names = "/training/courses/safety/names/"
    assert client.post(names, {"names": "SAFE-1\nOther"}).status_code == 302
    a_module("Third")
    clash = client.post("/training/courses/third/names/", {"names": "safe-1"})
    assert "Another course goes by safe-1" in clash.content.decode()


# -- xAPI --


def a_statement(email: str = "ann@here.test", **more: Any) -> dict[str, Any]:
    """Return a statement that somebody completed the course."""
    return {
        "actor": {"objectType": "Agent", "mbox": f"mailto:{email}"},
        "verb": {"id": _VERB, "display": {"en": "completed"}},
        "object": {"id": "https://lrs.example/safety", "definition": {"name": {"en": "Safety"}}},
        "result": {"score": {"scaled": 0.9}, "completion": True},
        "timestamp": "2026-09-03T10:00:00Z", **more,
    }  # fmt: skip


@pytest.fixture
def token(hr: Person) -> str:
    end = timezone.now() + datetime.timedelta(days=30)
    return make_token("LRS", scopes=["xapi"], expires=end, by=hr)[1]


def send(token: str, data: Any, way: str = "post", **query: str) -> Any:
    """Send statements as another system does."""
    ask = "&".join(f"{name}={value}" for name, value in query.items())
    call = getattr(Client(headers={"host": "here.test"}), way)
    return call(
        f"/training/xapi/statements?{ask}", json.dumps(data), content_type="application/json",
        headers={"authorization": f"Bearer {token}", "x-experience-api-version": "1.0.3"},
    )  # fmt: skip


def test_a_completed_statement_is_a_completion_once(hr: Person, token: str) -> None:
    staff("Ann")
    course = a_module()
    asked_of(course, days=9)
    statement = a_statement(id=str(uuid.uuid4()))
    answer = send(token, statement)
    assert (answer.status_code, answer.json()) == (200, [statement["id"]])
    assert answer.headers["X-Experience-API-Version"] == "1.0.3"
    one = Completion.objects.get()
    assert (one.how, one.score, one.on) == ("xapi", 90, datetime.date(2026, 9, 3))
    assert set(owe()) == {"Hal: Safety"}
    assert send(token, statement).status_code == 200
    changed = {**statement, "result": {"completion": False}}
    assert send(token, changed).status_code == 409
    assert Completion.objects.count() == 1
    got = Client(headers={"host": "here.test"}).get(
        f"/training/xapi/statements?statementId={statement['id']}",
        headers={"authorization": f"Bearer {token}", "x-experience-api-version": "1.0.3"},
    )
    assert {**got.json(), "stored": ""} == {**statement, "stored": ""}


def test_statements_that_say_no_completion_of_ours_are_kept_and_listed(
    hr: Person, token: str
) -> None:
    staff("Ann")
    a_module()
    several = [
        a_statement("nobody@else.test"),
        a_statement(object={"id": "https://lrs.example/cookery"}),
        a_statement(result={"success": False}),
        a_statement(verb={"id": "http://adlnet.gov/expapi/verbs/attempted"}),
        a_statement(verb={"id": xapi.VOIDED}, object={
            "objectType": "StatementRef", "id": str(uuid.uuid4())}),
    ]  # fmt: skip
    assert send(token, several).status_code == 200
    assert Completion.objects.count() == 0
    found = XapiStatement.objects.order_by("stored_at", "id").values_list("outcome", flat=True)
    assert sorted(found) == ["no-course", "nobody", "other", "other", "voided"]
    page = text(browse(hr), "/training/take-in/")
    assert "nobody@else.test" in page
    assert "https://lrs.example/cookery" in page


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ([], ""), ("words", "statement"), ({}, "verb.id"), (a_statement(actor={}), "actor"),
        (a_statement(actor={"mbox": "ann@here.test"}), "actor.mbox"),
        (a_statement(verb={"id": "completed"}), "verb.id"),
        (a_statement(object={"id": "safety"}), "object.id"),
        (a_statement(timestamp="yesterday"), "timestamp"),
        (a_statement(timestamp="2026-09-03T10:00:00"), "time zone"),
        (a_statement(result={"score": {"scaled": 2}}), "scaled"),
        (a_statement(id="1"), "id"), (a_statement(more=1), "more"),
    ],
)  # fmt: skip
def test_malformed_statements_are_refused_by_their_property(
    token: str, statement: Any, said: str
) -> None:
    answer = send(token, statement)
    if statement == []:
        assert answer.status_code == 200
        return
    assert answer.status_code == 400
    assert said in answer.json()["error"]
    good = a_statement()
    assert send(token, [good, statement]).status_code == 400
    assert XapiStatement.objects.count() == 0


def test_put_takes_one_under_its_id(hr: Person, token: str) -> None:
    staff("Ann")
    a_module()
    given = str(uuid.uuid4())
    assert send(token, a_statement(), "put", statementId=given).status_code == 204
    assert str(XapiStatement.objects.get().statement_id) == given
    assert (
        send(token, a_statement(id=str(uuid.uuid4())), "put", statementId=given).status_code == 400
    )
    assert send(token, a_statement(), "put", statementId="x").status_code == 400


def test_only_a_token_of_the_scope_opens_the_door(hr: Person, token: str) -> None:
    path = "/training/xapi/statements"
    end = timezone.now() + datetime.timedelta(days=30)
    scim = make_token("Other", scopes=["scim"], expires=end, by=hr)[1]
    assert send(scim, a_statement()).status_code == 404
    assert send("forged", a_statement()).status_code == 404
    assert browse(hr).get(path).status_code == 404
    plain = Client(headers={"host": "here.test", "authorization": f"Bearer {token}"})
    assert plain.get(path).status_code == 400
    about = browser().get("/training/xapi/about")
    assert about.json() == {"version": ["1.0.3"]}
    elsewhere = Client(headers={"host": "elsewhere.test", "authorization": f"Bearer {token}"})
    assert elsewhere.get(path).status_code == 404


def test_what_was_sent_is_seen_by_those_who_run_training_and_never_altered(
    college: Organisation, hr: Person
) -> None:
    ann = staff("Ann")
    _course, package = a_package_course(hr)
    acts.take_in("a.csv", b"Email,Completed,Course\nann@here.test,2026-09-03,Fire\n", by=hr)
    acts.store(a_statement(), token="LRS")
    acts.open_package(package, by=ann)
    seen = {}
    for person in (hr, ann):
        with acting_as(college.pk, person.pk):
            seen[person.given_name] = (
                CompletionImport.objects.count(), XapiStatement.objects.count(),
                ScormRun.objects.count(),
            )  # fmt: skip
    assert seen == {"Hal": (1, 1, 0), "Ann": (0, 0, 1)}
    for statement in (
        lambda: XapiStatement.objects.update(data={}),
        lambda: CompletionImport.objects.update(recorded=9),
        lambda: package.files.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            statement()
