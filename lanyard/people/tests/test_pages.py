"""The pages of people, as each reader sees them."""

from __future__ import annotations

import datetime
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.identity.api import account_for, enrol_demonstration_totp
from lanyard.foundation.identity.tests.people import SECRET, browser, signed_in_as
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import employ, enrol, give_post, join, open_post, sponsor
from lanyard.people.actions.vulnerability import circle_of_flags
from lanyard.people.imports.tests.sets import whole_set
from lanyard.people.models import Device, ImportRun, Login, Person, PostHolding, Vulnerability

TODAY = timezone.localdate()
PASSWORD = "copper kettle harbour"


def somebody(name: str, *roles: str) -> tuple[Person, Client]:
    """Add a member of staff who holds roles, signed in."""
    email = f"{name.lower()}@here.test"
    person = join(by=None, given_name=name, family_name="Example", email=email)
    employ(person, by=None, job_title="Staff", since=TODAY)
    for role in roles:
        access.hold_role(role, person.pk, since=TODAY)
    account = account_for(person.pk, email=email, password=PASSWORD)
    if access.needs_second_factor(person.pk):
        enrol_demonstration_totp(account, SECRET)
    return person, signed_in_as(account)


@pytest.fixture
def it(college: Organisation) -> Client:
    return somebody("Ira", "it-department")[1]


@pytest.fixture
def learner(college: Organisation) -> Person:
    person = join(by=None, given_name="Zoë", family_name="Abara", email="zoe@here.test")
    enrol(person, by=None, programme="Engineering", band="16-18", since=TODAY)
    return person


def flag(person: Person) -> Vulnerability:
    return Vulnerability.objects.create(
        person=person, kind="care-act", note="Quiet word", since=TODAY, circle_id=circle_of_flags()
    )


PAGES = ["", "posts/", "rota/away/", "visitors/", "visitors/add/", "exceptions/",
         "exceptions/take-in/", "devices/", "import/", "import/template.zip"]  # fmt: skip


def test_pages_open_for_it_and_for_nobody_else(it: Client) -> None:
    _, tutor = somebody("Tia", "tutor")
    answers = {
        path: tuple(who.get(f"/people/{path}").status_code for who in (it, tutor, browser()))
        for path in PAGES
    }
    assert answers == dict.fromkeys(PAGES, (200, 404, 302))


def test_directory_finds_by_folded_name_kind_and_site(it: Client, learner: Person) -> None:
    def names(query: str) -> list[str]:
        rows = it.get(f"/people/{query}").context["table"].rows
        return [row.cells[0] for row in rows]

    def named(words: str) -> list[str]:
        rows = it.post("/people/", {"q": words}, follow=True).context["table"].rows
        return [row.cells[0] for row in rows]

    assert names("") == ["Abara, Zoë", "Example, Ira"]
    assert named("ZOE aba") == named("zoe\x00") == ["Abara, Zoë"]
    assert names("?kind=staff") == ["Example, Ira"]
    assert names("?kind=learner") == ["Abara, Zoë"]
    assert names("?kind=left") == []
    assert named("nobody") == []


