"""From a report to its closure through the pages, as the people of a college see them."""

from __future__ import annotations

import datetime
import io

import pytest
from django.test import Client
from django.urls import reverse

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.tests.people import age_session
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import decisions, evidence, team, triage
from lanyard.rooms.concerns.models import Case, Closure, Receipt, Telling
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, a_step, an_assessment, named

TODAY = datetime.date.today()
NOW = {
    "happened_on_day": TODAY.day, "happened_on_month": TODAY.month,
    "happened_on_year": TODAY.year, "happened_at_time": "0:01",
}  # fmt: skip
TRIAGE = {
    **NOW, "step": "contact", "step_said": "Spoke to her.", "severity": "3",
    "severity_because": "She is upset.", "kind": "safeguarding", "category": "bullying",
    "risk_area": "conduct", "illegal": "no", "disturbing": "no", "technology": "main",
    "prevent": "no",
}  # fmt: skip


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return person("Dee Essell", "dsl", "safeguarding-team")


@pytest.fixture
def second(lead: Person) -> Person:
    return person("Sam Second", "safeguarding-team")


def post(client: Client, name: str, *args: object, **answers: object) -> str:
    """Send a form and return where it leads; what is wrong with it fails the test."""
    response = client.post(reverse(f"concerns:{name}", args=args), answers)
    assert response.status_code == 302, response.content.decode()[-4000:]
    return str(response["location"])


def test_a_report_becomes_a_case_and_closes(lead: Person, second: Person) -> None:
    mia = learner("Mia Okoro")
    concern = a_report(named(mia))
    client = browser(lead)
    assert "Bullying" in client.get(reverse("concerns:inbox")).content.decode()
    page = client.get(reverse("concerns:concern", args=[concern.pk]))
    assert "Words were said." in page.content.decode()
    post(client, "acknowledge", concern.pk)
    case_url = post(client, "triage", concern.pk, **TRIAGE)
    case = Case.objects.get()
    assert case_url == reverse("concerns:case", args=[case.pk])
    assert client.get(case_url).status_code == 200
    one = case.people.get()
    post(client, "telling", case.pk, "guardian", one.pk, **NOW, answer="not-told",
         because="It could put her at risk.")  # fmt: skip
    post(client, "particular", case.pk, "investigation", investigator="Dee", evidence="Messages",
         finding="It happened.", procedure="Anti-bullying")  # fmt: skip
    post(client, "close", case.pk, outcome="support", reasons="Support is in place.",
         ground="none", facts_and_lessons="Facts.", proportionality="Fits.",
         for_person_harmed="Counselling.", for_bystanders="None, because there were none.",
         for_organisation="None, because the rules held.", amend_policy="no",
         amend_policy_because="It worked.")  # fmt: skip
    own = client.post(reverse("concerns:agree", args=[case.pk]), {"answer": "yes"})
    assert (own.status_code, Closure.objects.get().agreed_by) == (422, None)
    post(browser(second), "agree", case.pk, answer="yes")
    case.refresh_from_db()
    assert (case.state, Receipt.objects.get().status) == ("closed", "finished")
    post(client, "reopen", case.pk, because="It began again.")
    case.refresh_from_db()
    assert case.state == "open"


def test_triage_is_not_saved_without_the_step(lead: Person) -> None:
    concern = a_report(named(learner("Mia Okoro")))
    client = browser(lead)
    without = {k: v for k, v in TRIAGE.items() if k != "step"}
    response = client.post(reverse("concerns:triage", args=[concern.pk]), without)
    assert (response.status_code, Case.objects.count()) == (422, 0)
    assert "She is upset." in response.content.decode()


