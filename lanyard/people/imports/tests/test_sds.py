# ruff: noqa: E501 - the titles of columns are the specification's, on one line as in a file
"""School Data Sync 2.1: a set with every file of its specification."""

from __future__ import annotations

import datetime

import pytest

from lanyard.foundation.organisations.models import Organisation
from lanyard.people.imports.tests.sets import dry_run, load, messages, state, table
from lanyard.people.imports.uploads import Upload
from lanyard.people.models import (
    Employment,
    Enrolment,
    ExternalId,
    GuardianLink,
    Membership,
    Person,
)

ORGS = table("orgs.csv", ("sourcedId", "name", "type", "parentSourcedId"),
             ("T1", "North Trust", "academicTrust", ""),
             ("O1", "North College", "college", "T1"),
             ("O2", "Harbour Campus", "campus", "O1"))  # fmt: skip
USERS = table("users.csv", ("sourcedId", "username", "givenName", "familyName", "password", "activeDirectoryMatchId", "email", "phone", "sms"),
              ("U1", "mara@north.example", "Mara", "Quill", "", "mara.quill@north.example", "mara@north.example", "+441632960001", ""),
              ("U2", "zoe", "Zoë", "Abara", "", "", "", "", ""),
              ("U3", "ida@home.example", "Ida", "Abara", "", "", "ida@home.example", "+441632960002", "+441632960002"),
              ("U4", "tom@north.example", "Tom", "Reeve", "", "", "", "", ""),
              ("U5", "old@north.example", "Ola", "Dean", "", "", "", "", ""),
              ("U6", "sue@north.example", "Sue", "Park", "", "", "", "", ""))  # fmt: skip
ROLES = table("roles.csv", ("userSourcedId", "orgSourcedId", "role", "sessionSourcedId", "grade", "isPrimary", "roleStartDate", "roleEndDate"),
              ("U1", "O1", "lecturer", "", "", "true", "2019-09-01", ""),
              ("U1", "O2", "lecturer", "", "", "false", "2024-09-01", "2026-07-17"),
              ("U2", "O1", "student", "Y1", "ps1", "true", "", ""),
              ("U4", "O1", "itAdmin", "", "", "true", "2015-01-05", ""),
              ("U5", "O1", "alumni", "", "", "true", "2010-09-01", ""),
              ("U6", "O2", "speechTherapist", "", "", "true", "2020-01-06", ""))  # fmt: skip
SESSIONS = table("academicSessions.csv", ("sourcedId", "title", "type", "schoolYear", "startDate", "endDate"),
                 ("Y1", "2025 to 2026", "schoolYear", "2026", "2025-09-01", "2026-07-17"),
                 ("A1", "Autumn", "term", "2026", "2025-09-01", "2025-12-19"),
                 ("S1", "Spring", "term", "2026", "2026-01-05", "2026-03-27"))  # fmt: skip
CLASSES = table("classes.csv", ("sourcedId", "orgSourcedId", "title", "sessionSourcedIds", "courseSourcedId", "code"),
                ("K1", "O1", "Engineering 3A", "A1,S1", "C1", "E3A"),
                ("K2", "O2", "Welding", "Y1", "", "W1"))  # fmt: skip
ENROLLMENTS = table("enrollments.csv", ("classSourcedId", "userSourcedId", "role"),
                    ("K1", "U1", "teacher"), ("K1", "U2", "student"), ("K2", "U1", "teacher"))  # fmt: skip
COURSES = table("courses.csv", ("sourcedId", "orgSourcedId", "title", "code", "schoolYearSourcedId", "subject", "grade"),
                ("C1", "O1", "Engineering", "E3", "Y1", "", ""))  # fmt: skip
DEMOGRAPHICS = table("demographics.csv", ("userSourcedId", "sex", "birthDate", "birthCity", "birthState", "birthCountry", "ethnicityCodes", "raceCodes"),
                     ("U2", "female", "2008-11-02", "", "", "", "", ""))  # fmt: skip
FLAGS = table("userFlags.csv", ("userSourcedId", "flag"), ("U2", "specialEducationLegal"))
RELATIONSHIPS = table("relationships.csv", ("userSourcedId", "relationshipUserSourcedId", "relationshipRole"),
                      ("U2", "U3", "parent"), ("U2", "U4", "doctor"))  # fmt: skip
SET = [
    ORGS,
    USERS,
    ROLES,
    SESSIONS,
    CLASSES,
    ENROLLMENTS,
    COURSES,
    DEMOGRAPHICS,
    FLAGS,
    RELATIONSHIPS,
]


