"""The pages of guidance, as each reader sees them."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.policy.api import slugs
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.guidance.actions.pages import Wording, withdraw_own, write_own
from lanyard.rooms.guidance.content import pages
from lanyard.rooms.guidance.models import GuidanceReading, OwnWording
from lanyard.rooms.guidance.queries import found, pages_in_force
from lanyard.rooms.guidance.tests.scene import EARLY
from tests.sweep.addresses import every_address

OWN = "## Here\n\n- Be kind at Oaklands. {#OAK-2-02}\n\n## Also\n\n- Ask [us](#report)."


@pytest.fixture
def lead(college: Organisation) -> Person:
    adopt("oaklands", by=None, effective_from=EARLY, reason="Set up")
    return staff("Lee", "dsl")


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_anybody_reads_the_pages_and_whose_words_they_are(lead: Person) -> None:
    nobody = browser()
    listed = words(text(nobody, "/guidance/"))
    for page in pages("oaklands").values():
        assert escape(page.title) in listed
        assert escape(page.title) in words(text(nobody, f"/guidance/{page.slug}/"))
    passwords = words(text(nobody, "/guidance/passwords/"))
    assert "From our policy: OAK-7-04, OAK-4.6-08, OAK-4.5-05" in passwords
    assert "Lanyard's default: the policy does not say this." in passwords.replace("&#x27;", "'")
    assert 'href="/clauses' not in text(nobody, "/guidance/passwords/")
    assert 'href="/clauses' in text(browse(lead), "/guidance/passwords/")
    text(nobody, "/guidance/nowhere/", 404)


def test_contacts_are_live_and_named_to_those_signed_in(lead: Person) -> None:
    public = words(text(browser(), "/guidance/whom-to-tell/"))
    assert "Designated Safeguarding person Ask at reception, or sign in to see names." in public
    assert str(lead) not in public
    pupil = browse(learner("Lou"))
    assert str(lead) in text(pupil, "/guidance/whom-to-tell/")
    staff("Ada", "safeguarding-team")
    assert "Ada" in text(pupil, "/guidance/whom-to-tell/")


def test_search_finds_all_words_and_keeps_them_out_of_the_address(lead: Person) -> None:
    answer = browser().post("/guidance/", {"q": "random  WORDS"})
    page = words(answer.content.decode())
    assert "1 page found Passwords" in page
    nothing = words(browser().post("/guidance/", {"q": "zebra"}).content.decode())
    assert "0 pages found Try another word" in nothing
    assert next(one.slug for one in found("passwords")) == "passwords"
    assert found("  ") == []
    assert "Passwords" in text(browse(lead), "/guidance/")


def test_a_read_mark_belongs_to_exactly_these_words(lead: Person) -> None:
    pupil = learner("Lou")
    client, colleague = browse(pupil), browse(staff("Cole"))
    assert "You have read it" not in text(client, "/guidance/passwords/")
    assert browser().post("/guidance/passwords/read/").status_code == 302
    for _twice in range(2):
        assert client.post("/guidance/passwords/read/").status_code == 302
    mark = GuidanceReading.objects.get()
    assert (mark.person, mark.slug) == (pupil, "passwords")
    assert Entry.objects.filter(verb="guidance.read").count() == 1
    assert "You have read it" in text(client, "/guidance/passwords/")
    assert text(client, "/guidance/").count("You have read it") == 1
    assert "You have read it" not in text(colleague, "/guidance/passwords/")
    write_own("passwords", Wording("Passwords", "Ours.", OWN), because="Ours", by=lead)
    assert "You have read it" not in text(client, "/guidance/passwords/")
    assert client.get("/guidance/passwords/read/").status_code == 405
    assert client.post("/guidance/nowhere/read/").status_code == 404


def form(**more: str) -> dict[str, str]:
    return {"title": "Passwords here", "summary": "Ours.", "text": OWN, "because": "Ours", **more}


def test_a_college_writes_its_own_version_and_goes_back(lead: Person) -> None:
    client, path = browse(lead), "/guidance/passwords/write/"
    colleague = browse(staff("Cole"))
    assert colleague.get(path).status_code == 404
    assert colleague.post(path, form()).status_code == 404
    assert browser().post(path, form()).status_code == 302
    assert not OwnWording.objects.exists()
    assert "## Three random words {default}" in text(client, path)
    wrong = client.post(path, form(text="## A\n\nX {#NO-1}\n\n[y](#nowhere)"))
    assert wrong.status_code == 422
    assert "Line 1: it cites no clause of the policy: NO-1" in wrong.content.decode()
    assert client.post(path, form()).status_code == 302
    shown = words(text(browser(), "/guidance/passwords/"))
    assert "Passwords here" in shown
    assert "Be kind at Oaklands." in shown
    assert "Our own words: the policy does not say this." in shown
    assert "From our policy: OAK-2-02" in shown
    assert client.post(path, form()).status_code == 422
    assert client.post(path, form(summary="Ours, second.")).status_code == 302
    earlier = words(text(client, f"{path}1/"))
    assert "Version 1, by" in earlier
    text(client, f"{path}3/", 404)
    text(colleague, f"{path}1/", 404)
    back = f"{path}back/"
    text(colleague, back, 404)
    assert client.post(back, {"because": "Theirs is better"}).status_code == 302
    assert words(text(browser(), "/guidance/passwords/")).count("Three random words") == 1
    text(client, back, 404)
    assert list(OwnWording.objects.values_list("number", "withdrawn")) == [
        (3, True), (2, False), (1, False),
    ]  # fmt: skip
    told = Entry.objects.filter(verb__startswith="guidance.").order_by("at")
    assert [one.verb for one in told] == [
        "guidance.written", "guidance.written", "guidance.withdrawn",
    ]  # fmt: skip


def test_a_version_stands_still_and_stays_with_its_college(
    lead: Person, elsewhere: Organisation
) -> None:
    made = write_own("email", Wording("E-mail", "Ours.", OWN), because="Ours", by=lead)
    with pytest.raises(DatabaseError), transaction.atomic():
        OwnWording.objects.filter(pk=made.pk).update(text="## X\n\nother")
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()
    with pytest.raises(LookupError):
        withdraw_own("passwords", because="?", by=lead)
    with pytest.raises(LookupError):
        write_own("nowhere", Wording("X", "Y", OWN), because="?", by=lead)
    assert pages_in_force()["email"].own
    with acting_as_system(elsewhere.pk, "look"):
        assert not OwnWording.objects.exists()
        assert not pages_in_force()["email"].own


def test_a_poster_leads_to_the_reporting_page_by_its_code(lead: Person) -> None:
    page = text(browser(), "/guidance/passwords/poster/")
    assert 'class="lanyard-qr"' in page
    assert reverse("concerns:tell").rstrip("/") in page
    assert "Designated Safeguarding person" in page
    text(browser(), "/guidance/email/poster/", 404)


def test_advice_stands_beside_the_form_that_it_concerns(lead: Person) -> None:
    beside = "Worth reading first"
    tell = text(browser(), reverse("concerns:tell"))
    assert beside in tell
    assert "/guidance/staying-safe/" in tell
    assert "/guidance/staff-online/" not in tell
    connect = text(browse(lead), reverse("answers:connect"))
    assert "/guidance/staff-online/" in connect
    assert beside not in text(browser(), "/accessibility/")


def test_every_place_beside_which_guidance_stands_is_there() -> None:
    known = {address.name for address in every_address()}
    for slug in ("", *slugs()):
        for page in pages(slug).values():
            assert set(page.beside) - known == set(), page.file


def test_the_list_asks_as_much_for_three_as_for_one(lead: Person) -> None:
    client = browse(lead)
    counts = []
    for slugs_read in (("passwords",), ("email", "parents")):
        for slug in slugs_read:
            client.post(f"/guidance/{slug}/read/")
            write_own(slug, Wording("X", "Y", OWN), because="Ours", by=lead)
        with CaptureQueriesContext(connection) as captured:
            text(client, "/guidance/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
