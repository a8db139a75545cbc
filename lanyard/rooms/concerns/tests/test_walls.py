"""Reports about staff and allegations: who reads them, and what opens with a fresh factor only."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.files import api as files
from lanyard.foundation.identity.tests.people import age_session
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import decisions, low_level
from lanyard.rooms.concerns.models import Case, Concern
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, named

ASKED = "/sign-in/again/"


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return person("Dee Essell", "dsl", "safeguarding-team")


@pytest.fixture
def head(lead: Person) -> Person:
    return person("He Ad", "principal", "hr-director")


@pytest.fixture
def about_staff(head: Person) -> Concern:
    """A report about a tutor, in words that nobody shall read by the way."""
    tutor = named(person("Tu Tor"), Part.ALLEGED)
    return a_report(tutor, happened="He wrote to her at night.", by=person("Rep Orter"))


def stale(who: Person) -> Client:
    """Return a browser whose second factor was given more than five minutes ago."""
    client = browser(who)
    age_session(client, proofs=400)
    return client


def counts(college: Organisation, *people: Person) -> dict[str, tuple[int, int]]:
    seen = {}
    for who in people:
        with acting_as(college.pk, who.pk):
            seen[str(who)] = (Case.objects.count(), Concern.objects.count())
    return seen


def test_an_allegation_no_more_goes_back_to_where_its_report_would_go(
    college: Organisation, lead: Person, head: Person
) -> None:
    case = a_case(named(learner("Mia Okoro")), by=lead)
    before = case.circle
    decisions.change_kind(case, by=lead, kind="allegation", because="A tutor wrote them.")
    assert counts(college, lead, head) == {"Dee Essell": (0, 0), "He Ad": (1, 1)}
    decisions.change_kind(case, by=head, kind="safeguarding", because="It was a cousin.")
    assert counts(college, lead, head) == {"Dee Essell": (1, 1), "He Ad": (0, 0)}
    case.refresh_from_db()
    assert case.circle == before
    assert {report.circle for report in case.concerns.all()} == {before}
    told = Notification.objects.filter(occasion__kind="concerns.case", person_id=lead.pk)
    assert told.count() == 1
    decisions.change_kind(case, by=lead, kind="allegation", because="It was a tutor.")
    assert told.count() == 1
    assert Notification.objects.filter(
        occasion__kind="concerns.case", person_id=head.pk
    ).count() == 2, "each time that it comes to them they are told"  # fmt: skip


def test_a_case_from_a_report_about_staff_stays_and_goes_on_asking_for_a_factor(
    college: Organisation, lead: Person, head: Person
) -> None:
    case = a_case(named(person("Tu Tor"), Part.ALLEGED), by=head, kind="allegation")
    circle = case.circle
    decisions.change_kind(case, by=head, kind="staff-conduct", because="No harm to a child.")
    case.refresh_from_db()
    assert case.circle == circle
    assert counts(college, lead, head) == {"Dee Essell": (0, 0), "He Ad": (1, 1)}
    address = reverse("concerns:case", args=[case.pk])
    assert stale(head).get(address)["location"].startswith(ASKED)
    assert browser(head).get(address).status_code == 200


def test_a_case_that_left_the_wall_asks_for_nothing_more(lead: Person, head: Person) -> None:
    case = a_case(named(learner("Mia Okoro")), by=lead)
    decisions.change_kind(case, by=lead, kind="allegation", because="A tutor wrote them.")
    decisions.change_kind(case, by=head, kind="safeguarding", because="It was a cousin.")
    assert stale(lead).get(reverse("concerns:case", args=[case.pk])).status_code == 200


def test_files_of_a_walled_record_ask_for_a_factor_and_others_do_not(
    settings: Any, tmp_path: Path, lead: Person, head: Person, about_staff: Concern
) -> None:
    settings.FILES_FOLDER = tmp_path
    usual = a_case(named(learner("Mia Okoro")), by=lead)
    walled = a_case(named(person("An Other"), Part.ALLEGED), by=head, kind="allegation")
    records: list[tuple[str, Any, Person]] = [
        ("case", usual, lead), ("case", walled, head), ("concern", about_staff, head),
    ]  # fmt: skip
    asked = []
    for kind, record, reader in records:
        kept = files.seal(
            "a.txt", io.BytesIO(b"words"), record_kind=kind, record_id=record.pk,
            circle=record.circle_id, by=None,
        )  # fmt: skip
        answer = stale(reader).get(f"/files/{kept.pk}/")
        asked.append(answer.status_code == 302 and answer["location"].startswith(ASKED))
        assert browser(reader).get(f"/files/{kept.pk}/").content == b"words"
        assert stale(person("Str Anger")).get(f"/files/{kept.pk}/").status_code == 404
    assert asked == [False, True, True]
    assert Entry.objects.filter(verb="files.opened").count() == 4


def test_to_say_that_one_has_a_report_about_staff_asks_for_a_factor(
    head: Person, about_staff: Concern
) -> None:
    told = Notification.objects.get(person_id=head.pk, occasion__subject_id=about_staff.pk)
    address = reverse("notices:acknowledge", args=[told.pk])
    assert stale(head).post(address)["location"].startswith(ASKED)
    about_staff.refresh_from_db()
    assert (about_staff.state, about_staff.acknowledged_at) == ("received", None)
    assert browser(head).post(address)["location"] == reverse("notices:mine")
    about_staff.refresh_from_db()
    assert about_staff.state == "acknowledged"


def test_the_notice_of_a_usual_report_is_answered_without_one(lead: Person) -> None:
    report = a_report(named(learner("Mia Okoro")))
    told = Notification.objects.get(person_id=lead.pk, occasion__subject_id=report.pk)
    answer = stale(lead).post(reverse("notices:acknowledge", args=[told.pk]))
    assert answer["location"] == reverse("notices:mine")


def test_low_level_records_open_with_a_factor_and_to_others_not_at_all(
    lead: Person, head: Person
) -> None:
    low_level.record_low_level(
        about=person("Tu Tor"), what="A joke.", happened_on=timezone.localdate(), by=lead
    )
    address = reverse("concerns:low-level-records")
    assert stale(head).get(address)["location"].startswith(ASKED)
    assert not Entry.objects.filter(verb="concerns.low-level-read").exists()
    assert "A joke." in browser(head).get(address).content.decode()
    assert stale(person("Str Anger")).get(address).status_code == 404


def test_lists_tell_neither_words_nor_people_of_what_is_walled(
    head: Person, about_staff: Concern
) -> None:
    case = a_case(
        named(person("An Other"), Part.ALLEGED), by=head, kind="allegation",
        summary="Messages of An Other",
    )  # fmt: skip
    case.next_due = case.opened_at
    case.save()
    client = stale(head)
    inbox = client.get(reverse("concerns:inbox")).content.decode()
    home = client.get("/").content.decode()
    for word in ("He wrote to her", "Messages of An Other", "TT harmed", "TT alleged", "AO alle"):
        assert word not in inbox
        assert word not in home
    assert f"{about_staff.reference}: Bullying" in inbox
    assert f"{case.reference}: Bullying" in inbox
    assert inbox.count("About staff: opens with your second factor") == 2
    assert case.reference in home
