"""Versions published for a day to come, and lateness that newer words do not end."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.ui import times
from lanyard.people.api import Person
from lanyard.rooms.policies.actions import signing
from lanyard.rooms.policies.actions.documents import Draft, NotNow, save_draft
from lanyard.rooms.policies.actions.publishing import call_back, publish, take_effect
from lanyard.rooms.policies.actions.signing import CannotSign
from lanyard.rooms.policies.carrying import Words, debt
from lanyard.rooms.policies.jobs import put_in_force
from lanyard.rooms.policies.models import Document, Invitation, Requirement, Version
from lanyard.rooms.policies.queries.signing import all_teams, by_team, coming, reach
from lanyard.rooms.policies.tests.scene import (
    DAY,
    TODAY,
    a_document,
    asked_of_staff,
    in_force,
    signed,
    under,
)

SOON = TODAY + 10 * DAY


@pytest.fixture
def people(college: Organisation) -> tuple[Person, Person]:
    under("oaklands")
    return staff("Wes", "dsl"), staff("Hea", "principal")


def force(document: Document, people: tuple[Person, Person], **more: Any) -> Version:
    return in_force(document, writer=people[0], head=people[1], **more)


def state_of(document: Document) -> dict[str, str]:
    return dict(document.versions.values_list("label", "state"))


def owe() -> dict[str, tuple[str, datetime.date]]:
    rows = duties.Occurrence.objects.filter(done_on=None, withdrawn_on=None)
    return {one.person.given_name: (one.period, one.due) for one in rows.select_related("person")}


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> datetime.date:
    """Let it be some days later for whoever asks what day it is."""
    moment = timezone.now() + datetime.timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return timezone.localdate()


def test_a_version_takes_effect_on_its_day_and_not_before(people: tuple[Person, Person]) -> None:
    ann = staff("Ann")
    document = a_document()
    requirement = asked_of_staff(document)
    force(document, people)
    second = force(document, people, text="Be kind, and tell.", on=SOON)
    assert state_of(document) == {"1": "published", "2": "scheduled"}
    assert (coming(document), second.review_due) == (second, SOON.replace(year=SOON.year + 1))
    one = signed(requirement, ann)
    assert one.version.label == "1"
    with pytest.raises(CannotSign, match="changed"):
        signed(requirement, people[0], sha256=second.sha256)
    assert set(owe()) == {"Wes", "Hea"}
    assert take_effect(today=SOON - DAY) == 0
    assert state_of(document) == {"1": "published", "2": "scheduled"}
    assert take_effect(today=SOON) == 1
    assert take_effect(today=SOON) == 0
    assert state_of(document) == {"1": "superseded", "2": "published"}
    assert coming(document) is None
    assert Entry.objects.filter(verb="policies.took-effect").count() == 1


def test_the_switch_happens_by_itself_and_signatures_open_with_it(
    people: tuple[Person, Person], college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = a_document()
    requirement = asked_of_staff(document)
    force(document, people)
    for person in people:
        signed(requirement, person)
    force(document, people, text="Be kind, and tell.", on=SOON)
    put_in_force(college.pk)
    assert owe() == {}
    day = later(monkeypatch, 10)
    assert day == SOON
    put_in_force(college.pk)
    assert owe() == dict.fromkeys(("Wes", "Hea"), ("2", SOON + 14 * DAY))


def test_what_was_published_can_be_taken_back_before_its_day(
    people: tuple[Person, Person],
) -> None:
    document = a_document()
    force(document, people)
    second = force(document, people, text="Be kind, and tell.", on=SOON)
    with pytest.raises(NotNow):
        save_draft(document, Draft("3", "Other words"), by=people[0])
    with pytest.raises(ValueError, match="reason"):
        call_back(second, by=people[0], because=" ")
    back = call_back(second, by=people[0], because="A name is wrong")
    assert (back.state, back.effective_from, back.sha256) == ("approved", None, second.sha256)
    with pytest.raises(NotNow):
        call_back(second, by=people[0], because="Again")
    assert take_effect(today=SOON) == 0
    assert publish(back, by=people[0], effective_from=TODAY).state == "published"
    assert state_of(document) == {"1": "superseded", "2": "published"}


def test_pages_say_what_comes_when(people: tuple[Person, Person]) -> None:
    client, ann = browser(), staff("Ann")
    document = a_document(public=True)
    requirement = asked_of_staff(document)
    here, there = f"/policies/{document.slug}/", f"/our-policies/{document.slug}/"
    assert client.get(f"{there}coming/").status_code == 404
    force(document, people)
    second = force(document, people, text="Be kind, and tell.", on=SOON)
    shown = f"Version 2 takes effect on {times.day(SOON)}."
    public = client.get(there).text
    assert shown in public
    assert "and tell" not in public
    assert "and tell" in client.get(f"{there}coming/").text
    inside = browse(ann)
    for page in (here, f"/policies/sign/{requirement.pk}/"):
        text = inside.get(page).text
        assert shown in text
        assert "and tell" not in text
    assert "Takes effect on" in inside.get(f"{here}versions/{second.number}/").text
    assert "and tell" in inside.get(f"{here}versions/{second.number}/changes/").text


def test_lateness_stays_until_there_is_a_signature(
    people: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = staff("Ann")
    document = a_document()
    requirement = asked_of_staff(document)
    force(document, people)
    signed(requirement, ann)
    first_due = TODAY + 14 * DAY
    later(monkeypatch, 20)
    force(document, people, text="Be kind, and tell.", on=timezone.localdate())
    new_due = timezone.localdate() + 14 * DAY
    assert owe() == {
        "Ann": ("2", new_due), "Wes": ("1", first_due), "Hea": ("1", first_due),
    }  # fmt: skip
    assert reach(document)[0].overdue == 2
    signed(requirement, people[0])
    assert set(owe()) == {"Ann", "Hea"}
    assert reach(document)[0].overdue == 1


def test_who_signed_by_a_link_is_sent_another_when_words_change(
    people: tuple[Person, Person],
) -> None:
    document = a_document()
    requirement = asked_of_staff(document)
    first = force(document, people)

    def invited(name: str) -> Invitation:
        email = f"{name.lower()}@firm.example"
        return signing.invite(requirement, by=people[0], name=name, email=email)

    def waiting() -> list[str]:
        rows = Invitation.objects.filter(signature=None).order_by("name")
        return list(rows.values_list("name", flat=True))

    for name in ("Ola", "Ida"):
        signing.sign_by_link(invited(name).pk, name=name, sha256=first.sha256, ticked=[])
    invited("Una")
    force(document, people, text="Be kind on line.", material=False)
    assert waiting() == ["Una"]
    third = force(document, people, text="Be kind, and tell.", on=SOON)
    assert waiting() == ["Una"]
    take_effect(today=SOON)
    assert waiting() == ["Ida", "Ola", "Una"]
    again = Invitation.objects.get(name="Ola", signature=None)
    third.refresh_from_db()
    signing.sign_by_link(again.pk, name="Ola", sha256=third.sha256, ticked=[])
    assert signing.invite_anew(third) == 0


def test_teams_show_what_was_signed_and_what_is_open(people: tuple[Person, Person]) -> None:
    mia, noa = staff("Mia"), staff("Noa")
    ann, cat = staff("Ann", manager=mia), staff("Cat", manager=noa)
    staff("Ben", manager=mia)
    document = a_document()
    requirement = asked_of_staff(document, grace_days=1)
    force(document, people)
    for person in (ann, cat, mia):
        signed(requirement, person)
    found = by_team(requirement, on=TODAY + 2 * DAY)
    assert {one.manager: (one.signed, one.open, one.overdue, one.percent) for one in found} == {
        str(mia): (1, 1, 1, 50), str(noa): (1, 0, 0, 100), "": (1, 3, 3, 25),
    }  # fmt: skip
    assert all_teams(on=TODAY + 2 * DAY) == found


def test_nobody_was_late_before_they_were_asked(
    people: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = a_document()
    force(document, people)
    day = later(monkeypatch, 100)
    force(document, people, text="Be kind, and tell.", on=day)
    asked_of_staff(document)
    assert owe() == dict.fromkeys(("Wes", "Hea"), ("2", day + 14 * DAY))
    assert Requirement.objects.get().asked_on == day


_FIRST = datetime.date(2026, 1, 1)
_DAYS = st.integers(min_value=0, max_value=400)


@given(gaps=st.lists(_DAYS, min_size=1, max_size=6), signed=st.integers(0, 7), joined=_DAYS,
       grace=st.integers(0, 60))  # fmt: skip
def test_newer_words_never_end_lateness(
    gaps: list[int], signed: int, joined: int, grace: int
) -> None:
    asked, day = [], _FIRST
    for number, gap in enumerate(gaps, 1):
        day += datetime.timedelta(days=gap)
        asked.append(Words(number, day))
    facts: dict[str, Any] = {
        "signed": signed, "joined": _FIRST + datetime.timedelta(days=joined),
        "grace": datetime.timedelta(days=grace),
    }  # fmt: skip
    before, now = debt(asked[:-1], **facts), debt(asked, **facts)
    if before is not None and before.due < asked[-1].since:
        assert now == before
    elif signed >= len(asked):
        assert now is None
    else:
        assert now is not None
        assert now.number == asked[-1].number
