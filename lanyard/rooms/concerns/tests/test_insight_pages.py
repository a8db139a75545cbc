"""Figures, one person's chronology, the register and exports, as different people see them."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.identity.tests.people import age_session
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import glass
from lanyard.rooms.concerns.models import Case
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, named

REASON = {"why": "The council asked for it.", "to_whom": "A social worker"}


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return person("Dee Essell", "dsl", "safeguarding-team")


@pytest.fixture
def mia(lead: Person) -> Person:
    return learner("Mia Okoro")


@pytest.fixture
def case(lead: Person, mia: Person) -> Case:
    return a_case(named(mia), by=lead)


def test_figures_are_exact_or_rounded(lead: Person, case: Case) -> None:
    governor, tutor = person("Gov Ernor", "governors"), person("Tu Tor", "tutor")
    mine = browser(lead)
    pages = {
        "Dee": mine.get(reverse("concerns:figures")),
        "Gov": browser(governor).get(reverse("concerns:figures")),
    }
    assert "exact numbers" in pages["Dee"].content.decode()
    assert "rounded to the nearest 5" in pages["Gov"].content.decode()
    assert browser(tutor).get(reverse("concerns:figures")).status_code == 404
    asked = {"by": "category", "since_day": "x", "since_month": "1", "since_year": "2026"}
    wrong = mine.get(reverse("concerns:figures"), asked)
    assert (wrong.status_code, bool(wrong.context["form"].errors)) == (200, True)


def test_figures_keep_to_the_days_asked_for(lead: Person, case: Case) -> None:
    asked = {"by": "category", "since_day": "1", "since_month": "1", "since_year": "2020",
             "until_day": "2", "until_month": "2", "until_year": "2021"}  # fmt: skip
    page = browser(lead).get(reverse("concerns:figures"), asked)
    assert page.context["until"] == datetime.date(2021, 2, 2)


def test_one_person_is_seen_by_the_case_and_absent_to_a_stranger(
    lead: Person, mia: Person, case: Case
) -> None:
    stranger = person("Stran Ger", "hr-director")
    address = reverse("concerns:person", args=[mia.pk])
    mine = browser(lead)
    page = mine.get(address)
    assert case.reference in page.content.decode()
    assert browser(stranger).get(address).status_code == 404
    assert mine.get(reverse("concerns:person", args=[case.pk])).status_code == 404
    assert Entry.objects.filter(verb="concerns.case-read", actor_id=lead.pk).exists()


def test_reading_an_unjoined_report_in_a_chronology_is_recorded(lead: Person, mia: Person) -> None:
    concern = a_report(named(mia))
    page = browser(lead).get(reverse("concerns:person", args=[mia.pk]))
    assert concern.reference in page.content.decode()
    assert Entry.objects.filter(verb="concerns.read", subject_id=str(concern.pk)).count() == 1


def test_a_chronology_with_an_allegation_asks_for_a_fresh_second_factor(lead: Person) -> None:
    head, tutor = person("He Ad", "principal"), person("Tu Tor")
    a_report(named(tutor, Part.ALLEGED), about="staff")
    client = browser(head)
    address = reverse("concerns:person", args=[tutor.pk])
    assert client.get(address).status_code == 200
    age_session(client, proofs=3600)
    assert client.get(address)["location"].startswith(reverse("mfa_reauthenticate"))


@pytest.mark.parametrize("form", ["pdf", "csv"])
def test_a_copy_is_made_by_a_reader_and_recorded(lead: Person, case: Case, form: str) -> None:
    stranger = person("Stran Ger", "hr-director")
    address = reverse("concerns:export", args=[case.pk])
    asked = {**REASON, "form": form, "names": "everybody"}
    assert browser(stranger).post(address, asked).status_code == 404
    mine = browser(lead)
    made = mine.post(address, asked)
    assert (
        made.headers["Content-Disposition"]
        == f'attachment; filename="case-{case.reference}.{form}"'
    )
    assert Entry.objects.filter(verb="concerns.exported").count() == 1
    refused = mine.post(address, {**asked, "why": ""})
    assert "A social worker" in refused.content.decode()


def test_a_case_opened_in_an_emergency_is_read_and_not_taken_away(
    college: Organisation, lead: Person, case: Case
) -> None:
    head = person("He Ad", "principal")
    with acting_as(college.pk, head.pk):
        glass.open_in_emergency(case.reference, by=head, reason="Somebody is hurt.")
    client = browser(head)
    assert client.get(reverse("concerns:case", args=[case.pk])).status_code == 200
    asked = {**REASON, "form": "csv", "names": "everybody"}
    assert client.post(reverse("concerns:export", args=[case.pk]), asked).status_code == 403
    assert not Entry.objects.filter(verb="concerns.exported").exists()


def test_the_register_lists_what_its_asker_may_see(
    college: Organisation, lead: Person, case: Case
) -> None:
    address = reverse("concerns:register")
    other = person("Stran Ger", "hr-director")
    tables = {
        who.given_name: browser(who).post(address, REASON).content.decode("utf-8-sig")
        for who in (lead, other)
    }
    assert case.reference in tables["Dee"]
    assert case.reference not in tables["Stran"]
    assert tables["Stran"].startswith("Case,Opened")
    seen = {}
    for who in (lead, person("I T", "head-digital-ict")):
        with acting_as(college.pk, who.pk):
            seen[who.given_name] = Entry.objects.filter(verb="concerns.register-exported").count()
    assert seen == {"Dee": 2, "I": 0}
