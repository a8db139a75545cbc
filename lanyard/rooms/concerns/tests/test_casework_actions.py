"""The verbs of casework: who may, what they leave behind, what they refuse."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.files.api import Refused
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import (
    decisions,
    evidence,
    glass,
    handover,
    images,
    joining,
    people,
    reading,
    referrals,
    sanctions,
    team,
    triage,
    work,
)
from lanyard.rooms.concerns.image_questions import QUESTIONS
from lanyard.rooms.concerns.models import (
    Action,
    Case,
    ChronologyEntry,
    Concern,
    Receipt,
    Referral,
    Sanction,
)
from lanyard.rooms.concerns.queries import cases
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, a_step, an_assessment, named

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


def test_triage_stops_the_clock_and_tells_the_reporter(lead: Person, mia: Person) -> None:
    concern = a_report(named(mia), by=person("Tu Tor"))
    case = triage.open_case(concern, by=lead, assessment=an_assessment(), step=a_step())
    concern.refresh_from_db()
    receipt = Receipt.objects.get()
    assert (concern.state, concern.acknowledged_by, concern.case) == ("triaged", lead, case)
    assert (receipt.status, case.holder, case.child_involved) == ("being-worked", lead, True)
    waiting = Notification.objects.filter(occasion__answer_by__isnull=False)
    assert waiting.count() == 0
    assert case.first_action_by is not None
    assert case.first_action_by - concern.received_at == datetime.timedelta(minutes=480)
    with pytest.raises(ValueError, match="in a case already"):
        triage.open_case(concern, by=lead, assessment=an_assessment(), step=a_step())


def test_a_step_to_come_is_refused(lead: Person, mia: Person) -> None:
    later = triage.Step(kind="contact", said="x", at=timezone.now() + datetime.timedelta(hours=1))
    with pytest.raises(ValueError, match="future"):
        triage.open_case(a_report(named(mia)), by=lead, assessment=an_assessment(), step=later)


def test_an_illegal_act_sets_the_report_to_the_police_in_motion(lead: Person, mia: Person) -> None:
    case = a_case(named(mia), by=lead, illegal="yes", disturbing="yes")
    required = set(Referral.objects.filter(required=True).values_list("agency", flat=True))
    assert required == {"police", "childrens-social-care"}
    triage.change_severity(case, by=lead, severity=4, because="It got worse.")
    assert Referral.objects.count() == 2
    police = Referral.objects.get(agency="police")
    sending: dict[str, Any] = {
        "what_shared": "x", "basis": "y", "consent": "z", "sent_at": timezone.now(), "by": lead,
    }  # fmt: skip
    with pytest.raises(ValueError, match="necessary"):
        referrals.send_referral(police, **sending)
    referrals.send_referral(police, **sending, because="A crime against her.", reference="42/1")
    assert Receipt.objects.get().status == "outside-help"


def test_a_promise_of_secrecy_becomes_a_task(lead: Person, mia: Person) -> None:
    a_case(named(mia), by=lead, answers={"promise_made": "yes"})
    assert Action.objects.get(required=True).kind == "promise"


def test_a_second_report_joins_and_its_exclusions_with_it(
    college: Organisation, lead: Person, mia: Person
) -> None:
    case = a_case(named(mia), by=lead)
    alleged = person("Al Leged", "safeguarding-team")
    worker, stranger = person("Wor Ker"), person("Str Anger")
    team.add_member(case, worker, by=lead, part="worker", because="Teaches her.")
    concern = a_report(named(mia), named(alleged, Part.WITNESS), about="learner")
    access.exclude("concern", concern.pk, alleged.pk, because="is a subject")
    joining.join_case(concern, case, by=lead, because="The same thing.", step=a_step())
    seen = seen_by(college, lead, worker, alleged, stranger)
    assert seen == {"Dee": (1, 2), "Wor": (1, 2), "Al": (0, 0), "Str": (0, 0)}


def test_the_team_reads_and_stops_reading(college: Organisation, lead: Person, mia: Person) -> None:
    case = a_case(named(mia), by=lead)
    worker = person("Wor Ker")
    member = team.add_member(case, worker, by=lead, part="worker", because="Teaches her.")
    assert seen_by(college, worker) == {"Wor": (1, 1)}
    assert cases.may_work(worker, case)
    with pytest.raises(ValueError, match="already"):
        team.add_member(case, worker, by=lead, part="worker", because="Again.")
    team.end_member(member, by=lead, because="Moved on.")
    assert seen_by(college, worker) == {"Wor": (0, 0)}


def test_whoever_is_kept_out_stays_out(college: Organisation, lead: Person, mia: Person) -> None:
    case = a_case(named(mia), by=lead)
    friend = person("Fri End", "safeguarding-team")
    assert seen_by(college, friend) == {"Fri": (1, 1)}
    team.keep_out(case, friend, by=lead, because="Is her aunt.")
    assert seen_by(college, friend) == {"Fri": (0, 0)}
    with pytest.raises(ValueError, match="kept out"):
        team.add_member(case, friend, by=lead, part="worker", because="Please.")
    with acting_as(college.pk, friend.pk):
        assert Entry.objects.filter(subject=case.reference, verb="concerns.unshared").count() == 0
        assert glass.open_in_emergency(case.reference, by=friend, reason="It burns here.") is None
    assert seen_by(college, friend) == {"Fri": (0, 0)}


def test_a_person_added_as_alleged_loses_sight_of_the_case(
    college: Organisation, lead: Person, mia: Person
) -> None:
    case = a_case(named(mia), by=lead)
    colleague = person("Col League", "safeguarding-team")
    people.add_person(case, by=lead, name="Col League", part="alleged")
    assert seen_by(college, colleague) == {"Col": (0, 0)}
    with pytest.raises(ValueError, match="about yourself"):
        people.add_person(case, by=lead, name="Dee Essell", part="alleged")


def test_the_glass_breaks_for_an_hour_and_the_lead_hears(
    college: Organisation, lead: Person, mia: Person
) -> None:
    case = a_case(named(mia), by=lead)
    manager = person("Man Ager", "principal")
    with acting_as(college.pk, manager.pk):
        assert glass.open_in_emergency("2026-9999", by=manager, reason="Somebody is hurt.") is None
        assert (
            glass.open_in_emergency(case.reference, by=manager, reason="Somebody is hurt.") == case
        )
        assert (Case.objects.count(), Concern.objects.count()) == (1, 1)
        assert not cases.may_work(manager, case)
    told = Notification.objects.filter(occasion__kind="concerns.glass-broken")
    assert list(told.values_list("person_id", flat=True)) == [lead.pk]
    reader = cases.readers_of(case)[0]
    assert (reader.break_glass, reader.name) == (True, "Man Ager")


def test_an_allegation_moves_behind_its_wall(
    college: Organisation, lead: Person, mia: Person
) -> None:
    case = a_case(named(mia), by=lead)
    evidence.keep_evidence(case, by=lead, name="a.txt", stream=io.BytesIO(b"words"), what="Text")
    head = person("He Ad", "principal")
    assert seen_by(college, lead, head) == {"Dee": (1, 1), "He": (0, 0)}
    with acting_as(college.pk, lead.pk):
        decisions.change_kind(case, by=lead, kind="allegation", because="A tutor wrote them.")
        assert evidence.evidence_of(case) == []
        assert ChronologyEntry.objects.count() == 0
    assert seen_by(college, lead, head) == {"Dee": (0, 0), "He": (1, 1)}


def test_only_the_principal_excludes_and_only_on_a_recommendation(
    lead: Person, mia: Person
) -> None:
    head, second = person("He Ad", "principal"), person("Hae Ad", "principal")
    case = a_case(named(mia, Part.ALLEGED), by=lead, kind="learner-conduct")
    sanction = sanctions.recommend(
        case, by=head, person=mia, level="permanent-exclusion", reasons="Third time."
    )
    for who, why in ((lead, "Only"), (head, "Somebody else")):
        with pytest.raises(ValueError, match=why):
            sanctions.decide(sanction, by=who, agreed=True, reasons="Yes.")
    with pytest.raises(ValueError, match="appeal"):
        sanctions.decide(sanction, by=second, agreed=True, reasons="Yes.")
    by = timezone.localdate() + datetime.timedelta(days=10)
    sanctions.decide(sanction, by=second, agreed=True, reasons="Yes.", appeal_by=by)
    assert Sanction.objects.get().decided_by == second


def test_dismissal_for_a_connection_needs_a_serious_grade(college: Organisation) -> None:
    under("landau")
    lead = person("Dee Essell", "dsl")
    tutor = person("Tu Tor")
    case = a_case(named(tutor, Part.ALLEGED), by=lead, kind="staff-conduct",
                  breaches=("LAN-FRI-07",), answers={"about": "staff"})  # fmt: skip
    with pytest.raises(ValueError, match="serious"):
        sanctions.recommend(case, by=lead, person=tutor, level="dismissal", reasons="x")


def test_an_adult_makes_it_abuse_and_files_stay_out(lead: Person, mia: Person) -> None:
    grown = learner("Gro Wn", born=datetime.date(2000, 1, 1))
    case = a_case(named(mia), named(grown, Part.ALLEGED), by=lead, category="nudes")
    images.review(case, by=lead, answers=NOES, next_steps="Call the police.")
    case.refresh_from_db()
    assert case.child_sexual_abuse
    required = Referral.objects.filter(required=True)
    assert set(required.values_list("agency", flat=True)) == {"police", "childrens-social-care"}
    for referral in required:
        with pytest.raises(ValueError, match="has to be made"):
            referrals.leave_out_referral(referral, by=lead, because="No.")
    with pytest.raises(ValueError, match="always reported"):
        decisions.decide(case, by=lead, kind="police", answer="waived", reasons="No.")
    with pytest.raises(Refused):
        evidence.keep_evidence(case, by=lead, name="a.txt", stream=io.BytesIO(b"x"), what="x")


def test_only_the_lead_reviews_and_views_and_never_alone(lead: Person, mia: Person) -> None:
    officer = person("Off Icer", "safeguarding-team")
    case = a_case(named(mia), by=lead, category="nudes")
    with pytest.raises(ValueError, match="Only the safeguarding lead"):
        images.review(case, by=officer, answers=NOES, next_steps="x")
    now = timezone.now()
    with pytest.raises(ValueError, match="somebody else"):
        images.log_viewing(case, by=lead, because="x", witness=lead, at=now)
    with pytest.raises(ValueError, match="why"):
        images.log_viewing(case, by=lead, because=" ", witness=officer, at=now)
    assert images.log_viewing(case, by=lead, because="No other way.", witness=officer, at=now)


def test_a_task_is_done_by_somebody_who_cannot_see_the_case(
    college: Organisation, lead: Person, mia: Person
) -> None:
    case = a_case(named(mia), by=lead)
    owner = person("Ow Ner")
    due = timezone.now() + datetime.timedelta(days=1)
    work.give_task(case, by=lead, kind="support", what="Meet a learner.", owner=owner, due=due)
    with acting_as(college.pk, owner.pk):
        action = Action.objects.get(kind="support")
        work.finish_task(action, by=owner, result="Met.")
        assert Case.objects.count() == 0
    assert ChronologyEntry.objects.filter(by=owner, kind="action").count() == 1
    with pytest.raises(ValueError, match="already"):
        work.drop_task(action, by=owner, because="x")


def test_all_of_somebodys_cases_are_handed_over(
    college: Organisation, lead: Person, mia: Person
) -> None:
    first, second = a_case(named(mia), by=lead), a_case(named(learner("Bo B")), by=lead)
    new = person("Ne W", "safeguarding-team")
    team.keep_out(second, new, by=lead, because="Is his mother.")
    stayed = handover.hand_over(
        handover.cases_of(lead), by=lead, former=lead, to=new, because="Leaves."
    )
    first.refresh_from_db()
    assert (stayed, first.holder) == ([second], new)
    reasons = {}
    for who in (lead, person("I T", "head-digital-ict")):
        with acting_as(college.pk, who.pk):
            told = Entry.objects.filter(verb="concerns.handed-over")
            reasons[who.given_name] = [entry.because for entry in told]
    assert reasons == {"Dee": ["Leaves."], "I": []}


def test_every_reader_is_listed_once_and_nobody_else(
    college: Organisation, lead: Person, mia: Person
) -> None:
    case = a_case(named(mia), by=lead)
    deputy, away = person("Dep Uty"), person("Sta Nd")
    for who, standing in ((deputy, access.Standing.DEPUTY), (away, access.Standing.STAND_IN)):
        access.hold_role("dsl", who.pk, standing=standing, since=timezone.localdate())
    person("Str Anger")
    listed = sorted(reader.name for reader in cases.readers_of(case))
    assert listed == ["Dee Essell", "Dep Uty"]
    assert seen_by(college, deputy, away) == {"Dep": (1, 1), "Sta": (0, 0)}


def test_danger_reaches_everybody_at_once(lead: Person, mia: Person) -> None:
    member, out = person("Mem Ber", "safeguarding-team"), person("Ou T", "safeguarding-team")
    case = a_case(named(mia), by=lead)
    team.keep_out(case, out, by=lead, because="Is her aunt.")
    triage.change_severity(case, by=lead, severity=5, because="She has left home.")
    told = Notification.objects.filter(occasion__kind="concerns.case", occasion__severity=5)
    assert set(told.values_list("person_id", flat=True)) == {lead.pk, member.pk}


def test_reading_is_an_act(lead: Person, mia: Person) -> None:
    case = a_case(named(mia), by=lead)
    reading.read_case(case, by=lead)
    assert set(cases.last_reads("case", case.pk)) == {lead.pk}
