"""Work devices and numbers: kept by IT, asked for by other rooms; one's own is counted by team."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lanyard.foundation.database.identity import acting_as, system_duty
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Device, Person
from lanyard.rooms.contact.actions import devices as acts
from lanyard.rooms.contact.models import OwnDeviceUse, RegisteredDevice
from lanyard.rooms.contact.tests.scene import (
    TODAY,
    browse,
    learner,
    part_of,
    refused,
    staff,
    text,
    under,
)

DEVICES = "/contact/devices/"
_DAY = datetime.timedelta(days=1)


@pytest.fixture
def it(college: Organisation) -> Person:
    under("oaklands")
    return staff("Ivy", "it-department")


def work(**more: Any) -> acts.Work:
    given: dict[str, Any] = {"tag": "OAK-0042", "kind": "phone", "uses": ["messages"], **more}
    return acts.Work(**given)


def registered(tag: str, use: str = "messages", on: datetime.date = TODAY) -> object:
    return registry.ask("contact.device-registered", tag=tag, use=use, on=on)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("07700 900123", "+447700900123"), ("+44 (7700) 900-123", "+447700900123"),
     ("0044 7700 900123", "+447700900123"), ("", "")],
)  # fmt: skip
def test_numbers_are_kept_in_one_form(typed: str, plain: str) -> None:
    assert acts.plain_number(typed) == plain


def test_it_registers_and_others_see_their_own(it: Person) -> None:
    tutor, other = staff("Tia", "tutor"), staff("Otto", "tutor")
    sent = {"tag": "OAK-0042", "kind": "phone", "number": "07700 900123", "uses": ["messages"],
            "holder": "Tia Example"}  # fmt: skip
    client = browse(it)
    lacking: list[dict[str, Any]] = [
        {"number": "12"}, {"uses": []}, {"holder": "Nobody"}, {"tag": " "},
    ]  # fmt: skip
    for wrong in lacking:
        assert client.post(f"{DEVICES}new/", {**sent, **wrong}).status_code == 422, wrong
    assert client.post(f"{DEVICES}new/", sent).status_code == 302
    assert client.post(f"{DEVICES}new/", sent).status_code == 422, "once"
    assert client.post(f"{DEVICES}new/", {**sent, "tag": "X"}).status_code == 422, "one number"
    one = RegisteredDevice.objects.get()
    for person, seen in ((tutor, True), (it, True), (other, False)):
        assert ("+447700900123" in text(browse(person), DEVICES)) == seen
        with acting_as(it.organisation_id, person.pk):
            assert RegisteredDevice.objects.count() == int(seen)
    for path in ("new/", f"{one.pk}/end/"):
        assert browse(tutor).get(f"{DEVICES}{path}").status_code == 404
        assert browse(tutor).post(f"{DEVICES}{path}", sent).status_code == 404
    assert browse(learner("Lee", email="lee@here.test")).get(DEVICES).status_code == 404
    with pytest.raises(PermissionError):
        acts.register(work(tag="Y"), by=tutor)


def test_somebodys_own_device_is_refused(it: Person) -> None:
    for ownership in ("own", "college"):
        Device.objects.create(identifier=f"TAG-{ownership}", kind="phone", ownership=ownership)
    with pytest.raises(acts.NotRegistered, match="own device"):
        acts.register(work(tag="tag-own"), by=it)
    assert acts.register(work(tag="tag-college"), by=it).tag == "tag-college"


def test_other_rooms_ask_for_a_device_by_its_tag(it: Person) -> None:
    one = acts.register(work(holder=staff("Tia", "tutor"), uses=["pictures"]), by=it)
    other = staff("Otto", "tutor")
    with acting_as(it.organisation_id, other.pk):
        assert registered(" oak-0042 ", "pictures") is True, "whoever asks, and in any letters"
        assert registered("OAK-0042", "messages") is False
        assert registered("OAK-0043", "pictures") is False
        assert registered("OAK-0042", "pictures", TODAY - _DAY) is False
    acts.end_device(one, by=it, because="Lost")
    assert registered("OAK-0042", "pictures") is False
    with pytest.raises(ValueError, match="once"):
        acts.end_device(one, by=it, because="Lost")
    assert acts.register(work(), by=it).pk != one.pk, "the tag is free again"


def test_the_register_is_written_by_the_verb_alone(it: Person) -> None:
    one = acts.register(work(), by=it)
    with acting_as(it.organisation_id, it.pk), refused():
        RegisteredDevice.objects.create(
            tag="Z", kind="phone", uses=["messages"], registered_by=it.pk, registered_by_name="x",
            registered_on=TODAY,
        )  # fmt: skip
    with system_duty("test"), refused():
        RegisteredDevice.objects.filter(pk=one.pk).update(number="+441111111111")


def test_own_devices_take_a_reason_and_count_for_the_team(it: Person) -> None:
    boss = staff("Bea", "line-manager")
    tutor, other = staff("Tia", "tutor", manager=boss), staff("Otto", "tutor", manager=it)
    me, path = browse(tutor), "/contact/own-device/"
    day = {"on_day": TODAY.day, "on_month": TODAY.month, "on_year": TODAY.year}
    assert me.post(path, {**day, "because": " "}).status_code == 422
    assert me.post(path, {**day, "because": "No work phone"}).status_code == 302
    acts.note_own_device(by=tutor, on=TODAY, because="No signal")
    acts.note_own_device(by=other, on=TODAY, because="Flat battery")
    with pytest.raises(ValueError, match="reason"):
        acts.note_own_device(by=tutor, on=TODAY + _DAY, because="Later")
    assert "No work phone" in text(me, DEVICES)
    assert "Your team: 2" in text(browse(boss), DEVICES)
    assert "Flat battery" not in text(browse(boss), DEVICES)
    page = text(browse(staff("Cora", "course-manager")), DEVICES)
    assert ("Bea Example: 2" in page, "Ivy Example: 1" in page) == (True, True)
    assert "No signal" not in page, "numbers only"
    for person, seen in ((tutor, 2), (boss, 2), (other, 1), (staff("Una", "tutor"), 0)):
        with acting_as(it.organisation_id, person.pk):
            assert OwnDeviceUse.objects.count() == seen


def test_the_list_asks_as_often_for_one_as_for_three(it: Person) -> None:
    client, counts = browse(it), []
    for tags in (["A"], ["B", "C"]):
        for tag in tags:
            acts.register(work(tag=tag, holder=staff(f"Tia{tag}", "tutor")), by=it)
        text(client, DEVICES)
        with CaptureQueriesContext(connection) as seen:
            text(client, DEVICES)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_evidence_of_the_register(it: Person) -> None:
    control = registry.controls()["contact-devices-registered"]
    assert control.evidence(it.organisation_id, TODAY).figure is None
    leaver = staff("Lou", "tutor")
    acts.register(work(holder=leaver), by=it)
    acts.register(work(tag="B"), by=it)
    Person.objects.filter(pk=leaver.pk).update(left_on=TODAY)
    with system_duty("test"):
        assert part_of(control.evidence(it.organisation_id, TODAY)) == (1, 2)
