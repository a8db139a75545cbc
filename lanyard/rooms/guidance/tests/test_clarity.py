"""Whether a page is clear: asked of anybody, counted without a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.guidance.actions.pages import Wording, say_how_clear, write_own
from lanyard.rooms.guidance.models import PageClarity
from lanyard.rooms.guidance.queries import pages_in_force
from lanyard.rooms.guidance.tests.scene import EARLY
from lanyard.rooms.guidance.views import reading

_TOLD = "Readers of these words found them clear 2 times, partly 0, unclear 1."


@pytest.fixture
def lead(college: Organisation) -> Person:
    adopt("oaklands", by=None, effective_from=EARLY, reason="Set up")
    return staff("Lee", "dsl")


def test_anybody_says_whether_a_page_is_clear_and_its_writers_see_the_count(lead: Person) -> None:
    nobody, ann = browser(), browse(staff("Ann"))
    path = "/guidance/parents/"
    assert "Is this page clear?" in nobody.get(path).text
    for client, said in ((nobody, "clear"), (nobody, "unclear"), (ann, "clear")):
        answer = client.post(f"{path}clear/", {"said": said})
        assert answer.status_code == 302
        assert "It is counted" in client.get(answer.headers["Location"].partition("#")[0]).text
    assert nobody.post(f"{path}clear/", {"said": "slug"}).status_code == 404
    assert nobody.post("/guidance/no-such/clear/", {"said": "clear"}).status_code == 404
    for client, seen in ((nobody, False), (ann, False), (browse(lead), True)):
        assert (_TOLD in client.get(path).text) == seen
    fields = {field.name for field in PageClarity._meta.get_fields()}
    assert fields == {"id", "organisation", "slug", "digest", "clear", "partly", "unclear"}


def test_other_words_are_counted_anew(lead: Person) -> None:
    say_how_clear(pages_in_force()["parents"], "unclear")
    own = Wording("For parents", "Shorter.", "## Here\n\n- Ring us. {#OAK-4.6-07}")
    write_own("parents", own, by=lead, because="It was unclear")
    assert say_how_clear(pages_in_force()["parents"], "clear").unclear == 0
    assert PageClarity.objects.count() == 2


def test_a_flood_of_answers_counts_no_more(lead: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_SAYINGS", replace(reading._SAYINGS, by_organisation=2))
    for _number in range(4):
        assert browser().post("/guidance/parents/clear/", {"said": "clear"}).status_code == 302
    assert PageClarity.objects.get().clear == 2


def test_counts_of_organisations_are_apart(lead: Person, elsewhere: Organisation) -> None:
    say_how_clear(pages_in_force()["parents"], "clear")
    with acting_as_system(elsewhere.pk, "look over the wall"):
        assert not PageClarity.objects.exists()
    assert PageClarity.objects.count() == 1
