"""One's own notices and preferences; the delivery log without whom or what about."""

from __future__ import annotations

import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.notices import api as notices
from lanyard.foundation.notices.models import Notification, Preference
from lanyard.foundation.organisations.models import Organisation
from tests.visitors import visitor


def test_one_sees_and_acknowledges_ones_own(college: Organisation) -> None:
    ada, ben = visitor("ada", "tutor"), visitor("ben", "tutor")
    notices.notify("tests.urgent", [ada.person_id], url="/x/", event="a")
    notice = Notification.objects.get()
    assert b"fell off the roof" in ada.client.get("/notices/").content
    assert b"fell off the roof" not in ben.client.get("/notices/").content
    url = f"/notices/{notice.pk}/acknowledge/"
    assert ben.client.post(url).status_code == 404
    assert Client(headers={"host": "here.test"}).post(url).status_code == 302
    notice.refresh_from_db()
    assert notice.acknowledged_at is None
    assert ada.client.post(url).status_code == 302
    notice.refresh_from_db()
    assert notice.acknowledged_at is not None
    assert Entry.objects.get(verb="notices.acknowledged").actor_id == ada.person_id


def test_the_link_of_a_mail_leads_on_for_who_was_told_only(college: Organisation) -> None:
    ada, ben = visitor("ada", "tutor"), visitor("ben", "tutor")
    notices.notify("tests.routine", [ada.person_id], url="/secret/place/", event="a")
    told = Notification.objects.get()
    link = f"/notices/{told.occasion_id}/"
    assert ada.client.get(link).headers["Location"] == "/secret/place/"
    assert ben.client.get(link).headers["Location"] == "/"
    assert ben.client.get(f"/notices/{uuid4()}/").headers["Location"] == "/"
    told.refresh_from_db()
    assert told.seen_at is not None


@pytest.mark.parametrize(
    ("form", "stored"),
    [
        ({"quiet_from": "19:00", "quiet_until": "07:30"},
         (False, datetime.time(19), datetime.time(7, 30))),
        ({"mail_routine": "on"}, (True, None, None)),
        ({"quiet_from": "19:00"}, None),
        ({"quiet_from": "19:00", "quiet_until": "19:00"}, None),
        ({"quiet_from": "seven", "quiet_until": "08:00"}, None),
    ],
)  # fmt: skip
def test_preferences(
    college: Organisation,
    form: dict[str, str],
    stored: tuple[bool, datetime.time | None, datetime.time | None] | None,
) -> None:
    ada = visitor("ada", "tutor")
    response = ada.client.post("/notices/preferences/", form)
    kept = Preference.objects.values_list("mail_routine", "quiet_from", "quiet_until")
    assert list(kept) == ([stored] if stored else [])
    assert response.status_code == (302 if stored else 422)


def test_the_delivery_log_names_nobody_and_nothing(college: Organisation) -> None:
    ada, it = visitor("ada", "tutor"), visitor("it", "it-department")
    notices.notify("tests.urgent", [ada.person_id], url="/roof/", event="roof:7")
    page = it.client.get("/notices/deliveries/")
    assert page.status_code == 200
    body = page.content.decode().split("<main", 1)[1].split("</main", 1)[0]
    assert "Waiting to be sent" in body
    for word in ("ada", "roof", "urgent", str(ada.person_id)):
        assert word not in body.lower()
    assert ada.client.get("/notices/deliveries/").status_code == 404


def test_more_rows_ask_no_more_of_the_database(college: Organisation) -> None:
    ada = visitor("ada", "tutor")
    counts = []
    for events in ("a", "bc"):
        for event in events:
            notices.notify("tests.urgent", [ada.person_id], url="/x/", event=event)
        with CaptureQueriesContext(connection) as asked:
            ada.client.get("/notices/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
