"""Surveys without names and what teams do about them; notes by which staff protect themselves."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.people.models import Group, Membership
from lanyard.rooms.training import notes, surveys
from lanyard.rooms.training.actions.starting import begin
from lanyard.rooms.training.models import (
    NoteShared,
    SelfProtectionNote,
    SurveyReplied,
    SurveyReply,
    SurveyRound,
)
from lanyard.rooms.training.tests.scene import DAY, TODAY, under
from lanyard.rooms.training.tests.test_controls import stands
from lanyard.rooms.training.tests.test_pages import text
from lanyard.rooms.training.tests.test_sessions import day_parts
from tests.errands import waits_as_declared

CONTROL = "zero-tolerance-culture"


@pytest.fixture
def dee(college: Organisation) -> Person:
    """The safeguarding lead, where the Company's policy is in force."""
    under("company")
    found = staff("Dee", "dsl")
    begin(by=None)
    return found


def a_team(*people: Person, name: str = "Catering") -> Group:
    """Put people into a team."""
    group = Group.objects.create(name=name, kind="team")
    for one in people:
        Membership.objects.create(group=group, person=one, part="member", since=TODAY - DAY)
    return group


def test_an_answer_is_given_once_and_tied_to_nobody(dee: Person) -> None:
    ann = staff("Ann")
    round_ = surveys.open_round("culture", by=dee)
    with pytest.raises(surveys.NotOpen):
        surveys.open_round("culture", by=dee)
    with pytest.raises(ValueError, match="1 to 5"):
        surveys.reply(round_, [5, 5, 5, 6], by=ann)
    assert waits_as_declared("training.answer-survey") == 2
    (need,) = [one for one in duties.needs_of(ann) if "/surveys/" in one.url]
    assert need.url == f"/training/surveys/{round_.pk}/"
    assert str(need.sentence).startswith("Answer without your name: ")
    surveys.reply(round_, [5, 4, 3, 2], by=ann)
    assert not [one for one in duties.needs_of(ann) if "/surveys/" in one.url]
    assert waits_as_declared("training.answer-survey") == 1
    with pytest.raises(surveys.NotOpen):
        surveys.reply(round_, [5, 4, 3, 2], by=ann)
    with pytest.raises(surveys.NotOpen):
        surveys.reply(round_, [5, 4, 3, 2], by=learner("Lou"))
    kept = {field.name for field in SurveyReply._meta.fields}
    assert kept == {"id", "organisation", "round", "group", "marks"}
    assert SurveyReply.objects.get().pk.version == 4
    assert {field.name for field in SurveyReplied._meta.fields} == {
        "id", "organisation", "round", "person"
    }  # fmt: skip
    with acting_as(current_organisation_id(), dee.pk):
        assert not SurveyReply.objects.exists()
        assert not SurveyReplied.objects.exists()


def test_small_groups_are_held_back(dee: Person) -> None:
    people = [staff(f"P{number}") for number in range(6)]
    a_team(*people[:5])
    a_team(people[5], name="Office")
    round_ = surveys.open_round("culture", by=dee)
    for number, one in enumerate(people):
        surveys.reply(round_, [5 if number else 1, 4, 3, 5], by=one)
    assert surveys.results(round_) == [
        surveys.Result("", 6, [83, 100, 0, 100]), surveys.Result("Catering", 5, [80, 100, 0, 100]),
        surveys.Result("Office", 1, None),
    ]  # fmt: skip


def test_teams_that_answered_say_what_they_do(college: Organisation, dee: Person) -> None:
    ann = staff("Ann")
    team = a_team(ann)
    assert CONTROL not in stands(college)
    round_ = surveys.open_round("culture", by=dee)
    surveys.reply(round_, [5, 5, 5, 5], by=ann)
    assert stands(college)[CONTROL] == "in-force 1/1"
    late = TODAY + 90 * DAY
    assert stands(college, late)[CONTROL] == "not-in-force 1/2"
    with pytest.raises(ValueError, match="what the team does"):
        surveys.act(round_, team, " ", by=ann)
    surveys.act(round_, team, "We stop the lesson.", by=ann)
    assert stands(college, late)[CONTROL] == "in-force 2/2"
    assert stands(college, TODAY + 400 * DAY)[CONTROL] == "not-in-force 1/2"


def test_learners_rate_whether_they_feel_able_to_stay_safe(dee: Person) -> None:
    lou = learner("Lou", email="lou@here.test")
    round_ = surveys.open_round("able-to-stay-safe", by=dee)
    client = browse(lou)
    assert "Do you feel able to stay safe?" in text(client, "/training/surveys/")
    page = f"/training/surveys/{round_.pk}/"
    assert client.post(page, {"sentence-0": "5"}).status_code == 422
    sent = {f"sentence-{number}": "4" for number in range(3)}
    assert client.post(page, sent).status_code == 302
    assert client.get(page).status_code == 404
    assert SurveyReply.objects.get().marks == [4, 4, 4]
    assert browse(staff("Stan")).get(page).status_code == 404


