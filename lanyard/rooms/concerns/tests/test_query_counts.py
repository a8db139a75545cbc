"""Pages that list ask the database the same number of questions for one row and for three."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.concerns.actions import (
    chronology,
    declarations,
    evidence,
    low_level,
    plans,
    receipts,
    referrals,
    registers,
    sanctions,
    team,
    triage,
    work,
)
from lanyard.rooms.concerns.models import (
    Case,
    CompletenessCheck,
    Concern,
    Declaration,
    Pulse,
    PulseAnswer,
)
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, a_step, an_assessment, named

TODAY = timezone.localdate()


class Scene:
    """A lead, a case and a report, and one more of everything at a time."""

    def __init__(self) -> None:
        under("oaklands")
        self.lead = person("Dee Essell", "dsl", "safeguarding-team", "principal")
        self.tutor = person("Tu Tor", manager=self.lead)
        self.mia = learner("Mia Okoro")
        self.case = a_case(named(self.mia), by=self.lead, breaches=("OAK-10.4-05",))
        self.report = a_report(named(self.mia), by=self.tutor)
        self.count = 0

    def one_more(self) -> None:
        self.count += 1
        number, lead, case = self.count, self.lead, self.case
        due = timezone.now() + datetime.timedelta(days=number)
        other = person(f"Wor Ker{number}", "safeguarding-team")
        chronology.write_note(case, by=lead, text=f"Note {number}", happened_at=timezone.now())
        team.add_member(case, person(f"Na Med{number}"), by=lead, part="reader", because="x")
        team.keep_out(case, person(f"Out Side{number}"), by=lead, because="x")
        access.grant("concern", self.report.pk, other.pk, because="x")
        work.give_task(case, by=lead, kind="other", what="Look.", owner=lead, due=due)
        referrals.plan_referral(case, by=lead, agency="police")
        plans.write_plan(case, by=lead, person=self.mia, plan="x", interval_days=9, checks=[])
        sanctions.recommend(case, by=lead, person=self.mia, level="permanent-exclusion",
                            reasons="x")  # fmt: skip
        evidence.keep_evidence(
            case, by=lead, name=f"{number}.txt", stream=io.BytesIO(b"words"), what="Text"
        )
        triage.change_severity(case, by=lead, severity=1 + number % 4, because="x")
        receipts.reply(self.report, f"Message {number}", by=lead)
        joined = a_report(named(self.mia), by=self.tutor)
        triage.open_case(joined, by=lead, assessment=an_assessment(), step=a_step())
        a_report(named(self.mia))
        low_level.record_low_level(
            about=self.tutor, what="x", happened_on=TODAY, by=lead, place="Room"
        )
        self._registers(number)

    def _registers(self, number: int) -> None:
        ago = datetime.timedelta(days=400 * number)
        registers.keep_rule(by=self.lead, policy=f"P{number}", version="1", text="x",
                            in_force_from=TODAY)  # fmt: skip
        CompletenessCheck.objects.create(
            month=(TODAY - ago).replace(day=1), alerts=0, tickets=0, recorded=0, by=self.lead
        )
        pulse = Pulse.objects.create(
            opened_on=TODAY - ago, closes_on=TODAY - ago + datetime.timedelta(days=9),
            opened_by=self.lead,
        )  # fmt: skip
        PulseAnswer.objects.create(
            pulse=pulse, saw_unreported=False, circle=access.circle_of(["dsl"])
        )
        declared = declarations.declare(by=self.tutor, kind="interest", what="x")
        declarations.answer(declared, by=self.lead, answer="fine", said="x")


Where = Callable[[Scene], str]
PAGES: dict[str, Where] = {
    "inbox": lambda s: reverse("concerns:inbox"),
    "case": lambda s: reverse("concerns:case", args=[s.case.pk]),
    "readers": lambda s: reverse("concerns:readers", args=[s.case.pk]),
    "evidence": lambda s: reverse("concerns:evidence", args=[s.case.pk]),
    "report": lambda s: reverse("concerns:concern", args=[s.report.pk]),
    "triage": lambda s: reverse("concerns:triage", args=[s.report.pk]),
    "close": lambda s: reverse("concerns:close", args=[s.case.pk]),
    "person": lambda s: reverse("concerns:person", args=[s.mia.pk]),
    "tasks": lambda s: reverse("concerns:actions"),
    "hand-over": lambda s: reverse("concerns:hand-over"),
    "figures": lambda s: reverse("concerns:figures"),
    "low-level": lambda s: reverse("concerns:low-level-records"),
    "rules": lambda s: reverse("concerns:quoted-rules"),
    "completeness": lambda s: reverse("concerns:completeness"),
    "pulses": lambda s: reverse("concerns:pulses"),
    "declarations": lambda s: reverse("concerns:declarations"),
    "home": lambda s: reverse("home"),
}  # fmt: skip
#: Reading each case of a person is an act, and writes an entry for each.
_AN_ACT_EACH = {"person"}


def test_one_row_and_three_ask_the_same(college: Organisation) -> None:
    with acting_as_system(college.pk, "set the scene"):
        scene = Scene()
        scene.one_more()
    client = browser(scene.lead)
    one = {name: _queries(client, where(scene)) for name, where in PAGES.items()}
    with acting_as_system(college.pk, "set the scene"):
        scene.one_more()
        scene.one_more()
    three = {name: _queries(client, where(scene)) for name, where in PAGES.items()}
    more = {name: (one[name], three[name]) for name in PAGES if one[name] != three[name]}
    assert set(more) == _AN_ACT_EACH, more
    with acting_as_system(college.pk, "look"):
        assert (Case.objects.count(), Concern.objects.count()) == (4, 8)
        assert Declaration.objects.count() == 3


def _queries(client: Client, page: str) -> int:
    """Count the questions of a page that is asked for the second time."""
    assert client.get(page).status_code == 200, page
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len([q for q in asked if "SAVEPOINT" not in q["sql"]])


def test_a_person_page_asks_no_more_for_longer_chronologies(college: Organisation) -> None:
    with acting_as_system(college.pk, "set the scene"):
        under("oaklands")
        lead, mia = person("Dee Essell", "dsl", "safeguarding-team"), learner("Mia Okoro")
        case = a_case(named(mia), by=lead)
    client = browser(lead)
    page = reverse("concerns:person", args=[mia.pk])
    before = _queries(client, page)
    with acting_as_system(college.pk, "set the scene"):
        for number in range(3):
            chronology.write_note(case, by=lead, text=f"{number}", happened_at=timezone.now())
    assert _queries(client, page) == before


@pytest.mark.parametrize("name", ["inbox", "case", "readers", "report", "figures", "triage"])
def test_pages_hold_in_another_language(college: Organisation, name: str) -> None:
    with acting_as_system(college.pk, "set the scene"):
        scene = Scene()
        scene.one_more()
    client = browser(scene.lead)
    client.cookies["django_language"] = "cy"
    with translation.override("en-gb"):  # a request leaves its language behind in the thread
        answer = client.get(PAGES[name](scene))
    assert answer.status_code == 200
    assert 'lang="cy"' in answer.content.decode()
