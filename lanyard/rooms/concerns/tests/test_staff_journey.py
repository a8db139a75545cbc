"""The report of staff, page by page, without any script."""

from __future__ import annotations

import datetime

from django.test import Client

from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.concerns.models import Concern, Draft, Involved
from lanyard.rooms.concerns.tests.college import browser, learner, person, under

TODAY = datetime.date.today()
_DAY = {
    "first_known_day": TODAY.day,
    "first_known_month": TODAY.month,
    "first_known_year": TODAY.year,
}
_DETAILS = {
    **_DAY, "place": "online", "device": "own-phone", "connection": "mobile-data",
    "risk_area": "conduct", "channels": ["texts", "pictures"],
}  # fmt: skip


def fill(client: Client, *pages: tuple[str, dict[str, object]]) -> str:
    """Send each page; return where the last one led."""
    led = ""
    for page, answers in pages:
        response = client.post(f"/report/concern/{page}/", answers)
        assert response.status_code == 302, (page, response.content.decode()[-3000:])
        led = response["location"]
    return led


def test_a_tutor_reports_in_eight_pages(college: Organisation) -> None:
    under("oaklands")
    person("Tea Am", "safeguarding-team")
    tutor, mia = person("Tu Tor"), learner("Mia Okoro")
    client = browser(tutor)
    assert client.get("/report/").status_code == 200
    led = fill(
        client,
        ("urgency", {"urgency": "usual"}),
        ("kind", {"category": "bullying"}),
        (
            "happened",
            {"promise_made": "no", "happened": "=cmd() 😀 مرحبا", "nothing_left_out": "no"},
        ),
    )
    assert led == "/report/concern/who/"
    chosen = client.post(led, {"do": "add", "name": "mia okoro", "part": "harmed"})
    assert str(mia.pk) in chosen.content.decode()
    which = {"do": "choose", "name": "mia okoro", "part": "harmed", "which": str(mia.pk)}
    assert client.post(led, which).status_code == 302
    led = fill(
        client, ("who", {"do": "continue"}), ("prevent", {"prevent": "unsure"}),
        ("details", _DETAILS), ("done", {"action_taken": "Nothing yet"}),
    )  # fmt: skip
    assert led == "/report/concern/check/"
    page = client.get(led)
    assert "Mia Okoro" in page.content.decode()
    sent = client.post(led, {"sent_key": str(page.context["sent_key"])})
    again = client.post(led, {"sent_key": str(page.context["sent_key"])})
    assert sent["location"] == again["location"]
    shown = client.get(sent["location"]).content.decode()
    assert "It has gone to the Safeguarding Team, and to nobody else." in shown
    with acting_as_system(college.pk, "look"):
        concern = Concern.objects.get()
        assert (concern.happened, concern.prevent) == ("=cmd() 😀 مرحبا", "unsure")
        assert concern.channels == ["texts", "pictures"]
        assert [(i.person_id, i.part) for i in Involved.objects.all()] == [(mia.pk, "harmed")]
        assert Draft.objects.count() == 0
