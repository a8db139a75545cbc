"""Declared connections, followers, and the lead's list: what they change, and who sees them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lanyard.engine.answers import declaring
from lanyard.engine.answers.controls import CONTROLS
from lanyard.engine.answers.models import (
    ConnectionDeclaration,
    FollowerFound,
    KeptAnswer,
    Restriction,
)
from lanyard.engine.answers.tests.scene import (
    TODAY,
    a_declaration,
    a_restriction,
    an_answer,
    asked,
    browse,
    dated,
    employ,
    ex_learner,
    learner,
    post,
    staff,
    taught_by,
    text,
    under,
)
from lanyard.engine.duties.api import keep_errands, needs_of
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import enrol, join
from lanyard.people.api import Person, Site
from tests.errands import waits_as_declared

CHILD = TODAY - datetime.timedelta(days=16 * 365)
NEXT_YEAR = TODAY + datetime.timedelta(days=365)


@pytest.fixture
def tutor(college: Organisation) -> Person:
    under("landau")
    return staff("Ann", "tutor")


@pytest.fixture
def lead(tutor: Person) -> Person:
    return staff("Lee", "dsl")


@pytest.fixture
def gone(tutor: Person) -> Person:
    person = ex_learner("Mia", born=CHILD, left=TODAY - datetime.timedelta(days=30))
    taught_by(tutor, person, until=TODAY - datetime.timedelta(days=30))
    return person


def answer(by: Person, about: Person, **more: Any) -> dict[str, Any]:
    with acting_as(by.organisation_id, by.pk):
        facts = {"account": "personal", "direction": "send", **more}
        return dict(asked("contact.connect", by, facts, concerned=about).answer)


def asked_here(person: Person) -> list[str]:
    """Return where the inbox of somebody leads to in these pages."""
    return [need.url for need in needs_of(person) if need.url.startswith("/may-i/")]


def test_a_declaration_is_decided_and_then_counts(
    tutor: Person, lead: Person, gone: Person
) -> None:
    client, boss = browse(tutor), browse(lead)
    with acting_as(tutor.organisation_id, tutor.pk):
        kept = an_answer(tutor, about=gone)
    assert kept.answer["answer"] == "no"
    page = text(client, f"/may-i/answers/{kept.pk}/")
    form = f"/may-i/answers/{kept.pk}/declare/"
    assert form in page
    said = {"ground": "family", "how": "She is my niece.", **dated(CHILD, "since")}
    assert client.post(form, said).status_code == 422
    path = post(client, form, **said, read="on")
    assert answer(tutor, gone)["answer"] == "ask-first"
    assert answer(tutor, gone)["approvers"] == ["dsl"]
    assert client.post(form, {**said, "read": "on"}).status_code == 422
    assert Notification.objects.filter(occasion__kind="answers.declared").count() == 1
    with acting_as(lead.organisation_id, lead.pk):
        assert asked_here(lead) == [path]
    assert "She is my niece." in text(boss, path)
    assert boss.post(path, {"decision": "record", "because": "Known"}).status_code == 422
    post(boss, path, decision="record", because="Known to us.", **dated(NEXT_YEAR, "review_on"))
    assert boss.post(path, {"decision": "refuse", "because": "Later"}).status_code == 404
    found = answer(tutor, gone)
    assert (found["answer"], found["conditions"]) == ("yes-if", ["boundaries"])
    assert "Known to us." in text(client, path)
    ConnectionDeclaration.objects.update(review_on=TODAY - datetime.timedelta(days=1))
    assert answer(tutor, gone)["answer"] == "no"
    verbs = Entry.objects.filter(verb__contains="declar").order_by("at")
    assert [e.verb for e in verbs] == ["answers.declared", "answers.declaration-decided"]


def test_a_refusal_changes_nothing(tutor: Person, lead: Person, gone: Person) -> None:
    with acting_as(tutor.organisation_id, tutor.pk):
        made = a_declaration(tutor, gone)
    with acting_as(lead.organisation_id, lead.pk):
        declaring.decide(made, by=lead, record=False, because="Not so.", review_on=None)
    assert answer(tutor, gone)["answer"] == "no"


def test_only_the_declarer_and_the_deciders_read_it(
    tutor: Person, lead: Person, gone: Person, elsewhere: Organisation
) -> None:
    with acting_as(tutor.organisation_id, tutor.pk):
        made = a_declaration(tutor, gone)
    path = f"/may-i/declarations/{made.pk}/"
    assert "She is my cousin." in text(browse(lead), path)
    assert "Mia Learner" in text(browse(lead), "/may-i/declarations/")
    stranger = staff("Ben", "hr-director")
    assert browse(stranger).get(path).status_code == 404
    assert "Mia Learner" not in text(browse(stranger), "/may-i/declarations/")
    assert browser().get(path).status_code == 302
    seen = []
    for who in (tutor, lead, stranger):
        with acting_as(who.organisation_id, who.pk):
            seen.append(ConnectionDeclaration.objects.count())
    assert seen == [1, 1, 0]
    with acting_as(elsewhere.pk, lead.pk):
        assert ConnectionDeclaration.objects.count() == 0
    with acting_as(tutor.organisation_id, tutor.pk), pytest.raises(declaring.NotTheirs):
        declaring.decide(made, by=tutor, record=True, because="Mine", review_on=NEXT_YEAR)


def test_nobody_decides_on_their_own_not_even_in_the_database(lead: Person) -> None:
    person = learner("Mia")
    with acting_as(lead.organisation_id, lead.pk):
        made = a_declaration(lead, person)
        assert not declaring.may_decide(lead, made)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConnectionDeclaration.objects.update(
            state="recorded", decided_by=lead.pk, because="x", review_on=TODAY
        )


def an_apprentice(site: Site | None, **more: Any) -> Person:
    person = join(by=None, given_name="Abe", family_name="Both", email="abe@here.test")
    enrol(person, by=None, programme="Joinery", band="adult", since=TODAY, apprentice=True, **more)
    employ(person, by=None, job_title="Apprentice", since=TODAY, site=site)
    return person


def test_fellow_learners_are_apprentices_and_peers_in_another_part(
    tutor: Person, lead: Person
) -> None:
    """LAN-FRI-10: the records have to show that the peer studies elsewhere in the group."""
    north, south = Site.objects.create(name="North"), Site.objects.create(name="South")
    near, far, unplaced = learner("Nia"), learner("Fay"), learner("Una")
    near.enrolments.update(site=north)
    far.enrolments.update(site=south)
    abe = an_apprentice(north)

    def offered(by: Person, peer: Person) -> bool:
        return "fellow-learner" in dict(declaring.grounds_of(by, peer))

    assert [offered(abe, peer) for peer in (near, far, unplaced, tutor)] == [False, True, False,
                                                                             False]  # fmt: skip
    tutor.employments.update(site=north)
    assert not offered(tutor, far)
    enrol(far, by=None, programme="Art", band="adult", since=TODAY, site=north)
    assert not offered(abe, far)
    far.enrolments.filter(site=north).delete()
    abe.employments.update(site=None)
    assert not offered(abe, far)
    abe.employments.update(site=north)
    abe.enrolments.update(apprentice=False)
    assert not offered(abe, far)
    abe.enrolments.update(apprentice=True)
    with acting_as(abe.organisation_id, abe.pk):
        with pytest.raises(ValueError, match="how you know"):
            declaring.declare(near, by=abe, ground="fellow-learner", how="x", since=TODAY)
        made = declaring.declare(far, by=abe, ground="fellow-learner", how="x", since=TODAY)
        assert waits_as_declared("answers.decide") == 1
    page = text(browse(lead), f"/may-i/declarations/{made.pk}/")
    assert "One works at North, the other studies at South." in page


def test_ones_own_childs_friends_are_declared_and_settings_looked_at(
    tutor: Person, lead: Person
) -> None:
    """KMC-GSF-07: still no link; settings are looked at, and it is declared, not reported."""
    under("kingston-maurward")
    friend = learner("Mia", born=CHILD)
    taught_by(tutor, friend)
    told = answer(tutor, friend, own_childs_friend=True, platform="Instagram")
    assert told["answer"] == "no"
    assert set(told["duties"]) == {"restrict-privacy-settings", "record-declaration"}
    with acting_as(tutor.organisation_id, tutor.pk):
        (need,) = needs_of(tutor)
        kept = KeptAnswer.objects.get()
    assert need.sentence == "Check your privacy settings, and say when"
    client, form = browse(tutor), f"/may-i/answers/{kept.pk}/declare/"
    said = {"ground": "own-child", "how": "My son's friend.", **dated(CHILD, "since")}
    path = post(client, form, **said, read="on")
    assert "They are a friend of my own child" in text(browse(lead), path)


def test_a_follower_stays_open_until_they_are_blocked(tutor: Person, gone: Person) -> None:
    told = answer(tutor, gone, direction="followed-by")
    assert "block-follower" in told["duties"]
    with acting_as(tutor.organisation_id, tutor.pk):
        assert waits_as_declared("answers.follower") == 1
        found = FollowerFound.objects.get()
        (need,) = needs_of(tutor)
    assert need.sentence == "Block a follower, and say when"
    client, other = browse(tutor), browse(staff("Ben", "tutor"))
    assert other.get(need.url).status_code == 404
    assert client.post(need.url, dated(NEXT_YEAR, "on")).status_code == 422
    assert "Record that you blocked them" in text(client, f"/may-i/answers/{found.answer_id}/")
    post(client, need.url, **dated(TODAY, "on"))
    with acting_as(tutor.organisation_id, tutor.pk):
        assert FollowerFound.objects.get().done_on == TODAY
        assert list(needs_of(tutor)) == []
    assert client.get(need.url).status_code == 404


def test_the_leads_list_decides_and_shows_itself_to_nobody(
    tutor: Person, lead: Person, college: Organisation
) -> None:
    """A grown-up who studied as one may be connected with, unless they stand on the list."""
    person = ex_learner("Max", born=CHILD - datetime.timedelta(days=9000),
                        left=TODAY - datetime.timedelta(days=30))  # fmt: skip
    taught_by(tutor, person, until=TODAY - datetime.timedelta(days=30))
    assert answer(tutor, person)["answer"] == "yes"
    with acting_as(college.pk, lead.pk):
        made = a_restriction(person, by=lead)
        with pytest.raises(ValueError, match="already"):
            a_restriction(person, by=lead)
    told = answer(tutor, person)
    assert (told["answer"], told["until"]) == ("no", None)
    assert told["because"] != ["LAN-FRI-05"]
    client = browse(tutor)
    with acting_as(college.pk, tutor.pk):
        page = text(client, f"/may-i/answers/{an_answer(tutor, about=person).pk}/")
    assert "Grooming" not in page
    for path in ("/may-i/restricted/", f"/may-i/restricted/{made.pk}/end/"):
        assert client.get(path).status_code == 404
    with acting_as(college.pk, tutor.pk):
        assert Restriction.objects.count() == 0
    with acting_as(college.pk, lead.pk):
        declaring.end_restriction(made, by=lead, because="Moved away")
    assert answer(tutor, person)["answer"] == "yes"
    entry = Entry.objects.filter(verb="answers.restricted").get()
    assert entry.circle_id == made.circle_id


def test_the_lead_keeps_the_list_on_its_pages(lead: Person, gone: Person) -> None:
    client = browse(lead)
    assert "Nobody is on the list" in text(client, "/may-i/restricted/")
    said = {"reason": "Told in confidence.", **dated(NEXT_YEAR, "review_on")}
    for wrong in ("Mia", "Nobody Known"):
        assert client.post("/may-i/restricted/new/", {"name": wrong, **said}).status_code == 422
    post(client, "/may-i/restricted/new/", name="mia learner", **said)
    page = text(client, "/may-i/restricted/")
    assert "Told in confidence." in page
    with acting_as(lead.organisation_id, lead.pk):
        made = Restriction.objects.get()
        assert asked_here(lead) == []
        Restriction.objects.update(review_on=TODAY)
        keep_errands("answers.list")
        assert waits_as_declared("answers.list") == 1
        assert asked_here(lead) == ["/may-i/restricted/"]
    post(client, f"/may-i/restricted/{made.pk}/end/", because="It is over.")
    assert "It is over." in text(client, "/may-i/restricted/")
    with acting_as(lead.organisation_id, lead.pk):
        assert asked_here(lead) == []


def test_evidence_counts_what_was_dealt_with(tutor: Person, lead: Person, gone: Person) -> None:
    (control,) = [one for one in CONTROLS if one.slug == "connections-declared"]
    assert control.evidence(tutor.organisation_id, TODAY).state == "not-set-up"
    answer(tutor, gone, direction="followed-by")
    with acting_as(tutor.organisation_id, tutor.pk):
        made = a_declaration(tutor, gone)
    with acting_as(lead.organisation_id, lead.pk):
        declaring.decide(made, by=lead, record=True, because="So.", review_on=NEXT_YEAR)
    found = control.evidence(tutor.organisation_id, TODAY)
    assert found.figure is not None
    assert (found.figure.part, found.figure.whole) == (1, 2)
