"""The pages of the interface itself."""

from __future__ import annotations

import pytest
from django.test import Client

from lanyard.foundation.organisations.models import Organisation


@pytest.fixture
def browser(college: Organisation) -> Client:
    return Client(headers={"host": "here.test"})


def test_home_is_framed(browser: Client) -> None:
    page = browser.get("/").content.decode()
    assert '<html lang="en-gb" class="govuk-template">' in page
    assert "Skip to main content" in page
    assert page.count("<h1") == 1
    assert "<style" not in page
    assert " style=" not in page


def test_a_choice_of_colours_is_kept_in_the_browser(browser: Client) -> None:
    sent = browser.post("/ui/appearance/", {"theme": "dark", "language": "en-gb"})
    assert (sent.status_code, sent.headers["Location"]) == (302, "/ui/appearance/")
    assert (
        '<html lang="en-gb" class="govuk-template" data-theme="dark">'
        in browser.get("/").content.decode()
    )


def test_an_unknown_choice_is_refused_and_ignored(browser: Client) -> None:
    assert browser.post("/ui/appearance/", {"theme": "x", "language": "en-gb"}).status_code == 200
    browser.cookies["lanyard_theme"] = '"><script>'
    assert "data-theme" not in browser.get("/").content.decode()


def test_an_absent_page_says_nothing(browser: Client) -> None:
    missing = browser.get("/nothing/of/the/kind/")
    assert missing.status_code == 404
    assert "There is no page here" in missing.content.decode()
