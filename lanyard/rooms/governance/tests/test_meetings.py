"""Meetings that the lead calls and chairs, and the log of work with bodies outside."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.concerns.tests.test_figures import reports
from lanyard.rooms.governance.actions import meetings as acts
from lanyard.rooms.governance.actions import papers
from lanyard.rooms.governance.figures import spiking
from lanyard.rooms.governance.models import Liaison, Meeting
from lanyard.rooms.governance.tests.scene import (
    DAY,
    TODAY,
    a_look,
    a_signed,
    browse,
    post,
    staff,
    stands,
    text,
    under,
)
from tests.errands import waits_as_declared

NOW = timezone.now()
#: All that needs somebody; the home page shows the first of it.
EVERYTHING = reverse("duties:mine")
CALLED = acts.Called("E-safety group", "A new game.", NOW + 3 * DAY, "Room 1")


def a_meeting(lead: Person, *, at: datetime.datetime = CALLED.at) -> Meeting:
    called = acts.Called(CALLED.title, CALLED.because, at, CALLED.place)
    return acts.call_meeting(called, ["it-support", "principal"], by=lead)


@pytest.mark.django_db
def test_the_lead_alone_calls_and_those_in_the_posts_are_asked(college: Organisation) -> None:
    under()
    lead, head, it = staff("Dee", "dsl"), staff("Hal", "principal"), staff("Ian", "it-support")
    with pytest.raises(acts.NotTheChair):
        acts.call_meeting(CALLED, ["it-support"], by=head)
    with pytest.raises(ValidationError):
        acts.call_meeting(CALLED, ["governors"], by=lead)
    meeting = a_meeting(lead)
    assert {one.person for one in meeting.asked.all()} == {head, it}
    told = Notification.objects.filter(occasion__kind="governance.meeting-called")
    assert {one.person_id for one in told} == {head.pk, it.pk}
    with pytest.raises(ValidationError):
        acts.keep_minutes(meeting, "Said.", "Done.", [], by=lead)
    with pytest.raises(acts.NotTheChair):
        acts.cancel_meeting(meeting, "No.", by=head)
    acts.cancel_meeting(meeting, "The lead is ill.", by=lead)
    off = Notification.objects.filter(occasion__kind="governance.meeting-cancelled")
    assert {one.person_id for one in off} == {head.pk, it.pk}
    with pytest.raises(ValidationError):
        acts.cancel_meeting(meeting, "Again.", by=lead)


@pytest.mark.django_db
def test_the_agenda_begins_with_figures_that_point_to_nobody(college: Organisation) -> None:
    under()
    lead, _it = staff("Dee", "dsl"), staff("Ian", "it-support")
    month_over = TODAY.replace(day=1) - DAY
    at = timezone.make_aware(datetime.datetime.combine(month_over, datetime.time(12)))
    reports(3, received_at=at)
    a_look("concern-acknowledged", part=1)
    agenda = a_meeting(lead).agenda
    assert "Reports received: fewer than 5" in agenda
    assert not any(line.endswith(": 3") for line in agenda)
    assert any(line.startswith("Gaps in the map of risks") for line in agenda)
    assert "Controls that are not in force: 1" in agenda


@pytest.mark.django_db
def test_a_meeting_is_suggested_where_reports_come_more_thickly(college: Organisation) -> None:
    under()
    lead = browse(staff("Dee", "dsl"))
    for months in range(2, 7):
        reports(7, start=100 * months, received_at=NOW - months * 30 * DAY)
    reports(7, received_at=NOW - DAY)
    assert not spiking(TODAY)
    reports(9, start=50, received_at=NOW - 2 * DAY)
    assert spiking(TODAY)
    assert "Call a meeting?" in text(lead, EVERYTHING)
    assert "More reports came" in text(lead, "/governance/meetings/")
    assert "Call a meeting?" not in text(browse(staff("Hal", "principal")), EVERYTHING)


@pytest.mark.django_db
def test_a_meeting_past_without_minutes_counts_against(college: Organisation) -> None:
    under("landau")
    lead, head = staff("Dee", "dsl"), staff("Hal", "ceo")
    paper = a_signed("leadership", lead)
    papers.receive_paper(paper, "Noted.", by=head)
    called = acts.Called("Group", "Why.", NOW - DAY, "Room 1")
    meeting = acts.call_meeting(called, ["ceo"], by=lead)
    assert stands(college)["leadership-informed"] == "in-force 1/1"
    assert stands(college, TODAY + 20 * DAY)["leadership-informed"] == "not-in-force 1/2"
    assert "Write the minutes of Group" in text(browse(lead), "/")
    assert "Write the minutes" not in text(browse(head), "/duties/")
    assert waits_as_declared("governance.write-minutes") == 1
    off = acts.call_meeting(called, ["ceo"], by=lead)
    assert waits_as_declared("governance.write-minutes") == 2
    acts.cancel_meeting(off, "Snow.", by=lead)
    acts.keep_minutes(meeting, "Said.", "Hal buys a filter.", [head.pk], by=lead)
    assert [one.came for one in meeting.asked.all()] == [True]
    asked = duties.Occurrence.objects.filter(definition__kind="governance.write-minutes")
    assert {(one.about, one.evidence, one.withdrawn_on) for one in asked} == {
        (str(meeting.pk), "Minutes written", None), (str(off.pk), "", TODAY),
    }  # fmt: skip
    assert stands(college)["leadership-informed"] == "in-force 2/2"


@pytest.mark.django_db
def test_pages_of_a_meeting_are_for_those_asked_and_those_who_oversee(
    college: Organisation,
) -> None:
    under()
    lead, _head = staff("Dee", "dsl"), staff("Hal", "principal")
    chair, asked = browse(lead), browse(staff("Mia", "director-marketing"))
    stranger = browse(staff("Stan", "line-manager"))
    data = {
        "title": "Group", "because": "A new game.", "place": "Room 1", "begins": "9:00am",
        "day_day": str(TODAY.day), "day_month": str(TODAY.month), "day_year": str(TODAY.year),
        "roles": ["director-marketing", "principal"],
    }  # fmt: skip
    assert asked.get("/governance/meetings/call/").status_code == 404
    assert "The agenda begins with" in text(chair, "/governance/meetings/call/")
    assert post(chair, "/governance/meetings/call/", **{**data, "roles": []}).status_code == 422
    answer = post(chair, "/governance/meetings/call/", **data)
    meeting = Meeting.objects.get()
    here = f"/governance/meetings/{meeting.pk}/"
    assert answer["Location"] == here
    Meeting.objects.update(at=NOW - DAY)
    assert "A new game." in text(asked, here)
    assert "Group" in text(asked, "/governance/meetings/")
    assert "Group" not in text(stranger, "/governance/meetings/")
    assert stranger.get(here).status_code == 404
    assert asked.get(f"{here}minutes/").status_code == 404
    assert post(chair, f"{here}minutes/", minutes="Said.", decided="").status_code == 422
    sent = {"minutes": "Said.", "decided": "A poster.", "came": []}
    assert post(chair, f"{here}minutes/", **sent).status_code == 302
    assert "A poster." in text(asked, here)
    assert chair.get(f"{here}cancel/").status_code == 404


@pytest.mark.django_db
def test_work_with_others_is_logged_and_a_term_without_shows(college: Organisation) -> None:
    under("landau")
    lead = staff("Dee", "dsl")
    duties.set_term("Summer", by=None, since=TODAY - 100 * DAY, until=TODAY - 40 * DAY)
    duties.set_term("Autumn", by=None, since=TODAY - 30 * DAY, until=TODAY + 40 * DAY)
    page = browse(lead)
    assert stands(college)["community-liaison"] == "not-set-up"
    assert "No work with a body outside" in text(page, "/")
    assert "Nothing this term (Autumn" in text(page, "/governance/liaison/")
    past = TODAY - 50 * DAY
    said = {"kind": "campaign", "body": "authority", "name": "The county", "what": "A week."}
    with pytest.raises(ValidationError):
        acts.log_liaison(acts.Contact(on=TODAY + DAY, **said), by=lead)
    acts.log_liaison(acts.Contact(on=past, **said), by=lead)
    assert stands(college)["community-liaison"] == "not-in-force 1/2"
    day = {"on_day": str(TODAY.day), "on_month": str(TODAY.month), "on_year": str(TODAY.year)}
    assert post(page, "/governance/liaison/new/", **said).status_code == 422
    assert post(page, "/governance/liaison/new/", **said, **day).status_code == 302
    assert stands(college)["community-liaison"] == "in-force 2/2"
    assert "No work with a body outside" not in text(page, "/")
    assert "The county (The local authority)" in text(page, "/governance/liaison/")
    with pytest.raises(DatabaseError), transaction.atomic():
        Liaison.objects.update(what="Nothing")
    governor = browse(staff("Gus", "trustee"))
    assert "The county" in text(governor, "/governance/liaison/")
    assert governor.get("/governance/liaison/new/").status_code == 404
    assert browse(staff("Tia", "tutor")).get("/governance/liaison/").status_code == 404
