"""People sign in, with a code where their role reads concerns, and see their home page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.browsing import Watch
from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard


def test_a_tutor_signs_in_and_sees_home(
    page: Page, running: Lanyard, sign_in: SignIn, shot: Shot, axe: Scan
) -> None:
    page.goto(running.url("/sign-in/"))
    shot(page, "sign-in")
    axe(page)
    sign_in(page, "tutor")
    expect(page).to_have_url(running.url("/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    shot(page, "home-of-a-tutor")
    axe(page)


def test_the_safeguarding_lead_gives_a_code(page: Page, running: Lanyard, sign_in: SignIn) -> None:
    sign_in(page, "dsl")
    expect(page).to_have_url(running.url("/"))


def test_a_wrong_password_opens_nothing(
    phone: Page, running: Lanyard, axe: Scan, watch: Watch
) -> None:
    watch.allow("422")
    phone.goto(running.url("/sign-in/"))
    phone.get_by_label("E-mail address").fill(running.person("learner").email)
    phone.get_by_label("Password", exact=True).fill("not the password")
    phone.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(phone.get_by_role("main")).to_contain_text("not right")
    axe(phone)
