"""Passkeys in a real browser, with an authenticator that the browser plays itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from playwright.sync_api import Page, expect

from lanyard.foundation.database.identity import acting_as_system
from tests.journeys.conftest import Scan, Shot, SignIn
from tests.journeys.running import Lanyard
from tests.journeys.standing import NEWCOMER, newcomer
from tests.journeys.test_every_page import enter

_AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@contextmanager
def authenticator(page: Page) -> Iterator[None]:
    """Give the page's device a fingerprint reader that always recognises its owner."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": _AUTHENTICATOR})
    yield
    tools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": made["authenticatorId"]})


def test_a_passkey_is_added_signs_in_alone_and_is_a_second_step(
    page: Page, running: Lanyard, sign_in: SignIn, shot: Shot, axe: Scan
) -> None:
    parent = running.person("parent")
    with authenticator(page):
        sign_in(page, "parent", anew=True)
        page.goto(running.url("/account/"))
        axe(page)
        shot(page, "sign-in-and-security")
        page.get_by_role("link", name="Add a passkey").click()
        axe(page)
        page.get_by_label("Name").fill("My laptop")
        page.get_by_label("Sign in with this passkey alone").check()
        page.get_by_role("button", name="Make a passkey").click()
        page.wait_for_url("**/account/codes/**")
        expect(page.get_by_role("heading", level=1)).to_have_text("Keep your recovery codes")
        axe(page)
        page.goto(running.url("/account/"))
        expect(page.get_by_role("main")).to_contain_text("My laptop")

        page.context.clear_cookies()
        page.goto(running.url("/sign-in/?next=/account/"))
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(running.url("/account/"))

        page.context.clear_cookies()
        page.goto(running.url("/sign-in/"))
        page.get_by_label("E-mail address").fill(parent.email)
        page.get_by_label("Password", exact=True).fill(parent.password)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/sign-in/factor/")
        axe(page)
        shot(page, "second-step")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(running.url("/"))

        page.goto(running.url("/account/"))
        page.get_by_role("link", name="Remove My laptop").click()
        page.get_by_role("button", name="Remove it").click()
        page.wait_for_url(running.url("/account/"))
        expect(page.get_by_role("main")).not_to_contain_text("My laptop")


def test_the_second_step_that_a_role_needs_may_be_a_passkey(
    page: Page, running: Lanyard, shot: Shot, axe: Scan
) -> None:
    email, password = "passkey.newcomer@oaklands.example", NEWCOMER[1]
    with transaction.atomic(), acting_as_system(running.college.organisation.pk, "set the scene"):
        newcomer(email)
    with authenticator(page):
        enter(page, running, email, password)
        page.wait_for_url(running.url("/sign-in/set-up/"))
        axe(page)
        shot(page, "second-step-choose")
        page.get_by_role("link", name="Use a passkey").click()
        axe(page)
        shot(page, "second-step-passkey")
        page.get_by_label("Name").fill("My phone")
        page.get_by_role("button", name="Make a passkey").click()
        page.wait_for_url(running.url("/sign-in/set-up/codes/"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Keep your recovery codes")
        expect(page.locator(".lanyard-codes li")).to_have_count(10)
        axe(page)
        page.get_by_role("button", name="I have kept them").click()
        page.wait_for_url(running.url("/"))

        page.context.clear_cookies()
        enter(page, running, email, password)
        page.wait_for_url("**/sign-in/factor/")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(running.url("/"))
