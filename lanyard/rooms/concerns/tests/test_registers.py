"""Registers beside the cases: governing policies, quoted rules, months, declarations, the pulse."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.policy.api import shipped
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Group, Person
from lanyard.rooms.concerns import figures, particulars, rules
from lanyard.rooms.concerns.actions import (
    close,
    declarations,
    governing,
    low_level,
    pulse,
    registers,
    work,
)
from lanyard.rooms.concerns.models import (
    Action,
    Case,
    Concern,
    Declaration,
    Particular,
    Pulse,
    PulseAnswer,
    PulseDone,
)
from lanyard.rooms.concerns.queries.casefile import case_file
from lanyard.rooms.concerns.queries.due import due
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, named
from lanyard.rooms.concerns.tests.test_states import a_proposal

TODAY = timezone.localdate()


def due_of(who: Person) -> set[str]:
    return {str(item.sentence) for item in due(who)}


@pytest.fixture
def landau(college: Organisation) -> Person:
    under("landau")
    return person("Dee Essell", "dsl")


def a_stage(slug: str, by: Person, days: int = 3) -> governing.Stage:
    on = timezone.localdate() + datetime.timedelta(days=days)
    return governing.Stage(slug=slug, decided_by=by, on=on)


def test_the_outcome_waits_for_its_policy_and_closing_for_its_stages(landau: Person) -> None:
    second, decides = person("Sam Second", "dso"), person("Hay Char")
    grown = learner("Gro Wn", born=datetime.date(2000, 1, 1))
    case = a_case(named(grown), by=landau, category="other")
    profile = shipped("landau")
    inside = {o.slug for o in profile.outcomes if o.under}
    assert inside & set(rules.outcome_slugs(case_file(case, profile), profile)) == set()
    with pytest.raises(ValueError, match="may not end"):
        close.propose_closure(case, by=landau, proposal=a_proposal(outcome="resolved-internally"))
    policy = governing.policies_for(case, profile)[0]
    for wrong, why in (
        ({"policy": "Another"}, "No outcome"), ({"because": " "}, "why this"),
        ({"stages": [a_stage("hearing", decides)]}, "who decides"),
    ):  # fmt: skip
        given: dict[str, Any] = {
            "policy": policy, "because": "Fits.", "stages": [a_stage("decision", decides)], **wrong,
        }  # fmt: skip
        with pytest.raises(ValueError, match=why):
            governing.choose_policy(case, by=landau, **given)
    stages = [a_stage("decision", decides, 5), a_stage("hearing", decides)]
    governing.choose_policy(case, by=landau, policy=policy, because="Fits.", stages=stages)
    tasks = list(Action.objects.filter(kind="discipline").order_by("due"))
    assert [(t.owner, t.required, t.what.split()[0]) for t in tasks] == [
        (decides, True, "Hearing"), (decides, True, "Decision"),
    ]  # fmt: skip
    proposal = a_proposal(outcome="resolved-internally")
    with pytest.raises(close.Blocked):
        close.propose_closure(case, by=landau, proposal=proposal)
    work.drop_task(tasks[0], by=decides, because="They admit it.")
    work.finish_task(tasks[1], by=decides, result="A warning.")
    close.agree(close.propose_closure(case, by=landau, proposal=proposal), by=second)
    assert case.state == "closed"


def test_another_policy_leaves_the_stages_of_the_former(landau: Person) -> None:
    case = a_case(named(learner("Mia Okoro")), by=landau, category="other")
    first, second = governing.policies_for(case, shipped("landau"))[:2]
    for policy in (first, second):
        governing.choose_policy(
            case, by=landau, policy=policy, because="x", stages=[a_stage("decision", landau)]
        )
    found = Action.objects.filter(kind="discipline").order_by("created_at")
    assert [a.state for a in found] == ["dropped", "to-do"]


def test_the_pages_choose_the_policy(landau: Person) -> None:
    decides = person("Hay Char")
    case = a_case(named(learner("Mia Okoro")), by=landau, category="other")
    client = browser(landau)
    shown = client.get(reverse("concerns:close", args=[case.pk])).content.decode()
    assert "Not offered yet" in shown
    page = reverse("concerns:governing", args=[case.pk])
    on = timezone.localdate() + datetime.timedelta(days=4)
    day = {"decision_on_day": on.day, "decision_on_month": on.month, "decision_on_year": on.year}
    policy = governing.policies_for(case, shipped("landau"))[0]
    given = {"policy": policy, "because": "x", "decision_by": "Hay Char", "hearing_by": "Hay Char"}
    refused = client.post(page, {**given, **day})
    assert (refused.status_code, "Give the day." in refused.content.decode()) == (422, True)
    assert client.post(page, {**given, **day, "hearing_by": ""}).status_code == 302
    assert Action.objects.get(kind="discipline").owner == decides


def test_a_case_quotes_the_version_in_force_on_the_day_it_happened(college: Organisation) -> None:
    under("kingston-maurward")
    lead = person("Dee Essell", "dsl", "safeguarding-team")
    case = a_case(
        named(learner("Mia Okoro"), Part.ALLEGED), by=lead, category="policy-breach",
        breaches=("KMC-CON-10",),
        answers={"happened_at": timezone.now() - datetime.timedelta(days=40)},
    )  # fmt: skip
    for version, days, text in (
        ("2", 400, "Old words."), ("3", 100, "Be kind."), ("4", 10, "New words."),
    ):  # fmt: skip
        registers.keep_rule(
            by=lead, policy="IT Security Policy", version=version, text=text,
            in_force_from=TODAY - datetime.timedelta(days=days),
        )  # fmt: skip
    quoted = registers.quoted(case, ["Equality and Diversity Policy", "IT Security Policy"])
    assert "IT Security Policy, version 3" in quoted
    assert "Be kind." in quoted
    assert "words" not in quoted
    page = reverse("concerns:particular", args=[case.pk, "breach"]) + "?key=KMC-CON-10"
    assert "Be kind." in browser(lead).get(page).content.decode()
    with pytest.raises(ValueError, match="Another version"):
        registers.keep_rule(by=lead, policy="IT Security Policy", version="5", text="x",
                            in_force_from=TODAY - datetime.timedelta(days=10))  # fmt: skip
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        connection.cursor().execute("UPDATE concerns_quotedrule SET text = 'x'")


def test_offensive_content_asks_for_its_medium_and_keeps_evidence() -> None:
    profile = shipped("kingston-maurward")
    asked = particulars.questions_of("breach", "KMC-CON-11", profile).questions
    assert [(q.slug, [c for c, _label in q.choices]) for q in asked] == [
        ("sub-type", ["words", "sound", "image", "video"])
    ]
    assert "preserve-evidence" in {str(e) for e in profile.breach("KMC-CON-11").effects}


def test_disrepute_asks_reach_capture_and_impact_and_hr_decides_with_reasons() -> None:
    profile = shipped("oaklands")
    asked = {q.slug for q in particulars.questions_of("breach", "OAK-10.4-01", profile).questions}
    assert {"reach", "capture", "impact"} <= asked
    decision = particulars.questions_of("hr-decision", "", profile)
    assert {q.slug for q in decision.questions if q.required} >= {"decided-by", "because"}


def test_a_month_is_checked_against_what_was_seen(landau: Person) -> None:
    last = registers.first_of(registers.first_of(TODAY) - datetime.timedelta(days=1))
    a_case(named(learner("Mia Okoro")), by=landau)
    assert registers.recorded_in(last) == 0
    assert any("complete" in words for words in due_of(landau))
    with pytest.raises(ValueError, match="not over"):
        registers.check_month(by=landau, month=TODAY, alerts=0, tickets=0)
    with pytest.raises(ValueError, match="3 more were seen"):
        registers.check_month(by=landau, month=last, alerts=2, tickets=1)
    check = registers.check_month(
        by=landau, month=last, alerts=2, tickets=1, explained="One learner's homework on war."
    )
    assert (check.missing, check.recorded) == (3, 0)
    assert not any("complete" in words for words in due_of(landau))
    assert registers.recorded_in(TODAY) == Concern.objects.count()
    with pytest.raises(IntegrityError, match="gap_is_explained"), transaction.atomic():
        type(check).objects.create(month=last, alerts=9, tickets=0, recorded=1, by=landau)


def test_a_declaration_is_seen_by_whom_it_concerns(college: Organisation) -> None:
    under("oaklands")
    lead = person("Dee Essell", "dsl", "safeguarding-team")
    manager, hr = person("Man Ager"), person("Hay Char", "hr-director")
    colleague = person("Col Lea")
    tutor = person("Tu Tor", manager=manager)
    with acting_as(college.pk, tutor.pk):
        made = declarations.declare(by=tutor, kind="interest", what="A tutoring business.")
    seen = {}
    for who in (tutor, manager, hr, colleague, lead):
        with acting_as(college.pk, who.pk), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM concerns_declaration")
            seen[who.given_name] = (cursor.fetchone() or (0,))[0]
    assert seen == {"Tu": 1, "Man": 1, "Hay": 1, "Col": 0, "Dee": 0}
    told = Notification.objects.values_list("person_id", flat=True)
    assert list(told) == [manager.pk]
    for who in (tutor, colleague):
        with pytest.raises(PermissionError):
            declarations.answer(made, by=who, answer="fine", said="x")
    with pytest.raises(ValueError, match="Say why"):
        declarations.answer(made, by=manager, answer="fine", said=" ")
    declarations.answer(made, by=manager, answer="conditions", said="Not with our learners.")
    with pytest.raises(ValueError, match="already"):
        declarations.answer(made, by=hr, answer="problem", said="x")
    assert Declaration.objects.get().answered_by == manager


def test_a_case_shows_whether_it_had_been_declared(college: Organisation) -> None:
    under("oaklands")
    hr, tutor = person("Hay Char", "hr-director"), person("Tu Tor", manager=person("Man Ager"))
    person("He Ad", "principal")
    case = a_case(
        named(tutor, Part.ALLEGED), by=hr, kind="staff-conduct", category="other",
        breaches=("OAK-10.4-05", "OAK-10.4-14"), answers={"about": "staff"},
    )  # fmt: skip
    client = browser(hr)
    for code in ("OAK-10.4-05", "OAK-10.4-14"):
        page = reverse("concerns:particular", args=[case.pk, "breach"]) + f"?key={code}"
        assert "has declared anything" in client.get(page).content.decode()
    declarations.declare(by=tutor, kind="activity", what="Selling maths worksheets.")
    assert "Selling maths worksheets." in client.get(page).content.decode()


def test_the_pages_of_declarations(college: Organisation) -> None:
    under("oaklands")
    manager = person("Man Ager")
    tutor, stranger = person("Tu Tor", manager=manager), person("Str Anger")
    mine = browser(tutor)
    answer = mine.post(reverse("concerns:declare"), {"kind": "activity", "what": "A night job."})
    assert answer.status_code == 302
    page = answer["location"]
    assert browser(stranger).get(page).status_code == 404
    theirs = browser(manager)
    assert "Is it a problem?" in theirs.get(page).content.decode()
    theirs.post(page, {"answer": "fine", "said": "Enjoy."})
    assert "Enjoy." in mine.get(page).content.decode()
    assert "A night job." in mine.get(reverse("concerns:declarations")).content.decode()
    assert browser(learner("Mia Okoro")).get(reverse("concerns:declarations")).status_code == 404


def test_the_pulse_keeps_who_and_what_apart(college: Organisation) -> None:
    under("kingston-maurward")
    lead = person("Dee Essell", "dsl", "safeguarding-team")
    staff = [person(f"Tu Tor{n}") for n in range(6)]
    assert "The yearly pulse is due" in due_of(lead)
    standing = pulse.open_pulse(by=lead)
    with pytest.raises(ValueError, match="open already"):
        pulse.open_pulse(by=lead)
    assert "One question, once a year" in due_of(staff[0])
    before = Entry.objects.count()
    for number, who in enumerate(staff):
        if number == 4:
            assert pulse.result_of(standing) == pulse.Result(4, None)
        with acting_as(college.pk, who.pk):
            pulse.answer(standing, by=who, saw_unreported=number < 2, why_not="Was not sure.")
            with pytest.raises(ValueError, match="already"):
                pulse.answer(standing, by=who, saw_unreported=False)
            assert (PulseAnswer.objects.count(), PulseDone.objects.count()) == (0, 1)
    assert "One question, once a year" not in due_of(staff[0])
    assert Entry.objects.count() == before
    kept = {f.name for f in PulseAnswer._meta.get_fields()} - {"organisation", "circle", "pulse"}
    assert kept == {"id", "saw_unreported", "why_not"}
    assert {row.pk.version for row in PulseAnswer.objects.all()} == {4}
    with acting_as(college.pk, lead.pk):
        assert pulse.result_of(standing) == pulse.Result(6, 2, ("Was not sure.",) * 2)
        with pytest.raises(ValueError, match="Wait"):
            pulse.follow_up(standing, by=lead, said="x")


def test_the_pages_of_the_pulse(college: Organisation) -> None:
    under("kingston-maurward")
    lead, tutor = person("Dee Essell", "dsl", "safeguarding-team"), person("Tu Tor")
    leads, mine = browser(lead), browser(tutor)
    Pulse.objects.create(
        opened_on=TODAY - datetime.timedelta(days=20), opened_by=lead,
        closes_on=TODAY - datetime.timedelta(days=6),
    )  # fmt: skip
    page = reverse("concerns:pulses")
    assert "What was done about the gap?" in leads.get(page).content.decode()
    leads.post(page, {"said": "Talked about it at the briefing."})
    assert Pulse.objects.get().followed_up_by == lead
    assert mine.get(reverse("concerns:pulse")).status_code == 404
    assert leads.post(reverse("concerns:pulses")).status_code == 302
    assert browser(learner("Mia Okoro")).get(reverse("concerns:pulse")).status_code == 404
    assert mine.post(reverse("concerns:pulse"), {}).status_code == 422
    assert mine.post(reverse("concerns:pulse"), {"saw": "yes", "why_not": "x"}).status_code == 302
    assert "Thank you" in mine.get(reverse("concerns:pulse")).content.decode()
    assert mine.get(reverse("concerns:pulses")).status_code in {403, 404}


def test_repeats_are_counted_and_closing_measured(college: Organisation) -> None:
    under("oaklands")
    lead, governor = person("Dee Essell", "dsl", "safeguarding-team"), person("Gov", "governors")
    grown = learner("Gro Wn", born=datetime.date(2000, 1, 1))
    span = {"since": TODAY, "until": TODAY}
    case = a_case(named(grown), by=lead, category="other")
    a_case(named(learner("Ola Berg")), by=lead, category="other")
    assert figures.speed(person=lead, **span).repeats == 0
    a_case(named(grown), by=lead, category="other")
    a_case(named(grown, Part.WITNESS), by=lead, category="other")
    second = person("Sam Second", "safeguarding-team")
    close.agree(close.propose_closure(case, by=lead, proposal=a_proposal()), by=second)
    with acting_as(college.pk, lead.pk):
        measured = figures.speed(person=lead, **span)
    assert (measured.repeats, measured.percent_closed, measured.cases) == (1, 100, 4)
    a_case(named(grown), by=lead, category="other")
    with acting_as(college.pk, governor.pk):
        assert figures.speed(person=governor, **span).cases == 0, "this month is not over"
    month = datetime.timedelta(days=31)
    Case.objects.update(opened_at=F("opened_at") - month)
    span["since"] = TODAY - 2 * month
    with acting_as(college.pk, governor.pk):
        assert figures.speed(person=governor, **span).few_repeats


def test_patterns_by_place_and_by_group(college: Organisation) -> None:
    under("company")
    lead = person("Dee Essell", "dsl")
    by = person("Tu Tor")
    staff = [person(f"Some Body{n}") for n in range(6)]
    plumbing = Group.objects.create(name="Plumbing 2", kind="class")
    notes: dict[str, Any] = {"what": "Careless words.", "happened_on": TODAY, "by": by}
    for who in staff[:2]:
        low_level.record_low_level(about=who, place="Room 2", **notes)
    low_level.record_low_level(about=staff[2], place="Room 3", group=plumbing, **notes)
    assert Notification.objects.filter(occasion__kind="concerns.pattern").count() == 0
    low_level.record_low_level(about=staff[3], place="room 2 ", **notes)
    told = Notification.objects.filter(occasion__event__startswith="low-level-pattern:place")
    assert list(told.values_list("person_id", flat=True)) == [lead.pk]
    for who in staff[4:]:
        low_level.record_low_level(about=who, group=plumbing, **notes)
    told = Notification.objects.filter(occasion__event__startswith="low-level-pattern:group")
    assert list(told.values_list("person_id", flat=True)) == [lead.pk]


def test_the_group_is_found_by_its_name(college: Organisation) -> None:
    under("company")
    person("Dee Essell", "dsl")
    Group.objects.create(name="Plumbing 2", kind="class")
    person("Some Body")
    client = browser(person("Tu Tor"))
    given = {
        "about": "Some Body", "what": "Careless words.", "happened_on_day": TODAY.day,
        "happened_on_month": TODAY.month, "happened_on_year": TODAY.year,
    }  # fmt: skip
    page = reverse("concerns:low-level")
    wrong = client.post(page, {**given, "group": "Plumming"})
    assert "No group is called that" in wrong.content.decode()
    assert "Careless words." in wrong.content.decode()
    assert client.post(page, {**given, "group": "plumbing 2"}).status_code == 302


def test_a_breach_of_acceptable_use_is_the_leads_own(landau: Person) -> None:
    officer = person("Of Ficer", "dso")
    case = a_case(
        named(learner("Mia Okoro"), Part.ALLEGED), by=officer, kind="policy-breach",
        category="other",
        answers={"source": "monitoring", "reporter_kind": "it", "attempted_only": True},
    )  # fmt: skip
    assert case.holder == landau
    needs = {n.slug for n in rules.blockers(case_file(case, shipped("landau")), shipped("landau"))}
    assert "breach-facts" in needs
    page = reverse("concerns:concern", args=[Concern.objects.get().pk])
    shown = browser(landau).get(page).content.decode()
    for words in ("Monitoring or filtering", "Only tried"):
        assert words in shown
    assert Particular.objects.count() == 0