def test_every_page_of_a_case_opens(lead: Person) -> None:
    case = a_case(named(learner("Mia Okoro")), by=lead)
    client = browser(lead)
    one = case.people.get()
    pages = [
        "case", "readers", "note", "severity", "assess", "member-new", "keep-out", "person-new",
        "action-new", "referral-new", "plan-new", "sanction-new", "kind", "close", "reopen",
    ]  # fmt: skip
    addresses = [reverse(f"concerns:{page}", args=[case.pk]) for page in pages]
    addresses += [
        reverse("concerns:telling", args=[case.pk, "guardian", one.pk]),
        reverse("concerns:telling", args=[case.pk, "employer", one.pk]),
        reverse("concerns:person-end", args=[case.pk, one.pk]),
        reverse("concerns:particular", args=[case.pk, "investigation"]),
        reverse("concerns:particular", args=[case.pk, "discipline-stage"]),
        reverse("concerns:decide", args=[case.pk, "police"]),
        reverse("concerns:skip", args=[case.pk, "assess"]),
        reverse("concerns:hand-over"), reverse("concerns:break-glass"), reverse("concerns:actions"),
    ]  # fmt: skip
    answers = {address: client.get(address).status_code for address in addresses}
    assert {a: s for a, s in answers.items() if s != 200} == {}


def test_strangers_see_nothing(lead: Person, elsewhere: Organisation) -> None:
    case = a_case(named(learner("Mia Okoro")), by=lead)
    stranger = browser(person("Str Anger"))
    with acting_as_system(elsewhere.pk, "set the scene"):
        under("landau")
        other = browser(person("Oth Er", "dsl"), host="elsewhere.test")
    addresses = [
        reverse("concerns:case", args=[case.pk]), reverse("concerns:readers", args=[case.pk]),
        reverse("concerns:note", args=[case.pk]), reverse("concerns:close", args=[case.pk]),
        reverse("concerns:concern", args=[case.concerns.get().pk]),
    ]  # fmt: skip
    assert {c.get(a).status_code for c in (stranger, other) for a in addresses} == {404}
    assert stranger.get(reverse("concerns:inbox")).status_code == 404
    assert Telling.objects.count() == 0


def test_an_allegation_asks_for_a_fresh_second_factor(lead: Person) -> None:
    head = person("He Ad", "principal")
    tutor = person("Tu Tor")
    concern = a_report(named(tutor, Part.ALLEGED), about="staff")
    client = browser(head)
    address = reverse("concerns:concern", args=[concern.pk])
    triage_of = reverse("concerns:triage", args=[concern.pk])
    assert client.get(address).status_code == 200
    age_session(client, proofs=3600)
    acknowledge = client.post(reverse("concerns:acknowledge", args=[concern.pk]))
    for led in (client.get(address), client.get(triage_of), acknowledge):
        assert (led.status_code, "next=" in led["location"]) == (302, True)
    concern.refresh_from_db()
    assert concern.acknowledged_at is None
    assert browser(lead).get(address).status_code == 404


def test_every_report_of_an_allegation_asks_for_a_fresh_second_factor(lead: Person) -> None:
    head = person("He Ad", "principal")
    concern = a_report(named(learner("Mia Okoro")))
    case = triage.open_case(concern, by=lead, assessment=an_assessment(), step=a_step())
    decisions.change_kind(case, by=lead, kind="allegation", because="A tutor wrote them.")
    client = browser(head)
    address = reverse("concerns:concern", args=[concern.pk])
    assert client.get(address).status_code == 200
    age_session(client, proofs=3600)
    assert client.get(address)["location"].startswith(reverse("mfa_reauthenticate"))


def test_evidence_is_given_out_only_after_a_fresh_second_factor(lead: Person) -> None:
    case = a_case(named(learner("Mia Okoro")), by=lead)
    evidence.keep_evidence(case, by=lead, name="a.txt", stream=io.BytesIO(b"words"), what="Text")
    client, address = browser(lead), reverse("concerns:bundle", args=[case.pk])
    asked = {"to": "Police", "because": "They asked."}
    assert client.post(address, asked)["content-type"] == "application/zip"
    age_session(client, proofs=3600)
    assert client.post(address, asked).status_code == 302
    assert browser(person("Str Anger")).post(address, asked).status_code == 404


