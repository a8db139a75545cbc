"""Contact outside the channels: told, answered at once, seen by the lead when it repeats."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lanyard.engine.answers.models import FollowerFound
from lanyard.engine.duties.api import owed_by
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as, system_duty
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry.api import controls
from lanyard.people.api import Person
from lanyard.rooms.concerns.models import Concern, Involved, LowLevel
from lanyard.rooms.contact.actions import ledger
from lanyard.rooms.contact.models import ContactEvent
from lanyard.rooms.contact.tests.scene import (
    TODAY,
    a_group,
    browse,
    learner,
    part_of,
    refused,
    staff,
    text,
    under,
)

TELL, TOLD, LEDGER = "/contact/tell/", "/contact/told/", "/contact/outside/"
_DAY = datetime.timedelta(days=1)


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("landau")
    staff("Hana", "ceo")
    return staff("Dora", "dsl")


def sent(kind: str, **more: Any) -> dict[str, Any]:
    on = more.pop("on", TODAY)
    return {"kind": kind, "on_day": on.day, "on_month": on.month, "on_year": on.year, **more}


def seen_by(person: Person) -> set[str]:
    with acting_as(person.organisation_id, person.pk):
        return set(ContactEvent.objects.values_list("kind", flat=True))


def low_level(person: Person) -> int:
    with acting_as(person.organisation_id, person.pk):
        return LowLevel.objects.count()


def owed(person: Person) -> list[str]:
    with acting_as(person.organisation_id, person.pk):
        return [one.definition.kind for one in owed_by(person)]


def test_a_mistake_is_told_on_one_page_and_answered_at_once(lead: Person) -> None:
    tutor, colleague, child = staff("Tia", "tutor"), staff("Otto", "tutor"), learner("Lee")
    me = browse(tutor)
    for wrong in (sent(""), sent("mistake", on=TODAY + _DAY), sent("told"),
                  sent("mistake", learner="Nobody Known")):  # fmt: skip
        assert me.post(TELL, wrong).status_code == 422
    answer = me.post(TELL, sent("mistake", learner="Lee Example", place="WhatsApp", words="Oh no"))
    page = text(me, answer.headers["Location"])
    assert "came from you by mistake" in page
    one = ContactEvent.objects.get()
    assert (one.person, one.learner, one.waits) == (tutor, child, False)
    path = f"/contact/events/{one.pk}/"
    for other in (colleague, child, lead):
        assert browse(other).get(path).status_code == 404
    assert browse(child).get(TELL).status_code == 404
    assert (seen_by(tutor), seen_by(lead)) == ({"mistake"}, {"mistake"})
    assert (seen_by(colleague), seen_by(child)) == (set(), set())
    verbs = Entry.objects.filter(verb__startswith="contact.").values_list("verb", flat=True)
    assert list(verbs) == ["contact.told"]


def test_a_follower_whom_one_names_is_put_to_the_policy(lead: Person) -> None:
    tutor = staff("Tia", "tutor")
    child = learner("Lee", born=TODAY - 16 * 366 * _DAY)
    a_group(tutor, "Art", child)
    with acting_as(tutor.organisation_id, tutor.pk):
        made = ledger.tell(
            ledger.Told(kind="followed", on=TODAY, learner=child, place="Instagram"), by=tutor
        )
        found = FollowerFound.objects.get()
    assert (made.answer_id, found.must_block, made.waits) == (found.answer_id, True, False)
    assert owed(tutor) == ["answers.follower"], "once, not twice"
    assert "What the policy says of this follower" in text(
        browse(tutor), f"/contact/events/{made.pk}/"
    )
    unnamed = ledger.tell(ledger.Told(kind="followed", on=TODAY, place="Instagram"), by=tutor)
    assert (unnamed.answer_id, unnamed.waits) == (None, True)
    unknown = ledger.tell(
        ledger.Told(kind="followed", on=TODAY, learner=learner("Zoe")), by=tutor
    )  # fmt: skip
    assert (unknown.answer_id, unknown.waits) == (None, True), "not theirs to ask about"


def test_what_is_to_be_done_waits_until_its_day_is_given(lead: Person) -> None:
    tutor, other = staff("Tia", "tutor"), staff("Otto", "tutor")
    made = ledger.tell(ledger.Told(kind="messaged", on=TODAY - _DAY, place="Facebook"), by=tutor)
    assert owed(tutor) == ["contact.dealt-with"]
    path = f"/contact/events/{made.pk}/done/"
    assert browse(other).post(path, sent("x")).status_code == 404
    me = browse(tutor)
    assert me.post(path, sent("x", on=TODAY - 3 * _DAY)).status_code == 422
    assert me.post(path, sent("x")).status_code == 302
    assert owed(tutor) == []
    assert me.post(path, sent("x")).status_code == 404
    with pytest.raises(ValueError, match="once"):
        ledger.dealt_with(made, by=tutor, on=TODAY)


def test_what_repeats_and_a_known_number_reach_the_lead(lead: Person) -> None:
    tutor, other = staff("Tia", "tutor"), staff("Otto", "tutor")
    for _time in range(2):
        ledger.tell(ledger.Told(kind="mistake", on=TODAY), by=tutor)
        ledger.tell(ledger.Told(kind="mistake", on=TODAY), by=other)
    ledger.tell(ledger.Told(kind="mistake", on=TODAY - 500 * _DAY), by=tutor)
    assert low_level(lead) == 0, "two in a year are no pattern"
    ledger.tell(ledger.Told(kind="followed", on=TODAY), by=tutor)
    assert (low_level(lead), low_level(tutor), low_level(other)) == (1, 0, 0)
    with acting_as(lead.organisation_id, lead.pk):
        row = LowLevel.objects.get()
    assert (row.about, row.self_reported) == (tutor, True)
    ledger.tell(ledger.Told(kind="number", on=TODAY), by=other)
    assert low_level(lead) == 2


def test_a_learner_tells_in_one_tap_and_a_report_is_opened(lead: Person) -> None:
    tutor, stranger, child = staff("Tia", "tutor"), staff("Otto", "tutor"), learner("Lee")
    a_group(tutor, "Art", child)
    me = browse(child)
    page = text(me, TOLD)
    assert ("Tia Example" in page, "Otto Example" in page) == (True, False)
    assert me.post(TOLD, {"staff": str(stranger.pk)}).status_code == 422, "not their teacher"
    answer = me.post(TOLD, {"staff": str(tutor.pk)})
    assert "gone to the people" in text(me, answer.headers["Location"])
    made = ContactEvent.objects.get()
    assert (made.person, made.learner, made.kind) == (tutor, child, "told")
    with system_duty("test"):
        concern = Concern.objects.get()
        assert Involved.objects.get(concern=concern, person=tutor).part == "alleged"
    with acting_as(tutor.organisation_id, tutor.pk):
        assert (ContactEvent.objects.count(), Concern.objects.count()) == (0, 0)
    with acting_as(lead.organisation_id, lead.pk):
        assert (ContactEvent.objects.count(), Concern.objects.count()) == (1, 1)
    said = {"who": "the new lad in the canteen", "place": "Snapchat", "words": "Hi"}
    assert me.post(TOLD, {"who": ""}).status_code == 422
    assert me.post(TOLD, said).status_code == 302
    assert browse(tutor).get(TOLD).status_code == 404
    for _time in range(4):
        ledger.tell_as_learner(tutor, by=child)
    assert me.post(TOLD, {"staff": str(tutor.pk)}).status_code == 422, "enough for now"


def test_the_lead_never_reads_what_is_about_the_lead(lead: Person) -> None:
    child, head = learner("Lee"), Person.objects.get(given_name="Hana")
    a_group(lead, "Art", child)
    ledger.tell_as_learner(lead, by=child)
    ledger.tell(ledger.Told(kind="mistake", on=TODAY), by=lead)
    assert (seen_by(lead), seen_by(head)) == ({"mistake"}, {"told", "mistake"})


def test_the_list_is_the_leads_and_reading_it_is_recorded(lead: Person) -> None:
    tutor = staff("Tia", "tutor")
    counts = []
    for number in (1, 3):
        while ContactEvent.objects.count() < number:
            ledger.tell(ledger.Told(kind="mistake", on=TODAY, place="Telegram"), by=tutor)
        client = browse(lead)
        text(client, LEDGER)
        with CaptureQueriesContext(connection) as seen:
            assert "Telegram" in text(client, LEDGER)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert Entry.objects.filter(verb="contact.ledger-read").count() == 4
    assert browse(tutor).get(LEDGER).status_code == 404


def test_the_ledger_is_written_by_no_hand(lead: Person) -> None:
    tutor = staff("Tia", "tutor")
    made = ledger.tell(ledger.Told(kind="messaged", on=TODAY), by=tutor)
    with acting_as(tutor.organisation_id, tutor.pk):
        assert ContactEvent.objects.update(done_on=TODAY) == 0
    with system_duty("test"), refused():
        ContactEvent.objects.filter(pk=made.pk).update(kind="mistake")
    with system_duty("test"), refused():
        made.delete()


def test_the_evidence_of_the_ledger(lead: Person) -> None:
    tutor = staff("Tia", "tutor")
    control = controls()["private-contact-told"]
    assert control.evidence(tutor.organisation_id, TODAY).figure is None
    made = ledger.tell(ledger.Told(kind="messaged", on=TODAY - 3 * _DAY), by=tutor)
    ledger.tell(ledger.Told(kind="mistake", on=TODAY), by=tutor)
    with system_duty("test"):
        assert part_of(control.evidence(tutor.organisation_id, TODAY)) == (1, 2)
    ledger.dealt_with(made, by=tutor, on=TODAY)
    with system_duty("test"):
        assert part_of(control.evidence(tutor.organisation_id, TODAY)) == (2, 2)
