"""Plans, evidence, what is overdue, and how a case closes and opens again."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import zipfile
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.files import api as files
from lanyard.foundation.files.tests.pdf import a_pdf
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns import jobs
from lanyard.rooms.concerns.actions import (
    chronology,
    close,
    evidence,
    plans,
    progress,
    referrals,
    team,
    work,
)
from lanyard.rooms.concerns.image_questions import QUESTIONS
from lanyard.rooms.concerns.models import (
    Action,
    Case,
    Concern,
    FollowUp,
)
from lanyard.rooms.concerns.queries import cases, seconds
from lanyard.rooms.concerns.queries.due import due
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, named

NOES = {question.slug: "no" for question in QUESTIONS}


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return person("Dee Essell", "dsl", "safeguarding-team")


@pytest.fixture
def mia(lead: Person) -> Person:
    return learner("Mia Okoro")


def seen_by(college: Organisation, *who: Person) -> dict[str, tuple[int, int]]:
    """Return how many cases and reports each person sees."""
    found = {}
    for one in who:
        with acting_as(college.pk, one.pk):
            found[one.given_name] = (Case.objects.count(), Concern.objects.count())
    return found


def test_corrections_supersede_and_both_stay(lead: Person, mia: Person) -> None:
    case = a_case(named(mia), by=lead)
    then = timezone.now() - datetime.timedelta(days=3)
    note = chronology.write_note(case, by=lead, text="She said Monday.", happened_at=then)
    chronology.correct(note, by=lead, text="She said Tuesday.", happened_at=then, because="Slip.")
    lines = [e for e in cases.chronology_of(case) if e.kind == "note"]
    assert [(e.struck, e.added is not None) for e in lines] == [(True, True), (False, True)]
    with pytest.raises(ValueError, match="newer"):
        chronology.correct(note, by=lead, text="x", happened_at=then, because="x")


def test_an_unresolved_check_after_closure_reopens(lead: Person, mia: Person) -> None:
    grown = learner("Gro Wn", born=datetime.date(2000, 1, 1))
    case = a_case(named(grown), by=lead, category="other")
    checks = [(timezone.localdate() + datetime.timedelta(days=90)).isoformat()]
    plan = plans.write_plan(
        case, by=lead, person=mia, plan="Mentor", interval_days=14, checks=checks
    )
    plans.review_plan(plan, by=lead, resolved=True, text="Well.")
    assert str(plan.next_review) == checks[0]
    second = person("Sec Ond", "safeguarding-team")
    close.agree(close.propose_closure(case, by=lead, proposal=_proposal()), by=second)
    plan.refresh_from_db()
    plans.review_plan(plan, by=lead, resolved=False, text="It came back.")
    case.refresh_from_db()
    assert case.state == "open"


def test_a_check_after_closure_is_said_to_the_holder(college: Organisation, lead: Person) -> None:
    grown = learner("Gro Wn", born=datetime.date(2000, 1, 1))
    case = a_case(named(grown), by=lead, category="other")
    day = timezone.localdate() + datetime.timedelta(days=90)
    plan = plans.write_plan(
        case, by=lead, person=grown, plan="Mentor", interval_days=14, checks=[day.isoformat()]
    )
    plans.review_plan(plan, by=lead, resolved=True, text="Well.")
    second = person("Sec Ond", "safeguarding-team")
    close.agree(close.propose_closure(case, by=lead, proposal=_proposal()), by=second)
    with transaction.atomic():
        jobs.remind(college.pk)
        assert not Notification.objects.filter(occasion__kind="concerns.due").exists()
        assert [item for item in due(lead) if case.reference in str(item.sentence)] == []
        case.refresh_from_db()
        case.next_due = timezone.now() - datetime.timedelta(hours=1)
        case.save(update_fields=["next_due"])
        jobs.remind(college.pk)
        assert len([item for item in due(lead) if case.reference in str(item.sentence)]) == 1
    told = Notification.objects.filter(occasion__kind="concerns.due")
    assert list(told.values_list("person_id", flat=True)) == [lead.pk]


def test_a_follow_up_reference_blocks_closing(college: Organisation) -> None:
    under("kingston-maurward")
    lead = person("Dee Essell", "safeguarding-team", "dsl")
    case = a_case(named(learner("Mia Okoro")), by=lead, answers={"serious": True})
    follow_up = FollowUp.objects.get()
    with pytest.raises(close.Blocked) as blocked:
        close.propose_closure(case, by=lead, proposal=_proposal())
    assert "follow-up" in {need.slug for need in blocked.value.needs}
    work.enter_reference(follow_up, by=lead, reference="MC-1")
    with pytest.raises(close.Blocked) as blocked:
        close.propose_closure(case, by=lead, proposal=_proposal())
    assert "follow-up" not in {need.slug for need in blocked.value.needs}


def _proposal(**more: Any) -> close.Proposal:
    given = {
        "outcome": "support", "reasons": "x", "for_person_harmed": "x", "for_bystanders": "x",
        "for_organisation": "x", "facts_and_lessons": "x", "proportionality": "x",
        "amend_policy": False, "amend_policy_because": "x", **more,
    }  # fmt: skip
    return close.Proposal(**given)


def test_what_never_is_a_reason_closes_nothing(lead: Person) -> None:
    grown = learner("Gro Wn", born=datetime.date(2000, 1, 1))
    case = a_case(named(grown), by=lead, category="other")
    for wrong, why in (
        ({"ground": "banter"}, "never a reason"), ({"outcome": "unknown"}, "may not end"),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=why):
            close.propose_closure(case, by=lead, proposal=_proposal(**wrong))
    closure = close.propose_closure(case, by=lead, proposal=_proposal())
    with pytest.raises(ValueError, match="second person"):
        close.agree(closure, by=lead)
    closure.agreed_by = lead
    with pytest.raises(IntegrityError), transaction.atomic():
        closure.save(update_fields=["agreed_by"])


def test_an_outcome_is_decided_by_whom_the_policy_names(lead: Person) -> None:
    grown = learner("Gro Wn", born=datetime.date(2000, 1, 1))
    case = a_case(named(grown), by=lead, category="other")
    with pytest.raises(ValueError, match="decided by"):
        close.propose_closure(case, by=lead, proposal=_proposal(outcome="sanction"))


def test_evidence_is_bundled_with_its_hashes(lead: Person, mia: Person) -> None:
    case = a_case(named(mia), by=lead)
    with pytest.raises(ValueError, match="No evidence"):
        evidence.bundle(case, by=lead, to="Police", because="Asked.")
    evidence.keep_evidence(case, by=lead, name="=a.txt", stream=io.BytesIO(b"words"), what="Text")
    held = zipfile.ZipFile(
        io.BytesIO(evidence.bundle(case, by=lead, to="Police", because="Asked."))
    )
    index = held.read("index.csv").decode()
    assert evidence.evidence_of(case)[0].sha256_received in index
    assert len(held.namelist()) == 2
    exported = Entry.objects.get(verb="concerns.exported")
    assert (exported.details["to"], exported.because) == ("Police", "Asked.")


def test_a_bundle_for_others_does_not_say_who_made_its_files(lead: Person, mia: Person) -> None:
    case = a_case(named(mia), by=lead)
    came = a_pdf(author="Ida Okoro")
    evidence.keep_evidence(case, by=lead, name="a.pdf", stream=io.BytesIO(came), what="Letter")
    (kept,) = evidence.evidence_of(case)
    given, rows = {}, {}
    for originals in (False, True):
        made = evidence.bundle(case, by=lead, to="Police", because="Asked.", originals=originals)
        archive = zipfile.ZipFile(io.BytesIO(made))
        given[originals] = archive.read("001-a.pdf")
        rows[originals] = next(csv.DictReader(archive.read("index.csv").decode().splitlines()))
    assert (b"Ida" in given[False], given[True]) == (False, came)
    assert rows[True]["sha256 as given"] == rows[True]["sha256 as kept"] == kept.sha256_received
    assert rows[False]["sha256 as given"] == hashlib.sha256(given[False]).hexdigest()
    assert files.content_of(kept) == came
    told = Entry.objects.filter(verb="concerns.exported").order_by("at")
    assert [entry.details["originals"] for entry in told] == [False, True]
    locked = io.BytesIO(b"%PDF-1.7\nbroken")
    evidence.keep_evidence(case, by=lead, name="b.pdf", stream=locked, what="Scan")
    with pytest.raises(ValueError, match=r"b\.pdf: This PDF is damaged"):
        evidence.bundle(case, by=lead, to="Police", because="Asked.")
    assert evidence.bundle(case, by=lead, to="Police", because="Asked.", originals=True)


def test_what_is_overdue_climbs_and_is_said_once(
    college: Organisation, lead: Person, mia: Person
) -> None:
    head = person("He Ad", "principal")
    holder = person("Hol Der", "safeguarding-team")
    case = a_case(named(mia), by=holder)
    with transaction.atomic():
        case.next_due = timezone.now() - datetime.timedelta(hours=30)
        case.save()
        for _again in range(2):
            jobs.remind(college.pk)
    told = Notification.objects.filter(occasion__kind="concerns.due")
    assert set(told.values_list("person_id", flat=True)) == {lead.pk, head.pk}
    assert told.count() == 2


def test_a_wish_to_amend_the_policy_becomes_a_task(lead: Person) -> None:
    head, second = person("He Ad", "principal"), person("Sec Ond", "safeguarding-team")
    grown = learner("Gro Wn", born=datetime.date(2000, 1, 1))
    case = a_case(named(grown), by=lead, category="other")
    closure = close.propose_closure(case, by=lead, proposal=_proposal(amend_policy=True))
    close.agree(closure, by=second)
    assert Action.objects.get(kind="review").owner == head


def test_where_nobody_else_reads_a_case_its_page_says_whom_to_name(lead: Person) -> None:
    head, out = person("He Ad", "principal"), person("Out Side", "student-welfare")
    grown = learner("Gro Wn", born=datetime.date(2000, 1, 1))
    case = a_case(named(grown), by=lead, category="other")
    team.keep_out(case, out, by=lead, because="A relative")
    client, page = browser(lead), f"/concerns/cases/{case.pk}/"

    def text(path: str = page) -> str:
        answer = client.get(path)
        assert answer.status_code == 200
        return answer.content.decode()

    assert "Nobody else may agree" in text(page + "close/")
    assert "Nobody else may agree" not in text()
    closure = close.propose_closure(case, by=lead, proposal=_proposal())
    found = seconds.awaited(case)
    assert found == seconds.Seconds(lead.pk, (), ((head, "Principal"),))
    said = text()
    assert "He Ad, Principal" in said
    assert "Name a second person" in said
    assert "<li>Out Side" not in said
    form = {"person": str(head), "part": "worker", "because": "Second person"}
    assert client.post(page + "team/new/", form).status_code == 302
    told = Notification.objects.filter(occasion__kind="concerns.case", person_id=head.pk)
    assert told.count() == 1
    case.refresh_from_db()
    assert [one.pk for one in seconds.seconds_of(case, proposer=lead.pk).able] == [head.pk]
    said = text()
    assert "one of these has to agree: He Ad" in said
    assert "Agree or send back" not in said
    assert "Agree or send back" in browser(head).get(page).content.decode()
    close.agree(closure, by=head)
    case.refresh_from_db()
    assert (case.state, seconds.awaited(case)) == ("closed", None)


def test_a_chase_date_is_due_and_moves_with_what_is_heard(
    college: Organisation, lead: Person, mia: Person
) -> None:
    case = a_case(named(mia), by=lead)
    referral = referrals.plan_referral(case, by=lead, agency="childrens-social-care")
    referrals.send_referral(
        referral, by=lead, what_shared="x", basis="y", consent="z", sent_at=timezone.now()
    )
    later = timezone.localdate() + datetime.timedelta(days=30)
    for heard, chased in ((later, later), (None, later)):
        referrals.hear_back(referral, by=lead, chase_on=heard)
        case.refresh_from_db()
        assert (referral.state, referral.chase_on) == ("acknowledged", chased)
        assert case.next_due == progress.moment_of(chased)
    today = timezone.localdate()
    referrals.hear_back(referral, by=lead, chase_on=today)
    case.refresh_from_db()
    with acting_as(college.pk, lead.pk):
        items = {str(i.sentence).partition(":")[0]: i.due for i in due(lead)}
    assert items[f"Case {case.reference}"] == progress.moment_of(today)
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(
            next_due=timezone.now() - datetime.timedelta(minutes=5)
        )
        jobs.remind(college.pk)
    told = Notification.objects.get(occasion__kind="concerns.due")
    assert told.person_id == lead.pk
    referrals.hear_back(referral, by=lead, outcome="Early help.")
    case.refresh_from_db()
    assert (referral.chase_on, case.next_due) == (None, None)
    with pytest.raises(ValueError, match="cannot become"):
        referrals.hear_back(referral, by=lead, outcome="Again.")