def test_whoever_only_reads_a_case_does_not_write_to_its_reporter(lead: Person) -> None:
    concern = a_report(named(learner("Mia Okoro")), by=person("Tu Tor"))
    case = triage.open_case(concern, by=lead, assessment=an_assessment(), step=a_step())
    reader = person("Rea Der")
    team.add_member(case, reader, by=lead, part="reader", because="Must know.")
    client, address = browser(reader), reverse("concerns:reply", args=[concern.pk])
    assert client.get(reverse("concerns:concern", args=[concern.pk])).status_code == 200
    assert client.post(address, {"text": "What did you say?"}).status_code == 403
    assert not concern.messages.exists()


def test_only_those_who_answer_for_a_case_keep_somebody_out_of_it(lead: Person) -> None:
    case = a_case(named(learner("Mia Okoro")), by=lead)
    worker = person("Wor Ker")
    team.add_member(case, worker, by=lead, part="worker", because="Teaches her.")
    client, address = browser(worker), reverse("concerns:keep-out", args=[case.pk])
    asked = {"person": "Dee Essell", "because": "So that she does not see it."}
    assert client.post(address, asked).status_code == 403
    readers = client.get(reverse("concerns:readers", args=[case.pk])).content.decode()
    assert (address in readers, team.is_kept_out(case, lead.pk)) == (False, False)
    page = browser(lead).get(reverse("concerns:readers", args=[case.pk])).content.decode()
    assert address in page


def test_opening_the_triage_of_a_report_is_reading_it(lead: Person) -> None:
    concern = a_report(named(learner("Mia Okoro")))
    page = browser(lead).get(reverse("concerns:triage", args=[concern.pk]))
    assert "Words were said." in page.content.decode()
    assert Entry.objects.filter(verb="concerns.read", subject_id=str(concern.pk)).count() == 1


def test_every_page_of_casework_is_led_to(lead: Person) -> None:
    mia = learner("Mia Okoro")
    case = a_case(named(mia), by=lead)
    client = browser(lead)
    page = client.get(reverse("concerns:case", args=[case.pk])).content.decode()
    inbox = client.get(reverse("concerns:inbox")).content.decode()
    shown = {
        "export": reverse("concerns:export", args=[case.pk]) in page,
        "person": reverse("concerns:person", args=[mia.pk]) in page,
        "skip": reverse("concerns:skip", args=[case.pk, "record"]) in page,
        "register": reverse("concerns:register") in inbox,
        "emergency": reverse("concerns:break-glass") in inbox,
    }
    assert [name for name, found in shown.items() if not found] == []
    member = person("Wor Ker")
    team.add_member(case, member, by=lead, part="worker", because="Teaches her.")
    theirs = browser(member).get(reverse("concerns:case", args=[case.pk])).content.decode()
    assert reverse("concerns:export", args=[case.pk]) not in theirs


def test_part_of_a_name_lets_nobody_onto_a_case(lead: Person) -> None:
    case = a_case(named(learner("Mia Okoro")), by=lead)
    joan = person("Joan Smithson")
    client, address = browser(lead), reverse("concerns:member-new", args=[case.pk])
    asked = {"part": "reader", "because": "Teaches her."}
    for part_of_it in ("Jo", "Smith", "Jo Smith"):
        refused = client.post(address, {**asked, "person": part_of_it})
        assert (refused.status_code, "Joan Smithson" in refused.content.decode()) == (422, True)
    assert not team.members(case).filter(person=joan).exists()
    assert client.post(address, {**asked, "person": "smithson JOAN"}).status_code == 302
    assert team.members(case).filter(person=joan).exists()


def test_a_reply_reaches_the_reporter(lead: Person) -> None:
    concern = a_report(named(learner("Mia Okoro")), by=person("Tu Tor"))
    post(browser(lead), "reply", concern.pk, text="Is she safe tonight?")
    assert [m.text for m in concern.messages.all()] == ["Is she safe tonight?"]
