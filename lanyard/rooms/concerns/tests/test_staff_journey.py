"""The report of staff, page by page, without any script."""

from __future__ import annotations

import datetime

from django.test import Client

from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
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


def test_the_policys_choice_is_offered_by_name_without_a_subject(college: Organisation) -> None:
    under("kingston-maurward")
    deputy, assistant = (
        person("Dee Puty", "deputy-principal"),
        person("As P", "ap-student-experience"),
    )
    lecturer = person("Lec Turer")
    manager = person("Man Ager")
    client = browser(person("Tu Tor", manager=manager))
    who = "/report/concern/who/"

    def offered() -> list[str]:
        page = client.get("/report/concern/choose/")
        return [label for _, label in page.context["form"].fields["chosen_role"].choices]

    def accuse(somebody: Person) -> None:
        given = {
            "do": "choose",
            "name": str(somebody),
            "part": "alleged",
            "which": str(somebody.pk),
        }
        assert client.post(who, given).status_code == 302

    client.post("/report/concern/urgency/", {"urgency": "usual"})
    client.post("/report/concern/kind/", {"category": "policy-breach"})
    accuse(lecturer)
    first = offered()
    accuse(deputy)
    assert [line.split(": ")[1] for line in first] == [str(manager), str(deputy), str(assistant)]
    assert [line.split(": ")[1] for line in offered()] == [str(manager), str(assistant)]


def test_a_post_that_was_seen(college: Organisation) -> None:
    under("landau")
    officer = person("Off Icer", "dso")
    client = browser(person("Tu Tor"))
    where = "/report/post/"
    given = {
        "harm": "extreme",
        "platform": "A site",
        "happened": "Join us",
        "link": "https://x.test/1",
    }
    assert client.post(f"{where}post/", given)["location"] == f"{where}files/"
    assert client.post(f"{where}files/", {"do": "continue"})["location"] == f"{where}who/"
    client.post(f"{where}who/", {"do": "continue", "nobody": "yes"})
    assert client.post(f"{where}done/", {"action_taken": "None"})["location"] == f"{where}check/"
    key = client.get(f"{where}check/").context["sent_key"]
    assert client.post(f"{where}check/", {"sent_key": str(key)}).status_code == 302
    with acting_as(college.pk, officer.pk):
        concern = Concern.objects.get()
    assert (concern.category, concern.prevent, concern.link) == (
        "extremism", "yes", "https://x.test/1",
    )  # fmt: skip


def test_it_raises_what_a_system_noticed(college: Organisation) -> None:
    under("landau")
    officer = person("Off Icer", "dso")
    client = browser(person("It Helper", "it-helpdesk"))
    for page, given in (
        ("source", {"source": "monitoring"}), ("urgency", {"urgency": "usual"}),
        ("kind", {"category": "illegal-access"}), ("happened", {"happened": "Rule 7, 14:02"}),
        ("who", {"do": "continue", "nobody": "yes"}), ("prevent", {"prevent": "no"}),
        ("details", _DETAILS), ("done", {"action_taken": "Left as it is"}),
    ):  # fmt: skip
        assert client.post(f"/report/it/{page}/", given).status_code == 302, page
    key = client.get("/report/it/check/").context["sent_key"]
    client.post("/report/it/check/", {"sent_key": str(key)})
    with acting_as(college.pk, officer.pk):
        concern = Concern.objects.get()
    assert (concern.reporter_kind, concern.source) == ("it", "monitoring")
