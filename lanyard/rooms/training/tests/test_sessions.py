"""Sessions, registers, certificates from elsewhere, teams, the matrix, forecasts and leads."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import employ, end_post, give_post, join, open_post, sponsor
from lanyard.people.api import NotFit, Person
from lanyard.people.models import Group, Membership
from lanyard.rooms.training import jobs, leads
from lanyard.rooms.training.actions import sessions as acts
from lanyard.rooms.training.actions.courses import Particulars, open_course
from lanyard.rooms.training.models import Booking, Completion, Course, TrainingRule, TrainingSession
from lanyard.rooms.training.queries.overview import forecast, matrix, next_term, team
from lanyard.rooms.training.tests.scene import (
    DAY,
    TODAY,
    a_course,
    a_module,
    a_session,
    asked_beside,
    asked_of,
    owe,
    took,
    under,
)
from lanyard.rooms.training.tests.test_pages import text

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360f8cfc0f01f00050001ff89993d1d0000000049454e44ae426082"
)


@pytest.fixture
def boss(college: Organisation) -> Person:
    under("oaklands")
    return staff("Bo", "line-manager")


def test_a_register_records_who_came_and_leaves_due_who_did_not(boss: Person) -> None:
    ann, ben, cy = (staff(name, manager=boss) for name in ("Ann", "Ben", "Cy"))
    course = a_course()
    asked_of(course, days=9)
    session = a_session(course, boss)
    assert acts.book(session, [ann, ben], by=boss) == 2
    assert acts.book(session, [ann], by=boss) == 0
    with pytest.raises(ValueError, match="begun"):
        acts.take_register(session, {ann.pk}, by=boss)
    TrainingSession.objects.update(starts_at=timezone.now() - DAY, ends_at=timezone.now())
    duties.keep_errands("training.register")
    (need,) = asked_beside(boss)
    assert (need.sentence, need.url) == (
        "Take the register of First aid", f"/training/sessions/{session.pk}/register/"
    )  # fmt: skip
    assert acts.take_register(session, {ann.pk}, by=boss, also=[cy]) == 2
    assert {b.person.given_name: b.came for b in Booking.objects.all()} == {
        "Ann": True, "Ben": False, "Cy": True,
    }  # fmt: skip
    one = Completion.objects.get(person=ann)
    assert (one.how, one.method, one.on, one.confirmed_on) == (
        "session", "briefing", TODAY - DAY, None,
    )  # fmt: skip
    assert set(owe()) == {"Ben: First aid", "Bo: First aid"}
    with pytest.raises(acts.SessionClosed, match="taken"):
        acts.book(session, [boss], by=boss)
    assert asked_beside(boss) == []
    taken = duties.Occurrence.objects.get(definition__kind="training.register")
    assert (taken.done_by_name, taken.evidence) == (str(boss), "Register taken")


def test_places_run_out_and_a_session_is_called_off(boss: Person) -> None:
    ann, ben = staff("Ann"), staff("Ben")
    session = a_session(a_course(), boss, places=1)
    with pytest.raises(acts.SessionClosed, match="full"):
        acts.book(session, [ann, ben], by=boss)
    acts.book(session, [ann], by=boss)
    acts.unbook(session, ann, by=boss)
    acts.book(session, [ben], by=boss)
    with pytest.raises(ValueError, match="why"):
        acts.call_off(session, by=boss, because="")
    acts.call_off(session, by=boss, because="Snow")
    told = Notification.objects.filter(occasion__kind="training.session-cancelled")
    assert {one.person_id for one in told} == {ben.pk}
    with pytest.raises(acts.SessionClosed, match="cancelled"):
        acts.book(session, [ann], by=boss)
    with pytest.raises(ValueError, match="begins"):
        a_session(a_course("Other"), boss, ends_at=timezone.now())


def test_a_booking_is_seen_by_whom_it_concerns(college: Organisation, boss: Person) -> None:
    ann, leader = staff("Ann", manager=boss), staff("Lee", "tutor")
    stranger, hr = staff("Stan", "line-manager"), staff("Hal", "hr-director")
    acts.book(a_session(a_course(), leader), [ann, stranger], by=leader)
    seen = {}
    for person in (ann, boss, leader, stranger, hr):
        with acting_as(college.pk, person.pk):
            rows = Booking.objects.select_related("person")
            seen[person.given_name] = {one.person.given_name for one in rows}
    both = {"Ann", "Stan"}
    assert seen == {"Ann": {"Ann"}, "Bo": {"Ann"}, "Lee": both, "Stan": {"Stan"}, "Hal": both}


def day_parts(day: datetime.date, name: str = "day") -> dict[str, str]:
    return {
        f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)
    }  # fmt: skip


def test_a_session_from_its_plan_to_its_register_in_the_browser(boss: Person) -> None:
    ann, stranger = staff("Ann", manager=boss), staff("Stan")
    course = a_course()
    asked_of(course, days=9)
    client = browse(boss)
    form = {**day_parts(TODAY + 7 * DAY), "begins": "2pm", "ends": "3pm", "place": "Room 1",
            "method": "briefing", "led_by": boss.email}  # fmt: skip
    path = "/training/courses/first-aid/"
    wrong = client.post(path + "sessions/new/", {**form, "ends": "1pm", "led_by": "no@here.test"})
    assert wrong.status_code == 422
    assert "It ends after it begins" in wrong.content.decode()
    here = client.post(path + "sessions/new/", form).headers["Location"]
    assert "Room 1" in text(client, here)
    page = text(client, here + "book/")
    assert "Ann Example, due" in page
    assert "Stan" not in page
    refused = client.post(here + "book/", {"others": stranger.email})
    assert "You book your own team" in refused.content.decode()
    assert client.post(here + "book/", {"others": ""}).status_code == 422
    assert client.post(here + "book/", {"people": [str(ann.pk)]}).status_code == 302
    mine = browse(ann)
    assert "You are booked" in text(mine, here)
    assert "First aid" in text(mine, "/training/calendar/")
    mine.post(here + "join/", {"leave": "1"})
    assert "Book me on it" in text(mine, here)
    mine.post(here + "join/")
    other = browse(stranger)
    assert "Ann" not in text(other, here)
    for end in ("book/", "register/", "call-off/"):
        assert other.get(here + end).status_code == 404, end
        assert browser().get(here + end).status_code == 302, end
    assert client.get(here + "register/").status_code == 404
    TrainingSession.objects.update(starts_at=timezone.now() - DAY, ends_at=timezone.now())
    assert "Register not taken yet" in text(client, "/training/sessions/")
    assert (
        client.post(here + "register/", {"people": [str(ann.pk)], "others": ""}).status_code == 302
    )
    assert "Came" in text(client, here)
    assert "Confirm" in text(mine, "/training/calendar/")


def test_a_certificate_is_handed_in_and_verified_by_another(
    college: Organisation, boss: Person
) -> None:
    ann, stranger = staff("Ann", manager=boss), staff("Stan", "line-manager")
    course = open_course("lead", "Lead", Particulars(kind="external"), by=None)
    asked_of(course, days=9)
    client, path = browse(ann), "/training/courses/lead/hand-in/"
    form = {**day_parts(TODAY - DAY, "on"), "note": "Level 3, the board", "method": "course",
            **day_parts(TODAY + 300 * DAY, "expires_on")}  # fmt: skip
    late = {**form, **day_parts(TODAY + DAY, "on")}
    assert "Give today or an earlier day" in client.post(path, late).content.decode()
    wrong = {**form, **day_parts(TODAY - 9 * DAY, "expires_on")}
    assert "beyond the day" in client.post(path, wrong).content.decode()
    program = SimpleUploadedFile("a.exe", b"MZ\x00\x01")
    assert client.post(path, {**form, "certificate": program}).status_code == 422
    scan = SimpleUploadedFile("level3.png", PNG)
    here = client.post(path, {**form, "certificate": scan}).headers["Location"]
    assert "Waits to be verified" in text(client, here)
    one = Completion.objects.get()
    assert (one.how, one.counts, one.file_id is not None) == ("certificate", False, True)
    assert "Ann: Lead" in owe()
    told = Notification.objects.get(occasion__kind="training.to-verify")
    assert told.person_id == boss.pk
    manager, other = browse(boss), browse(stranger)
    assert [str(need.sentence) for need in asked_beside(boss)] == [
        "Verify what Ann Example handed in: Lead"
    ]
    assert "Level 3, the board" in text(manager, "/training/verify/")
    assert "Level 3" not in text(other, "/training/verify/")
    assert "Level 3" not in text(client, "/training/verify/")
    for who in (other, client):
        assert who.post(f"/training/verify/{one.pk}/").status_code == 404
        assert who.get(f"/training/verify/{one.pk}/refuse/").status_code == 404
    scan_path = f"/files/{one.file_id}/"
    assert manager.get(scan_path).status_code == client.get(scan_path).status_code == 200
    assert other.get(scan_path).status_code == 404
    assert manager.post(f"/training/verify/{one.pk}/").status_code == 302
    assert "Verified by" in text(client, here)
    assert owe()["Ann: Lead"] == TODAY + 300 * DAY
    word = client.post(path, form).headers["Location"]
    second = Completion.objects.get(verified_on=None)
    assert second.how == "word"
    answer = manager.post(f"/training/verify/{second.pk}/refuse/", {"because": "Not known"})
    assert answer.status_code == 302
    assert "set aside" in text(client, word)
    assert asked_beside(boss) == []
    closed = duties.Occurrence.objects.filter(definition__kind="training.verify", person=boss)
    assert sorted(closed.values_list("evidence", flat=True)) == ["Set aside", "Verified"]


def test_a_team_is_shown_late_first_and_reminded_once_a_day(boss: Person) -> None:
    ann, ben = staff("Ann", manager=boss), staff("Ben", manager=boss)
    staff("Stan")
    asked_of(a_module(), days=5)
    duties.Occurrence.objects.filter(person=ben).update(due=TODAY - DAY)
    client = browse(boss)
    page = text(client, "/training/team/")
    assert page.index("Ben Example") < page.index("Ann Example")
    assert "Stan" not in page
    for _twice in range(2):
        assert client.post(f"/training/team/{ben.pk}/nudge/").status_code == 302
    assert Notification.objects.filter(occasion__kind="training.nudge").count() == 1
    assert browse(ann).post(f"/training/team/{ben.pk}/nudge/").status_code == 404
    assert "Nobody is in your team" in text(browse(ann), "/training/team/")


def test_a_team_shows_who_had_nothing_within_the_year(boss: Person) -> None:
    ann, ben = staff("Ann", manager=boss), staff("Ben", manager=boss)
    course = a_module()
    took(course, ann, TODAY - 10 * DAY)
    took(course, ben, TODAY - 400 * DAY)
    found = {line.person: line.last for line in team(boss, on=TODAY)}
    assert found == {ann: TODAY - 10 * DAY, ben: None}
    client = browse(boss)
    assert "Nothing within the year" in text(client, "/training/team/")
    assert "safety" in text(browse(staff("Hal", "hr-director")), "/training/courses/")


def test_a_tutor_sees_and_reminds_their_learners(boss: Person) -> None:
    tutor, lou = staff("Tia", "tutor"), learner("Lou")
    learner("Lena")
    group = Group.objects.create(name="T1", kind="tutor-group")
    for who, part in ((tutor, "tutor"), (lou, "learner")):
        Membership.objects.create(group=group, person=who, part=part, since=TODAY - DAY)
    asked_of(a_module(), audience=duties.Audience(kinds=("learner",)), days=5)
    page = text(browse(tutor), "/training/team/")
    assert "Lou Example" in page
    assert "Lena" not in page


def test_the_matrix_shows_roles_by_course_with_ages(boss: Person) -> None:
    ann, ben = staff("Ann", "tutor"), staff("Ben", "tutor")
    course = a_module()
    asked_of(course, days=5)
    took(course, ann, TODAY - 100 * DAY)
    duties.Occurrence.objects.filter(person=ben).update(due=TODAY - DAY)
    found = matrix(on=TODAY)
    cells = {name: (c[0].asked, c[0].in_date, c[0].age) for name, c in found.rows}
    assert cells == {"": (3, 2, 100), "Tutor": (2, 1, 100), "Line manager": (1, 1, None)}
    hr = browse(staff("Hal", "hr-director"))
    assert "1 of 2, 3 months" in text(hr, "/training/matrix/")
    lines = text(hr, "/training/matrix/csv/").splitlines()
    assert "Tutor,Safety,2,1,100" in lines
    TrainingRule.objects.update(title="=cmd()")
    assert "Tutor,'=cmd(),2,1,100" in text(hr, "/training/matrix/csv/").splitlines()
    assert "Nothing is asked yet" in text(hr, "/training/matrix/?of=learners")
    for path in ("matrix/", "matrix/csv/", "forecast/"):
        assert browse(boss).get(f"/training/{path}").status_code == 404


def test_learners_are_shown_by_course_and_the_vulnerable_only_to_whom_that_is_open(
    boss: Person,
) -> None:
    lou = learner("Lou")
    group = Group.objects.create(name="Art 2", kind="course")
    Membership.objects.create(group=group, person=lou, part="learner", since=TODAY - DAY)
    course = a_module()
    asked_of(course, audience=duties.Audience(kinds=("learner",)), days=5)
    found = matrix(on=TODAY, learners=True)
    assert [name for name, _cells in found.rows] == ["", "Art 2"]


def test_the_forecast_counts_what_lapses_by_the_end_of_the_next_term(boss: Person) -> None:
    course = a_module()
    rule = asked_of(course, days=5)
    staff("Ann")
    duties.recompute_all()
    assert next_term(TODAY) == ("", TODAY, TODAY + 120 * DAY)
    begins = TODAY + 30 * DAY
    duties.set_term("Spring", by=None, since=begins, until=begins + 80 * DAY)
    assert next_term(TODAY)[0] == "Spring"
    (one,) = forecast(on=TODAY, until=begins)
    assert (one.rule.pk, one.coming, one.already) == (rule.pk, 2, 0)
    duties.Occurrence.objects.filter(person=boss).update(due=TODAY - DAY)
    (one,) = forecast(on=TODAY, until=begins)
    assert (one.coming, one.already) == (1, 1)
    aside = duties.Occurrence.objects.filter(person=boss)
    aside.update(waived_until=TODAY + DAY, waiver_reason="Ill")
    (one,) = forecast(on=TODAY, until=begins)
    assert (one.coming, one.already) == (1, 0)
    assert "Spring" in text(browse(staff("Hal", "hr-director")), "/training/forecast/")


def test_an_account_is_ready_once_the_trainer_marks_it(boss: Person) -> None:
    temp = join(by=None, given_name="Tem", family_name="Porary")
    sponsor(temp, by=boss, sponsored_by=boss, reason="Agency", since=TODAY, until=TODAY + 9 * DAY)
    course = a_course("Systems")
    asked_of(course, audience=duties.Audience(kinds=("sponsored",)), days=5, consequence="access")
    duties.recompute_all()
    it = browse(staff("Ita", "it-support"))
    assert "Tem Porary" in text(it, "/training/accounts/")
    session = a_session(course, boss)
    TrainingSession.objects.update(starts_at=timezone.now() - DAY, ends_at=timezone.now())
    acts.take_register(session, set(), by=boss, also=[temp])
    assert "Every account is ready" in text(it, "/training/accounts/")
    assert browse(boss).get("/training/accounts/").status_code == 404


@pytest.fixture
def lead_rule(boss: Person) -> Course:
    course = open_course("lead-training", "Leads", Particulars(kind="external"), by=None)
    audience = duties.Audience(roles=("dsl",))
    asked_of(course, audience=audience, months=24, days=90, consequence="lead")
    return course


def test_a_lead_whose_training_expired_is_shown_to_the_head_and_cannot_stay_alone(
    college: Organisation, boss: Person, lead_rule: Course
) -> None:
    head, hr = staff("Hea", "principal"), staff("Hal", "hr-director")
    old, new = (join(by=None, given_name=n, family_name="Lead") for n in ("Old", "New"))
    for one in (old, new):
        employ(one, by=None, job_title="Lead", since=TODAY - 900 * DAY)
    post = open_post(by=hr, title="Lead", role="dsl")
    took(lead_rule, old, TODAY - 800 * DAY)
    took(lead_rule, new, TODAY - 100 * DAY)
    with pytest.raises(NotFit):
        give_post(post, old, by=hr, since=TODAY)
    first = give_post(post, new, by=hr, since=TODAY - DAY)
    give_post(post, old, by=hr, since=TODAY - DAY)
    assert {str(one) for one in leads.lapsed(on=TODAY)} == {"Old Lead"}
    (line,) = leads.told(head)
    assert str(line[0]) == "The safeguarding training of Old Lead has expired."
    assert "has expired" in text(browse(head), "/")
    with pytest.raises(NotFit):
        end_post(first, by=hr, until=TODAY)
    first.refresh_from_db()
    assert first.until is None
    assert leads.watch() == 1
    leads.watch()
    told = Notification.objects.filter(occasion__kind="training.lead-lapsed")
    assert {one.person_id for one in told} == {head.pk}
    took(lead_rule, old)
    assert leads.lapsed(on=TODAY) == []
    end_post(first, by=hr, until=TODAY)
    assert jobs.watch_leads is not None


def test_the_only_lead_with_expired_training_is_said_to_be_alone(
    boss: Person, lead_rule: Course
) -> None:
    head, lee = staff("Hea", "principal"), staff("Lee", "dsl")
    took(lead_rule, lee, TODAY - 800 * DAY)
    duties.recompute_all()
    (line,) = leads.told(head)
    assert "nobody else in the lead's post is in date" in str(line[0])


def test_pages_across_people_ask_the_same_number_of_questions(boss: Person) -> None:
    course = a_module()
    asked_of(course, days=5)
    staff("Ann", manager=boss)
    duties.recompute_all()
    hr, client = browse(staff("Hal", "hr-director")), browse(boss)
    paths: dict[str, Client] = {
        "/training/team/": client, "/training/matrix/": hr, "/training/forecast/": hr,
        "/training/sessions/": client, "/training/verify/": client,
    }  # fmt: skip
    a_session(a_course(), boss)
    for path, who in paths.items():
        who.get(path)
    before = {path: _queries(who, path) for path, who in paths.items()}
    for name in ("Cy", "Di"):
        staff(name, manager=boss)
        a_session(a_course(name), boss)
    duties.recompute_all()
    assert {path: _queries(who, path) for path, who in paths.items()} == before


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
