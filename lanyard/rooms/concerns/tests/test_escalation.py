"""What nobody answers climbs to somebody who can act on it, to nobody else, for a while."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.notices import api as notices
from lanyard.foundation.notices.actions.tell import escalate
from lanyard.foundation.notices.models import Notification, Occasion
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns import jobs
from lanyard.rooms.concerns.actions import decisions, reading, receipts, reroute, triage
from lanyard.rooms.concerns.models import Case, ChronologyEntry, Concern
from lanyard.rooms.concerns.queries import cases
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, a_step, an_assessment, named

OF_A_REPORT = ("concern", "involved", "receipt", "message")
OF_A_CASE = ("case", "caseperson", "chronologyentry", "decision", "teammember")


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return person("Dee Essell", "dsl", "safeguarding-team")


@pytest.fixture
def head(lead: Person) -> Person:
    return person("He Ad", "principal")


def rows(college: Organisation, who: Person, *tables: str) -> dict[str, int]:
    """Count what raw SQL as the application's role gives somebody."""
    found = {}
    with acting_as(college.pk, who.pk), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM concerns_{table}")
            found[table] = (cursor.fetchone() or (0,))[0]
    return found


def climb(concern: Concern) -> None:
    """Let everything that may be awaited for a report pass unanswered."""
    occasion = Occasion.objects.get(subject_id=concern.pk, kind="concerns.received")
    while occasion.unanswered_at is None:
        escalate(occasion)


def escalated() -> set[tuple[str, str]]:
    """Return who reads what by escalation, as it stands."""
    now = access.Grant.objects.filter(escalated=True, until__gt=timezone.now())
    names = {p.pk: p.given_name for p in Person.objects.all()}
    return {(names[g.person_id], g.record_kind) for g in now}


def test_the_head_reads_the_one_report_that_nobody_answered(
    college: Organisation, lead: Person, head: Person
) -> None:
    silent, other = a_report(named(learner("Mia Okoro"))), a_report(named(learner("Ola Berg")))
    receipts.reply(silent, "Are you safe?", by=lead)
    nothing = dict.fromkeys((*OF_A_REPORT, *OF_A_CASE), 0)
    assert rows(college, head, *OF_A_REPORT, *OF_A_CASE) == nothing
    climb(silent)
    opened = {**nothing, **dict.fromkeys(OF_A_REPORT, 1)}
    assert rows(college, head, *OF_A_REPORT, *OF_A_CASE) == opened
    with acting_as(college.pk, head.pk):
        assert Concern.objects.get() == silent
    stranger = person("Str Anger")
    assert rows(college, stranger, *OF_A_REPORT) == dict.fromkeys(OF_A_REPORT, 0)
    reader = cases.readers_of_report(silent)[0]
    assert (reader.name, reader.escalated, reader.until is not None) == ("He Ad", True, True)
    assert cases.readers_of_report(other)[0].escalated is False
    said = Entry.objects.get(verb="concerns.escalated")
    assert (said.subject, said.details["person"]) == (silent.reference, "He Ad")


def test_it_ends_when_the_team_has_it(college: Organisation, lead: Person, head: Person) -> None:
    concern = a_report(named(learner("Mia Okoro")))
    climb(concern)
    with acting_as(college.pk, head.pk):
        reading.acknowledge(Concern.objects.get(), by=head)
    assert escalated() == {("He", "concern")}
    with acting_as(college.pk, lead.pk):
        triage.open_case(Concern.objects.get(), by=lead, assessment=an_assessment(), step=a_step())
    assert escalated() == set()
    assert rows(college, head, *OF_A_REPORT, "case") == dict.fromkeys((*OF_A_REPORT, "case"), 0)
    assert Entry.objects.filter(verb="concerns.stood-down").count() == 1


