# ruff: noqa: E501 - the titles of columns are the specification's, on one line as in a file
"""OneRoster sets built from its specification, 1.1 and 1.2."""

from __future__ import annotations

import datetime

import pytest

from lanyard.foundation.organisations.models import Organisation
from lanyard.people.imports.tests.sets import dry_run, load, messages, state, table
from lanyard.people.imports.uploads import Upload, pack
from lanyard.people.models import Group, GuardianLink, Membership, Person

_FILES = ("academicSessions", "classes", "courses", "demographics", "enrollments", "orgs", "users")


def manifest(version: str, **said: str) -> Upload:
    files = {**dict.fromkeys(_FILES, "bulk"), **{"categories": "absent"}, **said}
    if version == "1.2":
        files = {"roles": "bulk", "userProfiles": "bulk", **files}
    return table(
        "manifest.csv", ("propertyName", "value"), ("manifest.version", "1.0"),
        ("oneroster.version", version), *((f"file.{name}", what) for name, what in files.items()),
    )  # fmt: skip


_SHARED = [
    table("orgs.csv", ("sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId"),
          ("o1", "", "", "North College", "school", "", ""), ("o2", "", "", "Group", "district", "", "")),
    table("academicSessions.csv", ("sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"),
          ("t1", "", "", "Autumn", "term", "2025-09-01", "2025-12-19", "", "2026"),
          ("t2", "", "", "Spring", "term", "2026-01-05", "2026-07-17", "", "2026")),
    table("courses.csv", ("sourcedId", "status", "dateLastModified", "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId"),
          ("c1", "", "", "", "Engineering", "E3", "", "o1")),
    table("classes.csv", ("sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId", "termSourcedIds"),
          ("k1", "", "", "Engineering 3A", "", "c1", "", "scheduled", "", "o1", "t1,t2"),
          ("k2", "", "", "Tutor group 3A", "", "c1", "", "homeroom", "", "o1", "t2"),
          ("k3", "tobedeleted", "", "Old", "", "c1", "", "scheduled", "", "o1", "t1")),
    table("demographics.csv", ("sourcedId", "status", "dateLastModified", "birthDate", "sex"),
          ("u2", "", "", "2008-11-02", "female")),
    table("enrollments.csv", ("sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"),
          ("e1", "", "", "k1", "o1", "u1", "teacher", "true", "", ""),
          ("e2", "", "", "k1", "o1", "u2", "student", "", "2025-09-15", ""),
          ("e3", "", "", "k2", "o1", "u2", "student", "", "", "")),
]  # fmt: skip
_USERS = (
    ("u1", "Mara", "Quill", "mara@north.example", "teacher", "o1", ""),
    ("u2", "Zoë", "Abara", "zoe@north.example", "student", "o1", "u3"),
    ("u3", "Ida", "Abara", "", "parent", "o1", "u2"),
)


def one_one() -> list[Upload]:
    header = (
        "sourcedId",
        "status",
        "dateLastModified",
        "enabledUser",
        "orgSourcedIds",
        "role",
        "username",
        "userIds",
        "givenName",
        "familyName",
        "middleName",
        "identifier",
        "email",
        "sms",
        "phone",
        "agentSourcedIds",
        "grades",
        "password",
    )
    rows = [
        (ref, "", "", "true", org, role, given.lower(), "", given, family, "", "", email, "", "", agents, "", "pw")
        for ref, given, family, email, role, org, agents in _USERS
    ]  # fmt: skip
    return [manifest("1.1"), *_SHARED, table("users.csv", header, *rows)]


def one_two() -> list[Upload]:
    header = (
        "sourcedId",
        "status",
        "dateLastModified",
        "enabledUser",
        "username",
        "userIds",
        "givenName",
        "familyName",
        "middleName",
        "identifier",
        "email",
        "sms",
        "phone",
        "agentSourcedIds",
        "grades",
        "password",
        "userMasterIdentifier",
        "preferredGivenName",
        "primaryOrgSourcedId",
    )
    rows = [
        (ref, "", "", "true", given.lower(), "", given, family, "", "", email, "", "", agents, "", "", "", "", org)
        for ref, given, family, email, _, org, agents in _USERS
    ]  # fmt: skip
    roles = table(
        "roles.csv", ("sourcedId", "status", "dateLastModified", "userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId", "userProfileSourcedId"),
        *((f"r-{ref}", "", "", ref, "primary", role, "", "", org, "") for ref, _, _, _, role, org, _ in _USERS),
    )  # fmt: skip
    profiles = table(
        "userProfiles.csv", ("sourcedId", "status", "dateLastModified", "userSourcedId", "profileType", "vendorId", "applicationId", "description", "credentialType", "username", "password"),
        ("p1", "", "", "u1", "vle", "v", "", "", "", "mara", "secret"),
    )  # fmt: skip
    return [manifest("1.2"), *_SHARED, table("users.csv", header, *rows), roles, profiles]


@pytest.mark.parametrize("files", [one_one(), one_two()], ids=["1.1", "1.2"])
def test_both_versions_say_the_same(college: Organisation, files: list[Upload]) -> None:
    plan = load([Upload("set.zip", pack(files))], "oneroster", full=True)
    assert plan.problems.errors == 0
    assert {kind: count.add for kind, count in plan.counts.items()} == {
        "site": 2, "person": 3, "group": 3, "employment": 1, "enrolment": 1, "membership": 3,
        "guardian": 1,
    }  # fmt: skip
    zoe = Person.objects.get(given_name="Zoë")
    enrolment = zoe.enrolments.get()
    assert (enrolment.programme, enrolment.band) == ("North College", "16-18")
    spans = {(m.group.name, m.since, m.until) for m in zoe.memberships.select_related("group")}
    assert spans == {
        ("Engineering 3A", datetime.date(2025, 9, 15), datetime.date(2026, 7, 17)),
        ("Tutor group 3A", datetime.date(2026, 1, 5), datetime.date(2026, 7, 17)),
    }
    link = GuardianLink.objects.get()
    assert (str(link.guardian), str(link.learner), link.relation) == (
        "Ida Abara",
        "Zoë Abara",
        "parent",
    )
    assert set(Group.objects.values_list("kind", flat=True)) == {"class", "course", "tutor-group"}
    assert Membership.objects.get(part="teacher").person.employments.get().job_title == "Teacher"
    before = state()
    assert not load(list(reversed(files)), "oneroster", full=True).changes_anything
    assert state() == before


def test_manifest_must_agree_with_the_zip(college: Organisation) -> None:
    files = [file for file in one_one() if file.name not in {"manifest.csv", "courses.csv"}]
    said = manifest("1.1", orgs="delta", users="absent", classes="much", demographics="bulk")
    plan = dry_run([said, *files, table("extra.csv", ("a",))], "oneroster")
    found = {
        message for name, _, message in messages(plan) if name in {"manifest.csv", "extra.csv"}
    }
    assert found == {
        "orgs.csv is a delta; only bulk sets can be imported.",
        "The manifest promises courses.csv, which is missing.",
        "The manifest says that users.csv is absent, but it is there.",
        "“much” is none of bulk, delta and absent.",
        "The manifest does not name the file; it was not read.",
    }


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (one_one()[1:], "There is no manifest.csv"),
        ([manifest("1.0"), *one_one()[1:]], "1.1 and 1.2 can be read"),
    ],
)
def test_without_a_manifest_of_a_known_version_nothing_is_read(
    college: Organisation, files: list[Upload], said: str
) -> None:
    (problem,) = dry_run(files, "oneroster").problems.found
    assert said in problem.message
