"""Who sees a report, a case and what belongs to it, asked of the database itself."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import NOBODY, acting, acting_as, acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.models import Action, Case, ChronologyEntry, Concern, Receipt


def person(name: str) -> Person:
    return Person.objects.create(given_name=name, family_name="Test")


@pytest.fixture
def lead(college: Organisation) -> Person:
    lead = person("Lead")
    access.hold_role("dsl", lead.pk, since=datetime.date(2020, 1, 1))
    return lead


@pytest.fixture
def case(lead: Person) -> Case:
    return Case.objects.create(
        year=2026,
        number=1,
        circle=access.circle_of(["dsl"]),
        kind="safeguarding",
        summary="x",
        category="other",
        risk_area="content",
        prevent="no",
        severity=3,
    )


def test_circle_team_and_strangers(
    college: Organisation, elsewhere: Organisation, lead: Person, case: Case
) -> None:
    helper, stranger = person("Helper"), person("Stranger")
    access.grant("case", case.pk, helper.pk, because="works it")
    seen = {}
    for who in (lead, helper, stranger):
        with acting_as(college.pk, who.pk):
            seen[who.given_name] = list(Case.objects.values_list("number", flat=True))
    with acting(NOBODY):
        seen["nobody"] = list(Case.objects.values_list("number", flat=True))
    with acting_as_system(elsewhere.pk, "look around"):
        seen["elsewhere"] = list(Case.objects.values_list("number", flat=True))
    assert seen == {"Lead": [1], "Helper": [1], "Stranger": [], "nobody": [], "elsewhere": []}


def test_an_exclusion_beats_role_and_grant(college: Organisation, lead: Person, case: Case) -> None:
    access.grant("case", case.pk, lead.pk, because="works it")
    access.exclude("case", case.pk, lead.pk, because="is the subject")
    with acting_as(college.pk, lead.pk):
        assert Case.objects.count() == 0


def test_an_action_is_seen_by_its_owner_without_the_case(college: Organisation, case: Case) -> None:
    owner, stranger = person("Owner"), person("Stranger")
    Action.objects.create(case=case, kind="support", what="Talk", owner=owner, due=timezone.now())
    with acting_as(college.pk, owner.pk):
        assert (Action.objects.count(), Case.objects.count()) == (1, 0)
    with acting_as(college.pk, stranger.pk):
        assert Action.objects.count() == 0


def test_what_belongs_to_a_case_moves_with_it(
    college: Organisation, lead: Person, case: Case
) -> None:
    entry = ChronologyEntry.objects.create(
        case=case, kind="note", happened_at=timezone.now(), by_name="x", text="x"
    )
    case.circle = access.circle_of(["principal"])
    case.save()
    entry.refresh_from_db()
    assert entry.circle_id == case.circle_id
    with acting_as(college.pk, lead.pk):
        assert (Case.objects.count(), ChronologyEntry.objects.count()) == (0, 0)


def test_a_note_to_the_leads_is_theirs_and_its_writers(
    college: Organisation, lead: Person, case: Case
) -> None:
    writer, other = person("Writer"), person("Other")
    for member in (writer, other):
        access.grant("case", case.pk, member.pk, because="works it")
    ChronologyEntry.objects.create(
        case=case, kind="note", happened_at=timezone.now(), by=writer, by_name="Writer", text="x",
        visibility="leads", leads_circle=access.circle_of(["dsl"]),
    )  # fmt: skip
    seen = {}
    for who in (lead, writer, other):
        with acting_as(college.pk, who.pk):
            seen[who.given_name] = ChronologyEntry.objects.count()
    assert seen == {"Lead": 1, "Writer": 1, "Other": 0}


def test_the_reporter_sees_the_receipt_and_not_the_report(
    college: Organisation, lead: Person
) -> None:
    reporter = person("Reporter")
    concern = Concern.objects.create(
        year=2026, number=1, circle=access.circle_of(["dsl"]), reporter_kind="staff",
        about="learner", reporter=reporter, category="other", risk_area="content",
        prevent="no", happened="words",
    )  # fmt: skip
    Receipt.objects.create(concern=concern, reporter_id=reporter.pk, sent_to="The lead")
    with acting_as(college.pk, reporter.pk):
        assert (Concern.objects.count(), Receipt.objects.count()) == (0, 1)


def test_written_words_cannot_be_changed_or_deleted(college: Organisation, case: Case) -> None:
    for statement in (
        "UPDATE concerns_chronologyentry SET text = ''",
        "UPDATE concerns_decision SET reasons = ''",
        "UPDATE concerns_concern SET happened = ''",
        "DELETE FROM concerns_case",
        "DELETE FROM concerns_concern",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
