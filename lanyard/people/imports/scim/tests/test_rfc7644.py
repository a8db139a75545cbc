"""The requests of RFC 7644, section 3, sent as it prints them, with the answers it demands."""

from __future__ import annotations

from typing import Any

import pytest

from lanyard.foundation.organisations.models import Organisation
from lanyard.people.imports.scim.tests.test_provisioning import (
    GROUP,
    PATCH,
    USER,
    WORK,
    Directory,
    directory,
    secret,
)
from lanyard.people.models import Membership, Person

__all__ = ["directory", "secret"]
MESSAGES = "urn:ietf:params:scim:api:messages:2.0:"
#: Section 3.3.
BJENSEN = {
    "schemas": [USER], "userName": "bjensen", "externalId": "bjensen",
    "name": {"formatted": "Ms. Barbara J Jensen III", "familyName": "Jensen",
             "givenName": "Barbara"},
}  # fmt: skip
#: Section 3.5.1.
REPLACED = {
    "schemas": [USER], "userName": "bjensen", "externalId": "bjensen",
    "name": {"formatted": "Ms. Barbara J Jensen III", "familyName": "Jensen",
             "givenName": "Barbara", "middleName": "Jane"},
    "roles": [],
    "emails": [{"value": "bjensen@example.com"}, {"value": "babs@jensen.org"}],
}  # fmt: skip


def made(directory: Directory, kind: str = "Users", **body: Any) -> str:
    """Create a user or group and return its id."""
    answer = directory.send("POST", kind, body or BJENSEN)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def refused(answer: Any, status: int, scim_type: str = "") -> str:
    """Check an error message (3.12) and return its detail."""
    body = answer.json()
    assert answer.headers["Content-Type"] == "application/scim+json"
    assert (answer.status_code, body["schemas"], body["status"], body.get("scimType", "")) == (
        status, [f"{MESSAGES}Error"], str(status), scim_type,
    )  # fmt: skip
    return str(body.get("detail", ""))


def test_3_3_a_resource_is_created_at_the_place_that_is_named(directory: Directory) -> None:
    answer = directory.send("POST", "Users", BJENSEN)
    body = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Content-Type"] == "application/scim+json"
    assert answer.headers["Location"] == f"http://here.test/scim/v2/Users/{body['id']}"
    assert body["meta"]["location"] == answer.headers["Location"]
    assert (body["meta"]["resourceType"], body["meta"]["version"]) == (
        "User", answer.headers["ETag"],
    )  # fmt: skip
    assert {"created", "lastModified"} <= set(body["meta"])
    assert {name: body[name] for name in ("userName", "externalId", "name")} == {
        name: BJENSEN[name] for name in ("userName", "externalId", "name")
    }
    refused(directory.send("POST", "Users", BJENSEN), 409, "uniqueness")
    refused(directory.send("POST", "Users", {"schemas": [USER]}), 400, "invalidValue")


def test_3_4_1_a_known_resource_is_read(directory: Directory) -> None:
    pk = made(directory)
    answer = directory.send("GET", f"Users/{pk}")
    assert (answer.status_code, answer.json()["id"]) == (200, pk)
    assert "2819c223" in refused(directory.send("GET", "Users/2819c223-7f76-453a-919d"), 404)


PEOPLE: dict[str, dict[str, Any]] = {
    "bjensen": {"title": "Tour Guide", "userType": "Employee",
                "emails": [{"value": "bjensen@example.com", "type": "work"},
                           {"value": "babs@jensen.org", "type": "home"}],
                WORK: {"employeeNumber": "701984"}},
    "jsmith": {"userType": "Intern", "displayName": "Smith, James",
               "emails": [{"value": "j@example.org", "type": "work"}]},
    "omalley": {"title": "Dean", "userType": "Contractor", "emails": [],
                "ims": [{"value": "o@foo.com", "type": "xmpp"}]},
}  # fmt: skip
FILTERS = {
    'userName eq "bjensen"': {"bjensen"},
    'name.familyName co "O\'Malley"': {"omalley"},
    'userName sw "J"': {"jsmith"},
    f'{USER}:userName sw "J"': {"jsmith"},
    "title pr": {"bjensen", "omalley"},
    'meta.lastModified gt "2011-05-13T04:42:34Z"': {"bjensen", "jsmith", "omalley"},
    'meta.lastModified ge "2011-05-13T04:42:34Z"': {"bjensen", "jsmith", "omalley"},
    'meta.lastModified lt "2011-05-13T04:42:34Z"': set(),
    'meta.lastModified le "2011-05-13T04:42:34Z"': set(),
    'title pr and userType eq "Employee"': {"bjensen"},
    'title pr or userType eq "Intern"': {"bjensen", "jsmith", "omalley"},
    f'schemas eq "{WORK}"': {"bjensen"},
    'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")': {
        "bjensen"
    },
    'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")': {
        "omalley"
    },
    'userType eq "Employee" and (emails.type eq "work")': {"bjensen"},
    'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]': {"bjensen"},
    'emails[type eq "work" and value co "@example.com"]'
    ' or ims[type eq "xmpp" and value co "@foo.com"]': {"bjensen", "omalley"},
}  # fmt: skip


