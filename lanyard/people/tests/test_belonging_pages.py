"""One person by hand: added, changed, at work, at study, acknowledged, gone; visitors; devices."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.files.api import StoredFile
from lanyard.foundation.identity.api import Account
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.jobs.queue import run_waiting
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.people import actions, reconciliation
from lanyard.people.acknowledgement import acknowledged
from lanyard.people.leaving import what_ends
from lanyard.people.models import Acknowledgement, Device, Login, Person, Post
from lanyard.people.tests.scene import DAY, TODAY, a_learner, parts, somebody

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def it(college: Organisation) -> Client:
    return somebody("Ira", "it-department")[1]


@pytest.fixture
def learner(college: Organisation) -> Person:
    return a_learner()


def test_pages_open_for_those_who_manage_people_and_nobody_else(
    it: Client, learner: Person
) -> None:
    host, _ = somebody("Hal")
    visit = actions.sponsor(
        actions.join(by=None, given_name="Val", family_name="Visit"), by=None, sponsored_by=host,
        reason="Talk", since=TODAY, until=TODAY,
    )  # fmt: skip
    device = actions.record_device(
        by=None, identifier="aa", kind="phone", ownership="own", person=learner
    )
    post = actions.open_post(by=None, title="Lead", role="dsl")
    held = actions.give_post(post, host, by=None, since=TODAY)
    paths = ["add/", *(f"{learner.pk}/{word}/" for word in ("change", "work", "study", "leave",
             "sign-in", "acknowledged")), f"visitors/{visit.pk}/extend/",
             f"visitors/{visit.pk}/accepted/",
             "devices/add/", f"devices/{device.pk}/", f"devices/{device.pk}/withdraw/",
             "posts/open/", f"posts/{post.pk}/close/", f"posts/held/{held.pk}/letter/"]  # fmt: skip
    lead, tutor = somebody("Lee", "dsl")[1], somebody("Tia", "tutor")[1]
    for path in paths:
        answers = [who.get(f"/people/{path}").status_code for who in (it, lead, tutor, browser())]
        assert (path, answers) == (path, [200, 404, 404, 302])
    there = f"/people/posts/{post.pk}/"
    assert [who.get(there).status_code for who in (it, lead, tutor)] == [200, 200, 404]


def test_a_person_is_added_changed_and_set_to_work_and_study(it: Client) -> None:
    form = {"given_name": "Nia", "family_name": "Price", "email": "nia@here.test"}
    wrong = it.post("/people/add/", {**form, "given_name": "", **parts("born", TODAY + DAY)})
    assert set(wrong.context["form"].errors) == {"given_name", "born"}
    where = it.post("/people/add/", form).headers["Location"]
    nia = Person.objects.get(given_name="Nia")
    assert where == f"/people/{nia.pk}/"
    assert it.post("/people/add/", form).context["form"].errors == {
        "email": ["Somebody else has this address already."]
    }
    changed = {**form, "family_name": "Pryce"}
    assert it.post(f"{where}change/", changed).status_code == 302
    work = {"job_title": "Tutor", "line_manager": "Nia Pryce", **parts("since", TODAY)}
    own = it.post(f"{where}work/", work)
    assert own.context["form"].errors == {"line_manager": ["Nobody is their own line manager."]}
    it.post(f"{where}work/", {**work, "line_manager": "ira@here.test"})
    backwards = {"programme": "Art", "band": "adult", **parts("since", TODAY),
                 **parts("until", TODAY - DAY)}  # fmt: skip
    assert set(it.post(f"{where}study/", backwards).context["form"].errors) == {"until"}
    it.post(f"{where}study/", {**backwards, **parts("until", TODAY + DAY)})
    nia.refresh_from_db()
    assert nia.family_name == "Pryce"
    assert [(e.job_title, str(e.line_manager)) for e in nia.employments.all()] == [
        ("Tutor", "Ira Example")
    ]
    assert [(e.programme, e.band) for e in nia.enrolments.all()] == [("Art", "adult")]
    acts = Entry.objects.filter(subject_id=str(nia.pk)).order_by("at", "id")
    assert [e.verb for e in acts] == [
        "people.joined", "people.changed", "people.changed", "people.changed",
    ]  # fmt: skip


def test_a_new_starter_is_given_a_sign_in_and_chooses_a_password(it: Client) -> None:
    visitor = actions.join(by=None, given_name="Val", family_name="Visit", email="val@here.test")
    sponsor = Person.objects.get(email="ira@here.test")
    actions.sponsor(visitor, by=None, sponsored_by=sponsor, reason="Talk", since=TODAY, until=TODAY)
    refused = it.post(f"/people/{visitor.pk}/sign-in/")
    assert refused.status_code == 422
    assert "may not have a sign-in yet" in refused.content.decode()
    assert "Open their sign-in" not in it.get(f"/people/{visitor.pk}/").content.decode()
    nia = actions.join(by=None, given_name="Nia", family_name="Price", email="nia@here.test")
    actions.employ(nia, by=None, job_title="Tutor", since=TODAY)
    assert "Open their sign-in" in it.get(f"/people/{nia.pk}/").content.decode()
    assert it.post(f"/people/{nia.pk}/sign-in/").status_code == 302
    run_waiting()
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["nia@here.test"], "You can sign in now")
    ]
    assert "Nia" not in mail.outbox[0].body
    first = re.search(r"https://here\.test(/\S+)", str(mail.outbox[0].body))
    assert first is not None
    assert browser().post(first[1], {"email": "nia@here.test"}).status_code == 200
    run_waiting()
    assert [one.to for one in mail.outbox[1:]] == [["nia@here.test"]]
    assert Account.objects.get(person_id=nia.pk).is_active
    assert not Account.objects.filter(person_id=visitor.pk).exists()


def test_what_a_leaver_starts_is_shown_before_it_happens(
    it: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, _ = somebody("Ann")
    post = actions.open_post(by=None, title="Safeguarding lead", role="dsl")
    actions.give_post(post, ann, by=None, since=TODAY)
    actions.employ(a_learner(), by=None, job_title="Mentor", since=TODAY, line_manager=ann)
    monkeypatch.setattr(
        registry, "foretold",
        lambda event, **facts: [f"{event} of {facts['person_id'] == ann.pk}"],
    )  # fmt: skip
    assert what_ends(ann, on=TODAY) == [
        "The post of Safeguarding lead becomes vacant.",
        "Their sign-in is closed, and every session ends.", "Their work ends.",
        "One member of staff is left without a line manager.", "people.left of True",
    ]  # fmt: skip
    path = f"/people/{ann.pk}/leave/"
    assert it.get(path).context["ends"] == what_ends(ann, on=TODAY)
    assert it.post(path, {"because": "", **parts("on", TODAY)}).status_code == 422
    assert Account.objects.get(person_id=ann.pk).is_active
    it.post(path, {"because": "End of contract", **parts("on", TODAY)})
    ann.refresh_from_db()
    assert ann.left_on == TODAY
    assert set(ann.posts_held.values_list("until", flat=True)) == {TODAY}
    assert not Account.objects.get(person_id=ann.pk).is_active
    assert Entry.objects.get(verb="people.left").because == "End of contract"
    assert it.get(path).status_code == 404


def test_a_mistyped_day_takes_nothing_back_that_has_been(it: Client) -> None:
    ann = actions.join(by=None, given_name="Ann", family_name="Reed")
    actions.employ(ann, by=None, job_title="Mentor", since=TODAY - 9 * DAY)
    post = actions.open_post(by=None, title="Mentor", role="tutor")
    held = actions.give_post(post, ann, by=None, since=TODAY - 9 * DAY)
    early = {"because": "Gone", **parts("on", TODAY - 99 * DAY), **parts("until", TODAY - 99 * DAY)}
    for path, field in ((f"{ann.pk}/leave/", "on"), (f"posts/held/{held.pk}/end/", "until")):
        answer = it.post(f"/people/{path}", early)
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})
    assert (ann.employments.count(), ann.posts_held.get().until) == (1, None)


def test_nobody_records_their_own_leaving(it: Client) -> None:
    me = Person.objects.get(given_name="Ira")
    answer = it.post(f"/people/{me.pk}/leave/", {"because": "Bye", **parts("on", TODAY)})
    assert answer.context["form"].errors == {"on": ["Ask a colleague to record your own leaving."]}


def test_acknowledgements_by_hand_and_by_list_end_the_exceptions(it: Client) -> None:
    ira, ann, bo = Person.objects.get(given_name="Ira"), *(somebody(n)[0] for n in ("Ann", "Bo"))
    for who in (ira, ann, bo):
        Login.objects.create(
            system="entra", user_name=who.email, person=who, exported_on=TODAY, remote=who == bo
        )
    assert acknowledged(TODAY) is None
    assert it.get("/people/exceptions/").context["no_record"]
    path = f"/people/{ann.pk}/acknowledged/"
    later = it.post(path, {"how": "Sheet", **parts("on", TODAY + DAY)})
    assert set(later.context["form"].errors) == {"on"}
    it.post(path, {"how": "Sheet", **parts("on", TODAY)})
    it.post(path, {"how": "Sheet again", **parts("on", TODAY)})
    assert [(a.person, a.how) for a in Acknowledgement.objects.all()] == [(ann, "Sheet")]
    assert acknowledged(TODAY - DAY) == set()
    assert {x.person for x in reconciliation.unacknowledged(TODAY) or []} == {ira, bo}
    lines = f"user,date\nIRA@here.test,{TODAY}\nghost@here.test,{TODAY}\n".encode()
    form = {"what": "acknowledgements", "system": "hr",
            "file": SimpleUploadedFile("signed.csv", lines)}  # fmt: skip
    assert it.post("/people/exceptions/take-in/", form).status_code == 302
    assert [x.person for x in reconciliation.unacknowledged(TODAY, remote=True) or []] == [bo]
    entry = Entry.objects.get(verb="people.acknowledgements-taken")
    assert (entry.details["lines"], entry.details["unknown"]) == (2, 1)
    bad = {**form, "file": SimpleUploadedFile("signed.csv", b"user,date\nbo@here.test,\n")}
    assert it.post("/people/exceptions/take-in/", bad).status_code == 422
    assert {a.person for a in Acknowledgement.objects.all()} == {ann, ira}


def test_visits_are_accepted_and_extended_with_a_reason(it: Client) -> None:
    host, _ = somebody("Hal")
    val = actions.join(by=None, given_name="Val", family_name="Visit")
    visit = actions.sponsor(
        val, by=None, sponsored_by=host, reason="Talk", since=TODAY - DAY, until=TODAY
    )
    past = it.post(f"/people/visitors/{visit.pk}/extend/",
                   {"because": "x", **parts("until", TODAY - DAY)})  # fmt: skip
    assert set(past.context["form"].errors) == {"until"}
    it.post(f"/people/visitors/{visit.pk}/extend/",
            {"because": "A second talk", **parts("until", TODAY + DAY)})  # fmt: skip
    it.post(f"/people/visitors/{visit.pk}/accepted/", parts("on", TODAY))
    visit.refresh_from_db()
    assert (visit.until, visit.acknowledged_on) == (TODAY + DAY, TODAY)
    entry = Entry.objects.get(verb="people.sponsorship-extended")
    assert (entry.because, entry.details["before"]) == ("A second talk", TODAY.isoformat())
    actions.leave(val, by=None, on=TODAY)
    assert it.get(f"/people/visitors/{visit.pk}/extend/").status_code == 404
    with pytest.raises(ValueError, match="left"):
        actions.extend_sponsorship(visit, by=None, until=TODAY + DAY, because="x")


def test_a_device_is_recorded_changed_and_withdrawn(it: Client, learner: Person) -> None:
    form = {"identifier": "AA:BB", "kind": "console", "ownership": "own", "person": learner.email}
    assert it.post("/people/devices/add/", {**form, "kind": "toaster"}).status_code == 422
    assert it.post("/people/devices/add/", form).status_code == 302
    twice = it.post("/people/devices/add/", {**form, "identifier": "aa:bb"})
    assert twice.context["form"].errors == {"identifier": ["This device is recorded already."]}
    device = Device.objects.get()
    assert [d.pk for d in reconciliation.unknown_devices()] == [device.pk]
    path = f"/people/devices/{device.pk}/"
    it.post(path, {"person": learner.email, **parts("terms_accepted_on", TODAY)})
    assert list(reconciliation.unknown_devices()) == []
    assert it.post(f"{path}withdraw/", {"because": "", **parts("on", TODAY)}).status_code == 422
    it.post(f"{path}withdraw/", {"because": "Lost", **parts("on", TODAY)})
    device.refresh_from_db()
    assert device.withdrawn_on == TODAY
    assert it.get("/people/devices/").context["table"].rows == []
    assert it.get(path).status_code == 404
    verbs = Entry.objects.filter(verb__startswith="people.device-").order_by("at", "id")
    assert [e.verb for e in verbs] == [
        "people.device-recorded", "people.device-changed", "people.device-withdrawn",
    ]  # fmt: skip


def test_posts_are_opened_and_closed(it: Client) -> None:
    form = {"title": "Online safety coordinator", "role": "online-safety-coordinator"}
    assert it.post("/people/posts/open/", {**form, "role": "pope"}).status_code == 422
    where = it.post("/people/posts/open/", form).headers["Location"]
    assert it.get(where).context["vacant"]
    ann, _ = somebody("Ann")
    given = {"person": "ann@here.test", "standing": "holder", **parts("since", TODAY - DAY)}
    it.post(f"{where}give/", given)
    page = it.get(where)
    assert (page.context["vacant"], page.context["history"].rows[0].cells[0]) == (
        False, "Ann Example",
    )  # fmt: skip
    assert access.roles_of(ann.pk) == {"online-safety-coordinator"}
    it.post(f"{where}close/", {"because": "Merged", **parts("on", TODAY - DAY)})
    assert access.roles_of(ann.pk) == frozenset()
    assert Post.objects.get().closed_on == TODAY - DAY
    assert it.get(f"{where}give/").status_code == 404


def test_a_letter_is_read_by_those_who_may_and_its_holder_only(
    it: Client, elsewhere: Organisation
) -> None:
    post = actions.open_post(by=None, title="Online safety coordinator", role="tutor")
    ann, own = somebody("Ann", "tutor")
    holding = actions.give_post(post, ann, by=None, since=TODAY)
    path = f"/people/posts/held/{holding.pk}/letter/"
    bad = it.post(path, {"letter": SimpleUploadedFile("run.pdf", b"MZ\x90\x00 program")})
    assert set(bad.context["form"].errors) == {"letter"}
    assert StoredFile.objects.count() == 0
    it.post(path, {"letter": SimpleUploadedFile("letter.pdf", PDF)})
    holding.refresh_from_db()
    file = f"/files/{holding.letter_id}/"
    hr, colleague = somebody("Hana", "hr-director")[1], somebody("Tia", "tutor")[1]
    answers = [who.get(file).status_code for who in (hr, own, colleague, it, browser())]
    assert answers == [200, 200, 404, 404, 302]
    assert "letter.pdf" in hr.get(f"/people/posts/{post.pk}/").content.decode()
    assert "letter.pdf" not in it.get(f"/people/posts/{post.pk}/").content.decode()
    assert file in own.get(f"/people/{ann.pk}/").content.decode()
    it.post(path, {"letter": SimpleUploadedFile("newer.pdf", PDF)})
    with acting_as_system(holding.organisation_id, "look"):
        kept = StoredFile.objects.filter(record_id=holding.pk)
        assert {one.name for one in kept} == {"letter.pdf", "newer.pdf"}
    with acting_as_system(elsewhere.pk, "look"):
        assert StoredFile.objects.count() == 0
    acts = Entry.objects.filter(verb="people.letter-kept")
    assert {(e.actor, e.subject) for e in acts} == {("Ira Example", "Online safety coordinator")}


def test_dates_read_as_people_write_them(it: Client, learner: Person) -> None:
    form = {"because": "x", "on_day": "31", "on_month": "2", "on_year": str(TODAY.year)}
    answer = it.post(f"/people/{learner.pk}/leave/", form)
    assert answer.context["form"].errors == {"on": ["Give a real date, such as 27 3 2026"]}


@pytest.mark.parametrize("path", ["devices/", "visitors/"])
def test_lists_ask_as_often_for_three_as_for_one(it: Client, path: str) -> None:
    host, _ = somebody("Hal")

    def add(name: str) -> None:
        visitor = actions.join(by=None, given_name=name, family_name="Visit")
        actions.sponsor(
            visitor, by=None, sponsored_by=host, reason="Talk", since=TODAY, until=TODAY
        )
        actions.record_device(
            by=None, identifier=name, kind="phone", ownership="own", person=visitor
        )

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            page = it.get(f"/people/{path}")
        return len(queries), len(page.context["table"].rows)

    add("A")
    asked()
    one = asked()
    for name in ("B", "C"):
        add(name)
    assert (one[1], asked()) == (1, (one[0], 3))
