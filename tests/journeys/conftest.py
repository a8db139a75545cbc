"""The journeys' own fixtures: a running Lanyard, a browser, signing in, photographs, scans."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from lanyard.foundation.database.identity import acting_as
from lanyard.rooms.concerns.models import Draft
from tests.database import Databases
from tests.journeys import browsing
from tests.journeys.browsing import Watch
from tests.journeys.running import Lanyard, lanyard
from tests.run import chromium, how_to_install

_HERE = Path(__file__).parent
_LONG = 200
#: The browser's own errands, and every name but loopback's, lead nowhere.
_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, "
    "EXCLUDE 127.0.0.1",
]

#: The pages a journey opened.
_OPENED = pytest.StashKey[list[Page]]()

SignIn = Callable[..., None]
Shot = Callable[[Page, str], None]
Scan = Callable[[Page], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as a journey."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, Any]:
    """Say what the open pages of a failed journey showed."""
    report = yield
    if report.failed:
        for page in item.stash.get(_OPENED, []):
            report.sections.append((f"Page {page.url}", browsing.shown(page)))
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what the accessibility scans found."""
    if browsing.scanned:
        terminalreporter.write_line(browsing.report())


@pytest.fixture(scope="session")
def running(databases: Databases, django_db_blocker: Any) -> Iterator[Lanyard]:
    """A whole Lanyard with a small demonstration college, for all journeys."""
    # Playwright keeps an event loop in this thread; the database is asked outside of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with django_db_blocker.unblock(), lanyard(databases) as started:
        yield started


@pytest.fixture(autouse=True)
def no_drafts_of_others(request: pytest.FixtureRequest) -> None:
    """Let no journey begin with the half-finished report of the one before it."""
    if "running" not in request.fixturenames:
        return
    college = request.getfixturevalue("running").college
    for person in college.shown.values():
        with transaction.atomic(), acting_as(college.organisation.pk, person.pk):
            Draft.objects.all().delete()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    path = chromium()
    if path is None:
        pytest.fail(f"Chromium is needed for the browser tests. Run: {how_to_install('chromium')}")
    opened = playwright.chromium.launch(executable_path=path, args=_FLAGS)
    yield opened
    opened.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the pages of a test must not do; a test that saw it fails."""
    watching = Watch()
    yield watching
    assert watching.errors() == []


@pytest.fixture
def new_page(
    browser: Browser, watch: Watch, running: Lanyard, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Open pages of people who share nothing: each has a browser of their own."""
    opened = []
    pages: list[Page] = request.node.stash.setdefault(_OPENED, [])

    def opens(**options: object) -> Page:
        context = browsing.watched(browser, watch, **options)
        page = context.__enter__().new_page()
        opened.append(context)
        pages.append(page)
        return page

    yield opens
    for context in opened:
        context.__exit__(None, None, None)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page on a desk."""
    return new_page(viewport={"width": 1280, "height": 800})


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """A page on a phone."""
    return new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


@pytest.fixture(scope="session")
def _sessions() -> dict[str, list[Any]]:
    """The cookies of those who signed in before: a code serves once only."""
    return {}


@pytest.fixture
def sign_in(running: Lanyard, _sessions: dict[str, list[Any]]) -> SignIn:
    """Sign in as a demonstration person; ``anew`` types everything although it was done before."""

    def signs_in(page: Page, who: str, *, anew: bool = False) -> None:
        if who in _sessions and not anew:
            page.context.add_cookies(_sessions[who])
            page.goto(running.url())
            return
        person = running.person(who)
        page.goto(running.url("/sign-in/"))
        page.get_by_label("E-mail address").fill(person.email)
        page.get_by_label("Password", exact=True).fill(person.password)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        if "/factor/" in page.url:
            page.get_by_role("textbox").fill(running.code(who))
            page.get_by_role("main").get_by_role("button", name="Sign in").click()
        assert "/sign-in/" not in page.url, page.get_by_role("main").inner_text()[:_LONG]
        _sessions[who] = page.context.cookies()

    return signs_in


@pytest.fixture
def shot() -> Shot:
    """Photograph a page on a phone and on a desk."""

    def shoots(page: Page, name: str) -> None:
        browsing.photograph(page, name)

    return shoots


@pytest.fixture
def axe() -> Scan:
    """Scan a page; it must not breach WCAG 2.2 AA anywhere."""

    def scans(page: Page) -> None:
        assert browsing.scan(page) == []

    return scans
