"""Remote lessons: whether others were overheard, and meetings that went on without their host."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from lanyard.engine.duties.tests.scene import browse, learner
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.api import make_token
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Membership, Person
from lanyard.rooms.guidance import remote
from lanyard.rooms.guidance.actions import classroom
from lanyard.rooms.guidance.actions import remote as acts
from lanyard.rooms.guidance.due import due
from lanyard.rooms.guidance.models import (
    MeetingLeftOpen,
    OverheardAnswered,
    OverheardReply,
    RemoteLesson,
)
from lanyard.rooms.guidance.tests.scene import EARLY
from lanyard.rooms.guidance.tests.test_classroom import DAY, HUB, TODAY, Scene
from lanyard.rooms.guidance.tests.test_controls import stands

HEAD = "Meeting ID,Organizer Email,Participant Email,Join Time,Leave Time\n"
CALLS = "/api/v1/exports/calls/teams"


@pytest.fixture
def scene(college: Organisation) -> Scene:
    adopt("oaklands", by=None, effective_from=EARLY, reason="Set up")
    made = Scene()
    Person.objects.filter(pk=made.tutor.pk).update(email="Tia@here.test")
    classroom.go_remote(by=made.head, because="Snow")
    return made


def lesson_of(scene: Scene) -> RemoteLesson:
    return classroom.begin_remote(scene.mine, by=scene.tutor, recorded=False)


def test_learners_say_without_their_name_whether_others_were_heard(scene: Scene) -> None:
    lesson = lesson_of(scene)
    heard = f"{HUB}remote/{lesson.pk}/heard/"
    before = Entry.objects.count()
    assert "Could you hear other people" in browse(scene.lou).get(HUB).content.decode()
    for stranger in (scene.max, scene.tutor):
        assert "Could you hear other people" not in browse(stranger).get(HUB).content.decode()
        assert browse(stranger).post(heard, {"said": "yes"}).status_code == 404
    client = browse(scene.lou)
    assert client.post(heard, {"said": "maybe"}).status_code == 404
    assert client.post(heard, {"said": "yes"}).status_code == 302
    assert client.post(heard, {"said": "no"}).status_code == 404, "once"
    assert OverheardReply.objects.get().overheard
    assert {f.name for f in OverheardReply._meta.fields} == {
        "id", "organisation", "lesson", "overheard",
    }  # fmt: skip
    assert [one.person_id for one in OverheardAnswered.objects.all()] == [scene.lou.pk]
    assert [e.verb for e in Entry.objects.order_by("at")[before:] if "heard" in e.verb] == []
    RemoteLesson.objects.update(begun_at=timezone.now() - 8 * DAY)
    assert not remote.to_answer(learner("Late")).exists()


def test_few_answers_show_nothing(scene: Scene) -> None:
    lesson = lesson_of(scene)
    for number in range(5):
        assert remote.overheard(scene.tutor) is None
        pupil = learner(f"P{number}")
        Membership.objects.create(group=scene.mine, person=pupil, part="learner", since=TODAY)
        acts.say_overheard(lesson, overheard=number < 2, by=pupil)
    assert remote.overheard(scene.tutor) == remote.overheard() == (2, 5)
    assert remote.overheard(scene.other) is None
    said = "2 said that others could be overheard"
    assert said in browse(scene.tutor).get(HUB).content.decode()
    assert said in browse(scene.head).get(f"{HUB}everything/").content.decode()
    assert said not in browse(scene.other).get(HUB).content.decode()


def a_token(scope: str, by: Person) -> str:
    return make_token("Teams", scopes=[scope], expires=timezone.now() + 9 * DAY, by=by)[1]


def send(text: str, secret: str) -> Any:
    return browser().put(
        CALLS, text, content_type="text/csv", headers={"Authorization": f"Bearer {secret}"}
    )


def test_meetings_that_went_on_alone_are_told_to_their_host(
    scene: Scene, college: Organisation
) -> None:
    secret, at = a_token("exports", scene.head), f"{TODAY:%Y-%m-%d}T"
    rows = [
        ("open", "tia@here.test", "TIA@here.test", "10:00:00Z", "10:45:00Z"),
        ("open", "tia@here.test", "lou@here.test", "10:01:00Z", "10:30:00Z"),
        ("open", "tia@here.test", "lou@here.test", "10:40:00Z", "10:58:30Z"),
        ("open", "tia@here.test", "guest@else.test", "10:01:00Z", "11:58:00Z"),
        ("closed", "tia@here.test", "tia@here.test", "12:00:00Z", "12:45:00Z"),
        ("closed", "tia@here.test", "lou@here.test", "12:00:00Z", "12:46:00Z"),
        ("not-hosted", "tia@here.test", "lou@here.test", "13:00:00Z", "13:45:00Z"),
        ("elsewhere", "who@else.test", "who@else.test", "14:00:00Z", "14:05:00Z"),
        ("elsewhere", "who@else.test", "lou@here.test", "14:00:00Z", "14:45:00Z"),
    ]
    text = HEAD + "".join(f"{m},{o},{p},{at}{j},{at}{left}\n" for m, o, p, j, left in rows)
    assert send(text, a_token("check", scene.head)).status_code == 401
    for _night in range(2):
        answer = send(text, secret)
        assert answer.status_code == 204, answer.content
    one = MeetingLeftOpen.objects.get()
    assert (one.meeting, one.organiser, one.learners, one.minutes) == ("open", scene.tutor, 1, 14)
    told = Notification.objects.filter(occasion__kind="guidance.meeting-open")
    assert [n.person_id for n in told] == [scene.tutor.pk]
    assert "Choose End meeting, not Leave" in browse(scene.tutor).get(HUB).content.decode()
    assert "Choose End meeting, not Leave" not in browse(scene.other).get(HUB).content.decode()
    assert [item.url for item in due(scene.tutor)] == [HUB]
    lesson = lesson_of(scene)
    classroom.end_remote(lesson, by=scene.tutor)
    assert stands(college)["remote-lessons-checked"] == "not-in-force 1/2"
    assert (
        "went on after its teacher" in browse(scene.head).get(f"{HUB}everything/").content.decode()
    )
    seen = f"{HUB}meetings/{one.pk}/seen/"
    assert browse(scene.other).post(seen).status_code == 404
    assert browse(scene.tutor).post(seen).status_code == 302
    assert list(due(scene.tutor)) == []
    assert stands(college)["remote-lessons-checked"] == "in-force 1/1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("meeting,organiser\nx,y\n", "participant"),
        (HEAD + "m,tia@here.test,lou@here.test,soon,later\n", "No moment can be read"),
        (HEAD + "m,tia@here.test,lou@here.test,2026-01-01T10:00,2026-01-01T09:00\n", "before it"),
        (HEAD + "m,,lou@here.test,2026-01-01T10:00,2026-01-01T11:00\n", "organiser is missing"),
        ("\x00\x01", "csv"),
    ],
)
def test_a_bad_export_is_refused_whole(scene: Scene, text: str, said: str) -> None:
    answer = send(text, a_token("exports", scene.head))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not MeetingLeftOpen.objects.exists()


def test_calls_of_another_college_are_apart(scene: Scene, elsewhere: Organisation) -> None:
    lesson = lesson_of(scene)
    acts.say_overheard(lesson, overheard=True, by=scene.lou)
    now = timezone.now()
    MeetingLeftOpen.objects.create(
        system="teams", meeting="m", organiser=scene.tutor, left_at=now, last_at=now, learners=1
    )
    with acting_as_system(elsewhere.pk, "look"):
        for model in (MeetingLeftOpen, OverheardAnswered, OverheardReply):
            assert not model.objects.exists()