@pytest.fixture
def three(directory: Directory) -> Directory:
    for name, more in PEOPLE.items():
        family = {"omalley": "O'Malley"}.get(name, name[1:].title())
        schemas = [USER, WORK] if WORK in more else [USER]
        made(directory, schemas=schemas, userName=name,
             name={"familyName": family, "givenName": name[0].upper()},
             **more)  # fmt: skip
    return directory


@pytest.mark.parametrize("said", FILTERS)
def test_3_4_2_2_every_filter_of_the_figure(three: Directory, said: str) -> None:
    answer = three.client.get(
        "/scim/v2/Users", {"filter": said}, headers={"accept": "application/scim+json"}
    )
    body = answer.json()
    assert answer.status_code == 200, body
    assert body["schemas"] == [f"{MESSAGES}ListResponse"]
    assert {one["userName"] for one in body.get("Resources", [])} == FILTERS[said]
    assert body["totalResults"] == len(FILTERS[said])


def test_3_4_2_1_and_3_9_only_the_attributes_asked_for(three: Directory) -> None:
    body = three.send("GET", "Users?attributes=userName").json()
    assert {frozenset(one) - {"schemas", "meta"} for one in body["Resources"]} == {
        frozenset({"id", "userName"})
    }
    body = three.send("GET", "Users?excludedAttributes=emails,name").json()
    assert not [one for one in body["Resources"] if "emails" in one or "name" in one]


def test_3_4_2_3_sorting_and_3_4_2_4_paging(three: Directory) -> None:
    def page(query: str) -> tuple[list[str], Any, Any, Any]:
        body = three.send("GET", f"Users?sortBy=userName&{query}").json()
        names = [one["userName"] for one in body.get("Resources", [])]
        return names, body["totalResults"], body.get("startIndex"), body.get("itemsPerPage")

    assert page("sortOrder=ascending") == (["bjensen", "jsmith", "omalley"], 3, 1, 3)
    assert page("sortOrder=descending")[0] == ["omalley", "jsmith", "bjensen"]
    assert page("startIndex=1&count=10") == (["bjensen", "jsmith", "omalley"], 3, 1, 3)
    assert page("startIndex=2&count=1") == (["jsmith"], 3, 2, 1)
    assert page("startIndex=0&count=1") == (["bjensen"], 3, 1, 1)
    assert page("startIndex=-4&count=1") == (["bjensen"], 3, 1, 1)
    assert page("count=-4")[:2] == ([], 3)
    assert page("startIndex=9")[:2] == ([], 3)


def test_3_4_3_searching_by_post(three: Directory) -> None:
    wanted = {"schemas": [f"{MESSAGES}SearchRequest"], "attributes": ["displayName", "userName"],
              "filter": 'displayName sw "smith"', "startIndex": 1, "count": 10}  # fmt: skip
    for path in ("Users/.search", ".search"):
        answer = three.send("POST", path, wanted)
        body = answer.json()
        assert (answer.status_code, body["totalResults"], body["startIndex"]) == (200, 1, 1)
        assert [(one["userName"], one["displayName"]) for one in body["Resources"]] == [
            ("jsmith", "Smith, James")
        ]
    bad = {**wanted, "filter": "displayName smells"}
    refused(three.send("POST", ".search", bad), 400, "invalidFilter")


def test_3_5_1_replacing_and_3_14_versions(directory: Directory) -> None:
    pk = made(directory)
    seen = directory.send("GET", f"Users/{pk}").headers["ETag"]
    assert directory.send("GET", f"Users/{pk}", if_none_match=seen).status_code == 304
    answer = directory.send("PUT", f"Users/{pk}", {**REPLACED, "id": pk}, if_match=seen)
    body = answer.json()
    assert answer.status_code == 200
    assert answer.headers["ETag"] not in {seen, ""}
    assert body["name"]["middleName"] == "Jane"
    assert [one["value"] for one in body["emails"]] == ["bjensen@example.com", "babs@jensen.org"]
    stale = directory.send("PUT", f"Users/{pk}", {**BJENSEN, "userName": "x"}, if_match=seen)
    refused(stale, 412)
    refused(directory.send("DELETE", f"Users/{pk}", if_match=seen), 412)
    assert directory.send("GET", f"Users/{pk}").json()["userName"] == "bjensen"
    refused(directory.send("PUT", "Users/nobody", REPLACED), 404)
    gone = {key: value for key, value in REPLACED.items() if key != "emails"}
    assert "emails" not in directory.send("PUT", f"Users/{pk}", gone, if_match="*").json()


