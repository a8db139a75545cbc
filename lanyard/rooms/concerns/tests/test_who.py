"""Naming people in a report: found, described, removed."""

from __future__ import annotations

from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.concerns.tests.college import browser, learner, person, under

WHO = "/report/concern/who/"


def test_somebody_unknown_is_described(college: Organisation) -> None:
    under("oaklands")
    client = browser(person("Tu Tor"))
    learner("Mia Okoro")
    asked = client.post(WHO, {"do": "add", "name": "a boy in red", "part": "witness"})
    assert "We found nobody of that name. Who are they?" in asked.content.decode()
    given = {"do": "choose", "name": "a boy in red", "part": "witness", "which": "outside"}
    assert client.post(WHO, given).status_code == 302
    assert [p["name"] for p in client.get(WHO).context["people"]] == ["a boy in red"]
    client.post(WHO, {"do": "remove-0"})
    assert client.get(WHO).context["people"] == []


def test_somebody_of_another_organisation_is_never_found(
    college: Organisation, elsewhere: Organisation
) -> None:
    under("oaklands")
    client = browser(person("Tu Tor"))
    with acting_as_system(elsewhere.pk, "set the scene there"):
        mia = learner("Mia Okoro")
    asked = client.post(WHO, {"do": "add", "name": "Mia Okoro", "part": "witness"})
    assert str(mia.pk) not in asked.content.decode()
    given = {"do": "choose", "name": "Mia Okoro", "part": "witness", "which": str(mia.pk)}
    assert "Choose who it is" in client.post(WHO, given).content.decode()


def test_those_outside_staff_cannot_search_among_people(college: Organisation) -> None:
    under("oaklands")
    mia = learner("Mia Okoro")
    client = browser()
    where = "/tell/learner/who/"
    given = {"do": "add", "name": "Mia Okoro", "part": "harmed", "relation": "learner"}
    assert client.post(where, given).status_code == 302
    shown = client.get(where)
    assert str(mia.pk) not in shown.content.decode()
    assert [p["name"] for p in shown.context["people"]] == ["Mia Okoro"]
    given = {"do": "choose", "name": "Mia", "part": "harmed", "which": str(mia.pk)}
    assert "people" in client.post(where, given).context
    assert len(client.get(where).context["people"]) == 1


def test_whoever_names_nobody_is_told_above_the_page_and_led_to_the_box(
    college: Organisation,
) -> None:
    under("oaklands")
    page = browser(person("Tu Tor")).post(WHO, {"do": "continue"}).content.decode()
    summary = page.split('class="govuk-error-summary"')[1].split("</div>")[0]
    assert '<a href="#id_nobody">Add at least one person' in page
    assert "Please put this right" in summary
