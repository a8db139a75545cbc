"""Search finds what its asker may see, and nothing else."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import NOBODY, acting, acting_as, acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.models import Case, CasePerson, ChronologyEntry, Concern
from lanyard.rooms.concerns.search import search


def person(name: str, role: str = "") -> Person:
    made = Person.objects.create(given_name=name, family_name="Test")
    if role:
        access.hold_role(role, made.pk, since=datetime.date(2020, 1, 1))
    return made


def concern(number: int, words: str, *roles: str) -> Concern:
    return Concern.objects.create(
        year=2026,
        number=number,
        circle=access.circle_of(roles),
        reporter_kind="staff",
        about="learner",
        category="other",
        risk_area="content",
        prevent="no",
        happened=words,
    )


def case(number: int, *roles: str) -> Case:
    return Case.objects.create(
        year=2026,
        number=number,
        circle=access.circle_of(roles),
        kind="safeguarding",
        summary="Something else",
        category="other",
        risk_area="content",
        prevent="no",
        severity=3,
    )


def seen_by(college: Organisation, who: Person, words: str) -> list[str]:
    with acting_as(college.pk, who.pk):
        return [found.kind for found in search(words)]


def test_circle_grant_exclusion_and_strangers(
    college: Organisation, elsewhere: Organisation
) -> None:
    lead, named, excluded, stranger = (
        person("Lead", "dsl"),
        person("Named"),
        person("Excluded", "dsl"),
        person("Stranger", "tutor"),
    )
    report = concern(1, "He was threatened in the canteen", "dsl")
    access.grant("concern", report.pk, named.pk, because="works it")
    access.exclude("concern", report.pk, excluded.pk, because="is the subject")
    people = (lead, named, excluded, stranger)
    assert {p.given_name: seen_by(college, p, "threatening") for p in people} == {
        "Lead": ["concern"],
        "Named": ["concern"],
        "Excluded": [],
        "Stranger": [],
    }
    with acting(NOBODY):
        assert search("threatening") == []
    with acting_as_system(elsewhere.pk, "look around"):
        assert search("threatening") == []


def test_notes_to_the_leads_are_found_by_the_leads_only(college: Organisation) -> None:
    lead, named = person("Lead", "dsl"), person("Named")
    record = case(1, "dsl")
    access.grant("case", record.pk, named.pk, because="works it")
    ChronologyEntry.objects.create(
        case=record,
        kind="note",
        happened_at=timezone.now(),
        by_name="x",
        text="the stepfather",
        visibility="leads",
        leads_circle=access.circle_of(["dsl"]),
    )
    assert (seen_by(college, lead, "stepfather"), seen_by(college, named, "stepfather")) == (
        ["case"],
        [],
    )


def test_a_moved_case_is_found_in_its_new_circle_only(college: Organisation) -> None:
    lead, head = person("Lead", "dsl"), person("Head", "principal")
    record = case(1, "dsl")
    CasePerson.objects.create(case=record, name="Zoë Example", part="harmed")
    record.circle = access.circle_of(["principal"])
    record.save(update_fields=["circle"])
    assert (seen_by(college, lead, "zoe"), seen_by(college, head, "ZOE")) == ([], ["case"])


def test_words_kept_to_the_leads_move_with_their_case(college: Organisation) -> None:
    lead, head = person("Lead", "dsl"), person("Head", "principal")
    record = case(1, "dsl")
    note = ChronologyEntry.objects.create(
        case=record, kind="note", happened_at=timezone.now(), by_name="x", text="the stepfather",
        visibility="leads", leads_circle=access.circle_of(["dsl"]),
    )  # fmt: skip
    record.circle = access.circle_of(["principal"])
    record.save(update_fields=["circle"])
    assert [hits(college, who) for who in (lead, head)] == [0, 0], "whatever the view would hide"
    ChronologyEntry.objects.filter(pk=note.pk).update(leads_circle=access.circle_of(["principal"]))
    assert [hits(college, who) for who in (lead, head)] == [0, 1]


def hits(college: Organisation, who: Person) -> int:
    return len(seen_by(college, who, "stepfather"))


def test_the_words_themselves_cannot_be_read(college: Organisation) -> None:
    concern(1, "secret", "dsl")
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT words FROM concerns_words")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_anything_may_be_asked(college: Organisation, asked: str) -> None:
    search(asked.encode("utf-8", "ignore").decode())