def test_it_ends_by_itself(college: Organisation, lead: Person, head: Person) -> None:
    concern = a_report(named(learner("Mia Okoro")))
    climb(concern)
    given = access.Grant.objects.get(escalated=True)
    assert given.until is not None
    assert given.until - timezone.now() < datetime.timedelta(hours=72)
    given.until = timezone.now() - datetime.timedelta(hours=1)
    given.save()
    assert rows(college, head, *OF_A_REPORT) == dict.fromkeys(OF_A_REPORT, 0)
    given.until = None
    with pytest.raises(IntegrityError, match="grant_out_of_turn_ends"), transaction.atomic():
        given.save()


def test_the_head_may_act_and_then_holds_the_case(
    college: Organisation, lead: Person, head: Person
) -> None:
    concern = a_report(named(learner("Mia Okoro")))
    climb(concern)
    with acting_as(college.pk, head.pk):
        case = triage.open_case(
            Concern.objects.get(), by=head, assessment=an_assessment(), step=a_step()
        )
        assert cases.may_work(head, case)
    assert rows(college, head, "case", "concern") == {"case": 1, "concern": 1}
    assert rows(college, lead, "case", "concern") == {"case": 1, "concern": 1}


def test_never_the_subject_nor_anybody_kept_out(
    college: Organisation, lead: Person, head: Person
) -> None:
    deputy = person("Dep Uty", "principal")
    board = person("Gov Ernor", "governors")
    concern = a_report(named(learner("Mia Okoro")))
    for who in (head, deputy):
        reroute.keep_out_of_report(concern, who, because="Her aunt.", by=lead)
    climb(concern)
    assert escalated() == {("Gov", "concern")}
    for who in (head, deputy):
        assert rows(college, who, *OF_A_REPORT) == dict.fromkeys(OF_A_REPORT, 0)
    told = set(Notification.objects.values_list("person_id", flat=True))
    assert told == {lead.pk, board.pk}


def test_kept_out_between_the_telling_and_the_climb(
    college: Organisation, lead: Person, head: Person
) -> None:
    concern = a_report(named(learner("Mia Okoro")))
    access.exclude("concern", concern.pk, head.pk, because="Her aunt.")
    climb(concern)
    assert escalated() == set()
    assert rows(college, head, *OF_A_REPORT) == dict.fromkeys(OF_A_REPORT, 0)
    assert set(Notification.objects.values_list("person_id", flat=True)) == {lead.pk}


def test_a_walled_case_stays_walled_when_its_reporter_names_more(
    college: Organisation, lead: Person, head: Person
) -> None:
    tutor, witness = person("Tu Tor"), person("Wit Ness")
    concern = a_report(named(learner("Mia Okoro")), by=tutor)
    case = triage.open_case(concern, by=lead, assessment=an_assessment(), step=a_step())
    decisions.change_kind(case, by=lead, kind="allegation", because="A tutor wrote them.")
    reroute.name_more(concern.receipt, [named(witness, Part.WITNESS)], by=tutor)
    assert _seen(college, head, lead, witness) == ["He"]
    assert {p.name for p in case.people.all()} == {"Mia Okoro", "Wit Ness"}


def test_what_is_about_the_head_never_climbs_to_the_heads_post(college: Organisation) -> None:
    under("oaklands")
    head, other = person("He Ad", "principal"), person("Oth Er", "principal")
    hr, board = person("Aitch Ar", "hr-director"), person("Gov Ernor", "governors")
    team = person("Tea Am", "safeguarding-team")
    concern = a_report(named(head, Part.ALLEGED))
    assert Concern.objects.get().about == "head"
    assert _seen(college, head, other, hr, board, team) == ["Aitch"]
    climb(concern)
    assert _seen(college, head, other, hr, board, team) == ["Aitch", "Gov"]
    assert escalated() == {("Gov", "concern")}
    notices.notify(
        "concerns.received", [head.pk, other.pk], event="forced", url="/", chain=[[head.pk]],
        subject_kind="concern", subject_id=concern.pk, severity=5,
    )  # fmt: skip
    assert _seen(college, head, other, hr, board, team) == ["Aitch", "Gov"]
    assert head.pk not in set(Notification.objects.values_list("person_id", flat=True))


def _seen(college: Organisation, *who: Person) -> list[str]:
    return [p.given_name for p in who if rows(college, p, "concern")["concern"]]