def test_every_file_of_the_specification_is_read(college: Organisation) -> None:
    plan = load(SET, "sds", full=True)
    assert messages(plan) == set()
    assert {slug: count.add for slug, count in plan.counts.items()} == {
        "site": 3, "person": 6, "group": 2, "employment": 4, "enrolment": 1, "membership": 3,
        "guardian": 1,
    }  # fmt: skip
    jobs = Employment.objects.values_list("person__given_name", "job_title", "site__name", "until")
    assert set(jobs) == {
        ("Mara", "Lecturer", "North College", None),
        ("Mara", "Lecturer", "Harbour Campus", datetime.date(2026, 7, 17)),
        ("Tom", "IT administrator", "North College", None),
        ("Sue", "Speech therapist", "Harbour Campus", None),
    }
    study = Enrolment.objects.get()
    assert (str(study.person), study.programme, study.band, study.since, study.until) == (
        "Zoë Abara", "North College", "16-18", datetime.date(2025, 9, 1), datetime.date(2026, 7, 17),
    )  # fmt: skip
    parts = Membership.objects.values_list("group__name", "person__given_name", "part", "until")
    assert set(parts) == {
        ("Engineering 3A", "Mara", "teacher", datetime.date(2026, 3, 27)),
        ("Engineering 3A", "Zoë", "learner", datetime.date(2026, 3, 27)),
        ("Welding", "Mara", "teacher", datetime.date(2026, 7, 17)),
    }
    link = GuardianLink.objects.get()
    assert (str(link.guardian), link.relation, link.verified_on) == ("Ida Abara", "parent", None)
    logins = ExternalId.objects.filter(system="login").values_list("value", flat=True)
    assert set(logins) == {"mara.quill@north.example", "zoe"}
    alumna = Person.objects.get(given_name="Ola")
    assert alumna.employments.count() == 0


def test_the_same_set_again_changes_nothing(college: Organisation) -> None:
    load(SET, "sds", full=True)
    before = state()
    assert not load(SET, "sds", full=True).changes_anything
    assert state() == before


def test_users_alone_are_a_set(college: Organisation) -> None:
    plan = load([ORGS, USERS, ROLES], "sds")
    assert messages(plan) == set()
    assert Membership.objects.count() == 0
    assert Employment.objects.count() == 4


def with_dates(*days: str) -> Upload:
    rows = [("Y1", "Year", "schoolYear", "2026", days[0], days[1])]
    return table(
        "academicSessions.csv",
        ("sourcedId", "title", "type", "schoolYear", "startDate", "endDate"),
        *rows,
    )


@pytest.mark.parametrize(
    ("days", "said", "since"),
    [
        (("8/24/2025", "6/11/2026"), set(), datetime.date(2025, 8, 24)),
        (("24/08/2025", "11/06/2026"), {"Dates were read as day/month/year."}, datetime.date(2025, 8, 24)),
        (("01/09/2025", "11/06/2026"), {"Dates such as 01/09/2025 were read as month/day/year. Write 2026-03-02 to be sure."}, datetime.date(2025, 1, 9)),
    ],
)  # fmt: skip
def test_dates_are_american_unless_only_british_makes_sense(
    college: Organisation, days: tuple[str, str], said: set[str], since: datetime.date
) -> None:
    only = table(
        "roles.csv",
        ("userSourcedId", "orgSourcedId", "role", "sessionSourcedId"),
        ("U2", "O1", "student", "Y1"),
    )
    plan = load([ORGS, USERS, only, with_dates(*days)], "sds")
    assert {text for _, _, text in messages(plan)} == said
    assert Enrolment.objects.get().since == since


def test_what_does_not_fit_is_named_with_its_row(college: Organisation) -> None:
    classes = table(
        "classes.csv",
        ("sourcedId", "orgSourcedId", "title", "sessionSourcedIds"),
        ("K1", "O9", "Welding", "Y9"),
    )
    roles = table(
        "roles.csv",
        ("userSourcedId", "orgSourcedId", "role", "roleStartDate", "roleEndDate"),
        ("U9", "O1", "student", "", ""),
        ("U2", "O1", "student", "2026-01-05", "2025-01-05"),
        ("U4", "", "staff", "", ""),
    )
    plan = dry_run(
        [
            ORGS,
            USERS,
            roles,
            classes,
            table("enrollments.csv", ("classSourcedId", "userSourcedId"), ("K1", "U1")),
        ],
        "sds",
    )
    found = messages(plan)
    assert (
        "classes.csv",
        2,
        "No academic session is called “Y9”; the class has no dates of it.",
    ) in found
    assert ("roles.csv", 3, "It ends on 2025-01-05, before it starts on 2026-01-05.") in found
    assert {(name, row) for name, row, _ in found} >= {
        ("roles.csv", 2),
        ("roles.csv", 4),
        ("classes.csv", 2),
        ("enrollments.csv", 1),
    }
    assert not plan.can_apply
