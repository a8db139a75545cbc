"""The pages of training: a module to its certificate, the calendar, managing."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.actions import leave
from lanyard.people.api import Person
from lanyard.rooms.training import ics
from lanyard.rooms.training.actions.completing import confirm
from lanyard.rooms.training.models import Completion, Course, ModuleAttempt, TrainingRule
from lanyard.rooms.training.tests.scene import (
    DAY,
    TODAY,
    a_course,
    a_module,
    asked_of,
    go_through,
    took,
    under,
)
from tests.errands import waits_as_declared


@pytest.fixture
def ann(college: Organisation) -> Person:
    under("oaklands")
    return staff("Ann")


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_a_module_from_the_first_page_to_the_certificate(ann: Person) -> None:
    course = a_module()
    asked_of(course, days=5)
    client = browse(ann)
    assert "Safety" in text(client, "/training/")
    page = text(client, "/training/courses/safety/")
    assert "Begin" in page
    assert "not by the policy" in page
    first = client.post("/training/courses/safety/start/").headers["Location"]
    attempt = ModuleAttempt.objects.get()
    base = f"/training/modules/{attempt.pk}"
    assert first == f"{base}/pages/1/"
    assert "Read this." in text(client, first)
    assert client.get(f"{base}/pages/2/").headers["Location"] == first
    assert client.get(f"{base}/questions/1/").headers["Location"] == first
    assert client.get(f"{base}/result/").headers["Location"] == first
    assert client.post(first).headers["Location"] == f"{base}/pages/2/"
    assert "Carry on where you left off" in text(client, "/training/courses/safety/")
    assert client.post(f"{base}/pages/2/").headers["Location"] == f"{base}/questions/1/"
    assert client.post(f"{base}/questions/1/", {}).status_code == 422
    client.post(f"{base}/questions/1/", {"choice": "0"})
    said = text(client, f"{base}/questions/1/")
    assert "That helps nobody." in said
    assert "What is right:" in said
    client.post(f"{base}/questions/2/", {"choice": "0"})
    result = text(client, f"{base}/result/")
    assert "1 of 2 answers were right: 50%" in result
    assert "try once more" in result
    client.post("/training/courses/safety/start/")
    passed = go_through(course, ann)
    assert passed.passed
    result = text(client, f"/training/modules/{passed.pk}/result/")
    found = re.search(r"/training/certificates/[0-9a-f-]+/", result)
    assert found
    certificate = text(client, found[0])
    assert "Ann Example" in certificate
    assert "Nothing to take" in text(client, "/training/")


def test_an_attempt_is_closed_to_everybody_else(ann: Person) -> None:
    course = a_module()
    attempt = go_through(course, ann)
    one = Completion.objects.get()
    hr, stranger = browse(staff("Hal", "hr-director")), browse(staff("Stan"))
    for path in ("pages/1/", "questions/1/", "result/"):
        assert hr.get(f"/training/modules/{attempt.pk}/{path}").status_code == 404
    assert hr.get(f"/training/certificates/{one.pk}/").status_code == 200
    for path in (f"certificates/{one.pk}/", f"people/{ann.pk}/", "everybody/", "courses/",
                 "courses/new/", "courses/safety/write/", "courses/safety/ask/",
                 f"certificates/{one.pk}/aside/", "everybody/set-up/"):  # fmt: skip
        assert stranger.get(f"/training/{path}").status_code == 404, path
        assert browser().get(f"/training/{path}").status_code == 302, path
    assert "Ann" not in text(stranger, "/training/")


def dates_asked(person: Person) -> list[DueItem]:
    return [one for one in duties.needs_of(person) if one.url == "/training/calendar/"]


def test_the_calendar_its_dates_and_its_feed(ann: Person) -> None:
    course = a_module("Safety; first, aid")
    asked_of(course, months=12)
    one = took(course, ann, own=False)
    client, stranger = browse(ann), browse(staff("Stan"))
    assert [str(n.sentence) for n in dates_asked(ann)] == ["Confirm 1 date in your CPD calendar"]
    two = took(a_course("Fire"), ann, own=False)
    assert waits_as_declared("training.confirm") == 1
    assert [str(n.sentence) for n in dates_asked(ann)] == ["Confirm 2 dates in your CPD calendar"]
    page = text(client, "/training/calendar/")
    assert "Confirm" in page
    assert stranger.post(f"/training/confirm/{one.pk}/").status_code == 404
    client.post(f"/training/confirm/{one.pk}/")
    assert len(dates_asked(ann)) == 1
    confirm(two, by=ann)
    assert dates_asked(ann) == []
    done = duties.Occurrence.objects.get(definition__kind="training.confirm", done_on=TODAY)
    assert (done.person, done.evidence_id) == (ann, str(two.pk))
    found = re.search(r"http://\S+\.ics", page)
    assert found
    feed = found[0].removeprefix("http://here.test")
    shown = browser().get(feed)
    assert shown.headers["Content-Type"].startswith("text/calendar")
    body = shown.content.decode()
    assert "SUMMARY:Safety\\; first\\, aid\r\n" in body
    assert body.count("BEGIN:VEVENT") == 3
    assert f"DTSTART;VALUE=DATE:{TODAY:%Y%m%d}" in body
    assert browser("elsewhere.test").get(feed).status_code == 404
    client.post("/training/calendar/address/")
    assert browser().get(feed).status_code == 404
    page = text(client, "/training/calendar/")
    again = re.search(r"http://here.test(\S+\.ics)", page)
    assert again
    assert browser().get(again[1]).status_code == 200
    leave(ann, by=None, on=TODAY - DAY)
    assert browser().get(again[1]).status_code == 404
    assert browser().get("/training/calendar/forged.ics").status_code == 404


def test_lines_of_a_calendar_are_folded_by_octets() -> None:
    entry = ics.Entry("1", "é" * 100, TODAY)
    lines = ics.as_text("T", [entry], stamp=timezone.now()).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "".join(line.removeprefix(" ") for line in lines).count("é") == 100


def test_a_course_of_ones_own_is_written_asked_and_ended(ann: Person) -> None:
    hr = browse(staff("Hal", "hr-director"))
    form = {"title": "Our own", "kind": "module", "topics": "phones", "counts_as": ""}
    made = hr.post("/training/courses/new/", form)
    assert made.headers["Location"] == "/training/courses/our-own/write/"
    assert "is here already" in hr.post("/training/courses/new/", form).content.decode()
    silent = {**form, "title": "Update", "kind": "classroom", "counts_as": "update"}
    answer = hr.post("/training/courses/new/", silent)
    assert "Say what part of it is about online safety" in answer.content.decode()
    path = "/training/courses/our-own/"
    wrong = hr.post(path + "write/", {"text": "Words"})
    assert "Line 1" in wrong.content.decode()
    wrong = hr.post(path + "write/", {"text": "# A {other}\nWords"})
    assert "No page carries: phones" in wrong.content.decode()
    assert hr.post(path + "write/", {"text": "# A {phones}\nWords"}).status_code == 302
    asked = {"title": "Our own", "who": ["staff"], "days": "3", "consequence": "nothing"}
    rule = hr.post(path + "ask/", asked).headers["Location"]
    assert "Ann Example" in text(hr, rule)
    client = browse(ann)
    start = client.post(path + "start/").headers["Location"]
    assert client.post(start).headers["Location"].endswith("/result/")
    assert Completion.objects.get().score == 100
    assert "Ann Example" not in text(hr, rule)
    assert "Our own" in text(hr, "/training/everybody/")
    assert hr.post(rule + "stop/", {"because": ""}).status_code == 422
    assert hr.post(rule + "stop/", {"because": "Over"}).status_code == 302
    assert hr.get(rule).status_code == 404


def test_setting_up_and_setting_right(ann: Person) -> None:
    hr = browse(staff("Hal", "hr-director"))
    assert "Nothing is asked yet" in text(hr, "/training/everybody/")
    assert "Set up the training" in text(hr, "/training/everybody/set-up/")
    hr.post("/training/everybody/set-up/")
    assert TrainingRule.objects.count() == 21
    assert "Oaklands" not in text(hr, "/training/everybody/")
    assert "Scams" in text(hr, "/training/courses/")
    one = took(Course.objects.get(slug="scams"), ann)
    path = f"/training/certificates/{one.pk}/"
    assert "This record is wrong" in text(hr, path)
    assert "This record is wrong" not in text(browse(ann), path)
    assert hr.post(path + "aside/", {"because": "Another Ann"}).status_code == 302
    assert "counts for nothing" in text(hr, path)
    assert hr.get("/training/courses/who-is-responsible/write/").status_code == 404


def test_a_manager_sees_their_team_and_a_tutor_their_learners(ann: Person) -> None:
    boss, stranger = staff("Bo", "line-manager"), staff("Stan", "line-manager")
    ann.employments.update(line_manager=boss)
    took(a_module(), ann)
    page = text(browse(boss), f"/training/people/{ann.pk}/")
    assert "What they have taken" in page
    assert browse(stranger).get(f"/training/people/{ann.pk}/").status_code == 404
    assert browse(ann).get(f"/training/people/{ann.pk}/").status_code == 200


def test_lists_ask_the_same_number_of_questions(college: Organisation, ann: Person) -> None:
    course = a_module()
    asked_of(course, days=5)
    client, hr = browse(ann), browse(staff("Hal", "hr-director"))
    paths = {"/training/": client, "/training/calendar/": client, "/training/everybody/": hr,
             "/training/everybody/rule-safety/": hr, "/training/courses/": hr}  # fmt: skip
    asked_of(a_module("Another"), days=3)
    took(course, ann, TODAY - 9 * DAY)
    for name in ("One", "Two"):
        staff(name)
    duties.recompute_all()
    for path, who in paths.items():
        who.get(path)
    before = {path: _queries(who, path) for path, who in paths.items()}
    for days in (1, 2):
        took(course, ann, TODAY - days * DAY)
    for name in ("Three", "Four", "Five"):
        asked_of(a_module(name), days=3)
        learner(name)
    duties.recompute_all()
    after = {path: _queries(who, path) for path, who in paths.items()}
    assert after == before


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