def test_named_later_as_the_head_it_climbs_another_way(
    college: Organisation, lead: Person, head: Person
) -> None:
    person("Aitch Ar", "hr-director")
    board = person("Gov Ernor", "governors")
    tutor = person("Tu Tor")
    concern = a_report(named(learner("Mia Okoro")), by=tutor)
    reroute.name_more(concern.receipt, [named(head, Part.ALLEGED)], by=tutor)
    climb(concern)
    told = set(Notification.objects.values_list("person_id", flat=True))
    assert (head.pk in told, board.pk in told) == (False, True)
    assert escalated() == {("Gov", "concern")}


def test_danger_reaches_the_head_at_once_and_opens_at_once(
    college: Organisation, lead: Person, head: Person
) -> None:
    a_report(named(learner("Mia Okoro")), immediate_danger=True)
    assert escalated() == {("He", "concern")}
    assert rows(college, head, "concern") == {"concern": 1}


def test_a_notice_acknowledged_is_a_report_acknowledged(
    college: Organisation, lead: Person, head: Person
) -> None:
    concern = a_report(named(learner("Mia Okoro")))
    climb(concern)
    own = Notification.objects.get(person_id=lead.pk)
    with acting_as(college.pk, lead.pk):
        notices.acknowledge(own.pk, by=lead)
    concern.refresh_from_db()
    assert (concern.state, concern.acknowledged_by, escalated()) == ("acknowledged", lead, set())


def test_a_case_left_undone_opens_to_the_head_until_it_is_done(
    college: Organisation, lead: Person, head: Person
) -> None:
    holder = person("Hol Der", "safeguarding-team")
    case = a_case(named(learner("Mia Okoro")), by=holder)
    other = a_case(named(learner("Ola Berg")), by=holder)
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(
            next_due=timezone.now() - datetime.timedelta(hours=30)
        )
        for _again in range(2):
            jobs.remind(college.pk)
    assert escalated() == {("He", "case"), ("He", "concern")}
    assert access.Grant.objects.filter(escalated=True).count() == 2
    assert rows(college, head, "case", "concern") == {"case": 1, "concern": 1}
    where = Notification.objects.get(person_id=head.pk).occasion.url
    assert where == reverse("concerns:case", args=[case.pk])
    with acting_as(college.pk, head.pk):
        assert cases.may_work(head, case)
        assert not cases.may_work(head, other)
    assert ChronologyEntry.objects.filter(text__contains="Nobody acted in time. He Ad").count() == 1
    case.refresh_from_db()
    triage.change_severity(case, by=lead, severity=2, because="Calmer.")
    assert escalated() == set()
    assert rows(college, head, "case", "concern") == {"case": 0, "concern": 0}


def test_a_case_climbs_once_for_each_thing_left_undone(
    college: Organisation, lead: Person, head: Person
) -> None:
    case = a_case(named(learner("Mia Okoro")), by=lead)
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(
            next_due=timezone.now() - datetime.timedelta(hours=30)
        )
        jobs.remind(college.pk)
        past = timezone.now() - datetime.timedelta(seconds=1)
        access.Grant.objects.filter(escalated=True).update(until=past)
        jobs.remind(college.pk)
    assert escalated() == set()


def test_the_pages_say_so(college: Organisation, lead: Person, head: Person) -> None:
    concern = a_report(named(learner("Mia Okoro")))
    climb(concern)
    client = browser(head)
    page = client.get(reverse("concerns:concern", args=[concern.pk])).content.decode()
    assert "because nobody answered in time" in page
    assert "By escalation" in page
    page = browser(lead).get(reverse("concerns:concern", args=[concern.pk])).content.decode()
    assert "because nobody answered in time" not in page
    assert "By escalation" in page


def test_a_report_about_managers_goes_to_those_not_involved(college: Organisation) -> None:
    under("portland")
    involved, other = person("In Volved", "management"), person("Oth Er", "management")
    lead = person("Dee Essell", "dsl")
    a_report(named(involved, Part.ALLEGED))
    assert _seen(college, involved, other, lead) == ["Oth"]