@pytest.fixture
def babs(directory: Directory) -> str:
    return made(directory, schemas=[USER], userName="babs", active=True,
                name={"familyName": "Jensen", "givenName": "Babs"},
                emails=[{"value": "babs@example.com", "type": "work"},
                        {"value": "babs@jensen.org", "type": "home"}],
                addresses=[{"type": "work", "streetAddress": "1 Old Street", "locality": "Bath"},
                           {"type": "home", "streetAddress": "2 Home Row"}])  # fmt: skip


def changed(directory: Directory, path: str, *operations: dict[str, Any]) -> Any:
    answer = directory.patch(path, *operations)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_3_5_2_1_adding(directory: Directory, babs: str) -> None:
    group = made(directory, "Groups", schemas=[GROUP], displayName="Tour Guides")
    member = {"display": "Babs Jensen", "value": babs,
              "$ref": f"http://here.test/scim/v2/Users/{babs}"}  # fmt: skip
    add = {"op": "add", "path": "members", "value": [member]}
    first = directory.patch(f"Groups/{group}", add)
    assert [one["value"] for one in first.json()["members"]] == [babs]
    again = directory.patch(f"Groups/{group}", add)
    assert [one["value"] for one in again.json()["members"]] == [babs]
    assert again.headers["ETag"] == first.headers["ETag"]
    more = {"emails": [{"value": "babs@home.example", "type": "other"}], "nickName": "Babs"}
    body = changed(directory, f"Users/{babs}", {"op": "add", "value": more})
    assert {one["value"] for one in body["emails"]} == {
        "babs@example.com", "babs@jensen.org", "babs@home.example",
    }  # fmt: skip
    assert body["nickName"] == "Babs"


def test_3_5_2_2_removing(directory: Directory, babs: str) -> None:
    other = made(directory)
    group = made(directory, "Groups", schemas=[GROUP], displayName="Tour Guides",
                 members=[{"value": babs}, {"value": other}])  # fmt: skip
    one = {"op": "remove", "path": f'members[value eq "{other}"]'}
    body = changed(directory, f"Groups/{group}", one)
    assert [member["value"] for member in body["members"]] == [babs]
    body = changed(
        directory, f"Groups/{group}", {"op": "remove", "path": f'members[value eq "{babs}"]'},
        {"op": "add", "path": "members", "value": [{"value": other}]},
    )  # fmt: skip
    assert [member["value"] for member in body["members"]] == [other]
    body = changed(directory, f"Groups/{group}", {"op": "remove", "path": "members"})
    assert "members" not in body
    assert {str(m.person) for m in Membership.objects.all()} == set()
    work = {"op": "remove", "path": 'emails[type eq "work" and value ew "example.com"]'}
    body = changed(directory, f"Users/{babs}", work)
    assert [mail["value"] for mail in body["emails"]] == ["babs@jensen.org"]
    refused(directory.patch(f"Users/{babs}", {"op": "remove"}), 400, "noTarget")
    refused(directory.patch(f"Users/{babs}", {"op": "remove", "path": "userName"}), 400,
            "mutability")  # fmt: skip
    refused(directory.patch(f"Users/{babs}", {"op": "remove", "path": "emails["}), 400,
            "invalidPath")  # fmt: skip


