"""The pages of reporting: bad input loses nothing, nothing is uploaded, drafts are one's own."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.files.api import StoredFile
from lanyard.foundation.identity.tests.people import age_session
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.forms.journeys import Journey
from lanyard.rooms.concerns.forms.paths import JOURNEYS
from lanyard.rooms.concerns.models import Concern, Draft, LowLevel, Receipt
from lanyard.rooms.concerns.tests.college import PASSWORD, browser, learner, person, report, under

_PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
#: No personal file: names and contents of every kind that somebody might try.
_KINDS = [
    ("photo.png", _PNG, "image/png"), ("film.mp4", b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
    ("page.pdf", b"%PDF-1.7", "application/pdf"), ("x.zip", b"PK\x03\x04", "application/zip"),
    ("x", b"x", "application/octet-stream"),
]  # fmt: skip


def report_addresses() -> list[str]:
    """Return every address of reporting that takes a form."""
    pages = [
        f"/{'report' if journey.staff else 'tell'}/{journey.slug}/{page.slug}/"
        for journey in JOURNEYS.values()
        for page in journey.pages
    ]
    checks = [f"/{'report' if j.staff else 'tell'}/{j.slug}/check/" for j in JOURNEYS.values()]
    return [*pages, *checks, "/report/low-level/", "/receipt/", "/receipt/open/", "/tell/sent/"]


def _one_of_each_kind() -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content, content_type=kind) for name, content, kind in _KINDS]


def test_no_file_of_any_kind_is_taken_on_any_way_in(college: Organisation) -> None:
    under("oaklands")
    helper = person("It Helper", "it-helpdesk")
    for client in (browser(helper), browser()):
        for address in report_addresses():
            sent = {"file": _one_of_each_kind(), "happened": _one_of_each_kind()}
            client.post(address, {"category": "nudes", **sent})
    for client in (browser(helper), browser()):
        for start in ("/report/concern/", "/tell/learner/"):
            client.post(f"{start}kind/", {"category": "nudes"})
            page = client.get(f"{start}image/")
            if page.status_code == 200:
                assert 'type="file"' not in page.content.decode()
                assert "multipart" not in page.content.decode()
    with acting_as_system(college.pk, "look"):
        assert (StoredFile.objects.count(), Concern.objects.count()) == (0, 0)


def test_an_image_is_never_described_and_goes_to_the_lead(college: Organisation) -> None:
    under("oaklands")
    person("Le Ad", "dsl")
    client = browser(person("Tu Tor"))
    client.post("/report/concern/kind/", {"category": "nudes"})
    page = client.get("/report/concern/image/").content.decode()
    for word in ("Do not look", "Do not copy", "Do not share", "Do not delete"):
        assert word in page
    assert client.get("/report/concern/happened/").status_code == 302


@pytest.mark.parametrize("happened", ["x" * 1_000_000, "😀" * 20_001])
def test_a_story_too_long_is_refused_beside_its_field_and_kept(
    happened: str, college: Organisation
) -> None:
    under("oaklands")
    client = browser(person("Tu Tor"))
    given = {"promise_made": "no", "happened": happened, "nothing_left_out": "no"}
    answer = client.post("/report/concern/happened/", given)
    shown = answer.content.decode()
    assert "This is too long to send at once" in shown
    assert happened in shown
    assert happened in client.get("/report/concern/happened/").content.decode()


def test_awkward_words_come_through_as_they_were_typed(college: Organisation) -> None:
    under("oaklands")
    client = browser(person("Tu Tor"))
    words = "=cmd()|' /C calc'!A0 😢 \u202eمرحبا\u202c <script>"  # noqa: RUF001
    given = {"promise_made": "no", "happened": words + "\x00", "nothing_left_out": "no"}
    assert client.post("/report/concern/happened/", given).status_code == 200
    given["happened"] = words
    assert client.post("/report/concern/happened/", given).status_code == 302
    shown = client.get("/report/concern/happened/").content.decode()
    assert "=cmd()" in shown
    assert "<script>" not in shown.split("<main")[1]


def test_a_day_to_come_is_refused_beside_its_field(college: Organisation) -> None:
    under("oaklands")
    client = browser(person("Tu Tor"))
    day = datetime.date.today() + datetime.timedelta(days=1)
    given = {
        "first_known_day": day.day, "first_known_month": day.month, "first_known_year": day.year,
        "platform": "A game", "place": "home", "device": "console", "connection": "home",
        "risk_area": "contact",
    }  # fmt: skip
    shown = client.post("/report/concern/details/", given).content.decode()
    assert "Give a date that is not in the future" in shown
    assert 'value="A game"' in shown


@pytest.mark.parametrize("journey", [j for j in JOURNEYS.values() if j.page("prevent")])
def test_the_prevent_question_cannot_be_skipped(journey: Journey, college: Organisation) -> None:
    under("oaklands")
    slug, staff = journey.slug, journey.staff
    client = browser(person("It Helper", "it-helpdesk") if staff else None)
    address = f"/{'report' if staff else 'tell'}/{slug}/prevent/"
    assert "Choose yes, no or not sure" in client.post(address, {}).content.decode()
    assert client.post(address, {"prevent": "unsure"}).status_code == 302


def test_a_draft_is_its_authors_only(college: Organisation) -> None:
    under("oaklands")
    tutor, colleague = person("Tu Tor"), person("Col League", "dsl", "safeguarding-team")
    client = browser(tutor)
    client.post("/report/concern/urgency/", {"urgency": "serious"})
    browser().post("/tell/learner/urgency/", {"urgency": "usual"})
    seen = []
    for who in (tutor, colleague):
        with acting_as(college.pk, who.pk):
            seen.append(Draft.objects.count())
    with acting_as(college.pk, None):
        seen.append(Draft.objects.count())
    with acting_as_system(college.pk, "look"):
        seen.append(Draft.objects.count())
    assert seen == [1, 0, 0, 0]
    assert "serious" in client.get("/report/concern/urgency/").content.decode()
    assert "checked" not in browser().get("/tell/learner/urgency/").content.decode()


def test_danger_stops_first(college: Organisation) -> None:
    under("oaklands")
    client = browser()
    led = client.post("/tell/learner/urgency/", {"urgency": "danger"})["location"]
    assert led == "/tell/learner/stop/"
    assert "Call 999" in client.get(led).content.decode()
    assert client.post(led)["location"] == "/tell/learner/about/"


def test_immediate_danger_tells_everybody_at_once(college: Organisation) -> None:
    under("oaklands")
    team, head = person("Tea Am", "safeguarding-team"), person("He Ad", "principal")
    open_concern(report(immediate_danger=True), by=None)
    told = Notification.objects.values_list("person_id", flat=True)
    assert set(told) == {team.pk, head.pk}


def test_my_reports_are_mine_and_words_only(
    college: Organisation, django_assert_max_num_queries: object
) -> None:
    under("oaklands")
    person("Tea Am", "safeguarding-team")
    tutor, colleague = person("Tu Tor"), person("Col League")
    receipt = open_concern(report(happened="Secret words"), by=tutor).receipt_id
    own = browser(tutor).get(f"/my-reports/{receipt}/").content.decode()
    assert "Received: nobody has opened it yet" in own
    assert "Secret words" not in own
    assert browser(colleague).get(f"/my-reports/{receipt}/").status_code == 404
    assert browser().get(f"/my-reports/{receipt}/").status_code == 302
    listed = browser(tutor).get("/my-reports/").content.decode()
    assert str(receipt) in listed
    assert str(receipt) not in browser(colleague).get("/my-reports/").content.decode()


def test_staff_pages_are_for_staff_and_it_pages_for_it(college: Organisation) -> None:
    under("oaklands")
    tutor, helper, mia = person("Tu T"), person("It H", "it-helpdesk"), learner("Mia Okoro")
    addresses = ("/report/concern/urgency/", "/report/it/source/", "/report/low-level/",
                 "/tell/learner/urgency/", "/low-level/")  # fmt: skip
    found = {
        name: [client.get(address).status_code for address in addresses]
        for name, client in (
            ("tutor", browser(tutor)), ("it", browser(helper)), ("mia", browser(mia)),
            ("nobody", browser()),
        )
    }  # fmt: skip
    assert found == {
        "tutor": [200, 404, 200, 404, 404],
        "it": [200, 200, 200, 404, 404],
        "mia": [404, 404, 404, 200, 404],
        "nobody": [302, 302, 302, 200, 302],
    }


def low_level(client: Client, name: str, place: str = "") -> None:
    """Note a low-level concern today."""
    day = datetime.date.today()
    answer = client.post("/report/low-level/", {
        "about": name, "what": "A careless joke", "place": place, "happened_on_day": day.day,
        "happened_on_month": day.month, "happened_on_year": day.year,
    })  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[-6000:]


def test_a_third_low_level_concern_about_somebody_is_a_pattern(college: Organisation) -> None:
    under("company")
    lead, joker = person("Le Ad", "dsl"), person("Jo Ker")
    client = browser(person("Tu Tor"))
    for _ in range(2):
        low_level(client, "jo ker")
    assert Notification.objects.count() == 0
    low_level(client, "Jo Ker")
    assert set(Notification.objects.values_list("person_id", flat=True)) == {lead.pk}
    seen = []
    for who in (lead, joker):
        with acting_as(college.pk, who.pk):
            seen.append(LowLevel.objects.count())
    assert seen == [3, 0]
    page = browser(lead).get("/low-level/").content.decode()
    assert "Jo Ker" in page
    assert "3 times in the last year" in page


@pytest.mark.parametrize("way", ["report/concern", "tell/learner"])
def test_what_is_sent_after_the_session_ended_is_carried_over_the_sign_in(
    college: Organisation, way: str
) -> None:
    under("oaklands")
    author = person("Tu Tor") if way == "report/concern" else learner("Mia Okoro")
    client = browser(author)
    client.post(f"/{way}/urgency/", {"danger": "no"})
    age_session(client, seen=3600)
    asked = client.post(f"/{way}/happened/", {"happened": "It took me an hour to write this."})
    assert asked["location"].startswith("/sign-in/?next=%2Fsign-in%2Fcarry-on%2F")
    client.post("/sign-in/", {"email": f"{author.pk}@example.test", "password": PASSWORD})
    assert "It took me an hour to write this." in client.get("/sign-in/carry-on/").content.decode()


def test_part_of_a_name_is_asked_about_before_a_concern_is_noted(college: Organisation) -> None:
    under("company")
    joan = person("Joan Smithson")
    client = browser(person("Tu Tor"))
    with pytest.raises(AssertionError, match="Joan Smithson, Lecturer"):
        low_level(client, "jo smith")
    assert LowLevel.objects.count() == 0
    low_level(client, "smithson joan")
    assert LowLevel.objects.get().about == joan


def test_low_level_concerns_about_the_lead_go_to_the_head(college: Organisation) -> None:
    version = under("company")
    lead = person("Le Ad", "dsl")
    heads = {person(f"He {r}", r).pk for r in version.profile.patterns.alert_to_if_dsl}
    client = browser(person("Tu Tor"))
    for _ in range(3):
        low_level(client, "Le Ad")
    assert set(Notification.objects.values_list("person_id", flat=True)) == heads
    with acting_as(college.pk, lead.pk):
        assert LowLevel.objects.count() == 0


def test_a_receipt_is_made_for_every_report(college: Organisation) -> None:
    under("oaklands")
    person("Tea Am", "safeguarding-team")
    for by in (None, person("Tu Tor")):
        open_concern(report(), by=by)
    named = Receipt.objects.filter(reporter_id__isnull=False, code_hash="").count()
    assert (named, Receipt.objects.exclude(code_hash="").count()) == (1, 1)
