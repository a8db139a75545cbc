"""Every page of the site, in one sitting: axe finds nothing, it fits a phone, it names itself."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable

from playwright.sync_api import Error, Page

from lanyard.config.demonstration import signins
from tests.journeys import browsing
from tests.journeys.browsing import Watch
from tests.journeys.conftest import SignIn
from tests.journeys.doors import Door, every_door
from tests.journeys.no_page import NO_PAGE
from tests.journeys.running import Lanyard
from tests.journeys.standing import NEWCOMER, stand
from tests.sweep.addresses import every_address

_LOOK = os.environ.get("LANYARD_LOOK") == "1"


def test_every_page_is_accessible(
    new_page: Callable[..., Page], running: Lanyard, sign_in: SignIn, watch: Watch
) -> None:
    watch.allow("404")
    stands = stand(running)
    pages: dict[str, Page] = {}
    wrong: list[str] = []
    seen: set[str] = set()
    for door in sorted(every_door(stands), key=lambda door: door.who):
        if door.who not in pages:
            pages[door.who] = new_page(viewport={"width": 1280, "height": 800})
            if door.who:
                # Some pages of the tutor ask for a password typed a moment ago.
                sign_in(pages[door.who], door.who, anew=door.who == "tutor")
        found = look(pages[door.who], running, door)
        wrong += found
        if not found:
            seen.add(door.name)
    seen |= at_the_entrance(new_page, running)
    assert wrong == [], "\n".join(wrong)
    pages_of_people = {a.name for a in every_address() if not a.name.startswith("scim/")}
    assert pages_of_people - seen == NO_PAGE


def at_the_entrance(new_page: Callable[..., Page], running: Lanyard) -> set[str]:
    """Scan what stands between a password and the house; return the names of the addresses."""
    deputy = running.person("deputy")
    asked = enter(new_page(), running, deputy.email, deputy.password)
    assert (asked.url, browsing.scan(asked)) == (running.url("/sign-in/factor/"), [])
    newcomer = enter(new_page(), running, *NEWCOMER)
    assert (newcomer.url, browsing.scan(newcomer)) == (running.url("/sign-in/set-up/"), [])
    newcomer.get_by_role("link", name="Use a passkey").click()
    passkey = running.url("/sign-in/set-up/passkey/")
    assert (newcomer.url, browsing.scan(newcomer)) == (passkey, [])
    newcomer.get_by_role("link", name="Use an authenticator app instead").click()
    spelled = re.search(r"(?:[A-Z2-7]{4} ){3,}[A-Z2-7]{2,4}", newcomer.inner_text("main"))
    assert spelled is not None
    own = signins.SignIn("", "", *NEWCOMER, spelled[0].replace(" ", ""))
    newcomer.get_by_role("main").get_by_role("textbox").fill(signins.code(own, at=time.time()))
    newcomer.get_by_role("main").get_by_role("button").first.click()
    codes = running.url("/sign-in/set-up/codes/")
    assert (newcomer.url, browsing.scan(newcomer)) == (codes, [])
    return {"mfa_authenticate", "enrol", "enrol_codes", "enrol_passkey"}


def enter(page: Page, running: Lanyard, email: str, password: str) -> Page:
    """Give an address and a password."""
    page.goto(running.url("/sign-in/"))
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    return page


def look(page: Page, running: Lanyard, door: Door) -> list[str]:
    """Open a page; return what is wrong with it."""
    asked = f"{door.name} as {door.who or 'nobody'} {door.address}"
    try:
        answer = page.goto(running.url(door.address))
    except Error as wrong:
        return [f"{asked}: {wrong.message}"]
    if answer is None or answer.status != 200 or "html" not in answer.headers["content-type"]:
        return [f"{asked}: answered {answer and answer.status}"]
    if answer.url.split("?")[0] != running.url(door.address):
        return [f"{asked}: led to {answer.url}"]
    found = [f"{asked}: {breach}" for breach in browsing.scan(page)]
    if page.locator("h1").count() != 1 or not page.title():
        found.append(f"{asked}: has no title, or not one h1")
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        found.append(f"{asked}: is {wide} px too wide for a phone")
    page.set_viewport_size({"width": 1280, "height": 800})
    if _LOOK:
        browsing.photograph(page, f"every-{door.word}")
    return found
