"""The files of the set and their columns: data, from which the template and its page are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lanyard.people.models import AgeBand, Group, GuardianLink, Membership

GROUP_KINDS = {str(kind): str(kind) for kind in Group.Kind}
PARTS = {str(part): str(part) for part in Membership.Part}
BANDS = {str(band): str(band) for band in AgeBand}
RELATIONS = {str(relation): str(relation) for relation in GuardianLink.Relation}


@dataclass(frozen=True)
class File:
    """One file: what it holds, its columns and an example of a row."""

    name: str
    holds: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    example: Mapping[str, str]


FILES = (
    File(
        "sites.csv", "A row for each campus, centre or other place.",
        ("site id", "name"), ("code",),
        {"site id": "S1", "name": "Main campus", "code": "MAIN"},
    ),
    File(
        "employers.csv", "A row for each employer of apprentices.",
        ("employer id", "name"),
        ("reference", "contact name", "contact email", "contact phone"),
        {"employer id": "E1", "name": "Brook and Sons", "contact name": "Ina Brook",
         "contact email": "ina.brook@brook.example", "contact phone": "01632 960 001"},
    ),
    File(
        "people.csv", "A row for each person: staff, learners, guardians.",
        ("person id", "given name", "family name"),
        ("known as", "email", "phone", "birth date", "uln"),
        {"person id": "P1", "given name": "Mara", "family name": "Quill",
         "email": "mara.quill@college.example", "birth date": "1984-05-17"},
    ),
    File(
        "employments.csv", "A row for each span of work here.",
        ("person id", "job title", "since"), ("until", "line manager id", "site id"),
        {"person id": "P1", "job title": "Tutor of engineering", "since": "2019-09-01",
         "site id": "S1"},
    ),
    File(
        "enrolments.csv", "A row for each span of study here.",
        ("person id", "programme", "since"),
        ("until", "band", "apprentice", "employer id", "site id"),
        {"person id": "P2", "programme": "Engineering, level 3", "since": "2025-09-08",
         "until": "2027-07-02", "band": "16-18", "apprentice": "no", "site id": "S1"},
    ),
    File(
        "groups.csv", "A row for each course, class, tutor group or team.",
        ("group id", "name", "kind"), ("site id", "since", "until"),
        {"group id": "G1", "name": "Engineering 3A", "kind": "class", "site id": "S1"},
    ),
    File(
        "memberships.csv", "A row for each person in a group, with their part in it.",
        ("group id", "person id", "part"), ("since", "until"),
        {"group id": "G1", "person id": "P1", "part": "teacher", "since": "2025-09-08"},
    ),
    File(
        "guardians.csv", "A row for each guardian of a learner. Links are checked here before use.",
        ("guardian id", "learner id", "relation"), ("may contact",),
        {"guardian id": "P3", "learner id": "P2", "relation": "parent", "may contact": "yes"},
    ),
)  # fmt: skip
BY_NAME = {file.name: file for file in FILES}
