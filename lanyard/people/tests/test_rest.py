"""Exports that other systems send each night with a token."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.api import make_token
from lanyard.foundation.organisations.models import Organisation
from lanyard.people import rest
from lanyard.people.models import Acknowledgement, Device, Login, Person

TODAY = timezone.localdate()


@pytest.fixture
def ann(college: Organisation) -> Person:
    return Person.objects.create(given_name="Ann", family_name="A", email="ann@here.test")


@pytest.fixture
def token(ann: Person) -> str:
    return a_token(ann, "exports")


def a_token(by: Person, *scopes: str) -> str:
    end = timezone.now() + datetime.timedelta(days=9)
    return make_token("Nightly", scopes=scopes, expires=end, by=by)[1]


def put(token: str, path: str, text: str, host: str = "here.test") -> Any:
    client = Client(headers={"host": host, "authorization": f"Bearer {token}"})
    return client.put(f"/api/v1/exports/{path}", text, content_type="text/csv")


def logins() -> set[tuple[str, str, str]]:
    return {(one.system, one.user_name, str(one.person or "")) for one in Login.objects.all()}


def test_each_kind_of_export_is_taken_in_whole(token: str, ann: Person) -> None:
    first = "userPrincipalName,accountEnabled\nann@here.test,true\nghost@here.test,true\n"
    assert put(token, "logins/entra", first).status_code == 204
    assert logins() == {
        ("entra", "ann@here.test", "Ann A"), ("entra", "ghost@here.test", ""),
    }  # fmt: skip
    put(token, "logins/vle", "user name\nann@here.test\n")
    put(token, "logins/entra", "user name\nann@here.test\n")
    assert logins() == {("entra", "ann@here.test", "Ann A"), ("vle", "ann@here.test", "Ann A")}
    assert {entry.actor for entry in Entry.objects.filter(verb="people.logins-taken")} == {
        "Nightly"
    }
    devices = "MAC address,user,kind,ownership\naa:1,ann@here.test,phone,byod\n"
    assert put(token, "devices/wifi", devices).status_code == 204
    assert [(one.identifier, one.person) for one in Device.objects.all()] == [("aa:1", ann)]
    signed = f"user,date\nann@here.test,{TODAY}\n"
    assert put(token, "acknowledgements/hr", signed).status_code == 204
    kept = Acknowledgement.objects.get()
    assert (kept.person, kept.how, kept.recorded_by) == (ann, "hr", None)


def test_what_cannot_be_read_is_listed_and_changes_nothing(
    token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(token, "logins/entra", "user name\nann@here.test\n")
    before = logins()
    for path, text in (("logins/entra", "name\nx\n"), ("logins/Entra!", "user name\nx\n"),
                       ("logins/entra", "\x00"),
                       ("acknowledgements/hr", "user,date\nann@here.test,\n")):  # fmt: skip
        answer = put(token, path, text)
        assert answer.status_code == 422, path
        assert answer.json()["errors"][0]["message"]
    monkeypatch.setattr(rest, "LARGEST", 10)
    assert put(token, "logins/entra", "user name\nbo@here.test\n").status_code == 413
    assert logins() == before
    assert not Acknowledgement.objects.exists()


def test_nobody_sends_without_a_token_of_this_scope_and_college(
    token: str, ann: Person, elsewhere: Organisation
) -> None:
    text = "user name\nann@here.test\n"
    for wrong in ("", "nonsense", a_token(ann, "scim")):
        assert put(wrong, "logins/entra", text).status_code == 401
    assert put(token, "logins/entra", text, host="elsewhere.test").status_code == 401
    assert logins() == set()
    assert Client(headers={"host": "here.test"}).get("/api/v1/exports/logins/x").status_code != 200
    with acting_as_system(elsewhere.pk, "look"):
        assert logins() == set()