def test_pages_of_surveys_for_the_lead_a_team_and_a_stranger(dee: Person) -> None:
    ann = staff("Ann")
    a_team(ann)
    lead, member, stranger = browse(dee), browse(ann), browse(staff("Stan"))
    assert lead.post("/training/surveys/none/open/").status_code == 404
    assert member.post("/training/surveys/culture/open/").status_code == 404
    assert lead.post("/training/surveys/culture/open/").status_code == 302
    round_ = SurveyRound.objects.get()
    page = f"/training/surveys/{round_.pk}/action/"
    sent = {"group": str(Group.objects.get(name="Catering").pk), "words": "We speak up."}
    assert member.post(page, sent).status_code == 302
    assert "We speak up." in text(lead, "/training/surveys/")
    assert stranger.get(page).status_code == 404
    assert "Open until" in text(stranger, "/training/surveys/")


def happened(**more: Any) -> notes.Happened:
    given: dict[str, Any] = {
        "happened_at": timezone.now() - datetime.timedelta(hours=1), "place": "A video call",
        "words": "The others had left.", **more,
    }  # fmt: skip
    return notes.Happened(**given)


def seen_by(person: Person) -> int:
    with acting_as(current_organisation_id(), person.pk):
        return SelfProtectionNote.objects.count()


def test_a_note_is_its_authors_until_it_is_shared(dee: Person) -> None:
    ann, hal = staff("Ann"), staff("Hal", "hr-director")
    manager = staff("Mary")
    with acting_as(current_organisation_id(), ann.pk):
        note = notes.write(happened(), by=ann)
        assert len(note.sha256) == 64
        with pytest.raises(ValueError, match="has happened"):
            notes.write(happened(happened_at=timezone.now() + DAY), by=ann)
    assert [seen_by(one) for one in (ann, dee, hal, manager)] == [1, 0, 0, 0]
    with pytest.raises(ValueError, match="its author's"):
        notes.share(note, "dsl", by=hal)
    for author in (hal, ann):
        taking = {"note": note, "person": author, "role": "hr-director", "on": TODAY}
        with (
            acting_as(current_organisation_id(), hal.pk),
            pytest.raises(DatabaseError),
            transaction.atomic(),
        ):
            NoteShared.objects.create(**taking)
    with acting_as(current_organisation_id(), ann.pk):
        with pytest.raises(ValueError, match="its author's"):
            notes.share(note, "tutor", by=ann)
        lead = notes.posts()[0][0]
        notes.share(note, lead, by=ann)
    assert [seen_by(one) for one in (ann, dee, hal, manager)] == [1, 1, 0, 0]
    told = Notification.objects.filter(occasion__kind="training.note-shared")
    assert {one.person_id for one in told} == {dee.pk}
    with acting_as(current_organisation_id(), ann.pk):
        with pytest.raises(DatabaseError), transaction.atomic():
            SelfProtectionNote.objects.update(words="Nothing happened.")
        with pytest.raises(DatabaseError), transaction.atomic():
            SelfProtectionNote.objects.all().delete()


def test_pages_of_notes_for_the_author_the_lead_and_a_stranger(dee: Person) -> None:
    ann = staff("Ann")
    author, lead, stranger = browse(ann), browse(dee), browse(staff("Stan", "tutor"))
    sent = {
        **day_parts(TODAY - DAY), "at": "16:30", "place": "Room 4", "others": "",
        "words": "The door was shut by the wind.",
    }  # fmt: skip
    answer = author.post("/training/notes/", sent)
    assert answer.status_code == 302
    page = answer["Location"]
    assert "The door was shut" in text(author, page)
    for other in (lead, stranger):
        assert other.get(page).status_code == 404
        assert other.post(f"{page}share/dsl/").status_code == 404
        assert "Room 4" not in text(other, "/training/notes/")
    assert author.post(f"{page}share/tutor/").status_code == 404
    assert author.post(f"{page}share/dsl/").status_code == 302
    assert "The door was shut" in text(lead, page)
    assert "Ann Example" in text(lead, "/training/notes/")
    read = Entry.objects.filter(verb="training.note-read")
    assert [one.actor_id for one in read] == [dee.pk]
    assert stranger.get(page).status_code == 404
    assert browse(learner("Lou", email="lou@here.test")).get("/training/notes/").status_code == 404
