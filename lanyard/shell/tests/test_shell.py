"""Home, menus, search: each shows what the person may see, and asks the database a fixed number."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import cast
from uuid import UUID

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.duties.api import needs_of
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.access import api as access
from lanyard.foundation.audit.api import Entry as AuditEntry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.manifest import (
    DueItem,
    Manifest,
    Navigation,
    Permission,
    SearchEntry,
)
from lanyard.people.models import Employment, Enrolment, GuardianLink, Person, Sponsorship
from lanyard.people.request import SignedInRequest
from lanyard.shell import queries, views
from lanyard.shell.context import Frame
from lanyard.shell.kinds import Kind, kind_of
from lanyard.shell.menus import Entry
from tests.visitors import visitor

NOW = timezone.now()
DAY = datetime.timedelta(days=1)
_due: list[DueItem] = []


def _find(person: Person, words: str) -> list[tuple[str, str]]:
    return [(f"{words} of {person.given_name}", "/found/")]


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[DueItem]]:
    """A room with a menu entry for leads, one for all, a search for leads, and things due."""
    manifest = Manifest(
        slug="example",
        title="Example",
        navigation=(
            Navigation("For leads", "accessibility", "example.lead", order=20),
            Navigation("For all", "what-to-do-now", "", order=10),
            Navigation("Not there yet", "example:absent", "", order=1),
        ),
        permissions=(Permission("example.lead", "Lead", ("dsl",)),),
        search=(SearchEntry("things", "Things", _find, "example.lead"),),
        due=lambda person: list(_due),
    )
    monkeypatch.setattr(registry, "_manifests", {"example": manifest})
    _due.clear()
    yield _due
    _due.clear()


@pytest.fixture
def lead(college: Organisation) -> Person:
    person = Person.objects.create(given_name="Maya", family_name="Osei")
    Employment.objects.create(person=person, job_title="Lead", since=NOW.date() - DAY)
    access.hold_role("dsl", person.pk, since=NOW.date() - DAY)
    return person


@pytest.fixture
def tutor(college: Organisation) -> Person:
    person = Person.objects.create(given_name="Tom", family_name="Birch")
    Employment.objects.create(person=person, job_title="Tutor", since=NOW.date() - DAY)
    access.hold_role("tutor", person.pk, since=NOW.date() - DAY)
    return person


def asking(person: Person | None, college: Organisation, path: str = "/") -> SignedInRequest:
    request = cast("SignedInRequest", RequestFactory().get(path))
    request.person = cast("Person", person)
    request.organisation = college
    return request


def home(person: Person | None, college: Organisation) -> str:
    with acting_as(college.pk, person.pk if person else None):
        return views.home(asking(person, college)).content.decode()


def test_the_menu_holds_what_a_person_may_open(
    room: list[DueItem], college: Organisation, lead: Person, tutor: Person
) -> None:
    seen = {}
    for name, person in (("lead", lead), ("tutor", tutor), ("nobody", None)):
        with acting_as(college.pk, person.pk if person else None):
            seen[name] = [str(e.label) for e in Frame(asking(person, college)).navigation]
    assert seen == {
        "lead": ["Home", "For all", "For leads"],
        "tutor": ["Home", "For all"],
        "nobody": [],
    }


def test_the_menu_says_where_one_is(
    room: list[DueItem], college: Organisation, lead: Person
) -> None:
    with acting_as(college.pk, lead.pk):
        frame = Frame(asking(lead, college, "/accessibility/"))
        assert [e.current for e in frame.navigation] == ["", "", "page"]


def test_needs_come_by_due_then_weight(room: list[DueItem], lead: Person) -> None:
    room.extend([
        DueItem("undated, light", "/1"),
        DueItem("in three days", "/2", NOW + 3 * DAY),
        DueItem("undated, heavy", "/3", weight=5),
        DueItem("overdue", "/4", NOW - DAY),
        DueItem("a day without a time", "/5", (NOW + 2 * DAY).date()),
    ])  # fmt: skip
    assert [item.sentence for item in needs_of(lead)] == [
        "overdue", "a day without a time", "in three days", "undated, heavy", "undated, light",
    ]  # fmt: skip


def test_home_shows_seven_and_leads_to_the_rest(
    room: list[DueItem], college: Organisation, lead: Person
) -> None:
    room.extend(DueItem(f"need {n}", f"/{n}", NOW + n * DAY) for n in range(1, 10))
    page = home(lead, college)
    assert [f"need {n}<" in page for n in range(1, 10)] == [True] * 7 + [False] * 2
    assert "All 9 things" in page


def test_home_asks_the_same_number_of_times(
    room: list[DueItem], college: Organisation, lead: Person
) -> None:
    counts = []
    for n in (1, 3):
        room[:] = [DueItem(f"need {i}", "/", NOW) for i in range(n)]
        with CaptureQueriesContext(
            connection,
        ) as queried:
            home(lead, college)
        counts.append(len(queried))
    assert counts[0] == counts[1]
    assert counts[0] <= 14


def test_nobody_sees_the_ways_in(college: Organisation, room: list[DueItem]) -> None:
    room.append(DueItem("a secret need", "/"))
    page = home(None, college)
    assert "Worried about something online?" in page
    assert "a secret need" not in page


def test_calm_is_said_to_each_kind_in_its_words(
    room: list[DueItem], college: Organisation, lead: Person, tutor: Person
) -> None:
    assert "New concerns appear here" in home(lead, college)
    assert "When somebody gives you something to do" in home(tutor, college)


def test_the_kinds_of_person(college: Organisation, lead: Person, tutor: Person) -> None:
    learner, parent, other, governor = (
        Person.objects.create(given_name=name, family_name="X") for name in "LPOG"
    )
    Enrolment.objects.create(
        person=learner, programme="Sport", band="16-18", since=NOW.date() - DAY
    )
    GuardianLink.objects.create(
        guardian=parent, learner=learner, relation="parent", verified_on=NOW.date()
    )
    GuardianLink.objects.create(guardian=other, learner=learner, relation="carer")
    access.hold_role("governors", governor.pk, since=NOW.date() - DAY)

    def kind(person: Person) -> Kind:
        return kind_of(person, access.roles_of(person.pk))

    assert [kind(p) for p in (lead, tutor, learner, parent, other, governor)] == [
        Kind.SAFEGUARDING, Kind.STAFF, Kind.LEARNER, Kind.GUARDIAN, Kind.OTHER, Kind.GOVERNOR,
    ]  # fmt: skip


def test_search_asks_only_what_the_person_may_search(
    room: list[DueItem], college: Organisation, lead: Person, tutor: Person
) -> None:
    found: dict[UUID, list[queries.Found]] = {}
    for person in (lead, tutor):
        with acting_as(college.pk, person.pk):
            may = Frame(asking(person, college)).may
            found[person.pk] = queries.search(person, "mia", may=may)
    assert [(k.label, k.results) for k in found[lead.pk]] == [
        ("Things", [("mia of Maya", "/found/")])
    ]
    assert found[tutor.pk] == []


def test_one_letter_is_not_searched(room: list[DueItem], lead: Person) -> None:
    assert queries.search(lead, "m", may=lambda permission: True) == []


def test_what_is_done_often_comes_first(college: Organisation, lead: Person, tutor: Person) -> None:
    offered = [
        Entry(label, "/", room=room)
        for label, room in (("a", "one"), ("b", "two"), ("c", "three"), ("d", "four"))
    ]
    for person, verb, times in (
        (lead, "three.did", 7),
        (lead, "four.did", 5),
        (lead, "two.did", 1),
        (tutor, "two.did", 9),
    ):
        for _ in range(times):
            AuditEntry.objects.create(actor_id=person.pk, actor=str(person), verb=verb)
    with acting_as(college.pk, lead.pk):
        assert [e.label for e in queries.done_often(lead, offered)] == ["c", "d", "a"]


@pytest.mark.parametrize("path", ["/duties/", "/search/", "/search/?q=mia"])
def test_own_pages_ask_for_a_sign_in(college: Organisation, client: Client, path: str) -> None:
    answer = client.get(path, headers={"host": "here.test"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("path", ["/", "/what-to-do-now/", "/accessibility/", "/ui/appearance/"])
def test_public_pages_are_open(college: Organisation, client: Client, path: str) -> None:
    answer = client.get(path, headers={"host": "here.test"})
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


def test_the_gallery_is_for_staff(college: Organisation, tutor: Person) -> None:
    learner = Person.objects.create(given_name="L", family_name="X")
    with acting_as(college.pk, tutor.pk):
        assert views.gallery(asking(tutor, college)).status_code == 200
    for person in (learner, None):
        with pytest.raises(Http404):
            views.gallery(asking(person, college))


def test_the_home_page_of_somebody_is_kept_by_no_cache(college: Organisation) -> None:
    adopt("oaklands", by=None, effective_from=NOW.date() - DAY, reason="Set up")
    own = visitor("lead", "dsl").client.get("/")
    assert "no-store" in own.headers["Cache-Control"]


def _ways(college: Organisation, person: Person) -> list[str]:
    """What the home page offers somebody, and whether it says how it stands."""
    with acting_as(college.pk, person.pk):
        page = views.home(asking(person, college)).content.decode()
    ways = [part.split("</span>")[0] for part in page.split('lanyard-often__link"')[1:]]
    return [
        *(way.split("<span>")[1] for way in ways),
        *(["figures"] if "Open cases" in page else []),
    ]


def test_each_kind_finds_first_what_they_came_for(
    college: Organisation, lead: Person, tutor: Person
) -> None:
    def somebody(*roles: str) -> Person:
        person = Person.objects.create(given_name="A", family_name="B")
        for role in roles:
            access.hold_role(role, person.pk, since=NOW.date() - DAY)
        return person

    adopt("oaklands", by=None, effective_from=NOW.date() - DAY, reason="Set up")
    learner, guardian = somebody(), somebody()
    Enrolment.objects.create(person=learner, programme="X", band="16-18", since=NOW.date() - DAY)
    GuardianLink.objects.create(
        guardian=guardian, learner=learner, relation="parent", verified_on=NOW.date()
    )
    help_ = ["Report a concern", "Who can help", "My reports"]
    staff = ["Report a concern", "May I…?", "What is due"]
    assert _ways(college, learner) == help_
    assert _ways(college, guardian) == ["Report a concern", "What to do now", "My reports"]
    assert _ways(college, tutor) == staff
    assert _ways(college, somebody()) == ["Report a concern", "My reports", "What to do now"]
    assert _ways(college, lead) == ["Concerns", "Report a concern", "Figures"]
    assert _ways(college, somebody("principal")) == ["Figures", "Concerns", "Low-level", "figures"]
    assert _ways(college, somebody("governors")) == [
        "Figures", "Policy profile", "Report a concern", "figures",
    ]  # fmt: skip


def test_a_long_menu_opens_under_one_word(
    college: Organisation, tutor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"Page {n:02}" for n in range(12)]
    pages = [*(["accessibility", "what-to-do-now", "search"] * 4)[:11], "duties:mine"]
    manifest = Manifest(
        slug="example", title="Example",
        navigation=tuple(
            Navigation(name, page, "", order=n)
            for n, (name, page) in enumerate(zip(names, pages, strict=True))
        ),
    )  # fmt: skip
    monkeypatch.setattr(registry, "_manifests", {"example": manifest})
    with acting_as(college.pk, tutor.pk):
        frame = Frame(asking(tutor, college))
        assert [entry.label for entry in frame.tabs] == ["Home", *names[:7]]
        assert [entry.label for entry in frame.further] == names[7:]
        there = Frame(asking(tutor, college, "/duties/"))
        assert there.tabs[-1].current
        assert len(there.tabs) + len(there.further) == 13


def test_the_menu_of_those_who_do_not_work_here_is_short(
    college: Organisation, tutor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = (
        Navigation("For all", "accessibility"),
        Navigation("Class", "search", for_members=True),
        Navigation("Work", "what-to-do-now", for_staff=True),
    )
    manifest = Manifest(slug="example", title="Example", navigation=entries)
    monkeypatch.setattr(registry, "_manifests", {"example": manifest})
    learner, helper, parent = (
        Person.objects.create(given_name=name, family_name="X") for name in "LHP"
    )
    since = NOW.date() - DAY
    Enrolment.objects.create(person=learner, programme="Sport", band="16-18", since=since)
    Sponsorship.objects.create(
        person=helper, sponsor=tutor, kind="volunteer", since=since, until=NOW.date() + DAY
    )
    GuardianLink.objects.create(guardian=parent, learner=learner, relation="parent")
    short = ["Home", "Class", "For all"]
    for person, seen in (
        (tutor, [*short, "Work"]), (learner, short), (helper, short), (parent, ["Home", "For all"]),
    ):  # fmt: skip
        with acting_as(college.pk, person.pk):
            frame = Frame(asking(person, college))
            assert [entry.label for entry in frame.navigation] == seen
