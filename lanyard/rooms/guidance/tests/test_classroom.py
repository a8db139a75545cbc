"""The classroom: plans that leave nobody out, remote lessons by their checklist, own devices."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Group, Membership, Person
from lanyard.rooms.guidance import classroom as reads
from lanyard.rooms.guidance.actions import classroom as acts
from lanyard.rooms.guidance.models import (
    DeviceNote,
    DevicePlan,
    RemoteLesson,
    SessionCheck,
    StayingAway,
    TeachingPlan,
)
from lanyard.rooms.guidance.tests.scene import EARLY
from lanyard.rooms.guidance.tests.test_controls import stands

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
SAID = acts.Planned(
    "Instagram", "@oaklandscollege.art", "Show work", "vle", "Also in Moodle the same day.",
    "Only staff post; comments are off.", TODAY + 90 * DAY,
)  # fmt: skip
HUB = "/guidance/classroom/"


class Scene:
    """A tutor with a group of one learner, beside a group of somebody else, and a head."""

    def __init__(self) -> None:
        self.head = staff("Hal", "principal")
        self.tutor, self.other = staff("Tia", "tutor"), staff("Stan", "tutor")
        self.lou = learner("Lou", email="lou@here.test")
        self.max = learner("Max", email="max@here.test")
        self.mine = self._group("Art 1", self.tutor, self.lou)
        self.theirs = self._group("Art 2", self.other, self.max)

    def _group(self, name: str, tutor: Person, pupil: Person) -> Group:
        group = Group.objects.create(name=name, kind="tutor-group")
        for person, part in ((tutor, "tutor"), (pupil, "learner")):
            Membership.objects.create(group=group, person=person, part=part, since=TODAY - 9 * DAY)
        return group

    def planned(self) -> TeachingPlan:
        """Return a plan that the head has approved."""
        made = acts.plan_use(self.mine, SAID, by=self.tutor)
        asked = approvals.of_subject(acts.APPROVAL, made.pk).get()
        approvals.decide(asked.pk, by=self.head, approve=True, reason="Good")
        made.refresh_from_db()
        return made


@pytest.fixture
def scene(college: Organisation) -> Scene:
    adopt("oaklands", by=None, effective_from=EARLY, reason="Set up")
    return Scene()


def form(**more: Any) -> dict[str, Any]:
    until = SAID.until
    return {
        "platform": "Instagram", "page": "@art", "purpose": "Show work", "main_place": "vle",
        "account_needed": "no", "other_way": "In Moodle", "safeguards": "Comments are off",
        "until_day": until.day, "until_month": until.month, "until_year": until.year, **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    "change", [{"main_place": "social"}, {"account_needed": True}, {"other_way": ""}]
)
def test_a_plan_that_leaves_somebody_out_is_refused(scene: Scene, change: dict[str, Any]) -> None:
    with pytest.raises(acts.LeavesOut):
        acts.plan_use(scene.mine, replace(SAID, **change), by=scene.tutor)
    sent = {"account_needed": "yes"} if "account_needed" in change else change
    path = f"{HUB}{scene.mine.pk}/plan/"
    assert browse(scene.tutor).post(path, form(**sent)).status_code == 422
    assert not TeachingPlan.objects.exists()


def test_the_database_keeps_a_social_platform_from_being_the_main_place(scene: Scene) -> None:
    for wrong in ({"main_place": "social"}, {"other_way": ""}):
        fields = {**vars(SAID), **wrong}
        fields.pop("account_needed")
        with pytest.raises(IntegrityError), transaction.atomic():
            TeachingPlan.objects.create(group=scene.mine, by=scene.tutor, **fields)


def test_a_plan_is_approved_before_a_class_sees_it(scene: Scene, college: Organisation) -> None:
    path = f"{HUB}{scene.mine.pk}/plan/"
    assert browse(scene.other).get(path).status_code == 404
    assert browse(scene.lou).get(path).status_code == 404
    assert browse(scene.tutor).post(path, form()).status_code == 302
    plan = TeachingPlan.objects.get()
    one = f"{HUB}plans/{plan.pk}/"
    assert browse(scene.lou).get(one).status_code == 404, "not approved yet"
    assert browse(scene.tutor).post(one, {"accounts": "on"}).status_code == 404
    with pytest.raises(acts.NotNow):
        acts.stay_away(plan, by=scene.lou)
    assert "teaching-use-planned" not in stands(college)
    asked = approvals.of_subject(acts.APPROVAL, plan.pk).get()
    assert asked.by_default
    approvals.decide(asked.pk, by=scene.head, approve=True, reason="Good")
    page = browse(scene.lou).get(one).content.decode()
    assert "You need no account." in page
    assert "In Moodle" in page
    for stranger in (scene.max, scene.other):
        assert browse(stranger).get(one).status_code == 404
    assert str(plan.platform) in browse(scene.head).get(f"{HUB}everything/").content.decode()
    assert browse(scene.tutor).get(f"{HUB}everything/").status_code == 404
    assert stands(college)["teaching-use-planned"] == "in-force 1/1"


def test_a_refused_plan_stays_refused(scene: Scene) -> None:
    made = acts.plan_use(scene.mine, SAID, by=scene.tutor)
    asked = approvals.of_subject(acts.APPROVAL, made.pk).get()
    approvals.decide(asked.pk, by=scene.head, approve=False, reason="Not there")
    made.refresh_from_db()
    assert made.state == "refused"
    with pytest.raises(acts.NotNow):
        acts.end_plan(made, by=scene.tutor)


def test_whoever_stays_away_is_given_the_same(scene: Scene, college: Organisation) -> None:
    plan = scene.planned()
    path = f"{HUB}plans/{plan.pk}/away/"
    assert browse(scene.max).post(path).status_code == 404
    for _twice in range(2):
        assert browse(scene.lou).post(path).status_code == 302
    away = StayingAway.objects.get()
    told = Notification.objects.filter(occasion__kind="guidance.stays-away")
    assert [one.person_id for one in told] == [scene.tutor.pk]
    assert "You do not use it" in browse(scene.lou).get(f"{HUB}plans/{plan.pk}/").content.decode()
    assert stands(college)["teaching-use-planned"] == "in-force 1/1"
    StayingAway.objects.update(said_at=timezone.now() - 8 * DAY)
    assert stands(college)["teaching-use-planned"] == "not-in-force 0/1"
    given = f"{HUB}away/{away.pk}/given/"
    assert browse(scene.other).post(given).status_code == 404
    assert browse(scene.tutor).post(given).status_code == 302
    assert stands(college)["teaching-use-planned"] == "in-force 1/1"
    assert browse(scene.tutor).post(f"{HUB}plans/{plan.pk}/end/").status_code == 302
    assert "teaching-use-planned" not in stands(college)


def test_a_session_is_checked_whole_or_not_at_all(scene: Scene) -> None:
    plan = scene.planned()
    one, client = f"{HUB}plans/{plan.pk}/", browse(scene.tutor)
    assert client.post(one, {"accounts": "on", "privacy": "on"}).status_code == 422
    assert not SessionCheck.objects.exists()
    ticks = {"accounts": "on", "privacy": "on", "consent": "on"}
    for _twice in range(2):
        assert client.post(one, ticks).status_code == 302
    assert SessionCheck.objects.get().on == TODAY
    assert browse(scene.lou).post(one, ticks).status_code == 404


def test_remote_lessons_follow_their_checklist_while_lessons_are_remote(
    scene: Scene, college: Organisation
) -> None:
    path, switch = f"{HUB}{scene.mine.pk}/remote/", f"{HUB}everything/"
    tutor, head = browse(scene.tutor), browse(scene.head)
    assert tutor.get(path).status_code == 404, "it rests"
    with pytest.raises(acts.NotNow):
        acts.begin_remote(scene.mine, by=scene.tutor, recorded=False)
    assert tutor.post(switch, {"because": "Snow"}).status_code == 404
    assert head.post(switch, {"because": ""}).status_code == 422
    assert head.post(switch, {"because": "Closed by illness"}).status_code == 302
    assert "Closed by illness" in tutor.get(HUB).content.decode()
    assert browse(scene.other).get(path).status_code == 404
    assert tutor.post(path, {"quiet": "on"}).status_code == 422
    assert tutor.post(path, {"quiet": "on", "background": "on"}).status_code == 302
    lesson = RemoteLesson.objects.get()
    assert not lesson.recorded
    assert "remote-lessons-checked" not in stands(college), "it goes on"
    RemoteLesson.objects.update(begun_at=timezone.now() - DAY)
    assert stands(college)["remote-lessons-checked"] == "not-in-force 0/1"
    ended = f"{HUB}remote/{lesson.pk}/ended/"
    assert browse(scene.other).post(ended).status_code == 404
    assert tutor.post(ended).status_code == 302
    assert stands(college)["remote-lessons-checked"] == "in-force 1/1"
    assert head.post(switch).status_code == 302
    assert reads.remote_now() is None
    assert tutor.get(path).status_code == 404


def test_learners_read_whether_their_device_is_needed(scene: Scene, college: Organisation) -> None:
    path, tutor = f"{HUB}{scene.mine.pk}/devices/", browse(scene.tutor)
    day = {"on_day": TODAY.day, "on_month": TODAY.month, "on_year": TODAY.year}
    assert browse(scene.other).post(path, {**day, "needed": "no"}).status_code == 404
    assert tutor.post(path, {**day, "needed": "yes", "purpose": ""}).status_code == 422
    with pytest.raises(ValueError, match="purpose"):
        acts.plan_devices(scene.mine, by=scene.tutor, on=TODAY, needed=True, purpose=" ")
    sent = {**day, "needed": "yes", "purpose": "Film your dance"}
    assert tutor.post(path, sent).status_code == 302
    assert "Film your dance" in browse(scene.lou).get(HUB).content.decode()
    assert "Film your dance" not in browse(scene.max).get(HUB).content.decode()
    assert tutor.post(path, {**day, "needed": "no"}).status_code == 302
    assert DevicePlan.objects.get().purpose == ""
    assert "It stays away" in browse(scene.lou).get(HUB).content.decode()
    assert stands(college)["classroom-devices-managed"] == "not-in-force 1/2"


def test_phones_are_noted_without_names_and_trend_by_group(
    scene: Scene, college: Organisation, elsewhere: Organisation
) -> None:
    path, tutor = f"{HUB}{scene.mine.pk}/note/", browse(scene.tutor)
    assert browse(scene.other).post(path, {"what": "call", "done": "talked"}).status_code == 404
    assert tutor.post(path, {"what": "call"}).status_code == 422
    for what in ("call", "messages"):
        assert tutor.post(path, {"what": what, "done": "put-away"}).status_code == 302
    acts.note_device(scene.theirs, by=scene.other, what="other", done="talked")
    assert [(one.name, one.whole) for one in reads.trends()] == [("Art 1", 2), ("Art 2", 1)]
    page = browse(scene.head).get(f"{HUB}everything/").content.decode()
    assert page.index("Art 1") < page.index("Art 2")
    assert stands(college)["classroom-devices-managed"] == "in-force 2/2"
    with acting_as_system(elsewhere.pk, "look"):
        for model in (DeviceNote, DevicePlan, TeachingPlan, RemoteLesson):
            assert not model.objects.exists()
