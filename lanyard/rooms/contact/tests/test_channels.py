"""The list of channels: who approves, what is demanded, and what the check then answers."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.answers.models import KeptAnswer, Precedent
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as, system_duty
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry.api import controls
from lanyard.people.api import Person
from lanyard.rooms.contact.actions import hours, listing
from lanyard.rooms.contact.content import contact_of
from lanyard.rooms.contact.facts import supply
from lanyard.rooms.contact.models import AgreedHours, ListedChannel
from lanyard.rooms.contact.tests.scene import (
    TODAY,
    a_tool,
    assessed,
    browse,
    learner,
    listed_one,
    part_of,
    refused,
    staff,
    text,
    under,
)

HOME = "/contact/"
_TUESDAY = datetime.date(2026, 3, 3)
_DAY = datetime.timedelta(days=1)


@pytest.fixture
def head(college: Organisation) -> Person:
    under("oaklands")
    return staff("Hana", "principal")


def _form(**more: Any) -> dict[str, Any]:
    review = TODAY + 100 * _DAY
    return {
        "name": "E-mail", "sends": "work-email", "uses": ["write"], "owner": "principal",
        "guidance": "From your College mailbox.", "review_on_day": review.day,
        "review_on_month": review.month, "review_on_year": review.year, **more,
    }  # fmt: skip


def answered(tutor: Person, **said: str) -> tuple[KeptAnswer, str]:
    """Ask on the short form, say no to all that is left, and return the copy and its page."""
    client = browse(tutor)
    given = {"recipient": "current-learner", "device": "organisation", "account": "work", **said}
    path = str(client.post("/may-i/message/", given).headers["Location"])
    while "/answers/" not in path:
        path = str(client.post(path, {"value": "no"}).headers["Location"])
    with acting_as(tutor.organisation_id, tutor.pk):
        kept = KeptAnswer.objects.get(pk=path.strip("/").rpartition("/")[2])
    return kept, text(client, path)


def word(tutor: Person, **said: str) -> str:
    return str(answered(tutor, **said)[0].answer["answer"])


def test_only_the_leadership_approves_and_says_who_and_when(head: Person) -> None:
    tutor, parent = browse(staff("Tia", "tutor")), browse(learner("Lee", email="lee@here.test"))
    client = browse(head)
    assert client.post("/contact/channels/new/", _form()).status_code == 302
    one = ListedChannel.objects.get()
    assert (one.approved_by, one.approved_on, one.owner) == (head.pk, TODAY, "principal")
    page = text(tutor, HOME)
    assert "Approved by Hana Example" in page
    assert f"/contact/channels/{one.pk}/" not in page
    for path in ("new/", f"{one.pk}/", f"{one.pk}/end/"):
        for other in (tutor, parent):
            assert other.get(f"/contact/channels/{path}").status_code == 404
            assert other.post(f"/contact/channels/{path}", _form()).status_code == 404
    assert parent.get(HOME).status_code == 404
    with pytest.raises(PermissionError):
        listed_one(staff("Tom", "tutor"))
    for wrong in ({}, {"opens": "9am"}, {"opens": "5pm", "closes": "9am"}, {"guidance": ""},
                  {"owner": "nobody"}, {"review_on_year": TODAY.year + 3}):  # fmt: skip
        sent = _form(**{"name": "E-mail " if not wrong else "Text", **wrong})
        assert client.post("/contact/channels/new/", sent).status_code == 422, wrong
    assert client.post(f"/contact/channels/{one.pk}/", _form(guidance="New.")).status_code == 302
    with pytest.raises(ValueError, match="off the list"):
        listing.end(one, by=head, because="Again")
    now = ListedChannel.objects.get(ended_on=None)
    assert (now.guidance, ListedChannel.objects.count()) == ("New.", 2), "what stood before stays"
    assert client.post(f"/contact/channels/{now.pk}/end/", {"because": ""}).status_code == 422
    assert client.post(f"/contact/channels/{now.pk}/end/", {"because": "Gone"}).status_code == 302
    verbs = list(Entry.objects.filter(verb__startswith="contact.").values_list("verb", flat=True))
    assert sorted(verbs) == ["contact.channel-approved"] * 2 + ["contact.channel-ended"]


def test_the_list_cannot_be_written_past_the_leadership(head: Person) -> None:
    one, tutor = listed_one(head), staff("Tia", "tutor")
    for person in (tutor, head):
        with acting_as(head.organisation_id, person.pk), refused():
            ListedChannel.objects.create(
                name="Chat", guidance="x", owner="dsl", approved_by=person.pk,
                approved_by_name="x", approved_on=TODAY, review_on=TODAY + _DAY,
            )  # fmt: skip
    with system_duty("test"), refused():
        ListedChannel.objects.filter(pk=one.pk).update(guidance="Anything goes")
    with system_duty("test"), refused():
        one.delete()


def test_an_unlisted_channel_is_refused_whatever_the_asker_says(head: Person) -> None:
    tutor = staff("Tia", "tutor")
    listed_one(head, "E-mail", sends="work-email", uses=["write"])
    kept, page = answered(tutor, channel="e-portfolio", approved_channels="e-portfolio")
    assert (kept.answer["answer"], kept.answer["because"]) == ("no", ["OAK-4.6-03"])
    assert "Approved channels" in page
    one = listed_one(head, "e-portfolio", sends="e-portfolio", uses=["write"])
    listed_one(head, "Chat", sends="whatsapp", uses=[])
    at = {"at": "2026-03-03T10:00:00"}
    assert supply(tutor, at, TODAY)["approved_channels"] == ["e-portfolio", "work-email"]
    listing.end(one, by=head, because="The contract is over")
    assert word(tutor, channel="e-portfolio") == "no"


def test_the_answer_carries_tone_channel_owner_and_sender(head: Person) -> None:
    under("landau")
    tutor = staff("Tia", "tutor")
    listed_one(
        head, "E-mail", sends="work-email", uses=["write"], owner="dsl",
        guidance="From your work address to theirs.",
    )  # fmt: skip
    short = text(browse(tutor), "/may-i/message/")
    assert ("How to write" in short, "LAN-STAFF-09" in short) == (True, True)
    kept, page = answered(tutor, channel="work-email")
    for words in ("How to write", "From your work address to theirs.", "tia@here.test",
                  "Hana Example approved it", "LAN-DD-16"):  # fmt: skip
        assert words in page, words
    assert Entry.objects.filter(verb="answers.asked", subject_id=kept.pk).count() == 1
    assert "anna@" not in page


def test_out_of_hours_is_advised_against_and_says_when(head: Person) -> None:
    tutor = staff("Tia", "tutor", manager=head)
    listed_one(head, "E-mail", sends="work-email", uses=["write"])
    at = datetime.datetime.combine(_TUESDAY, datetime.time(22))
    late = {"channel": "work-email", "at": at.isoformat()}
    assert "hours" not in supply(tutor, late, TODAY)
    hours.agree_hours(
        tutor, by=head, days=[2], opens=datetime.time(10), closes=datetime.time(22, 30),
        because="Evening class",
    )  # fmt: skip
    assert supply(tutor, late, TODAY)["hours"] == {"from": "10:00", "to": "22:30"}
    friday = {**late, "at": (at + 3 * _DAY).isoformat()}
    assert "hours" not in supply(tutor, friday, TODAY), "agreed for Tuesdays only"
    assert "at" not in supply(tutor, late, TODAY)
    now = timezone.localtime().replace(tzinfo=None)
    said = datetime.datetime.fromisoformat(supply(tutor, {}, TODAY)["at"])
    assert abs(now - said) < datetime.timedelta(minutes=2)


def test_the_time_decides_and_is_not_kept_with_the_decision(
    head: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    tutor = staff("Tia", "tutor")
    listed_one(head, "E-mail", sends="work-email", uses=["write"])
    zone = timezone.get_current_timezone()
    for hour, wanted in ((22, "avoid"), (10, "yes")):
        now = datetime.datetime.combine(_TUESDAY, datetime.time(hour, 17), zone)
        monkeypatch.setattr("lanyard.rooms.contact.facts._now", lambda n=now: n)
        kept, page = answered(tutor, channel="work-email")
        assert kept.answer["answer"] == wanted
        assert ("It can wait until" in page) == (wanted == "avoid")
    with system_duty("test"):
        days = [row.facts["at"] for row in Precedent.objects.order_by("facts__at")]
    assert [one[5:10] for one in days] == ["03-03", "03-03"], "the first Tuesday of its month"


def test_a_channels_own_hours_hold_on_open_days(head: Person) -> None:
    tutor = staff("Tia", "tutor")
    listed_one(
        head, "Text", sends="sms", uses=["write"], opens=datetime.time(9),
        closes=datetime.time(12),
    )  # fmt: skip
    said = {"channel": "sms", "at": "2026-03-03T14:00:00"}
    assert supply(tutor, said, TODAY)["hours"] == {"from": "09:00", "to": "12:00"}
    sunday = {**said, "at": "2026-03-08T10:00:00"}
    assert "hours" not in supply(tutor, sunday, TODAY), "the college's days hold"


def test_hours_are_agreed_by_the_line_manager_alone(head: Person) -> None:
    tutor, other = staff("Tia", "tutor", manager=head), staff("Otto", "tutor")
    client, mine = browse(head), browse(tutor)
    sent = {"days": ["2", "6"], "opens": "10am", "closes": "8pm", "because": "Evening class"}
    path = f"/contact/hours/{tutor.pk}/"
    assert mine.post(path, sent).status_code == 404
    assert browse(other).post(path, sent).status_code == 404
    assert client.post(path, {**sent, "closes": "9am"}).status_code == 422
    assert client.post(path, {**sent, "days": ["9"]}).status_code == 422
    assert client.post(path, sent).status_code == 302
    with pytest.raises(PermissionError):
        hours.end_hours(tutor, by=other)
    assert "Tuesday, Saturday" in text(mine, "/contact/hours/")
    assert "Tuesday, Saturday" in text(client, "/contact/hours/")
    assert "Tuesday" not in text(browse(other), "/contact/hours/").replace("Monday, Tuesday", "")
    for person, seen in ((tutor, 1), (head, 1), (other, 0)):
        with acting_as(head.organisation_id, person.pk):
            assert AgreedHours.objects.count() == seen
    assert client.post(f"{path}end/").status_code == 302
    assert mine.post(f"{path}end/").status_code == 404
    with system_duty("test"):
        assert AgreedHours.objects.get().ended_on == TODAY


def test_another_platform_takes_a_reason_and_an_assessed_risk(head: Person) -> None:
    listed_one(head, standard=True)
    more = {"sends": "whatsapp", "uses": ["teach"]}
    for wrong in ({}, {"because": "Deaf learners sign there."}):
        with pytest.raises(listing.NotListed):
            listed_one(head, "SignChat", **more, **wrong)
    assessed("SignChat", head, allowed=False)
    with pytest.raises(listing.NotListed, match="assessed"):
        listed_one(head, "SignChat", **more, because="Deaf learners sign there.")
    assessed("signchat", head)
    made = listed_one(head, "SignChat", **more, because="Deaf learners sign there.")
    assert made.because
    with pytest.raises(listing.NotListed, match="standard"):
        listed_one(head, "Other", uses=["teach"], standard=True)
    with pytest.raises(listing.NotListed, match="lessons"):
        listing.approve(
            listing.Listing(name="X", guidance="x", owner="dsl", standard=True), by=head,
            instead_of=ListedChannel.objects.get(standard=True),
        )  # fmt: skip


def test_working_together_takes_a_tool_of_the_catalogue(head: Person) -> None:
    under("portland")
    more = {"sends": "", "uses": ["collaborate"]}
    asked = a_tool(head, "asked")
    for wrong in (None, asked):
        with pytest.raises(listing.NotListed, match="catalogue"):
            listed_one(head, "A board", technology=wrong, **more)
    tool = a_tool(head)
    assert listed_one(head, "A board", technology=tool, **more).technology == tool
    assert "Working together outside lessons" in text(browse(head), HOME)


def test_every_policys_channels_are_offered_and_cite_its_clauses(head: Person) -> None:
    offered = {
        slug: {one.name: one.clauses for one in contact_of(slug).ways}
        for slug in ("landau", "kingston-maurward", "oaklands", "portland", "company")
    }
    assert set(offered["oaklands"]) >= {
        "E-mail", "Mobile phones", "Social networking sites", "Games consoles", "Chat rooms",
        "Video conferencing", "Web cameras",
    }  # fmt: skip
    assert offered["landau"]["Microsoft Teams"] == ("LAN-DD-16", "LAN-TL-03", "LAN-TL-04")
    assert offered["portland"]["E-mail"] == ("POR-EM-01", "POR-EM-02")
    client = browse(head)
    assert "Games consoles" in text(client, HOME)
    assert "only in a session" in text(client, "/contact/channels/new/?way=Games+consoles").lower()


def test_the_evidence_of_the_list(head: Person) -> None:
    control = controls()["channels-listed"]
    found = control.evidence(head.organisation_id, TODAY)
    assert found.figure is None
    listed_one(head)
    with system_duty("test"):
        found = control.evidence(head.organisation_id, TODAY)
        late = control.evidence(head.organisation_id, TODAY + 366 * _DAY)
    assert part_of(found) == (1, 1)
    assert part_of(late) == (0, 1)


def test_the_page_asks_as_often_for_one_as_for_three(head: Person) -> None:
    client, counts = browse(head), []
    for names in (["A"], ["B", "C"]):
        for name in names:
            listed_one(head, name, sends="", uses=[])
        text(client, HOME)
        with CaptureQueriesContext(connection) as seen:
            text(client, HOME)
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("slug", "clause"),
    [("landau", "LAN-STAFF-09"), ("kingston-maurward", "KMC-GSF-01"), ("company", "COM-DIG-01"),
     ("oaklands", "")],
)  # fmt: skip
def test_the_tone_card_stands_before_the_question_and_the_check_is_kept(
    head: Person, slug: str, clause: str
) -> None:
    under(slug)
    tutor = staff("Tia", "tutor")
    listed_one(head, "E-mail", sends="work-email", uses=["write"])
    pages = [text(browse(tutor), "/may-i/message/"), answered(tutor, channel="work-email")[1]]
    for page in pages:
        assert "How to write" in page
        assert (clause or "default, not a rule of the policy.") in page
    assert "E-mail" in pages[0], "what is approved stands before the question"
    assert Entry.objects.filter(verb="answers.asked").count() == 1


def test_private_addresses_are_refused_and_the_allocated_one_is_named(head: Person) -> None:
    tutor = staff("Tia", "tutor")
    listed_one(head, "E-mail", sends="work-email", uses=["write"])
    private = {"channel": "personal-email", "account": "personal"}
    assert answered(tutor, **private)[0].answer["because"] == ["OAK-4.6-04"]
    under("portland")
    for whom in ("current-learner", "external-organisation"):
        kept, page = answered(tutor, channel="work-email", recipient=whom)
        assert (kept.answer["answer"], kept.answer["because"]) == ("yes", ["POR-EM-01"])
        assert "Send it from tia@here.test, and from no other address." in page
        assert answered(tutor, recipient=whom, **private)[0].answer["because"] == ["POR-EM-02"]