def test_3_5_2_3_replacing(directory: Directory, babs: str) -> None:
    other = made(directory)
    group = made(directory, "Groups", schemas=[GROUP], displayName="Guides",
                 members=[{"value": babs}])  # fmt: skip
    swap = {"op": "replace", "path": "members", "value": [{"value": other}]}
    body = changed(directory, f"Groups/{group}", swap)
    assert [member["value"] for member in body["members"]] == [other]
    path = f"Users/{babs}"
    body = changed(directory, path, {
        "op": "replace", "path": 'addresses[type eq "work"]',
        "value": {"type": "work", "streetAddress": "911 Universal City Plaza",
                  "locality": "Hollywood", "region": "CA", "postalCode": "91608",
                  "country": "US", "primary": True},
    })  # fmt: skip
    works = [one for one in body["addresses"] if one["type"] == "work"]
    assert [(one["streetAddress"], one["country"]) for one in works] == [
        ("911 Universal City Plaza", "US")
    ]
    street = {"op": "replace", "path": 'addresses[type eq "work"].streetAddress',
              "value": "1010 Broadway Ave"}  # fmt: skip
    body = changed(directory, path, street)
    assert {(one["type"], one["streetAddress"]) for one in body["addresses"]} == {
        ("work", "1010 Broadway Ave"), ("home", "2 Home Row"),
    }  # fmt: skip
    body = changed(directory, path, {"op": "replace", "value": {
        "emails": [{"value": "b@example.com", "type": "work", "primary": True},
                   {"value": "b@jensen.org", "type": "home"}], "nickName": "Babs"}})  # fmt: skip
    assert [mail["value"] for mail in body["emails"]] == ["b@example.com", "b@jensen.org"]
    assert Person.objects.get(given_name="Babs").email == "b@example.com"
    nowhere = {"op": "replace", "path": 'addresses[type eq "other"].streetAddress', "value": "x"}
    refused(directory.patch(path, nowhere), 400, "noTarget")
    body = changed(directory, path, {**nowhere, "op": "Replace"})  # as Entra ID sends it
    assert [one["type"] for one in body["addresses"]] == ["work", "home", "other"]
    refused(directory.patch(path, {"op": "replace", "path": "id", "value": "x"}), 400,
            "mutability")  # fmt: skip
    assert directory.send("GET", path).json()["id"] == babs


def test_3_5_2_a_patch_is_done_whole_or_not_at_all(directory: Directory, babs: str) -> None:
    before = directory.send("GET", f"Users/{babs}")
    answer = directory.patch(
        f"Users/{babs}", {"op": "replace", "path": "nickName", "value": "B"},
        {"op": "replace", "path": "id", "value": "x"},
    )  # fmt: skip
    assert answer.status_code == 400
    after = directory.send("GET", f"Users/{babs}")
    assert (after.json(), after.headers["ETag"]) == (before.json(), before.headers["ETag"])
    unknown = {"schemas": [PATCH], "Operations": [{"op": "rename", "path": "nickName"}]}
    refused(directory.send("PATCH", f"Users/{babs}", unknown), 400, "invalidValue")


def test_3_6_what_is_deleted_is_gone_and_its_name_free(directory: Directory) -> None:
    pk = made(directory)
    answer = directory.send("DELETE", f"Users/{pk}")
    assert (answer.status_code, answer.content) == (204, b"")
    refused(directory.send("GET", f"Users/{pk}"), 404)
    refused(directory.send("DELETE", f"Users/{pk}"), 404)
    assert directory.send("GET", 'Users?filter=userName eq "bjensen"').json()["totalResults"] == 0
    assert made(directory) != pk


def test_3_7_bulk_and_3_11_me_are_refused_plainly(directory: Directory) -> None:
    body = {"schemas": [f"{MESSAGES}BulkRequest"], "failOnErrors": 1, "Operations": [
        {"method": "POST", "path": "/Users", "bulkId": "qwerty", "data": BJENSEN}]}  # fmt: skip
    assert "Bulk" in refused(directory.send("POST", "Bulk", body), 501)
    assert Person.objects.filter(family_name="Jensen").count() == 0
    assert refused(directory.send("GET", "Me"), 501)


def test_3_8_and_3_12_what_is_no_request_is_answered_as_an_error(directory: Directory) -> None:
    answer = directory.client.post("/scim/v2/Users", "{", content_type="application/scim+json")
    refused(answer, 400, "invalidSyntax")
    refused(directory.send("DELETE", "Users"), 405)
    refused(directory.send("GET", "Nothing"), 404)
    wrong = directory.send("POST", "Users", {**BJENSEN, "active": "perhaps"})
    refused(wrong, 400, "invalidValue")


def test_4_the_configuration_says_what_is_offered(
    directory: Directory, elsewhere: Organisation
) -> None:
    said = directory.send("GET", "ServiceProviderConfig").json()
    offered = {name: said[name]["supported"] for name in ("patch", "bulk", "filter", "sort",
               "etag", "changePassword")}  # fmt: skip
    assert offered == {"patch": True, "bulk": False, "filter": True, "sort": True, "etag": True,
                       "changePassword": False}  # fmt: skip
    assert {one["name"] for one in directory.send("GET", "ResourceTypes").json()["Resources"]} == {
        "User", "Group",
    }  # fmt: skip
    refused(directory.send("POST", "ServiceProviderConfig", {}), 405)
