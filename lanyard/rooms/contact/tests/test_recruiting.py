"""Looking at applicants: professional networks only, by somebody apart, cleared first."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as, system_duty
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry.api import controls
from lanyard.people.api import Person
from lanyard.rooms.contact.actions import recruiting as acts
from lanyard.rooms.contact.models import Screening, ScreeningFinding
from lanyard.rooms.contact.tests.scene import (
    TODAY,
    browse,
    part_of,
    refused,
    staff,
    text,
    under,
)

HOME = "/contact/applicants/"
SKILL, PROFILE = "Has led a team", "https://www.linkedin.com/in/sam-jones"


@pytest.fixture
def people(college: Organisation) -> dict[str, Person]:
    under("landau")
    found = {
        "hr": staff("Hal", "hr-director"), "head": staff("Hana", "managing-director"),
        "screener": staff("Sue", "tutor"), "panel": staff("Pam", "tutor"),
        "stranger": staff("Sam", "tutor"),
    }  # fmt: skip
    acts.allow("LinkedIn", "www.LinkedIn.com", by=found["hr"])
    return found


def a_screening(people: dict[str, Person], **more: Any) -> Screening:
    wanted: dict[str, Any] = {"criteria": [SKILL], "screener": people["screener"],
                              "panel": [people["panel"]], "by": people["hr"], **more}  # fmt: skip
    return acts.open_screening("Sam Jones", "Welding lecturer", **wanted)


def looked(people: dict[str, Person], one: Screening, **more: Any) -> ScreeningFinding:
    said = {"url": PROFILE, "criterion": SKILL, "found": "Led six welders at a yard.", **more}
    return acts.record_look(one, acts.Look(**said), by=people["screener"])


def reads(person: Person) -> list[str]:
    with acting_as(person.organisation_id, person.pk):
        return list(ScreeningFinding.objects.values_list("found", flat=True))


def test_only_professional_networks_of_the_list_are_recorded(people: dict[str, Person]) -> None:
    one = a_screening(people)
    for wrong in ("https://facebook.com/sam", "https://linkedin.com.evil.test/in/sam",
                  "https://notlinkedin.com/in/sam"):  # fmt: skip
        with pytest.raises(acts.NotLooked, match="professional"):
            looked(people, one, url=wrong)
    with pytest.raises(acts.NotLooked):
        looked(people, one, criterion="Likes dogs")
    with pytest.raises(acts.NotLooked):
        looked(people, one, found=" ")
    made = looked(people, one, url="https://uk.linkedin.com/in/sam-jones")
    assert (made.looked_by, made.network.name, made.state) == (
        people["screener"].pk, "LinkedIn", "waits",
    )  # fmt: skip
    for other in ("hr", "panel", "stranger"):
        with pytest.raises(PermissionError):
            acts.record_look(one, acts.Look(url=PROFILE, criterion=SKILL, found="x"),
                             by=people[other])  # fmt: skip
    with pytest.raises(acts.NotLooked):
        acts.allow("LinkedIn", "linkedin.com", by=people["hr"])


def test_the_screener_is_not_on_the_panel(people: dict[str, Person]) -> None:
    with pytest.raises(acts.NotLooked, match="not on the panel"):
        a_screening(people, panel=[people["screener"], people["panel"]])
    lacking: list[dict[str, Any]] = [{"criteria": [" "]}, {"panel": []}]
    for wrong in lacking:
        with pytest.raises(acts.NotLooked):
            a_screening(people, **wrong)
    with pytest.raises(PermissionError):
        a_screening(people, by=people["screener"])
    one = a_screening(people)
    with system_duty("test"), refused():
        Screening.objects.filter(pk=one.pk).update(screener=people["panel"])
    with system_duty("test"), refused():
        Screening.objects.create(
            applicant="X", post="Y", criteria=["Z"], screener=people["panel"],
            panel=[people["panel"].pk], opened_by=people["hr"].pk, opened_by_name="x",
        )  # fmt: skip


def test_the_panel_reads_nothing_that_a_second_person_has_not_cleared(
    people: dict[str, Person],
) -> None:
    one = a_screening(people)
    made = looked(people, one)
    assert [reads(people[who]) for who in ("panel", "stranger")] == [[], []]
    assert [len(reads(people[who])) for who in ("screener", "hr", "head")] == [1, 1, 1]
    for who in ("screener", "panel", "stranger"):
        with pytest.raises(PermissionError):
            acts.check(made, by=people[who], discard=False, because="Fine")
    acts.check(made, by=people["hr"], discard=False, because="Of the post only")
    assert reads(people["panel"]) == ["Led six welders at a yard."]
    assert reads(people["stranger"]) == []
    with pytest.raises(ValueError, match="once"):
        acts.check(made, by=people["head"], discard=True, because="Again")
    with system_duty("test"), refused():
        ScreeningFinding.objects.filter(pk=made.pk).update(found="Else")


def test_what_touches_a_protected_characteristic_is_discarded_and_gone(
    people: dict[str, Person],
) -> None:
    one = a_screening(people)
    words = "Led a team; posts of her church and her wife."
    made, said = looked(people, one, found=words), looked(people, one, protected=True)
    assert (made.protected, said.protected) == (True, True)
    for finding in (made, said):
        with pytest.raises(ValueError, match="discarded"):
            acts.check(finding, by=people["hr"], discard=False, because="Fine")
    acts.check(made, by=people["hr"], discard=True, because="Protected")
    with system_duty("test"):
        made.refresh_from_db()
        assert (made.found, made.url, made.state) == ("", "", "discarded")
    assert reads(people["panel"]) == []
    assert not Entry.objects.filter(details__icontains="church").exists()
    with system_duty("test"), refused():
        ScreeningFinding.objects.filter(pk=said.pk).update(
            state="cleared", checked_by=people["hr"].pk, because="x"
        )


def test_a_recruiter_on_the_panel_neither_reads_nor_checks(people: dict[str, Person]) -> None:
    one = a_screening(people, panel=[people["hr"]], by=people["head"])
    made = looked(people, one)
    assert reads(people["hr"]) == []
    with pytest.raises(PermissionError):
        acts.check(made, by=people["hr"], discard=False, because="Fine")
    path = f"{HOME}findings/{made.pk}/"
    assert browse(people["hr"]).get(path).status_code == 404
    assert browse(people["head"]).get(path).status_code == 200


def test_the_pages_from_opening_to_the_panel(people: dict[str, Person]) -> None:
    hr, screener, panel, stranger = (
        browse(people[who]) for who in ("hr", "screener", "panel", "stranger")
    )
    sent = {"applicant": "Sam Jones", "post": "Lecturer", "criteria": f"{SKILL}\n",
            "panel": "Pam Example", "screener": "Sue Example"}  # fmt: skip
    for wrong in ({"panel": "Nobody"}, {"screener": "Pam Example"}, {"criteria": " "}):
        assert hr.post(f"{HOME}new/", {**sent, **wrong}).status_code == 422, wrong
    there = hr.post(f"{HOME}new/", sent).headers["Location"]
    assert stranger.get(there).status_code == 404
    look = {"url": PROFILE, "criterion": SKILL, "found": "Led six welders."}
    assert hr.post(f"{there}look/", look).status_code == 404
    wrong_site = {**look, "url": "https://facebook.com/sam"}
    assert screener.post(f"{there}look/", wrong_site).status_code == 422
    assert screener.post(f"{there}look/", look).status_code == 302
    assert screener.post(f"{there}look/", {**look, "found": "She is 52."}).status_code == 302
    assert "Led six" not in text(panel, there)
    with system_duty("test"):
        good, bad = ScreeningFinding.objects.order_by("looked_at")
    assert hr.post(f"{there}close/").status_code == 302
    assert "Open" in text(hr, HOME), "something waits"
    path = f"{HOME}findings/{good.pk}/"
    assert screener.get(path).status_code == 404
    assert panel.get(path).status_code == 404
    assert hr.post(path, {"decision": "clear", "because": ""}).status_code == 422
    assert hr.post(path, {"decision": "clear", "because": "Of the post"}).status_code == 302
    other = f"{HOME}findings/{bad.pk}/"
    bad_words = {"decision": "clear", "because": "x"}
    assert bad.protected
    assert hr.post(other, bad_words).status_code == 422
    assert hr.post(other, {"decision": "discard", "because": "Age"}).status_code == 302
    page = text(panel, there)
    assert ("Led six" in page, "She is 52" in page) == (True, False)
    assert hr.post(f"{there}close/").status_code == 302
    assert screener.get(f"{there}look/").status_code == 404


def test_nothing_is_there_where_the_policy_does_not_provide_it(people: dict[str, Person]) -> None:
    one = a_screening(people)
    under("oaklands")
    hr = browse(people["hr"])
    for path in ("", "new/", "networks/", f"{one.pk}/", f"{one.pk}/look/", f"{one.pk}/close/"):
        assert hr.get(f"{HOME}{path}").status_code == 404, path
    with pytest.raises(PermissionError):
        a_screening(people)


@pytest.mark.parametrize(
    ("words", "found"),
    [("Led six welders", []), ("In his church, aged 52", ["aged", "church"]),
     ("PREGNANT", ["pregnant"]), ("Wrote on management and packaging", []),
     ("52 years old", ["years old"])],
)  # fmt: skip
def test_the_scan_of_words(words: str, found: list[str]) -> None:
    assert acts.protected_words(words) == found


@given(st.text(max_size=60))
def test_the_scan_finds_a_word_wherever_it_stands(around: str) -> None:
    assert "disabled" in acts.protected_words(f"{around} disabled {around}")


def test_the_list_asks_as_often_for_one_as_for_three(people: dict[str, Person]) -> None:
    client, counts = browse(people["hr"]), []
    for number in (1, 2):
        for _time in range(number):
            a_screening(people)
        text(client, HOME)
        with CaptureQueriesContext(connection) as seen:
            text(client, HOME)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_evidence_of_screening(people: dict[str, Person]) -> None:
    control = controls()["recruitment-screened"]
    assert control.evidence(people["hr"].organisation_id, TODAY).figure is None
    one = a_screening(people)
    acts.check(looked(people, one), by=people["hr"], discard=False, because="Fine")
    looked(people, one)
    with system_duty("test"):
        assert part_of(control.evidence(people["hr"].organisation_id, TODAY)) == (2, 2)