def test_directory_asks_as_often_for_three_as_for_one(it: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            it.get("/people/")
        return len(asked)

    queries()
    one = queries()
    for name in ("A", "B"):
        join(by=None, given_name=name, family_name="More")
    assert queries() == one


def test_flags_are_seen_by_safeguarding_only_and_the_reading_recorded(
    it: Client, learner: Person
) -> None:
    flag(learner)
    lead, safeguarding = somebody("Lee", "dsl")
    assert "Quiet word" not in it.get(f"/people/{learner.pk}/").content.decode()
    assert Entry.objects.filter(verb="people.vulnerability-read").count() == 0
    assert "Quiet word" in safeguarding.get(f"/people/{learner.pk}/").content.decode()
    entry = Entry.objects.get(verb="people.vulnerability-read")
    assert (entry.actor_id, entry.circle_id) == (lead.pk, circle_of_flags())


def test_a_tutor_sees_the_page_of_nobody_else_but_their_own(
    college: Organisation, learner: Person
) -> None:
    me, tutor = somebody("Tia", "tutor")
    assert tutor.get(f"/people/{me.pk}/").status_code == 200
    assert tutor.get(f"/people/{learner.pk}/").status_code == 404


def test_import_from_upload_to_done(it: Client) -> None:
    files = [SimpleUploadedFile(file.name, file.data) for file in whole_set()]
    answer = it.post("/people/import/", {"kind": "lanyard_csv", "uploads": files})
    run = ImportRun.objects.get()
    assert answer.headers["Location"] == f"/people/import/{run.pk}/"
    page = it.get(f"/people/import/{run.pk}/")
    assert "Apply this import" in page.content.decode()
    assert Person.objects.filter(given_name="Mara").count() == 0
    _, other = somebody("Ivo", "it-department")
    assert other.get(f"/people/import/{run.pk}/").status_code == 404
    done = it.post(f"/people/import/{run.pk}/", {"apply": "1"})
    assert it.get(done.headers["Location"]).status_code == 200
    assert Person.objects.filter(given_name="Mara").count() == 1
    run.refresh_from_db()
    assert bytes(run.content) == b""
    assert it.get(f"/people/import/{run.pk}/").status_code == 404
    assert Entry.objects.get(verb="people.imported").actor == "Ira Example"


def test_a_set_with_errors_shows_them_and_cannot_be_applied(it: Client) -> None:
    bad = SimpleUploadedFile("people.csv", b"person id,given name,family name\nP1,=cmd(),X\n")
    it.post("/people/import/", {"kind": "lanyard_csv", "uploads": [bad]})
    run = ImportRun.objects.get()
    text = it.get(f"/people/import/{run.pk}/").content.decode()
    assert "which a spreadsheet would calculate" in text
    assert "Apply this import" not in text
    assert it.post(f"/people/import/{run.pk}/", {"apply": "1"}).status_code == 422
    assert Person.objects.filter(family_name="X").count() == 0
    it.post(f"/people/import/{run.pk}/", {"discard": "1"})
    assert it.get(f"/people/import/{run.pk}/").status_code == 404


def test_what_changed_since_the_dry_run_is_shown_again(it: Client) -> None:
    files = [SimpleUploadedFile(file.name, file.data) for file in whole_set()]
    it.post("/people/import/", {"kind": "lanyard_csv", "uploads": files})
    run = ImportRun.objects.get()
    it.get(f"/people/import/{run.pk}/")
    join(by=None, given_name="M", family_name="Q", email="mara@college.example")
    assert it.post(f"/people/import/{run.pk}/", {"apply": "1"}).status_code == 422
    assert it.post(f"/people/import/{run.pk}/", {"apply": "1"}).status_code == 302


def test_posts_say_who_holds_them_and_which_are_vacant(it: Client) -> None:
    open_post(by=None, title="Online safety coordinator", role="online-safety-coordinator")
    lead_post = open_post(by=None, title="Safeguarding lead", role="dsl")
    holder = join(by=None, given_name="Ann", family_name="Reed", email="ann@here.test")
    give_post(lead_post, holder, by=None, since=TODAY)
    page = it.get("/people/posts/")
    held = {
        one.post.title: (one.vacant, [str(h.person) for h in one.holders])
        for one in page.context["posts"]
    }
    assert held == {
        "Online safety coordinator": (True, []), "Safeguarding lead": (False, ["Ann Reed"]),
    }  # fmt: skip
    assert "Vacant" in page.content.decode()


def parts(name: str, day: datetime.date) -> dict[str, Any]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_giving_covering_and_ending_a_post(it: Client) -> None:
    post = open_post(by=None, title="Safeguarding lead", role="dsl")
    ann = join(by=None, given_name="Ann", family_name="Reed", email="ann@here.test")
    bo = join(by=None, given_name="Bo", family_name="Reed", email="bo@here.test")
    form = {"person": "ann@here.test", "standing": "holder", **parts("since", TODAY)}
    assert it.post(f"/people/posts/{post.pk}/give/", form).status_code == 302
    assert access.roles_of(ann.pk) == {"dsl", "safeguarding-team"}
    away = {
        "person": "ann@here.test",
        "cover": "bo@here.test",
        **parts("since", TODAY),
        **parts("until", TODAY),
    }
    assert it.post("/people/rota/away/", away).status_code == 302
    assert access.holders_of("dsl") == [bo.pk]
    holding = PostHolding.objects.get(person=ann)
    end = {"because": "Moved on", **parts("until", TODAY - datetime.timedelta(days=1))}
    it.post(f"/people/posts/held/{holding.pk}/end/", end)
    assert access.roles_of(ann.pk) == frozenset()
    wrong = it.post(f"/people/posts/{post.pk}/give/", {"person": "nobody@here.test"})
    assert wrong.status_code == 422
    assert "Nobody here has this e-mail address." in wrong.content.decode()


def test_nobody_makes_themselves_a_reader_of_concerns(college: Organisation) -> None:
    ira, it = somebody("Ira", "it-department")
    post = open_post(by=None, title="Safeguarding lead", role="dsl")
    ann = join(by=None, given_name="Ann", family_name="Reed", email="ann@here.test")
    give_post(post, ann, by=None, since=TODAY)
    form = {"person": "ira@here.test", "standing": "stand-in", **parts("since", TODAY)}
    away = {
        "person": "ann@here.test", "cover": "ira@here.test", **parts("since", TODAY),
        **parts("until", TODAY),
    }  # fmt: skip
    for url, answers in ((f"/people/posts/{post.pk}/give/", form), ("/people/rota/away/", away)):
        refused = it.post(url, answers)
        assert refused.status_code == 422
        assert "somebody else has to give it to you" in refused.content.decode()
    assert access.roles_of(ira.pk) == {"it-department"}
    assert access.Absence.objects.count() == 0


def test_a_new_reader_of_concerns_is_announced_to_those_who_are(college: Organisation) -> None:
    it = somebody("Ira", "it-department")[1]
    head = somebody("Hal", "principal")[0]
    post = open_post(by=None, title="Safeguarding lead", role="dsl")
    ann = join(by=None, given_name="Ann", family_name="Reed", email="ann@here.test")
    bo = join(by=None, given_name="Bo", family_name="Reed", email="bo@here.test")
    give_post(post, ann, by=None, since=TODAY)
    form = {"person": "bo@here.test", "standing": "deputy", **parts("since", TODAY)}
    assert it.post(f"/people/posts/{post.pk}/give/", form).status_code == 302
    told = Notification.objects.filter(occasion__kind="people.reader-new")
    assert set(told.values_list("person_id", flat=True)) == {ann.pk, head.pk}
    assert access.roles_of(bo.pk) == {"dsl", "safeguarding-team"}


@pytest.mark.parametrize(
    "page", ["rota/away/", "posts/{post}/give/", "posts/held/{held}/end/", "network.csv"]
)
def test_posts_change_and_lists_leave_only_after_a_fresh_factor(
    college: Organisation, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = somebody("Ira", "it-department")[1]
    post = open_post(by=None, title="Safeguarding lead", role="dsl")
    ann = join(by=None, given_name="Ann", family_name="Reed", email="ann@here.test")
    held = give_post(post, ann, by=None, since=TODAY)
    later = time.time() + 6 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    asked = it.post("/people/" + page.format(post=post.pk, held=held.pk))
    assert (asked.status_code, asked.headers["Location"][:15]) == (302, "/sign-in/again/")


def test_exceptions_list_what_does_not_fit(it: Client, learner: Person) -> None:
    def take(what: str, system: str, text: str) -> Any:
        file = SimpleUploadedFile("export.csv", text.encode())
        form = {"what": what, "system": system, "file": file}
        return it.post("/people/exceptions/take-in/", form)

    assert (
        take(
            "logins",
            "entra",
            "userPrincipalName,accountEnabled\n"
            "ira@here.test,true\nghost@here.test,true\noff@x.test,false\n",
        ).status_code
        == 302
    )
    take(
        "devices",
        "wifi",
        "MAC address,user,kind,ownership,terms accepted\n"
        "aa:1,zoe@here.test,console,byod,2026-01-05\naa:2,who,phone,own,\n",
    )
    assert {(one.user_name, str(one.person or "")) for one in Login.objects.all()} == {
        ("ira@here.test", "Ira Example"), ("ghost@here.test", ""), ("off@x.test", ""),
    }  # fmt: skip
    console = Device.objects.get(identifier="aa:1")
    assert (console.kind, console.ownership, console.person) == ("console", "own", learner)
    tables = it.get("/people/exceptions/").context["tables"]
    assert {str(t.caption): [row.cells[0] for row in t.rows] for t in tables} == {
        "Sign-ins that belong to nobody": ["ghost@here.test"],
        "Learners without a sign-in": ["Zoë Abara"],
        "Devices without a known user, or without accepted terms": ["aa:2"],
    }
    bad = take("logins", "entra", "name\nx\n")
    assert bad.status_code == 422
    assert Login.objects.count() == 3


def test_network_export_names_groups_and_accepted_visitors_only(
    it: Client, learner: Person
) -> None:
    ira = Person.objects.get(given_name="Ira")
    for name, accepted in (("Val", TODAY), ("Not", None)):
        visitor = join(by=None, given_name=name, family_name="Visitor")
        visit = sponsor(visitor, by=None, sponsored_by=ira, reason="Talk", since=TODAY, until=TODAY)
        visit.acknowledged_on = accepted
        visit.save()
    lines = it.post("/people/network.csv").content.decode().splitlines()
    assert lines == [
        "name,email,group,until,sponsor",
        "Ira Example,ira@here.test,staff,,",
        "Zoë Abara,zoe@here.test,students,,",
        f"Val Visitor,,visitors,{TODAY.isoformat()},Ira Example",
    ]
    assert Entry.objects.get(verb="people.entitlements-exported").details["lines"] == 3
