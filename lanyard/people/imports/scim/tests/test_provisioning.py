"""What a directory's pushes mean for people, in the forms that Microsoft Entra ID sends."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lanyard.engine.duties.api import Asked, Audience, Occurrence, Rule, define
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.api import Account, make_token
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Employment, Membership, Person, Provisioned

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
WORK = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"


class Directory:
    """A directory that pushes with a token."""

    def __init__(self, secret: str, host: str = "here.test") -> None:
        self.client = Client(headers={"host": host, "authorization": f"Bearer {secret}"})

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.generic(
            method, f"/scim/v2/{path}", json.dumps(body) if body is not None else "",
            content_type="application/scim+json", headers=headers,
        )  # fmt: skip

    def patch(self, path: str, *operations: dict[str, Any]) -> Any:
        return self.send("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)})


def user(name: str, **more: Any) -> dict[str, Any]:
    return {
        "schemas": [USER, WORK], "externalId": f"ext-{name}", "userName": f"{name}@here.example",
        "active": True,
        "emails": [{"primary": True, "type": "work", "value": f"{name}@here.example"}],
        "meta": {"resourceType": "User"}, "displayName": f"{name.title()} Reed",
        "name": {"familyName": "Reed", "givenName": name.title()},
        "title": "Tutor", WORK: {"department": "Engineering", "employeeNumber": "77"}, **more,
    }  # fmt: skip


@pytest.fixture
def secret(college: Organisation) -> str:
    it = Person.objects.create(given_name="Ira", family_name="Tech")
    end = timezone.now() + datetime.timedelta(days=9)
    return make_token("Directory", scopes=["scim"], expires=end, by=it)[1]


@pytest.fixture
def directory(secret: str) -> Directory:
    return Directory(secret)


def test_joiner_gets_a_person_a_job_and_a_sign_in(directory: Directory) -> None:
    answer = directory.send("POST", "Users", user("ann"))
    assert answer.status_code == 201
    assert answer.headers["ETag"] == 'W/"1"'
    assert answer.json()["meta"]["location"] == answer.headers["Location"]
    ann = Person.objects.get(given_name="Ann")
    assert (ann.family_name, ann.email) == ("Reed", "ann@here.example")
    assert {(e.job_title, e.source) for e in ann.employments.all()} == {("Tutor", "scim")}
    assert Account.objects.get(person_id=ann.pk).is_active
    assert {e.actor for e in Entry.objects.filter(verb="people.joined")} == {"Directory"}
    assert directory.send("POST", "Users", user("ann")).status_code == 409


def test_a_push_brings_duties_into_step_at_once(directory: Directory) -> None:
    asked = Asked("Read it", "/duties/", by_hand=True)
    rule = Rule(anchor="day", day=timezone.localdate())
    body = {"schemas": [GROUP], "displayName": "Engineers", "externalId": "g1"}
    group = directory.send("POST", "Groups", body).json()["id"]
    kept = Provisioned.objects.get(kind="Group").target_id
    for title, audience in (
        ("staff", Audience(kinds=("staff",))),
        ("group", Audience(kinds=("staff",), groups=(str(kept),))),
    ):
        define("duties.by-hand", asked, by=None, audience=audience, rule=rule,
               subject=("test", title))  # fmt: skip

    def owed() -> list[str]:
        standing = Occurrence.objects.filter(withdrawn_on__isnull=True)
        return sorted(standing.values_list("definition__subject_id", flat=True))

    one = directory.send("POST", "Users", user("ann")).json()["id"]
    assert owed() == ["staff"]
    members = {"path": "members", "value": [{"value": one}]}
    directory.patch(f"Groups/{group}", {"op": "Add", **members})
    assert owed() == ["group", "staff"]
    directory.patch(f"Groups/{group}", {"op": "Remove", **members})
    assert owed() == ["staff"]
    directory.patch(f"Users/{one}", {"op": "Replace", "path": "active", "value": "False"})
    assert owed() == []


def test_somebody_known_by_e_mail_is_not_added_again(directory: Directory) -> None:
    known = Person.objects.create(given_name="Annie", family_name="R", email="ANN@here.example")
    directory.send("POST", "Users", user("ann"))
    assert [p.pk for p in Person.objects.filter(family_name="Reed")] == [known.pk]


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "Replace", "path": "active", "value": "False"},
        {"op": "replace", "path": "active", "value": False},
        {"op": "Replace", "value": {"active": "False"}},
    ],
)
def test_switching_off_is_leaving(directory: Directory, operation: dict[str, Any]) -> None:
    pk = directory.send("POST", "Users", user("ann")).json()["id"]
    answer = directory.patch(f"Users/{pk}", operation)
    assert answer.json()["active"] is False
    ann = Person.objects.get(given_name="Ann")
    assert ann.left_on == timezone.localdate()
    assert not Account.objects.get(person_id=ann.pk).is_active
    directory.patch(f"Users/{pk}", {"op": "Replace", "path": "active", "value": "True"})
    ann.refresh_from_db()
    assert ann.left_on is None
    assert Account.objects.get(person_id=ann.pk).is_active


def test_switching_off_somebody_employed_elsewhere_closes_the_sign_in_only(
    directory: Directory,
) -> None:
    pk = directory.send("POST", "Users", user("ann")).json()["id"]
    ann = Person.objects.get(given_name="Ann")
    Employment.objects.create(
        person=ann, job_title="Dean", since=timezone.localdate(), source="csv"
    )
    directory.send("DELETE", f"Users/{pk}")
    ann.refresh_from_db()
    assert ann.left_on is None
    assert not Account.objects.get(person_id=ann.pk).is_active
    assert directory.send("GET", f"Users/{pk}").status_code == 404


def test_changes_in_the_forms_of_entra(directory: Directory) -> None:
    boss = directory.send("POST", "Users", user("bo")).json()["id"]
    pk = directory.send("POST", "Users", user("ann")).json()["id"]
    answer = directory.patch(
        f"Users/{pk}",
        {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "a.reed@here.example"},
        {"op": "Add", "path": 'phoneNumbers[type eq "mobile"].value', "value": "01632 960 002"},
        {"op": "Replace", "value": {"name.givenName": "Anna", "displayName": "Anna Reed"}},
        {"op": "Add", "path": f"{WORK}:manager", "value": boss},
        {"op": "Replace", "path": "title", "value": "Senior tutor"},
        {"op": "Add", "path": "customField", "value": "x"},
    )
    assert answer.status_code == 200, answer.content
    anna = Person.objects.get(given_name="Anna")
    assert (anna.email, anna.phone) == ("a.reed@here.example", "01632 960 002")
    job = anna.employments.get()
    assert (job.job_title, str(job.line_manager)) == ("Senior tutor", "Bo Reed")


def test_group_members_come_and_go(directory: Directory) -> None:
    ids = [directory.send("POST", "Users", user(name)).json()["id"] for name in ("ann", "bo")]
    body = {"schemas": [GROUP], "displayName": "Engineers", "externalId": "g1"}
    pk = directory.send("POST", "Groups", body).json()["id"]
    members = [{"value": one} for one in ids]
    directory.patch(f"Groups/{pk}", {"op": "Add", "path": "members", "value": members})
    assert {m.person.given_name for m in Membership.objects.all()} == {"Ann", "Bo"}
    assert [g["display"] for g in directory.send("GET", f"Users/{ids[0]}").json()["groups"]] == [
        "Engineers"
    ]
    directory.patch(f"Groups/{pk}", {"op": "Remove", "path": "members", "value": [members[0]]})
    assert {m.person.given_name for m in Membership.objects.all()} == {"Bo"}
    found = directory.send(
        "GET", 'Groups?filter=displayName eq "engineers"&excludedAttributes=members'
    )
    assert [("members" in one) for one in found.json()["Resources"]] == [False]
    stranger = {"op": "Add", "path": "members", "value": [{"value": "nobody"}]}
    assert directory.patch(f"Groups/{pk}", stranger).status_code == 400


def test_finding_ordering_and_paging(directory: Directory) -> None:
    for name in ("cy", "ann", "bo"):
        directory.send("POST", "Users", user(name))

    def names(query: str) -> list[str]:
        answer = directory.send("GET", f"Users?{query}").json()
        return [one["userName"].split("@")[0] for one in answer["Resources"]]

    assert names('filter=userName eq "ANN@here.example"') == ["ann"]
    assert names('filter=externalId eq "ext-bo"') == ["bo"]
    assert names('filter=emails[type eq "work" and value co "cy@"]') == ["cy"]
    assert names('filter=not (userName sw "a") and active eq true') == ["cy", "bo"]
    assert names("sortBy=userName&sortOrder=descending") == ["cy", "bo", "ann"]
    assert names("sortBy=userName&startIndex=2&count=1") == ["bo"]
    assert directory.send("GET", "Users?count=0").json()["totalResults"] == 3
    assert directory.send("GET", "Users?filter=userName xx 1").json()["scimType"] == "invalidFilter"
    body = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "count": 2}
    assert len(directory.send("POST", ".search", body).json()["Resources"]) == 2


def test_stale_versions_are_refused(directory: Directory) -> None:
    pk = directory.send("POST", "Users", user("ann")).json()["id"]
    change = {"schemas": [PATCH], "Operations": [{"op": "replace", "path": "title", "value": "X"}]}
    assert directory.send("PATCH", f"Users/{pk}", change, if_match='W/"1"').status_code == 200
    assert directory.send("PATCH", f"Users/{pk}", change, if_match='W/"1"').status_code == 412
    assert directory.send("GET", f"Users/{pk}", if_none_match='W/"2"').status_code == 304


def test_a_failed_push_leaves_nothing(directory: Directory) -> None:
    Person.objects.create(given_name="X", family_name="Y", email="taken@here.example")
    pk = directory.send("POST", "Users", user("ann")).json()["id"]
    clash = {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "taken@here.example"}
    rename = {"op": "Replace", "path": "name.givenName", "value": "Changed"}
    answer = directory.patch(f"Users/{pk}", rename, clash)
    assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness")
    assert Person.objects.filter(given_name="Changed").count() == 0
    assert Provisioned.objects.get().document["name"]["givenName"] == "Ann"


def test_password_is_not_kept(directory: Directory) -> None:
    directory.send("POST", "Users", user("ann", password="not to be kept 99"))
    assert "not to be kept" not in json.dumps(Provisioned.objects.get().document)


@pytest.mark.parametrize("path", ["Users", "Groups", "Schemas", "ServiceProviderConfig", "nowhere"])
def test_nobody_enters_without_a_token_of_this_organisation(
    secret: str, elsewhere: Organisation, path: str
) -> None:
    for visitor in (Directory("wrong"), Directory(secret, host="elsewhere.test")):
        answer = visitor.send("GET", path)
        assert (answer.status_code, answer.json()["status"]) == (401, "401")


def test_second_organisation_sees_none_of_it(directory: Directory, elsewhere: Organisation) -> None:
    pk = directory.send("POST", "Users", user("ann")).json()["id"]
    with acting_as_system(elsewhere.pk, "set the scene"):
        it = Person.objects.create(given_name="Ira", family_name="Other")
        end = timezone.now() + datetime.timedelta(days=9)
        other = Directory(
            make_token("Other", scopes=["scim"], expires=end, by=it)[1], "elsewhere.test"
        )
        assert other.send("GET", f"Users/{pk}").status_code == 404
        assert other.send("GET", "Users").json()["totalResults"] == 0
        assert other.send("POST", "Users", user("ann")).status_code == 201
